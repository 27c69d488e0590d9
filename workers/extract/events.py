"""A Doc in, its diplomatic events out, coded in PLOVER: who did what to whom, when, how sure."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from spacy.tokens import Doc, Span

from workers.extract.actors import Actor, Location, Roster, Voice
from workers.lexicon import Lexicon
from workers.ontology import Context, EventType, Factuality, Mode

__all__ = ["EventMention", "find_events"]


class EventMention(NamedTuple):
    """One event of the article at its first clear mention; `mentions` are later triggers of the same."""

    type: EventType
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    factuality: Factuality
    trigger: Span
    confidence: float
    rule: str
    mode: Mode | None = None
    contexts: tuple[Context, ...] = ()
    cameo_code: str | None = None
    event_date: str | None = None
    location: Location | None = None
    mentions: tuple[Span, ...] = ()


def find_events(
    doc: Doc,
    lexicon: Lexicon,
    roster: Roster,
    *,
    published: date | None,
    body_start: int = 0,
    voices: Sequence[Voice] = (),
) -> Iterator[EventMention]:
    """Every event of the article, in text order.

    `body_start` is the character where the body begins; what stands before it is the headline, and
    an event told in both is reported where the body tells it.
    """
    yield from ()
