"""pipeline, with the real model: every message has an Outcome, whatever is wrong with it."""

from datetime import UTC, datetime

import msgspec
import pytest

from workers.ontology import Reason, Stage
from workers.pipeline import Message, Pipeline, load_pipeline
from workers.publish import Origin
from workers.records import NewsItem, encode
from workers.settings import Settings

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
ITEM = NewsItem(
    uri="urn:test:1",
    headline="France condemns Mali over expulsion",
    text="PARIS - France on Monday condemned Mali for expelling its ambassador.\n\n"
    "“We reject this decision,” Foreign Minister Claire Dumont said.",
    published=NOON,
)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    settings = Settings()
    loaded = load_pipeline(settings.model, max_bytes=settings.max_item_bytes, max_chars=settings.max_text_chars)
    return Pipeline(loaded.nlp, loaded.lexicon, loaded.limits, clock=lambda: NOON)


def test_outcome_times_every_stage(pipeline):
    assert set(pipeline.process(Message(encode(ITEM))).seconds) == set(Stage)


def test_same_message_gives_the_same_bytes(pipeline):
    first, second = (pipeline.process(Message(encode(ITEM))).records for _ in range(2))
    assert [encode(record) for record in first] == [encode(record) for record in second] != []


def test_every_span_is_exact(pipeline):
    raw = msgspec.structs.replace(
        ITEM, text=ITEM.text.replace("condemned", "con\u00addemned\u200b").replace("\n", "\r\n")
    )
    fields = {"headline": raw.headline, "text": raw.text}
    spans = spans_of(msgspec.to_builtins(pipeline.process(Message(encode(raw))).records))
    assert spans and all(fields[s["field"]][s["start"] : s["end"]] == s["exact"] for s in spans)


def test_records_carry_where_the_item_stood(pipeline):
    record = pipeline.process(Message(encode(ITEM), Origin("news.raw", 2, 41))).records[0]
    assert (record.article.topic, record.article.partition, record.article.offset) == ("news.raw", 2, 41)


def test_weekday_is_counted_from_the_day_of_publication(pipeline):
    records = pipeline.process(Message(encode(ITEM))).records
    assert "2024-04-29" in {getattr(record, "event_date", None) for record in records}


def test_canceled_item_is_retracted(pipeline):
    canceled = msgspec.structs.replace(ITEM, status="canceled", text="")
    assert [record.type for record in pipeline.process(Message(encode(canceled))).records] == ["retraction"]


def test_rejected_item_has_its_reason(pipeline):
    reject = pipeline.process(Message(b"{")).reject
    assert reject and reject.reason is Reason.INVALID_JSON


def test_bug_becomes_an_extraction_error_with_its_stack(pipeline):
    broken = Pipeline(pipeline.nlp, None, pipeline.limits)  # type: ignore[arg-type]
    reject = broken.process(Message(encode(ITEM))).reject
    assert reject and reject.reason is Reason.EXTRACTION_ERROR and "Traceback" in reject.stack


def test_model_without_a_parser_is_refused():
    with pytest.raises((OSError, ValueError)):
        load_pipeline("en", max_bytes=1, max_chars=1)


def spans_of(value: object) -> list[dict]:
    if isinstance(value, dict):
        own = [value] if "exact" in value else []
        return own + [span for part in value.values() for span in spans_of(part)]
    if isinstance(value, (list, tuple)):
        return [span for part in value for span in spans_of(part)]
    return []
