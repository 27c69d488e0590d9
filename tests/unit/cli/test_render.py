"""Records in, lines and highlighted articles out."""

from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from workers.cli.article import print_article
from workers.cli.render import record_line
from workers.ontology import EventType, Factuality, QuadClass, QuoteType, ResolvedFrom
from workers.records import (
    Article,
    Content,
    EventRecord,
    NewsItem,
    Party,
    Producer,
    QuoteRecord,
    Retraction,
    Source,
    Span,
    Speaker,
)

# The zero-width space and the escape sequence are not shown, and move what follows them.
TEXT = "Rus\u200bsia \x1b[31mcondemned France. “No,” Lavrov said."
COMMON: dict[str, Any] = {
    "id": "0" * 32,
    "schema_version": "1.0",
    "article": Article(uri="urn:a\x1b[2J", version=1, sha256="0" * 64),
    "producer": Producer(version="1", model="m", model_version="1"),
    "emitted": datetime(2025, 1, 1, tzinfo=UTC),
}


def span(exact: str) -> Span:
    start = TEXT.index(exact)
    return Span(field="text", start=start, end=start + len(exact), exact=exact)


EVENT = EventRecord(
    **COMMON,
    type=EventType.ACCUSE,
    quad_class=QuadClass.VERBAL_CONFLICT,
    actors=(Party(name="Russia", span=span("Rus\u200bsia"), country="RUS"),),
    recipients=(Party(name="France", span=span("France")),),
    factuality=Factuality.PLANNED,
    trigger=span("condemned"),
    sentence=span(TEXT),
    event_date="2025-01",
    confidence=0.5,
)
QUOTE = QuoteRecord(
    **COMMON,
    type=QuoteType.DIRECT,
    content=Content(text="“No,”", spans=(span("“No,”"),)),
    source=Source(text="Lavrov", span=span("Lavrov")),
    cue=span("said"),
    confidence=0.9,
)
SPOKEN = Speaker(name="Sergei\nLavrov", resolved_from=ResolvedFrom.NAMED, country="RUS")


@pytest.mark.parametrize(
    ("record", "line"),
    [
        (EVENT, "ACCUSE    Russia (RUS) → France “condemned” · planned · 2025-01"),
        (QUOTE, "QUOTE     Lavrov: “No,”"),
        (Retraction(**COMMON), "RETRACTED urn:a[2J"),
    ],
)
def test_record_fits_one_line(record: Any, line: str) -> None:
    assert record_line(record).plain == line


def test_resolved_speaker_is_shown_rather_than_the_source() -> None:
    quote = QuoteRecord(**{name: getattr(QUOTE, name) for name in QUOTE.__struct_fields__} | {"speaker": SPOKEN})
    assert record_line(quote).plain == "QUOTE     Sergei Lavrov (RUS): “No,”"


@pytest.fixture
def shown() -> str:
    output = StringIO()
    console = Console(file=output, force_terminal=True, color_system="standard", width=80, highlight=False)
    print_article(console, NewsItem(uri="urn:a", text=TEXT), [QUOTE, EVENT], name="a.txt")
    return output.getvalue()


@pytest.mark.parametrize("evidence", ["condemned", "Russia", "France", "said", "Lavrov"])
def test_evidence_is_highlighted_where_it_stands(shown: str, evidence: str) -> None:
    assert f"m{evidence}\x1b[0m" in shown


def test_article_cannot_set_colours_itself(shown: str) -> None:
    assert "\x1b[31mcondemned" not in shown


def test_findings_are_counted(shown: str) -> None:
    assert "1 quote, 1 event" in shown
