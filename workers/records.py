"""The messages that cross Kafka: NewsItem in; EventRecord, QuoteRecord and Retraction out.

These structs are the source of truth for `schemas/`; within v1 only optional fields may be added.
"""

from datetime import datetime
from typing import Annotated, Final, Literal

import msgspec
import orjson
from msgspec import Meta, Struct

from workers.ontology import (
    Context,
    EventType,
    Factuality,
    Mode,
    QuadClass,
    QuoteType,
    Reason,
    ResolvedFrom,
    Sector,
)

__all__ = [
    "SCHEMA_IDS",
    "SCHEMA_VERSION",
    "Article",
    "Content",
    "DeadLetterHeaders",
    "EventRecord",
    "NewsItem",
    "Party",
    "Place",
    "Producer",
    "QuoteRecord",
    "Record",
    "Retraction",
    "Source",
    "Span",
    "Speaker",
    "encode",
]

SCHEMA_VERSION: Final = "1.0"

Confidence = Annotated[float, Meta(ge=0, le=1, description="How sure the extractor is, 0 to 1")]
CountryCode = Annotated[
    str, Meta(pattern="^[A-Z]{3}$", description="ISO 3166-1 alpha-3; IGO, NGO or MNC for a body of no country")
]
ReducedDate = Annotated[
    str, Meta(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="ISO 8601: YYYY, YYYY-MM or YYYY-MM-DD")
]
Instant = Annotated[datetime, Meta(tz=True, description="RFC 3339")]
Position = Annotated[str, Meta(pattern="^[0-9]+$", description="A decimal number; header values are text")]
RecordId = Annotated[str, Meta(pattern="^[0-9a-f]{32}$", description="Same item, same id")]
Uri = Annotated[str, Meta(min_length=1, max_length=2048)]


class NewsItem(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One version of one article, as a feeder puts it on `news.raw`. Unknown fields are tolerated."""

    uri: Uri
    text: Annotated[str, Meta(description="Body; paragraphs are separated by line breaks")]
    headline: str | None = None
    language: Annotated[str, Meta(description="BCP 47; absent: the model's language")] | None = None
    published: Instant | None = None
    version: int | str = 1
    outlet: Annotated[str, Meta(description="Publisher")] | None = None
    url: str | None = None
    byline: str | None = None
    located: Annotated[str, Meta(description="Dateline place")] | None = None
    status: Literal["usable", "canceled"] = "usable"


class Span(Struct, frozen=True, kw_only=True):
    """A stretch of the item as it came in."""

    field: Literal["headline", "text"]
    start: Annotated[int, Meta(ge=0, description="Code points from the field's start")]
    end: Annotated[int, Meta(ge=0, description="Exclusive")]
    exact: Annotated[str, Meta(description="The field's own characters, start to end")]


class Party(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An actor or recipient."""

    name: Annotated[str, Meta(description="Fullest name within the article")]
    span: Annotated[Span, Meta(description="The mention at this event")] | None = None
    role: Annotated[str, Meta(description="Title or office")] | None = None
    country: CountryCode | None = None
    sector: Sector | None = None


class Speaker(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who speaks, resolved within the article."""

    name: str
    resolved_from: ResolvedFrom
    role: str | None = None
    country: CountryCode | None = None
    sector: Sector | None = None


class Place(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where an event happened."""

    name: str
    span: Span | None = None
    country: CountryCode | None = None


class Source(Struct, frozen=True, kw_only=True):
    """A quote's source as it is written: noun phrase, pronoun or label."""

    text: str
    span: Span


class Content(Struct, frozen=True, kw_only=True):
    """What was said: its pieces in order, and their texts joined by a space."""

    text: str
    spans: Annotated[tuple[Span, ...], Meta(min_length=1)]


class Article(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The item a record was found in, and where on Kafka it stood."""

    uri: str
    version: int | str
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$", description="Of the text, UTF-8")]
    headline: str | None = None
    outlet: str | None = None
    published: Instant | None = None
    language: str | None = None
    topic: str | None = None
    partition: int | None = None
    offset: int | None = None


class Producer(Struct, frozen=True, kw_only=True):
    """What made the record."""

    version: str
    model: str
    model_version: str


class EventRecord(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who did what to whom, when: one PLOVER event of one article."""

    id: RecordId
    schema_version: str
    type: EventType
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    factuality: Factuality
    trigger: Annotated[Span, Meta(description="The words that evoke the event")]
    sentence: Span
    confidence: Confidence
    article: Article
    producer: Producer
    emitted: Instant
    mode: Mode | None = None
    contexts: tuple[Context, ...] = ()
    cameo_code: str | None = None
    score: float | None = None
    quad_class: QuadClass | None = None
    event_date: ReducedDate | None = None
    location: Place | None = None
    attributed_to: Speaker | None = None
    mentions: Annotated[tuple[Span, ...], Meta(description="Further triggers of the same event")] = ()
    quote_ids: tuple[RecordId, ...] = ()
    rule: Annotated[str, Meta(description="The lexicon entry that fired")] | None = None


class QuoteRecord(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who said what, through whom: one attribution of one article."""

    id: RecordId
    schema_version: str
    type: QuoteType
    content: Content
    confidence: Confidence
    article: Article
    producer: Producer
    emitted: Instant
    cue: Span | None = None
    source: Source | None = None
    speaker: Speaker | None = None
    via: Speaker | None = None
    addressee: Party | None = None
    sentence: Span | None = None
    event_ids: tuple[RecordId, ...] = ()


class Retraction(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whatever was published of `article.uri` no longer holds: its outlet canceled it."""

    id: RecordId
    schema_version: str
    article: Article
    producer: Producer
    emitted: Instant
    type: Literal["retraction"] = "retraction"


class DeadLetterHeaders(Struct, frozen=True, kw_only=True):
    """What a message on `news.raw.dlq` says of itself, in headers; its key, value and own headers stay as they came."""

    reason: Reason
    error: Annotated[str, Meta(description="Class of the error")]
    message: Annotated[str, Meta(description="What was wrong, for people")]
    stack: Annotated[str, Meta(description="Stack trace; empty unless something broke")]
    source_topic: str
    source_partition: Position
    source_offset: Position


Record = EventRecord | QuoteRecord | Retraction

# What `$id` in `schemas/` and `ce_dataschema` on Kafka say; a name, not an address.
SCHEMA_IDS: Final[dict[type[Struct], str]] = {
    NewsItem: "urn:communique:schema:news_item:v1",
    EventRecord: "urn:communique:schema:event:v1",
    QuoteRecord: "urn:communique:schema:quote:v1",
    Retraction: "urn:communique:schema:retraction:v1",
    DeadLetterHeaders: "urn:communique:schema:dead_letter:v1",
}


def encode(record: Record | NewsItem) -> bytes:
    """Compact JSON, UTF-8; fields at their default are left out."""
    return orjson.dumps(msgspec.to_builtins(record, builtin_types=(datetime,)), option=orjson.OPT_UTC_Z)
