"""Every gold case, by the files' own order; a case with `known_miss` must fail."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, time

import pytest

from tests.gold.cases import Case, ExpectedActor, load_cases
from tests.gold.found import event_fields, expected_fields, pair_up, quote_fields
from workers.annotate import annotate
from workers.extract.actors import Actor, build_roster
from workers.pipeline import Message, Pipeline
from workers.records import EventRecord, NewsItem, QuoteRecord, Record, encode

_ALL = list(load_cases())


def _with(kind: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    rows = [
        pytest.param(
            case,
            id=label,
            marks=pytest.mark.xfail(reason=case.known_miss, strict=True) if case.known_miss else (),
        )
        for label, case in _ALL
        if getattr(case, kind) is not None
    ]
    return pytest.mark.parametrize("case", rows)


@_with("quotes")
def test_quotes(case: Case, pipeline: Pipeline) -> None:
    expected = [expected_fields(quote) for quote in case.quotes or ()]
    found = [quote_fields(record) for record in _records(case, pipeline) if isinstance(record, QuoteRecord)]
    assert pair_up(expected, found, key="content") == expected


@_with("events")
def test_events(case: Case, pipeline: Pipeline) -> None:
    expected = [expected_fields(event) for event in case.events or ()]
    found = [event_fields(record) for record in _records(case, pipeline) if isinstance(record, EventRecord)]
    assert pair_up(expected, found, key="type") == expected


@_with("actors")
def test_actors(case: Case, pipeline: Pipeline) -> None:
    doc = next(annotate(pipeline.nlp, [case.text]))
    roster = build_roster(doc, pipeline.lexicon)
    for expected in case.actors or ():
        start = case.text.index(expected.phrase)
        span = doc.char_span(start, start + len(expected.phrase), alignment_mode="expand")
        assert span is not None
        assert _actor_fields(expected, list(roster.resolve(span))) == expected_fields(expected)


def test_case_ids_are_unique() -> None:
    counts = Counter(label for label, _ in _ALL)
    assert [label for label, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("case", [pytest.param(case, id=label) for label, case in _ALL])
def test_case_expects_words_of_its_own_text(case: Case) -> None:
    phrases = [actor.phrase for actor in case.actors or ()]
    phrases += [event.trigger or "" for event in case.events or ()]
    for quote in case.quotes or ():
        phrases += [quote.content] if isinstance(quote.content, str) else quote.content
        phrases += [quote.cue or "", quote.source or ""]
    whole = f"{case.headline or ''}\n\n{case.text}"
    assert [phrase for phrase in phrases if phrase not in whole] == []


def _records(case: Case, pipeline: Pipeline) -> tuple[Record, ...]:
    published = datetime.combine(case.published, time(12), UTC) if case.published else None
    item = NewsItem(uri=f"gold:{case.id}", text=case.text, headline=case.headline, published=published)
    outcome = pipeline.process(Message(encode(item)))
    assert outcome.reject is None
    return outcome.records


def _actor_fields(expected: ExpectedActor, actors: list[Actor]) -> dict[str, object]:
    """The resolved actors by the expectation's fields: a list where it has one, or where they are several."""
    fields: dict[str, object] = {"phrase": expected.phrase}
    for name, want in expected_fields(expected).items():
        if name == "phrase":
            continue
        values = [getattr(actor, name) for actor in actors]
        plain = [getattr(value, "value", value) or "" for value in values]
        fields[name] = plain if isinstance(want, list) or len(plain) != 1 else plain[0]
    return fields
