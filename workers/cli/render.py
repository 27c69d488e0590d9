"""Records in, rich text out: what a terminal shows of them. Every word of an article goes through `plain`."""

from typing import Final

from rich.text import Text

from workers.cli.plain import plain
from workers.ontology import QuadClass
from workers.records import EventRecord, Party, QuoteRecord, Record, Retraction, Speaker

__all__ = ["COLOURS", "event_line", "quote_line", "record_line", "speaker_of"]

COLOURS: Final = {
    QuadClass.VERBAL_COOPERATION: "green",
    QuadClass.MATERIAL_COOPERATION: "bold green",
    QuadClass.VERBAL_CONFLICT: "yellow",
    QuadClass.MATERIAL_CONFLICT: "bold red",
}
_TYPE_WIDTH: Final = 10


def record_line(record: Record) -> Text:
    """One record on one line."""
    if isinstance(record, EventRecord):
        return event_line(record)
    if isinstance(record, QuoteRecord):
        return quote_line(record)
    return _retraction_line(record)


def event_line(event: EventRecord) -> Text:
    """TYPE actors → recipients "trigger" and what qualifies it."""
    line = Text(event.type.value.ljust(_TYPE_WIDTH), style=COLOURS[event.quad_class] if event.quad_class else "")
    line.append(_parties(event.actors), "bold").append(" → ").append(_parties(event.recipients), "bold")
    line.append(f" “{_one_line(event.trigger.exact)}”", "italic")
    mode = event.mode.value if event.mode else ""
    for detail in filter(None, (mode, _unless_asserted(event), event.event_date or "")):
        line.append(f" · {detail}", "dim")
    return line


def quote_line(quote: QuoteRecord) -> Text:
    """QUOTE speaker: what was said."""
    line = Text("QUOTE".ljust(_TYPE_WIDTH), style="cyan")
    line.append(speaker_of(quote), "bold").append(": ")
    said = _one_line(quote.content.text)
    return line.append(said if quote.type.value != "indirect" else f"({said})", "cyan")


def speaker_of(quote: QuoteRecord) -> str:
    """The resolved speaker, else the source as written."""
    if quote.speaker:
        return _party(quote.speaker)
    return _one_line(quote.source.text) if quote.source else "?"


def _retraction_line(record: Retraction) -> Text:
    return Text("RETRACTED ", style="magenta").append(_one_line(record.article.uri))


def _parties(parties: tuple[Party, ...]) -> str:
    return ", ".join(map(_party, parties)) or "?"


def _party(party: Party | Speaker) -> str:
    name, country = _one_line(party.name), party.country
    return f"{name} ({country})" if country and country != name else name


def _unless_asserted(event: EventRecord) -> str:
    return "" if event.factuality.value == "asserted" else event.factuality.value


def _one_line(text: str) -> str:
    return " ".join(plain(text).split())
