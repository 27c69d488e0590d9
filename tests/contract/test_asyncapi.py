"""The AsyncAPI document names the topics, types and headers that the code has."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from jsonschema import Draft202012Validator

from workers.ontology import Reason
from workers.pipeline import Reject
from workers.publish import Origin
from workers.records import SCHEMA_IDS, DeadLetterHeaders, EventRecord, QuoteRecord, Record, Retraction
from workers.stream.topics import DEAD_LETTERS, EVENTS, QUOTES, RAW, dead_letter, record_messages

DIRECTORY = Path(__file__).parents[2] / "schemas"
DOCUMENT = yaml.safe_load((DIRECTORY / "asyncapi.yaml").read_text())


def references_in(value: Any) -> set[str]:
    if isinstance(value, list):
        return set().union(*map(references_in, value))
    if not isinstance(value, dict):
        return set()
    own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
    return own.union(*map(references_in, value.values()))


def test_every_schema_is_referred_to() -> None:
    files = {reference for reference in references_in(DOCUMENT) if not reference.startswith("#")}
    assert files == {f"./{urn.split(':')[-2]}.v1.schema.json" for urn in SCHEMA_IDS.values()}


@pytest.mark.parametrize("message", DOCUMENT["components"]["messages"].values(), ids=lambda message: message["name"])
def test_message_on_an_output_topic_carries_cloudevents_headers(message: dict[str, Any]) -> None:
    outputs = {"EventRecord", "QuoteRecord", "Retraction"}
    assert ("traits" in message) is (message["name"] in outputs)


def test_channels_are_the_topics() -> None:
    assert {channel["address"] for channel in DOCUMENT["channels"].values()} == {RAW, EVENTS, QUOTES, DEAD_LETTERS}


def test_required_headers_are_what_a_record_carries() -> None:
    record = msgspec.json.decode((DIRECTORY / "examples/event/v1/accuse.json").read_bytes(), type=EventRecord)
    [message] = record_messages(record)
    described = DOCUMENT["components"]["messageTraits"]["cloudEvent"]["headers"]
    assert {name for name, _ in message.headers} == set(described["required"])


@pytest.mark.parametrize(
    ("kind", "record_type"), [("event", EventRecord), ("quote", QuoteRecord), ("retraction", Retraction)]
)
def test_headers_of_a_record_are_valid(kind: str, record_type: type[Record]) -> None:
    path = next((DIRECTORY / "examples" / kind / "v1").glob("*.json"))
    record = msgspec.json.decode(path.read_bytes(), type=record_type)
    headers = {name: value.decode() for name, value in record_messages(record)[0].headers}
    described = DOCUMENT["components"]["messageTraits"]["cloudEvent"]["headers"]
    validator = Draft202012Validator(described, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(headers)] == []


def test_headers_of_a_dead_letter_are_valid() -> None:
    reject = Reject(Reason.INVALID_JSON, "Rejected", "not JSON")
    message = dead_letter(reject, key=None, value=b"{", origin=Origin(RAW, 2, 18))
    headers = {name: value.decode() for name, value in message.headers}
    assert msgspec.convert(headers, DeadLetterHeaders).source_offset == "18"
