"""Pipelines that do as the item says: hang, die, find much, find what no JSON holds. Children import them by name."""

import os
import time
from datetime import UTC, datetime
from hashlib import sha256

import orjson

from workers.ontology import QuoteType, Reason, Stage
from workers.pipeline import Message, Outcome, Reject
from workers.records import Article, Content, NewsItem, Producer, QuoteRecord, Record, Span

__all__ = ["ObedientPipeline", "item", "load_broken", "load_obedient"]

_EMITTED = datetime(2026, 1, 1, tzinfo=UTC)
_PRODUCER = Producer(version="0", model="obedient", model_version="1")


class ObedientPipeline:
    """Publishes `quotes` records for an item, after `seconds`; or hangs, dies, rejects it, as its `text` says."""

    producer = _PRODUCER

    def process(self, message: Message) -> Outcome:
        try:
            order = orjson.loads(message.value or b"null")
            uri, text = order["uri"], order["text"]
        except (ValueError, TypeError, KeyError) as error:
            return Outcome(reject=Reject(Reason.INVALID_JSON, type(error).__name__, str(error)))
        if text == "hang":
            time.sleep(3600)
        if text == "die":
            os._exit(9)
        if text == "reject":
            return Outcome(reject=Reject(Reason.UNSUPPORTED_LANGUAGE, "Rejected", "told to"))
        time.sleep(order.get("seconds", 0))
        size = order.get("size", 10)
        version = 2**64 if text == "unencodable" else 1
        records: tuple[Record, ...] = tuple(_quote(uri, version, n, size) for n in range(order.get("quotes", 1)))
        return Outcome(records, None, {Stage.ACCEPT: 0.001}, NewsItem(uri=uri, text=text))


def load_obedient() -> ObedientPipeline:
    """At once."""
    return ObedientPipeline()


def load_broken() -> ObedientPipeline:
    """Never.

    Raises:
        OSError: always.
    """
    raise OSError("no such model")


def item(uri: str, text: str = "plain", **orders: object) -> bytes:
    """An item's value."""
    return orjson.dumps({"uri": uri, "text": text, **orders})


def _quote(uri: str, version: int, number: int, size: int) -> QuoteRecord:
    span = Span(field="text", start=0, end=size, exact="x" * size)
    return QuoteRecord(
        id=sha256(f"{uri} {number}".encode()).hexdigest()[:32],
        schema_version="1.0",
        type=QuoteType.DIRECT,
        content=Content(text=span.exact, spans=(span,)),
        confidence=0.5,
        article=Article(uri=uri, version=version, sha256="0" * 64),
        producer=_PRODUCER,
        emitted=_EMITTED,
    )
