"""TOML case files in, typed cases out: what extraction must find in a sentence or two.

A file has one phenomenon and many [[case]]. In a case the keys `quotes`, `events` and `actors` are
each exhaustive for their kind: what is found beyond them is an error, and an empty list says that
nothing must be found. An absent key says nothing. Inside an expectation it is the same for single
fields: absent is not checked, "" means that there must be none.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

__all__ = ["CASES", "Case", "ExpectedActor", "ExpectedEvent", "ExpectedQuote", "load_cases"]

CASES: Final = Path(__file__).parent
_KINDS: Final = ("quotes", "events", "actors")


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
