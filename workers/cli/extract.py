"""`communique extract`: files, URLs or standard input in, what was found out, without Kafka."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click
import orjson

from workers.cli.failure import Failure
from workers.cli.sources import Sources
from workers.feeds import Format, RawItem
from workers.records import EventRecord, QuoteRecord, Record, encode
from workers.settings import Settings, load_settings

if TYPE_CHECKING:  # it brings spaCy, which takes seconds
    from workers.pipeline import Outcome, Pipeline
    from workers.stream.topics import Outgoing

__all__ = ["extract"]


@click.command
@click.argument("sources", nargs=-1, required=True, metavar="FILE|URL|-...")
@click.option("--ndjson", is_flag=True, help="NewsItems in, one a line; out come the messages of the worker.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an article: quotes and events.")
@click.option("--format", "format_name", type=click.Choice([f.value for f in Format]), help="Instead of a guess.")
def extract(sources: tuple[str, ...], ndjson: bool, as_json: bool, format_name: str | None) -> None:
    """Show the quotes and events of articles, without Kafka.

    Reads what `feed` reads; text is taken as it stands. On a terminal the article is shown with its evidence
    highlighted. Exits 1 when an article could not be read or was rejected; with --ndjson a rejected one is a
    dead letter among the messages, and no failure.
    """
    if ndjson and (as_json or format_name):
        raise click.UsageError("--ndjson says both what comes in and what goes out")
    found = Sources(sources, Format.NDJSON if ndjson else Format(format_name) if format_name else None)
    pipeline = None
    show = _print_messages if ndjson else _judged(found, _print_json if as_json else _print_article)
    for name, item in found:
        pipeline = pipeline or _load(load_settings())
        show(name, item, _process(pipeline, item))
    if found.failures:
        raise click.exceptions.Exit(1)


Show = Callable[[str, RawItem, "Outcome"], None]


def _load(settings: Settings) -> "Pipeline":
    from workers.pipeline import load_pipeline

    try:
        return load_pipeline(settings.model, max_bytes=settings.max_item_bytes, max_chars=settings.max_text_chars)
    except (OSError, ValueError) as error:
        raise Failure(f"COMMUNIQUE_MODEL: {' '.join(str(error).split())}") from None


def _process(pipeline: "Pipeline", item: RawItem) -> "Outcome":
    from workers.pipeline import Message

    return pipeline.process(Message(item.value))


def _judged(found: Sources, show: Show) -> Show:
    """`show` what was worked on, complain of what was rejected."""

    def judge(name: str, item: RawItem, outcome: "Outcome") -> None:
        if outcome.reject:
            found.fail(name, f"{outcome.reject.reason.value}: {outcome.reject.message}")
        else:
            show(name, item, outcome)

    return judge


def _print_messages(_: str, item: RawItem, outcome: "Outcome") -> None:
    from workers.stream.topics import dead_letter, record_messages

    if outcome.reject:
        messages = [dead_letter(outcome.reject, key=item.uri.encode() if item.uri else None, value=item.value)]
    else:
        messages = [message for record in outcome.records for message in record_messages(record)]
    for message in messages:
        sys.stdout.buffer.write(orjson.dumps(_row(message, is_record=not outcome.reject)) + b"\n")
    sys.stdout.buffer.flush()


def _row(message: "Outgoing", *, is_record: bool) -> dict[str, object]:
    value = message.value or b""
    row: dict[str, object] = {
        "topic": message.topic,
        "key": message.key.decode() if message.key is not None else None,
        "value": orjson.Fragment(value) if is_record else value.decode("utf-8", "replace"),
    }
    # Why it was rejected stands in the headers; those of a record say nothing that it does not say itself.
    return row if is_record else {**row, "headers": {name: text.decode() for name, text in message.headers}}


def _print_json(_: str, item: RawItem, outcome: "Outcome") -> None:
    document = {
        "uri": item.uri,
        "headline": outcome.item.headline if outcome.item else None,
        "quotes": _objects(outcome.records, QuoteRecord),
        "events": _objects(outcome.records, EventRecord),
    }
    sys.stdout.buffer.write(orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n")
    sys.stdout.buffer.flush()


def _objects(records: tuple[Record, ...], kind: type[Record]) -> list[object]:
    return [orjson.loads(encode(record)) for record in records if isinstance(record, kind)]


def _print_article(name: str, _: RawItem, outcome: "Outcome") -> None:
    from rich.console import Console

    from workers.cli.article import print_article

    if outcome.item:
        print_article(Console(highlight=False), outcome.item, outcome.records, name="" if name == "-" else name)
