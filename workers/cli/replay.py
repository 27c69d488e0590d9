"""`communique replay`: dead letters in, the same items on news.raw again."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from workers.cli.failure import Failure, complain
from workers.cli.plain import plain
from workers.ontology import Reason
from workers.settings import Settings, load_settings

if TYPE_CHECKING:
    from workers.stream.clients import Incoming

__all__ = ["replay"]


@click.command
@click.option("--reason", "reasons", multiple=True, type=click.Choice([r.value for r in Reason]), help="Only these.")
@click.option("--since", type=click.DateTime(), help="Only what was rejected at or after this time (UTC).")
@click.option("--dry-run", is_flag=True, help="List them and send nothing.")
def replay(reasons: tuple[str, ...], since: datetime | None, dry_run: bool) -> None:
    """Put dead letters back on news.raw, after what made them fail is mended.

    Key, value and headers are the item's own. A dead letter stays on its topic: a second replay sends it again, and
    its records have the same ids.
    """
    from workers.stream.clients import ClientError

    since = since.replace(tzinfo=UTC) if since else None
    try:
        letters = _letters(load_settings(), frozenset(reasons), since)
        refused = _list(letters) if dry_run else _send(load_settings(), letters)
    except ClientError as error:
        raise Failure(str(error)) from None
    if refused:
        raise click.exceptions.Exit(1)


def _letters(settings: Settings, reasons: frozenset[str], since: datetime | None) -> Iterator["Incoming"]:
    """The dead letters there are now, oldest first in each partition."""
    from workers.stream.clients import consume
    from workers.stream.topics import DEAD_LETTERS, read_dead_letter

    for letter in consume(settings, [DEAD_LETTERS], from_beginning=True, follow=False):
        if letter is None or (since and letter.timestamp_ms < since.timestamp() * 1000):
            continue
        _, why = read_dead_letter(letter.headers)
        if not reasons or why.get("reason") in reasons:
            yield letter


def _list(letters: Iterator["Incoming"]) -> int:
    from workers.stream.topics import read_dead_letter

    for letter in letters:
        _, why = read_dead_letter(letter.headers)
        key = (letter.key or b"-").decode("utf-8", "replace")
        line = f"{letter.partition}:{letter.offset} {why.get('reason', '?')} {key} {why.get('message', '')}"
        click.echo(" ".join(plain(line).split()))
    return 0


def _send(settings: Settings, letters: Iterator["Incoming"]) -> int:
    """How many the broker refused."""
    from workers.stream.clients import publish
    from workers.stream.topics import RAW, Outgoing, read_dead_letter

    items = (Outgoing(RAW, letter.key, letter.value, read_dead_letter(letter.headers)[0]) for letter in letters)
    refused = confirmed = 0
    for sent in publish(settings, items):
        if sent.refused:
            refused += 1
            complain(f"{(sent.message.key or b'-').decode('utf-8', 'replace')}: {sent.refused}")
        else:
            confirmed += 1
    click.echo(f"{confirmed} dead letters replayed" + (f", {refused} refused" if refused else ""), err=True)
    return refused
