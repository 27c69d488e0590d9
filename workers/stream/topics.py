"""Records and rejects in, Kafka messages out: the topic, key, value and headers of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workers.records import EventRecord, QuoteRecord, Record, encode

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
    "record_messages",
]

RAW: Final = "news.raw"
EVENTS: Final = "diplomacy.events"
QUOTES: Final = "diplomacy.quotes"
DEAD_LETTERS: Final = "news.raw.dlq"

Headers = tuple[tuple[str, bytes], ...]


class Outgoing(NamedTuple):
    """One message as it is to be published."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: Headers = ()


def record_messages(record: Record) -> list[Outgoing]:
    """A record's messages, keyed by its article's uri: a retraction goes to both topics."""
    key, value = record.article.uri.encode(), encode(record)
    if isinstance(record, EventRecord):
        topics = [EVENTS]
    elif isinstance(record, QuoteRecord):
        topics = [QUOTES]
    else:
        topics = [EVENTS, QUOTES]
    return [Outgoing(topic, key, value, (("content-type", b"application/json"),)) for topic in topics]


def dead_letter(reject: Reject, *, key: bytes | None, value: bytes | None, headers: Headers = ()) -> Outgoing:
    """The item as it came, original headers first, and why it was rejected in further headers."""
    why = {"reason": reject.reason.value, "error": reject.error, "message": reject.message, "stack": reject.stack}
    added = tuple((name, text.encode("utf-8", "replace")) for name, text in why.items() if text)
    return Outgoing(DEAD_LETTERS, key, value, (*headers, *added))
