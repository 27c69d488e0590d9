"""Records and rejects in, Kafka messages out: the name, key, headers and record of every topic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from workers.publish import Origin
from workers.records import SCHEMA_IDS, EventRecord, QuoteRecord, Record, Retraction, encode

if TYPE_CHECKING:  # spaCy takes seconds to import, and feeding needs the names only
    from workers.pipeline import Reject

__all__ = [
    "DEAD_LETTERS",
    "EVENTS",
    "QUOTES",
    "RAW",
    "Headers",
    "Outgoing",
    "dead_letter",
    "read_dead_letter",
    "record_messages",
]

RAW: Final = "news.raw"
EVENTS: Final = "diplomacy.events"
QUOTES: Final = "diplomacy.quotes"
DEAD_LETTERS: Final = "news.raw.dlq"

Headers = tuple[tuple[str, bytes], ...]

# CloudEvents attributes: what kind of thing a record is, and who makes it.
_CE_TYPES: Final[dict[type[Record], str]] = {
    EventRecord: "communique.event.v1",
    QuoteRecord: "communique.quote.v1",
    Retraction: "communique.retraction.v1",
}
_CE_SOURCE: Final = "/communique"
# W3C Trace Context: a consumer's spans join the feeder's trace.
_TRACE: Final = frozenset({"traceparent", "tracestate"})
# The headers that a dead letter adds.
_WHY: Final = ("reason", "error", "message", "stack", "source_topic", "source_partition", "source_offset")
# A dead letter must fit where its item fitted: what is said about it stays small.
_MAX_MESSAGE_CHARS: Final = 1_000
_MAX_STACK_CHARS: Final = 4_000


class Outgoing(NamedTuple):
    """One message as it is to be published."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: Headers = ()


def record_messages(record: Record, incoming: Headers = ()) -> list[Outgoing]:
    """A record's messages, keyed by its article's uri: a retraction goes to both topics.

    The headers are CloudEvents 1.0 in binary mode, and the trace context of the `incoming` ones.
    """
    key, value = record.article.uri.encode(), encode(record)
    if isinstance(record, EventRecord):
        topics = [EVENTS]
    elif isinstance(record, QuoteRecord):
        topics = [QUOTES]
    else:
        topics = [EVENTS, QUOTES]
    headers = (*_cloud_event(record), *((name, text) for name, text in incoming if name in _TRACE))
    return [Outgoing(topic, key, value, headers) for topic in topics]


def dead_letter(
    reject: Reject, *, key: bytes | None, value: bytes | None, headers: Headers = (), origin: Origin | None = None
) -> Outgoing:
    """The item as it came, original headers first, and why it was rejected in further headers.

    A message without key and value cannot be published: its value becomes empty.
    """
    origin = origin or Origin()
    message, stack = _shorten(reject.message, _MAX_MESSAGE_CHARS), _shorten(reject.stack, _MAX_STACK_CHARS)
    why = (reject.reason.value, reject.error, message, stack, *origin)
    added = tuple(
        (name, str(text).encode("utf-8", "replace")) for name, text in zip(_WHY, why, strict=True) if text is not None
    )
    return Outgoing(DEAD_LETTERS, key, b"" if key is None and value is None else value, (*headers, *added))


def read_dead_letter(headers: Headers) -> tuple[Headers, dict[str, str]]:
    """What `dead_letter` made of an item's headers, taken apart again: the original ones, and why it was rejected."""
    original, why = list(headers), {}
    for name in _WHY:
        # The item's own headers stand first and may have the same name.
        at = next((i for i in reversed(range(len(original))) if original[i][0] == name), None)
        if at is not None:
            why[name] = original.pop(at)[1].decode("utf-8", "replace")
    return tuple(original), why


def _cloud_event(record: Record) -> Headers:
    attributes = {
        "ce_specversion": "1.0",
        "ce_id": record.id,
        "ce_type": _CE_TYPES[type(record)],
        "ce_source": _CE_SOURCE,
        "ce_time": msgspec.to_builtins(record.emitted),
        "ce_dataschema": SCHEMA_IDS[type(record)],
    }
    return (("content-type", b"application/json"), *((name, text.encode()) for name, text in attributes.items()))


def _shorten(text: str, limit: int) -> str:
    """The end of a stack trace says most, and so does the end of a message."""
    return text if len(text) <= limit else "..." + text[-limit:]
