"""Records in, rich text out: what a terminal shows of them. Every word of an article goes through `plain`."""

from typing import Final

from rich.text import Text

from workers.cli.plain import plain
from workers.ontology import QuadClass
from workers.records import EventRecord, Party, QuoteRecord, Record, Speaker

__all__ = ["COLOURS", "describe", "record_line"]

COLOURS: Final = {
    QuadClass.VERBAL_COOPERATION: "green",
    QuadClass.MATERIAL_COOPERATION: "bold green",
    QuadClass.VERBAL_CONFLICT: "yellow",
    QuadClass.MATERIAL_CONFLICT: "bold red",
}
# As wide as the longest event type and a space.
_KIND_WIDTH: Final = 10


def record_line(record: Record) -> Text:
    """One record on one line."""
    kind, what = describe(record)
    kind.pad_right(_KIND_WIDTH - len(kind))
    return kind.append_text(what)


def describe(record: Record) -> tuple[Text, Text]:
    """Its kind, and what it says: for a table of two columns."""
    if isinstance(record, EventRecord):
        return Text(record.type.value, COLOURS[record.quad_class] if record.quad_class else ""), _event(record)
    if isinstance(record, QuoteRecord):
        return Text("QUOTE", "cyan"), _quote(record)
    return Text("RETRACTED", "magenta"), Text(_one_line(record.article.uri))


def _event(event: EventRecord) -> Text:
    """Actors → recipients “trigger” · what qualifies it."""
    line = Text().append(_parties(event.actors), "bold").append(" → ").append(_parties(event.recipients), "bold")
    line.append(f" “{_one_line(event.trigger.exact)}”", "italic")
    mode = event.mode.value if event.mode else ""
    factuality = "" if event.factuality.value == "asserted" else event.factuality.value
    for detail in filter(None, (mode, factuality, event.event_date)):
        line.append(f" · {detail}", "dim")
    return line


def _quote(quote: QuoteRecord) -> Text:
    """The resolved speaker, else the source as written, and what was said."""
    source = _one_line(quote.source.text) if quote.source else "?"
    speaker = _party(quote.speaker) if quote.speaker else source
    return Text().append(speaker, "bold").append(": ").append(_one_line(quote.content.text))


def _parties(parties: tuple[Party, ...]) -> str:
    return ", ".join(map(_party, parties)) or "?"


def _party(party: Party | Speaker) -> str:
    name, country = _one_line(party.name), party.country
    return f"{name} ({country})" if country and country != name else name


def _one_line(text: str) -> str:
    return " ".join(plain(text).split())
