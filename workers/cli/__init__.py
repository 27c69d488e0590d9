"""The `communique` command: one file for each group of commands."""

import sys

import orjson

from workers.pipeline import Message, load_pipeline
from workers.settings import load_settings

__all__ = ["main"]


def main() -> None:
    """A first `extract --ndjson -`; the real commands replace it."""
    settings = load_settings()
    pipeline = load_pipeline(settings.model, max_bytes=settings.max_item_bytes, max_chars=settings.max_text_chars)
    from workers.records import EventRecord, encode

    for line in sys.stdin.buffer:
        outcome = pipeline.process(Message(line))
        for record in outcome.records:
            topic = "diplomacy.events" if isinstance(record, EventRecord) else "diplomacy.quotes"
            row = {"topic": topic, "key": record.article.uri, "value": orjson.Fragment(encode(record))}
            sys.stdout.buffer.write(orjson.dumps(row) + b"\n")
        if outcome.reject:
            uri = orjson.loads(line).get("uri")
            print(outcome.reject.stack or outcome.reject.message, file=sys.stderr)
            sys.stdout.buffer.write(orjson.dumps({"topic": "news.raw.dlq", "key": uri, "value": line.decode()}) + b"\n")
