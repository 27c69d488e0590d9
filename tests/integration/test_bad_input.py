"""Whatever is wrong with an item, it ends as one dead letter, as it came; its neighbours come through."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import pytest

from tests.canned import load_canned
from tests.integration.articles import as_json
from tests.kafka.topics import allow_messages_of
from tests.ledger import expectation, settle
from tests.wire import DEAD_LETTERS, RAW, Fed, Received, Tap, feed, wait_until_read
from tests.worker import CANNED, Worker

ITEM_TIMEOUT_SECONDS: Final = 3
HEADERS: Final = (("feeder", b"test"), ("binary", b"\xff\x00"), ("feeder", b"twice"))
_NESTED: Final = b'{"uri":"n","text":"x","extra":' + b"[" * 100_000 + b"]" * 100_000 + b"}"

# Key of the item: its value, and the reason it must be rejected for.
BAD: Final[dict[bytes, tuple[bytes | None, str]]] = {
    b"not json": (b'{"uri": "a", "text": ', "invalid_json"),
    b"no text at all": (b"", "invalid_json"),
    b"not utf-8": ('{"uri":"a","text":"d\u00e9j\u00e0 vu"}'.encode("latin-1"), "invalid_encoding"),
    b"wrong types": (b'{"uri":"a","text":["a","b"]}', "schema_violation"),
    b"not an object": (b'["uri","text"]', "schema_violation"),
    b"missing fields": (b'{"headline":"No uri, no text"}', "schema_violation"),
    b"null value": (None, "schema_violation"),
    b"deep nesting": (_NESTED, "invalid_json"),
    b"five megabytes": (as_json("urn:big", "x" * 5_000_000), "too_large"),
    b"empty text": (as_json("urn:empty", " \n\u200b "), "schema_violation"),
    b"unsupported language": (as_json("urn:fr", "Bonjour.", language="fr-FR"), "unsupported_language"),
    b"version beyond all encoders": (
        b'{"uri":"v","text":"Talks began.","version":1' + b"0" * 40 + b"}",
        "schema_violation",
    ),
    b"hang": (as_json("urn:hang", "HANG for ever"), "timeout"),
    b"child death": (as_json("urn:die", "DIE now"), "extraction_error"),
    b"bug": (as_json("urn:bug", "BREAK now"), "extraction_error"),
    b"too large a record": (as_json("urn:bloat", "BLOAT " + "xxxxxxxxx " * 5_000), "publish_rejected"),
}
NEIGHBOURS: Final = {f"urn:good:{n}".encode(): as_json(f"urn:good:{n}", f"Good item {n}.") for n in range(3 * len(BAD))}


class Run(NamedTuple):
    worker: Worker
    received: list[Received]

    def dead_letter(self, key: bytes) -> Received:
        (letter,) = [m for m in self.received if m.topic == DEAD_LETTERS and m.key == key]
        return letter


@pytest.fixture(scope="module")
def run(topics: str, broker_kind: str, start_worker: Callable[..., Worker]) -> Iterator[Run]:
    """Every bad item between good ones, on one partition, through a worker whose items may take three seconds."""
    if broker_kind == "kafka":
        allow_messages_of(topics, RAW, DEAD_LETTERS, size=6_000_000)
    worker = start_worker(program=CANNED, ITEM_TIMEOUT_SECONDS=ITEM_TIMEOUT_SECONDS, POOL_SIZE=2)
    good = iter(NEIGHBOURS.items())
    messages = []
    for key, (value, _) in BAD.items():
        messages += [
            Fed(value, key, HEADERS, partition=0),
            *(Fed(v, k, partition=0) for k, v in (next(good), next(good))),
        ]
    ends = feed(topics, [*messages, *(Fed(value, key) for key, value in good)])
    wait_until_read(topics, ends)
    with Tap(topics) as tap:
        yield Run(worker, tap.catch_up())


def test_neighbours_come_through(run: Run) -> None:
    assert settle(expectation(load_canned(harmful=False), NEIGHBOURS), run.received).even


# The embedded broker takes records of any size.
_MARKS: Final = {b"too large a record": [pytest.mark.kafka]}


@pytest.fixture(params=[pytest.param(key, marks=_MARKS.get(key, []), id=key.decode()) for key in BAD])
def bad(request: pytest.FixtureRequest) -> bytes:
    key: bytes = request.param
    return key


def test_bad_item_has_one_dead_letter_and_no_record(run: Run, bad: bytes) -> None:
    assert [message.topic for message in run.received if message.key == bad] == [DEAD_LETTERS]


def test_dead_letter_says_why(run: Run, bad: bytes) -> None:
    assert run.dead_letter(bad).header("reason") == BAD[bad][1]


def test_dead_letter_holds_the_item_as_it_came(run: Run, bad: bytes) -> None:
    assert run.dead_letter(bad).value == BAD[bad][0]


def test_dead_letter_keeps_the_headers_of_the_item(run: Run, bad: bytes) -> None:
    assert run.dead_letter(bad).headers[: len(HEADERS)] == HEADERS


def test_dead_letter_says_where_the_item_stood(run: Run, bad: bytes) -> None:
    offset = 3 * list(BAD).index(bad)
    letter = run.dead_letter(bad)
    assert [letter.header(name) for name in ("source_topic", "source_partition", "source_offset")] == [
        RAW,
        "0",
        str(offset),
    ]


@pytest.mark.parametrize("reason", sorted({reason for _, reason in BAD.values()}))
def test_dead_letters_are_counted_by_reason(run: Run, reason: str) -> None:
    letters = [m for m in run.received if m.topic == DEAD_LETTERS and m.header("reason") == reason]
    assert run.worker.metric("communique_dead_letters_total", reason=reason) == len(letters)


def test_worker_lives_on(run: Run) -> None:
    assert run.worker.get("/livez")[0] == 200
