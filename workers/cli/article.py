"""An article and its records in; its text with the evidence highlighted, and the findings, on the terminal out."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from workers.cli.plain import is_shown, plain
from workers.cli.render import COLOURS, describe, record_line
from workers.records import EventRecord, NewsItem, QuoteRecord, Record, Span

__all__ = ["print_article"]

_MAX_WIDTH: Final = 100


class _Mark(NamedTuple):
    span: Span
    style: str


def print_article(console: Console, item: NewsItem, records: Sequence[Record], *, name: str) -> None:
    """Where the console is no terminal, only the findings, one a line."""
    title = plain(item.headline or name or "standard input").replace("\n", " ")
    if not console.is_terminal:
        console.print(Text(title), soft_wrap=True)
        for record in records:
            console.print(Text("  ").append(record_line(record)), soft_wrap=True)
        return
    width = min(console.width, _MAX_WIDTH)
    rule = _highlight(item.headline, "headline", records) if item.headline else Text(title)
    console.print(Rule(rule, style="dim"), width=width)
    console.print(Padding(_highlight(item.text, "text", records), (1, 2)), width=width)
    findings = Table.grid(padding=(0, 2))
    for record in records:
        findings.add_row(*describe(record))
    console.print(Padding(findings, (0, 2)), width=width)
    console.print(Text(f"\n  {_count(records)}\n", style="dim"), width=width)


def _highlight(text: str, field: str, records: Sequence[Record]) -> Text:
    """`text` as a terminal may show it, with a style on every span of `field`."""
    shown = Text(plain(text))
    # A character that is left out moves all that follow it.
    at = [0, *accumulate(map(is_shown, text))]
    for span, style in _marks(records):
        if span.field == field:
            shown.stylize(style, at[span.start], at[span.end])
    return shown


def _marks(records: Sequence[Record]) -> Iterator[_Mark]:
    """Quotes first: an event inside one stands out from it."""
    for record in records:
        if isinstance(record, QuoteRecord):
            yield from (_Mark(span, "cyan") for span in record.content.spans)
            if record.source:
                yield _Mark(record.source.span, "bold")
            if record.cue:
                yield _Mark(record.cue, "italic")
    for record in records:
        if isinstance(record, EventRecord):
            colour = COLOURS[record.quad_class] if record.quad_class else "bold"
            yield from (_Mark(span, f"{colour} underline") for span in (record.trigger, *record.mentions))
            yield from (_Mark(party.span, "bold") for party in (*record.actors, *record.recipients) if party.span)


def _count(records: Sequence[Record]) -> str:
    quotes = sum(isinstance(record, QuoteRecord) for record in records)
    events = sum(isinstance(record, EventRecord) for record in records)
    return f"{quotes} quote{'s' * (quotes != 1)}, {events} event{'s' * (events != 1)}"
