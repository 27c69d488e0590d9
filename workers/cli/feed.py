"""`communique feed`: files, URLs or standard input in, news items on news.raw out."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import Final

import click

from workers.cli.failure import Failure, complain
from workers.cli.sources import Sources
from workers.feeds import Format, RawItem
from workers.settings import Settings, load_settings

__all__ = ["feed"]

_HEADERS: Final = (("content-type", b"application/json"),)


@click.command
@click.argument("sources", nargs=-1, required=True, metavar="FILE|URL|-...")
@click.option("--format", "format_name", type=click.Choice([f.value for f in Format]), help="Instead of a guess.")
@click.option("--rate", type=click.FloatRange(min=0, min_open=True), help="At most so many items a second.")
@click.option("--dry-run", is_flag=True, help="Print the items as NDJSON and send nothing.")
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses, too.")
def feed(
    sources: tuple[str, ...], format_name: str | None, rate: float | None, dry_run: bool, allow_private: bool
) -> None:
    """Put news items on news.raw, keyed by their uri.

    Reads RSS, Atom, IPTC ninjs, schema.org JSON-LD (also inside HTML), NDJSON and plain text, each also gzipped.
    NDJSON lines are sent as they are. Exits 1 when something could not be read or sent.
    """
    settings = load_settings()
    found = Sources(sources, Format(format_name) if format_name else None, allow_private=allow_private)
    items = _paced((item for _, item in found), rate)
    refused = _print(items) if dry_run else _send(settings, items)
    if found.failures or refused:
        raise click.exceptions.Exit(1)


def _paced(items: Iterable[RawItem], rate: float | None) -> Iterator[RawItem]:
    due = time.monotonic()
    for item in items:
        if rate:
            time.sleep(max(0.0, due - time.monotonic()))
            due += 1 / rate
        yield item


def _print(items: Iterable[RawItem]) -> int:
    for item in items:
        sys.stdout.buffer.write(item.value + b"\n")
        sys.stdout.buffer.flush()
    return 0


def _send(settings: Settings, items: Iterable[RawItem]) -> int:
    """How many the broker refused."""
    from workers.stream.clients import ClientError, publish
    from workers.stream.topics import RAW, Outgoing

    confirmed = refused = 0
    messages = (Outgoing(RAW, item.uri.encode() if item.uri else None, item.value, _HEADERS) for item in items)
    try:
        for sent in publish(settings, messages):
            if sent.refused:
                refused += 1
                complain(f"{(sent.message.key or b'').decode()}: {sent.refused}")
            else:
                confirmed += 1
            _show_progress(confirmed)
    except ClientError as error:
        raise Failure(f"{error} ({confirmed} items confirmed before)" if confirmed else str(error)) from None
    finally:
        _show_progress(0)
    click.echo(f"{confirmed} items confirmed on {RAW}" + (f", {refused} refused" if refused else ""), err=True)
    return refused


def _show_progress(confirmed: int) -> None:
    """One line on a terminal, written over; 0 clears it."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{confirmed} items confirmed" if confirmed else "\r\x1b[K", err=True, nl=False)
