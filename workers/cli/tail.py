"""`communique tail`: events and quotes as they arrive, for eyes or as NDJSON."""

import sys
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

import click
import msgspec
import orjson

from workers.cli.failure import Failure, complain
from workers.records import EventRecord, QuoteRecord, Record, Retraction
from workers.settings import load_settings

if TYPE_CHECKING:
    from workers.stream.clients import Incoming

__all__ = ["read_record", "tail"]

# Repeats come within a restart's reach: some seconds of records.
_REMEMBERED: Final = 100_000


@click.command
@click.option("--only", type=click.Choice(["events", "quotes"]), help="Only one of the two topics.")
@click.option("--from-beginning", is_flag=True, help="Start with the oldest message there is.")
@click.option("--unique", is_flag=True, help="Leave out records whose id was seen before.")
@click.option("--json", "as_json", is_flag=True, help="One message a line: topic, key, value.")
@click.option("-n", "--max", "limit", type=click.IntRange(min=1), help="Stop after so many messages.")
def tail(only: str | None, from_beginning: bool, unique: bool, as_json: bool, limit: int | None) -> None:
    """Show events and quotes as they arrive, until Ctrl-C.

    Reads without a consumer group: it moves nobody's offsets. Only committed messages are shown.
    """
    from workers.stream.clients import ClientError, consume
    from workers.stream.topics import EVENTS, QUOTES

    topics = [name for name in (EVENTS, QUOTES) if only is None or name.endswith(only)]
    show = _print_json if as_json else _print_line
    seen: OrderedDict[str, None] = OrderedDict()
    shown = 0
    try:
        for message in consume(load_settings(), topics, from_beginning=from_beginning, follow=True):
            if message is None or (unique and _is_repeat(message, seen)):
                continue
            show(message)
            shown += 1
            if shown == limit:
                return
    except ClientError as error:
        raise Failure(str(error)) from None


def read_record(value: bytes) -> Record:
    """An event, a quote or a retraction, whichever it is; unknown fields are ignored.

    Raises:
        msgspec.DecodeError: none of them.
    """
    fields = msgspec.json.decode(value, type=dict[str, msgspec.Raw])
    if "trigger" in fields:
        return msgspec.json.decode(value, type=EventRecord)
    if "content" in fields:
        return msgspec.json.decode(value, type=QuoteRecord)
    return msgspec.json.decode(value, type=Retraction)


def _is_repeat(message: "Incoming", seen: OrderedDict[str, None]) -> bool:
    """By topic and id: a retraction stands on both topics."""
    try:
        name = f"{message.topic} {orjson.loads(message.value or b'')['id']}"
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return False
    if name in seen:
        return True
    seen[name] = None
    if len(seen) > _REMEMBERED:
        seen.popitem(last=False)
    return False


def _print_json(message: "Incoming") -> None:
    key = message.key.decode("utf-8", "replace") if message.key is not None else None
    try:
        value = orjson.loads(message.value or b"null")
    except orjson.JSONDecodeError:
        value = (message.value or b"").decode("utf-8", "replace")
    sys.stdout.buffer.write(orjson.dumps({"topic": message.topic, "key": key, "value": value}) + b"\n")
    sys.stdout.buffer.flush()


def _print_line(message: "Incoming") -> None:
    from rich.console import Console

    from workers.cli.render import record_line

    try:
        record = read_record(message.value or b"")
    except msgspec.MsgspecError as error:
        complain(f"{message.topic} {message.partition}:{message.offset}: {error}")
        return
    console = Console(highlight=False)
    if console.is_terminal:
        console.print(record_line(record), no_wrap=True, overflow="ellipsis")
    else:
        console.print(record_line(record), soft_wrap=True)
