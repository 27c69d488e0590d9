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

    from workers.extract.actors import Actor
    from workers.extract.events import Decision, EventMention
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
    _print(_decide(_load(load_settings()), text, day))


def _load(settings: Settings) -> "Pipeline":
    from workers.pipeline import load_pipeline

    try:
        return load_pipeline(settings.model, max_bytes=settings.max_item_bytes, max_chars=settings.max_text_chars)
    except (OSError, ValueError) as error:
        raise Failure(f"COMMUNIQUE_MODEL: {' '.join(str(error).split())}") from None


def _decide(pipeline: "Pipeline", text: str, published: date) -> "list[Decision]":
    from workers.accept import tidy
    from workers.annotate import annotate
    from workers.extract.actors import build_roster
    from workers.extract.events import explain_events
    from workers.records import NewsItem

    doc = next(annotate(pipeline.nlp, [tidy(NewsItem(uri="explain", text=text)).text]))
    roster = build_roster(doc, pipeline.lexicon)
    return explain_events(doc, pipeline.lexicon, roster, published=published)


def _print(decisions: "Sequence[Decision]") -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for column in ("rule", "words", "verdict"):
        table.add_column(column, overflow="fold")
    for decision in decisions:
        style = "green" if decision.event else "dim"
        said = _say(decision.event) if decision.event else decision.verdict.value
        table.add_row(decision.rule, Text(plain(decision.trigger.text)), Text(plain(said)), style=style)
    console = Console(soft_wrap=False)
    console.print(table if decisions else "No rule of the lists knows a word of this.")


def _say(event: "EventMention") -> str:
    code = f"{event.type.value}/{event.mode.value}" if event.mode else event.type.value
    parts = [code, event.factuality.value, event.event_date, f"confidence {event.confidence:.2f}"]
    parties = f"{_names(event.actors) or 'somebody'} > {_names(event.recipients) or '-'}"
    return f"{', '.join(part for part in parts if part)}: {parties}"


def _names(actors: "Sequence[Actor]") -> str:
    return ", ".join(f"{actor.name} ({actor.country})" if actor.country else actor.name for actor in actors)
