"""Station 4: findings in, records out: ids, offsets into the item as it came, links between the two kinds."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from spacy.tokens import Span as DocSpan

from workers import records
from workers.accept import TidyText
from workers.extract.actors import Actor
from workers.extract.events import EventMention
from workers.extract.quotes import Quotation
from workers.ontology import QUAD_CLASS, score_of
from workers.records import (
    SCHEMA_VERSION,
    Article,
    Content,
    EventRecord,
    NewsItem,
    Party,
    Place,
    Producer,
    QuoteRecord,
    Record,
    Retraction,
    Source,
    Speaker,
)

__all__ = ["Origin", "publish", "retract"]

_ID_LENGTH: Final = 32


class Origin(NamedTuple):
    """Where on Kafka an item stood; all None where it came another way."""

    topic: str | None = None
    partition: int | None = None
    offset: int | None = None


def publish(
    text: TidyText,
    quotes: Sequence[Quotation],
    events: Sequence[EventMention],
    *,
    origin: Origin,
    producer: Producer,
    emitted: datetime,
) -> list[Record]:
    """The records of one item, quotes first, each kind in text order.

    An id depends on the item's uri and version, on the producer and on what was found, and on nothing else: the same
    item gives the same ids on any worker.
    """
    # What would carry one id twice is one finding: consumers drop repeated ids.
    quotes = list({(quote.type, _ends(quote.content)): quote for quote in reversed(quotes)}.values())[::-1]
    events = list({(event.type, _ends([event.trigger])): event for event in reversed(events)}.values())[::-1]
    stamp = _Stamp(_article(text.item, origin), producer, emitted)
    quote_ids = [_id(stamp, "quote", quote.type.value, _ends(quote.content)) for quote in quotes]
    event_ids = [_id(stamp, "event", event.type.value, _ends([event.trigger])) for event in events]
    within = [[q for q, quote in enumerate(quotes) if _says(quote, event)] for event in events]
    of_quote = [[event_ids[e] for e, qs in enumerate(within) if q in qs] for q in range(len(quotes))]
    return [
        *(_quote_record(text, stamp, *row) for row in zip(quotes, quote_ids, of_quote, strict=True)),
        *(
            _event_record(text, stamp, event, event_id, [(quotes[q], quote_ids[q]) for q in qs])
            for event, event_id, qs in zip(events, event_ids, within, strict=True)
        ),
    ]


def retract(item: NewsItem, *, origin: Origin, producer: Producer, emitted: datetime) -> Retraction:
    """The record that takes back whatever was published of a canceled item."""
    stamp = _Stamp(_article(item, origin), producer, emitted)
    return Retraction(
        id=_id(stamp, "retraction", "", ""),
        schema_version=SCHEMA_VERSION,
        article=stamp.article,
        producer=producer,
        emitted=emitted,
    )


class _Stamp(NamedTuple):
    """What every record of one item carries."""

    article: Article
    producer: Producer
    emitted: datetime


def _article(item: NewsItem, origin: Origin) -> Article:
    return Article(
        uri=item.uri,
        version=item.version,
        sha256=hashlib.sha256(item.text.encode()).hexdigest(),
        headline=item.headline,
        outlet=item.outlet,
        published=item.published,
        language=item.language,
        topic=origin.topic,
        partition=origin.partition,
        offset=origin.offset,
    )


def _id(stamp: _Stamp, kind: str, finding_type: str, ends: str) -> str:
    article, producer = stamp.article, stamp.producer
    parts = (article.uri, str(article.version), producer.version, producer.model, producer.model_version)
    key = "\0".join((*parts, article.sha256, kind, finding_type, ends))
    return hashlib.sha256(key.encode()).hexdigest()[:_ID_LENGTH]


def _ends(spans: Iterable[DocSpan]) -> str:
    return ",".join(f"{span.start_char}-{span.end_char}" for span in spans)


def _says(quote: Quotation, event: EventMention) -> bool:
    """The event is told inside the quote, or the quote's own cue is its trigger (\"We condemn ...\", he warned)."""
    return any(part.start <= event.trigger.start < part.end for part in quote.content) or (
        quote.cue is not None and quote.cue.start <= event.trigger.start < quote.cue.end
    )


def _span(text: TidyText, span: DocSpan) -> records.Span:
    return text.locate(span.start_char, span.end_char)


def _sentence(text: TidyText, span: DocSpan) -> records.Span:
    """The span's sentence, without the blank line that spaCy counts to the end of a paragraph."""
    words = [token.i for token in span.sent if not token.is_space]
    return _span(text, span.doc[words[0] : words[-1] + 1])


def _quote_record(text: TidyText, stamp: _Stamp, quote: Quotation, quote_id: str, event_ids: list[str]) -> QuoteRecord:
    spans = tuple(_span(text, part) for part in quote.content)
    return QuoteRecord(
        id=quote_id,
        schema_version=SCHEMA_VERSION,
        type=quote.type,
        content=Content(text=" ".join(span.exact for span in spans), spans=spans),
        confidence=round(quote.confidence, 3),
        article=stamp.article,
        producer=stamp.producer,
        emitted=stamp.emitted,
        cue=_span(text, quote.cue) if quote.cue else None,
        source=Source(text=quote.source.text, span=_span(text, quote.source)) if quote.source else None,
        speaker=_speaker(quote.speaker),
        via=_speaker(quote.via),
        addressee=_party(text, quote.addressee) if quote.addressee else None,
        sentence=_sentence(text, quote.content[0]),
        event_ids=tuple(event_ids),
    )


def _event_record(
    text: TidyText, stamp: _Stamp, event: EventMention, event_id: str, within: list[tuple[Quotation, str]]
) -> EventRecord:
    told_in = [quote for quote, _ in within if any(p.start <= event.trigger.start < p.end for p in quote.content)]
    place = event.location
    return EventRecord(
        id=event_id,
        schema_version=SCHEMA_VERSION,
        type=event.type,
        mode=event.mode,
        contexts=event.contexts,
        cameo_code=event.cameo_code,
        score=score_of(event.type, event.mode),
        quad_class=QUAD_CLASS[event.type],
        actors=tuple(_party(text, actor) for actor in event.actors),
        recipients=tuple(_party(text, actor) for actor in event.recipients),
        factuality=event.factuality,
        event_date=event.event_date,
        location=Place(name=place.name, span=_span(text, place.span), country=place.country) if place else None,
        trigger=_span(text, event.trigger),
        sentence=_sentence(text, event.trigger),
        mentions=tuple(_span(text, mention) for mention in event.mentions),
        attributed_to=_speaker(told_in[-1].speaker) if told_in else None,
        quote_ids=tuple(quote_id for _, quote_id in within),
        confidence=round(event.confidence, 3),
        rule=event.rule,
        article=stamp.article,
        producer=stamp.producer,
        emitted=stamp.emitted,
    )


def _party(text: TidyText, actor: Actor) -> Party:
    return Party(
        name=actor.name, span=_span(text, actor.span), role=actor.role, country=actor.country, sector=actor.sector
    )


def _speaker(actor: Actor | None) -> Speaker | None:
    if actor is None:
        return None
    return Speaker(
        name=actor.name,
        resolved_from=actor.resolved_from,
        role=actor.role,
        country=actor.country,
        sector=actor.sector,
    )
