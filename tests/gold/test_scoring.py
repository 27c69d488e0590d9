"""The scorer itself: an oracle scores 1, and each kind of error costs what it should."""

import pytest

from tests.gold.annotations import GROUPS, load_articles
from tests.gold.answers import Article, Event, Party, Quote
from tests.gold.scoring import score, verdicts
from workers.ontology import MODES, EventType, Factuality, Mode, QuoteType

_ARTICLES = [article for group in GROUPS for article in load_articles(group)]
_TEXT = '"We will go," said Ann of Chad. Bob warned that the talks failed.'
_GO = Quote("direct", [(1, 11)], (19, 30), "Ann", "TCD")
_FAILED = Quote("indirect", [(43, 64)], (32, 35), "Bob")
_WARNED = Event("THREATEN", (36, 42), [Party("Bob", "NER")], [Party("Chad", "TCD")], date="2024-03-01")
_GOLD = Article("a", "", _TEXT, None, [_GO, _FAILED], [_WARNED])


def test_an_oracle_scores_one() -> None:
    tallies = score((article, article) for article in _ARTICLES)
    assert {name: tally.recall for name, tally in tallies.items() if tally.recall < 1} == {}


def test_an_oracle_is_precise() -> None:
    tallies = score((article, article) for article in _ARTICLES)
    assert {name: tally for name, tally in tallies.items() if tally.found and tally.precision < 1} == {}


def test_nothing_found_scores_nothing() -> None:
    assert score([(_GOLD, _GOLD._replace(quotes=[], events=[]))])["quotes"].f1 == 0


def test_the_wrong_source_is_wrong_end_to_end() -> None:
    found = _GOLD._replace(quotes=[_GO._replace(source=(32, 35)), _FAILED])
    assert score([(_GOLD, found)])["quotes"].f1 == pytest.approx(0.5)


def test_that_and_marks_do_not_count() -> None:
    found = _GOLD._replace(quotes=[_GO._replace(content=[(0, 13)]), _FAILED._replace(content=[(43, 65)])])
    assert score([(_GOLD, found)])["quotes"].f1 == 1


def test_an_optional_quote_is_not_punished() -> None:
    gold = _GOLD._replace(quotes=[_GO, _FAILED._replace(optional=True)])
    assert score([(gold, _GOLD)])["quotes"].precision == 1


def test_an_optional_quote_is_not_required() -> None:
    gold = _GOLD._replace(quotes=[_GO, _FAILED._replace(optional=True)])
    assert score([(gold, _GOLD._replace(quotes=[_GO]))])["quotes"].recall == 1


def test_swapped_parties_lose_the_actors() -> None:
    swapped = _WARNED._replace(actors=_WARNED.recipients, recipients=_WARNED.actors)
    tallies = score([(_GOLD, _GOLD._replace(events=[swapped]))])
    assert (tallies["events"].f1, tallies["events with actors"].f1) == (1, 0)


def test_participants_of_a_meeting_may_swap() -> None:
    met = _WARNED._replace(type="CONSULT", actors=[*_WARNED.actors, *_WARNED.recipients], recipients=[])
    visit = met._replace(actors=_WARNED.recipients, recipients=_WARNED.actors)
    tallies = score([(_GOLD._replace(events=[met]), _GOLD._replace(events=[visit]))])
    assert tallies["events with both"].f1 == 1


def test_a_contested_event_is_neither_right_nor_wrong() -> None:
    gold = _GOLD._replace(events=[_WARNED._replace(contested=True)])
    assert "events" not in score([(gold, _GOLD)])


def test_a_month_is_right_of_a_day() -> None:
    found = _GOLD._replace(events=[_WARNED._replace(date="2024-03")])
    assert score([(_GOLD, found)])["date"].recall == 1


def test_a_year_is_too_coarse_for_a_day() -> None:
    found = _GOLD._replace(events=[_WARNED._replace(date="2024")])
    assert score([(_GOLD, found)])["date"].recall == 0


def test_verdicts_tell_right_from_wrong() -> None:
    found = _GOLD._replace(quotes=[_GO._replace(confidence=0.9), _FAILED._replace(source=None, confidence=0.2)])
    assert [(row.confidence, row.right) for row in verdicts(_GOLD, found)[0]] == [(0.9, True), (0.2, False)]


@pytest.mark.parametrize("article", [pytest.param(article, id=article.id) for article in _ARTICLES])
def test_annotations_use_the_ontology(article: Article) -> None:
    for quote in article.quotes or ():
        QuoteType(quote.type)
    for event in article.events or ():
        Factuality(event.factuality)
        assert not event.mode or Mode(event.mode) in MODES[EventType(event.type)]
