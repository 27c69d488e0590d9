"""Records and rejects as Kafka messages."""

from datetime import UTC, datetime

import orjson

from tests.stream.pipelines import ObedientPipeline, item
from workers.ontology import Reason
from workers.pipeline import Message, Reject
from workers.publish import Origin
from workers.records import SCHEMA_IDS, Article, Producer, Retraction
from workers.stream.topics import DEAD_LETTERS, EVENTS, QUOTES, dead_letter, record_messages

RECORD = ObedientPipeline().process(Message(item("urn:a"))).records[0]
REJECT = Reject(Reason.TIMEOUT, "TimeoutError", "too slow")


def test_a_quote_goes_to_its_topic_under_its_articles_uri() -> None:
    (message,) = record_messages(RECORD)
    assert (message.topic, message.key) == (QUOTES, b"urn:a")


def test_a_retraction_goes_to_both_topics() -> None:
    retraction = Retraction(
        id="0" * 32,
        schema_version="1.0",
        article=Article(uri="urn:a", version=1, sha256="0" * 64),
        producer=Producer(version="0", model="m", model_version="1"),
        emitted=datetime(2026, 1, 1, tzinfo=UTC),
    )
    assert [message.topic for message in record_messages(retraction)] == [EVENTS, QUOTES]


def test_the_headers_are_a_cloud_event() -> None:
    headers = dict(record_messages(RECORD)[0].headers)
    assert {name: headers[name] for name in headers if name != "ce_source"} == {
        "content-type": b"application/json",
        "ce_specversion": b"1.0",
        "ce_id": RECORD.id.encode(),
        "ce_type": b"communique.quote.v1",
        "ce_time": orjson.loads(record_messages(RECORD)[0].value or b"")["emitted"].encode(),
        "ce_dataschema": SCHEMA_IDS[type(RECORD)].encode(),
    }


def test_only_the_trace_of_the_incoming_headers_is_kept() -> None:
    message = record_messages(RECORD, (("traceparent", b"00-1"), ("tracestate", b"a=b"), ("cookie", b"no")))[0]
    assert message.headers[-2:] == (("traceparent", b"00-1"), ("tracestate", b"a=b"))


def test_a_dead_letter_keeps_key_value_and_headers() -> None:
    letter = dead_letter(REJECT, key=b"k", value=b"\xff", headers=(("reason", b"mine"),))
    assert (letter.topic, letter.key, letter.value, letter.headers[0]) == (
        DEAD_LETTERS,
        b"k",
        b"\xff",
        ("reason", b"mine"),
    )


def test_a_dead_letter_says_why_in_its_last_headers() -> None:
    letter = dead_letter(REJECT, key=None, value=b"x", origin=Origin("news.raw", 2, 7))
    assert dict(letter.headers) == {
        "reason": b"timeout",
        "error": b"TimeoutError",
        "message": b"too slow",
        "stack": b"",
        "source_topic": b"news.raw",
        "source_partition": b"2",
        "source_offset": b"7",
    }


def test_a_long_stack_is_cut_to_its_end() -> None:
    letter = dead_letter(REJECT._replace(stack="a" * 10_000 + "cause"), key=None, value=b"x")
    stack = dict(letter.headers)["stack"]
    assert len(stack) < 5_000 and stack.endswith(b"cause")


def test_a_message_without_key_and_value_gets_an_empty_value() -> None:
    assert dead_letter(REJECT, key=None, value=None).value == b""


def test_a_message_with_a_key_and_no_value_stays_so() -> None:
    assert dead_letter(REJECT, key=b"k", value=None).value is None
