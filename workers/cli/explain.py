"""`communique explain`: a sentence in, every rule that looked at it out, with what became of it and why."""

import sys
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from workers.cli.failure import Failure
from workers.cli.plain import plain
from workers.settings import Settings, load_settings

if TYPE_CHECKING:  # they bring spaCy, which takes seconds
    from collections.abc import Sequence

    from workers.cli.reasons import Paragraph
    from workers.pipeline import Pipeline

__all__ = ["explain"]

_DAY = "%Y-%m-%d"


@click.command
@click.argument("sentence", nargs=-1, required=True)
@click.option("--published", type=click.DateTime([_DAY]), help="The day that dates count from; today if not given.")
def explain(sentence: tuple[str, ...], published: datetime | None) -> None:
    """Show which event rules fired on a sentence, on which words, and why the others did not.

    Give the sentence in quotation marks, or - to read it from standard input. A rule is an entry of the lists in
    workers/lexicon; its id is what the records call `rule`.
    """
    text = sys.stdin.read() if sentence == ("-",) else " ".join(sentence)
    if not text.strip():
        raise click.UsageError("there is no sentence to explain")
    day = published.date() if published else date.today()
    _print(_reasons(_load(load_settings()), text, day))


def _load(settings: Settings) -> "Pipeline":
    from workers.pipeline import load_pipeline

    try:
        return load_pipeline(settings.model, max_bytes=settings.max_item_bytes, max_chars=settings.max_text_chars)
    except (OSError, ValueError) as error:
        raise Failure(f"COMMUNIQUE_MODEL: {' '.join(str(error).split())}") from None


def _reasons(pipeline: "Pipeline", text: str, published: date) -> "list[Paragraph]":
    from workers.accept import tidy
    from workers.annotate import annotate
    from workers.cli.reasons import reasons
    from workers.extract.actors import build_roster
    from workers.extract.events import explain_events
    from workers.records import NewsItem

    doc = next(annotate(pipeline.nlp, [tidy(NewsItem(uri="explain", text=text)).text]))
    roster = build_roster(doc, pipeline.lexicon)
    decisions = explain_events(doc, pipeline.lexicon, roster, published=published)
    return reasons(doc, decisions, pipeline.lexicon.events, published)


def _print(paragraphs: "Sequence[Paragraph]") -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(soft_wrap=False, highlight=False)
    for paragraph in paragraphs:
        console.print(Text(plain(paragraph.title), style="bold green" if paragraph.is_event else "bold"))
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
        table.add_column(min_width=8, style="dim")
        table.add_column(overflow="fold")
        for name, said in paragraph.lines:
            table.add_row(name, Text(plain(said)))
        console.print(table)
    if not paragraphs:
        console.print("No rule of the lists knows a word of this.")
