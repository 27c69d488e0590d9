"""TOML case files in, typed cases out: what extraction must find in a sentence or two.

A file has one phenomenon and many [[case]]. In a case the keys `quotes`, `events` and `actors` are
each exhaustive for their kind: what is found beyond them is an error, and an empty list says that
nothing must be found. An absent key says nothing. Inside an expectation it is the same for single
fields: absent is not checked, "" means that there must be none.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from tests.gold.answers import Article, Event, Party, Quote
from tests.gold.offsets import bare, nearest_place, places

__all__ = ["CASES", "Case", "ExpectedActor", "ExpectedEvent", "ExpectedQuote", "as_article", "load_cases"]

CASES: Final = Path(__file__).parent
_KINDS: Final = ("quotes", "events", "actors")
_CODES: Final = re.compile("[A-Z]{3}( [A-Z]{3})?")


class ExpectedQuote(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`content` is one piece or a list of them; outer quote marks and closing punctuation do not count."""

    content: str | list[str]
    cue: str | None = None
    source: str | None = None
    type: str | None = None
    speaker: str | None = None
    country: str | None = None
    sector: str | None = None
    resolved_from: str | None = None
    via: str | None = None
    addressee: str | None = None


class ExpectedEvent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A party is a country ("CHN"), a sector ("IGO"), both ("CHN MIL") or a name ("Wang Yi")."""

    type: str
    trigger: str | None = None
    mode: str | None = None
    actors: list[str] | None = None
    recipients: list[str] | None = None
    factuality: str | None = None
    date: str | None = None
    location: str | None = None
    attributed_to: str | None = None
    contexts: list[str] | None = None
    mentions: list[str] | None = None
    cameo_code: str | None = None


class ExpectedActor(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom `phrase` stands for; a list where it stands for several ("the two Koreas")."""

    phrase: str
    name: str | list[str] | None = None
    country: str | list[str] | None = None
    sector: str | list[str] | None = None
    role: str | list[str] | None = None


class Case(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`made`: written to show the phenomenon; `known_miss`: why we do not get it yet."""

    id: str
    text: str
    headline: str | None = None
    published: date | None = None
    quotes: list[ExpectedQuote] | None = None
    events: list[ExpectedEvent] | None = None
    actors: list[ExpectedActor] | None = None
    made: bool = False
    known_miss: str | None = None
    note: str | None = None


class _File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    case: list[Case]


def load_cases() -> Iterator[tuple[str, Case]]:
    """(file and case id, case) of every case, files in order of name.

    Raises:
        ValueError: a file is no case file, or a case expects nothing.
    """
    for path in sorted(path for kind in _KINDS for path in (CASES / kind).rglob("*.toml")):
        label = path.relative_to(CASES).with_suffix("").as_posix()
        try:
            cases = msgspec.toml.decode(path.read_bytes(), type=_File).case
        except (msgspec.ValidationError, msgspec.DecodeError) as error:
            raise ValueError(f"{path}: {error}") from None
        for case in cases:
            if case.quotes is None and case.events is None and case.actors is None:
                raise ValueError(f"{path}: case {case.id!r} expects nothing; say quotes = [] or events = []")
            yield f"{label}:{case.id}", case


def as_article(label: str, case: Case) -> Article:
    """The case in the shape that the scorer reads; what it expects of its headline is left out."""
    quotes = None if case.quotes is None else [_quote(case.text, quote) for quote in case.quotes]
    events = None if case.events is None else [_event(case.text, event) for event in case.events]
    return Article(
        label,
        case.headline or "",
        case.text,
        datetime.combine(case.published, time(12), UTC) if case.published else None,
        None if quotes is None else [quote for quote in quotes if quote],
        None if events is None else [event for event in events if event],
    )


def _quote(text: str, quote: ExpectedQuote) -> Quote | None:
    pieces = [quote.content] if isinstance(quote.content, str) else quote.content
    content = [found[0] for found in (places(text, bare(piece)) for piece in pieces) if found]
    if len(content) < len(pieces):
        return None
    source = nearest_place(text, bare(quote.source), content) if quote.source else None
    left_open = _open(quote, "source", "speaker", "country")
    return Quote(quote.type or "", content, source, quote.speaker or "", quote.country or "", open=left_open)


def _event(text: str, event: ExpectedEvent) -> Event | None:
    found = places(text, event.trigger) if event.trigger else [(0, 0)]
    if not found:
        return None
    return Event(
        event.type,
        found[0],
        [_party(party) for party in event.actors or ()],
        [_party(party) for party in event.recipients or ()],
        event.mode or "",
        event.factuality or "",
        event.date or "",
        open=_open(event, "actors", "recipients", "mode", "factuality", "date"),
    )


def _party(label: str) -> Party:
    country, _, sector = label.partition(" ")
    return Party("", country, sector or None) if _CODES.fullmatch(label) else Party(label)


def _open(expected: ExpectedQuote | ExpectedEvent, *names: str) -> frozenset[str]:
    return frozenset(name for name in names if getattr(expected, name) is None)
