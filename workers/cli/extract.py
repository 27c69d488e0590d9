"""`communique extract`: files or standard input in, what was found out, without Kafka."""

import sys

import click
import orjson

from workers.settings import load_settings

__all__ = ["extract"]


@click.command
@click.argument("files", nargs=-1, required=True)
@click.option("--ndjson", is_flag=True, help="NewsItems in, messages out, one a line.")
def extract(files: tuple[str, ...], ndjson: bool) -> None:
    """Extract from files or standard input, without Kafka."""
    from workers.pipeline import Message, load_pipeline
    from workers.stream.topics import record_messages

    settings = load_settings()
    pipeline = load_pipeline(settings.model, max_bytes=settings.max_item_bytes, max_chars=settings.max_text_chars)
    for line in sys.stdin.buffer:
        outcome = pipeline.process(Message(line))
        for message in (message for record in outcome.records for message in record_messages(record)):
            row = {
                "topic": message.topic,
                "key": (message.key or b"").decode(),
                "value": orjson.Fragment(message.value or b"null"),
            }
            sys.stdout.buffer.write(orjson.dumps(row) + b"\n")
        if outcome.reject:
            print(outcome.reject.stack or outcome.reject.message, file=sys.stderr)
            uri = orjson.loads(line).get("uri")
            sys.stdout.buffer.write(orjson.dumps({"topic": "news.raw.dlq", "key": uri, "value": line.decode()}) + b"\n")
        sys.stdout.buffer.flush()
