"""The findings of event coding: EventMention, and the Decision that `explain` shows for every candidate."""

from enum import Enum
from typing import Final, NamedTuple

from spacy.tokens import Span

from workers.extract.actors import Actor, Location
from workers.extract.events.confidence import Ground
from workers.ontology import Context, EventType, Factuality, Mode

__all__ = ["SPOKEN", "Decision", "EventMention", "Verdict"]

# Events that are speech: their day is that of saying it.
SPOKEN: Final = frozenset(
    (EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.SUPPORT, EventType.THREATEN)
)


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


class Verdict(Enum):
    """What became of a candidate, and why."""

    EVENT = "event"
    CONTENT = "content of another event, which is no event of its own"
    BACKGROUND = "a participle that only says which one is meant"
    PURPOSE = "what it was done for, and nobody says that it came about"
    NO_ACTOR = "nobody does it"
    NO_PARTY = "no political party where the rule needs one"
    ELSEWHERE = "sport, show business or another page of the newspaper"
    ALONE = "a noun that no verb carries and whose parties are not named"
    UNSURE = "it might happen, and nobody is said to do it"


class Decision(NamedTuple):
    """One candidate: the rule that fired on `trigger`, what became of it, and the event if it became one.

    `tried` are other rules for the same word that fit its words, and what they lacked; `grounds` add up to the
    event's confidence; `sides` are who and to whom, `type` what kind, of what became no event.
    """

    rule: str
    trigger: Span
    verdict: Verdict
    event: EventMention | None = None
    tried: tuple[tuple[str, Verdict], ...] = ()
    grounds: tuple[Ground, ...] = ()
    type: EventType | None = None
    sides: tuple[tuple[Actor, ...], tuple[Actor, ...]] = ((), ())
