"""publish: findings to records, with offsets into the item as it came and ids that never change."""

from datetime import UTC, datetime

import msgspec
import pytest
import spacy
from spacy.tokens import Doc

from workers.accept import TidyText, tidy
from workers.extract.actors import Actor
from workers.extract.events import EventMention
from workers.extract.quotes import Quotation
from workers.ontology import EventType, Factuality, Mode, QuadClass, QuoteType, ResolvedFrom
from workers.publish import Origin, publish, retract
from workers.records import EventRecord, NewsItem, Producer, QuoteRecord, encode

PRODUCER = Producer(version="1", model="en_test", model_version="0")
NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
TEXT = "\u200bChina said Oslo con\u00adducted talks.\n\n"
WORDS = ["China", "said", "Oslo", "conducted", "talks", ".", "\n\n"]


def findings(text: TidyText) -> tuple[list[Quotation], list[EventMention]]:
    doc = Doc(spacy.blank("en").vocab, WORDS, spaces=[True] * 4 + [False] * 3, sent_starts=[True] + [False] * 6)
    assert doc.text == text.text
    speaker = Actor(doc[0:1], "China", ResolvedFrom.NAMED, country="CHN")
    host = Actor(doc[2:3], "Oslo", ResolvedFrom.NAMED, country="NOR")
    quote = Quotation(QuoteType.INDIRECT, (doc[2:5],), 0.87654, doc[1:2], doc[0:1], speaker)
    event = EventMention(
        EventType.CONSULT, (host,), (), Factuality.ASSERTED, doc[3:5], 0.5, "conduct talks", mode=Mode.VISIT
    )
    return [quote], [event]


def records_of(text=TEXT, version=1, origin=None, emitted=NOON):
    tidied = tidy(NewsItem(uri="a", text=text, version=version))
    return publish(tidied, *findings(tidied), origin=origin or Origin(), producer=PRODUCER, emitted=emitted)


@pytest.fixture
def quote() -> QuoteRecord:
    return records_of()[0]


@pytest.fixture
def event() -> EventRecord:
    return records_of()[1]


def test_trigger_offsets_hold_for_the_item_as_it_came(event):
    assert TEXT[event.trigger.start : event.trigger.end] == event.trigger.exact == "con\u00adducted talks"


def test_content_offsets_hold_for_the_item_as_it_came(quote):
    assert [TEXT[s.start : s.end] for s in quote.content.spans] == ["Oslo con\u00adducted talks"]


def test_sentence_ends_with_its_last_word(event):
    assert event.sentence.exact == TEXT.strip("\u200b\n")


def test_event_told_in_a_quote_is_attributed_to_its_speaker(event):
    assert event.attributed_to and event.attributed_to.name == "China"


def test_quote_and_event_name_each_other(quote, event):
    assert (quote.event_ids, event.quote_ids) == ((event.id,), (quote.id,))


def test_quote_and_the_event_of_its_own_cue_name_each_other():
    tidied = tidy(NewsItem(uri="a", text=TEXT))
    (quote,), (event,) = findings(tidied)
    event = event._replace(trigger=quote.cue)
    said, done = publish(tidied, [quote], [event], origin=Origin(), producer=PRODUCER, emitted=NOON)
    assert (said.event_ids, done.quote_ids, done.attributed_to) == ((done.id,), (said.id,), None)


def test_event_told_in_a_quote_within_a_quote_is_attributed_to_the_inner_speaker():
    tidied = tidy(NewsItem(uri="a", text=TEXT))
    (outer,), events = findings(tidied)
    doc = outer.source.doc
    inner = outer._replace(content=(doc[3:5],), speaker=Actor(doc[2:3], "Oslo", ResolvedFrom.NAMED))
    *_, event = publish(tidied, [outer, inner], events, origin=Origin(), producer=PRODUCER, emitted=NOON)
    assert event.attributed_to.name == "Oslo"


def test_who_passed_a_quote_on_is_told():
    tidied = tidy(NewsItem(uri="a", text=TEXT))
    (quote,), _ = findings(tidied)
    agency = Actor(quote.source, "The agency", ResolvedFrom.NAMED)
    (record,) = publish(tidied, [quote._replace(via=agency)], [], origin=Origin(), producer=PRODUCER, emitted=NOON)
    assert record.via and record.via.name == "The agency"


def test_event_carries_the_score_of_its_mode(event):
    assert (event.score, event.quad_class) == (4.0, QuadClass.VERBAL_COOPERATION)


def test_same_item_gives_the_same_ids_wherever_and_whenever_it_is_read():
    later = records_of(origin=Origin("news.raw", 3, 99), emitted=datetime(2025, 1, 1, tzinfo=UTC))
    assert [r.id for r in later] == [r.id for r in records_of()]


def test_new_version_gives_new_ids():
    assert not {r.id for r in records_of(version=2)} & {r.id for r in records_of()}


def test_another_body_under_the_same_uri_gives_new_ids():
    bodies = [NewsItem(uri="a", text=text, status="canceled") for text in ("One.", "Two.")]
    assert len({retract(item, origin=Origin(), producer=PRODUCER, emitted=NOON).id for item in bodies}) == 2


def test_records_survive_the_wire(quote, event):
    decoded = [msgspec.json.decode(encode(record), type=type(record)) for record in (quote, event)]
    assert decoded == [quote, event]


def test_finding_made_twice_is_published_once():
    tidied = tidy(NewsItem(uri="a", text=TEXT))
    quotes, events = findings(tidied)
    records = publish(tidied, quotes * 2, events * 2, origin=Origin(), producer=PRODUCER, emitted=NOON)
    assert len(records) == 2


def test_confidence_is_rounded(quote):
    assert quote.confidence == 0.877


def test_canceled_item_gives_a_retraction_of_its_uri():
    item = NewsItem(uri="a", text="", status="canceled")
    record = retract(item, origin=Origin(), producer=PRODUCER, emitted=NOON)
    assert (record.type, record.article.uri) == ("retraction", "a")
