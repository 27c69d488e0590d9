"""Mentions in text order in, the same out with the other side filled in from what was told just before."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from workers.extract.actors import Actor
from workers.extract.events.mention import EventMention
from workers.ontology import QUAD_CLASS, EventType, Factuality, Mode, QuadClass

__all__ = ["complete", "date_by_day", "is_of_the_day"]

# A recipient that is inferred rather than read costs this much confidence.
_INFERRED: Final = -0.1
_NEAR_CHARACTERS: Final = 700
_NEAR_MENTIONS: Final = 30
_LEAD_CHARACTERS: Final = 400
_STAMPS: Final = 3
_CLOCK: Final = re.compile(r"^\d{1,2}[:.]\d{2}\b", re.MULTILINE)
_TODAY: Final = re.compile(r"\b(today|this (morning|afternoon|evening)|tonight)\b")
_SPOKEN: Final = frozenset(
    (EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.SUPPORT, EventType.THREATEN, EventType.CONSULT)
)
_CONFLICT: Final = frozenset((QuadClass.VERBAL_CONFLICT, QuadClass.MATERIAL_CONFLICT))
_ANSWERS: Final = frozenset(
    (EventType.REJECT, EventType.SANCTION, EventType.COERCE, EventType.THREATEN, EventType.ACCUSE)
)


def complete(mentions: Sequence[EventMention]) -> list[EventMention]:
    """Give a recipient to events that answer another: who denies a charge denies it to the accuser."""
    out: list[EventMention] = []
    for mention in mentions:
        found = None if _countries(mention.recipients) else _other_side(mention, out)
        if found:
            mention = mention._replace(recipients=found, confidence=round(mention.confidence + _INFERRED, 2))
        out.append(mention)
    return out


def _other_side(mention: EventMention, told: Sequence[EventMention]) -> tuple[Actor, ...] | None:
    own = _countries(mention.actors)
    if not own or mention.type not in _ANSWERS or mention.mode is Mode.MEET:
        return None
    near = [
        row
        for row in told[-_NEAR_MENTIONS:][::-1]
        if mention.trigger.start_char - row.trigger.end_char < _NEAR_CHARACTERS
    ]
    return (
        _first(near, lambda row: row.actors if _is_conflict(row) and own & _countries(row.recipients) else (), own)
        or _first(near, lambda row: row.recipients if row.type is mention.type else (), own)
        or _first(near, lambda row: row.actors if mention.type is EventType.ACCUSE and _is_conflict(row) else (), own)
        or _first(near, lambda row: row.recipients if own & _countries(row.actors) else (), own)
    )


def _first(
    rows: Sequence[EventMention], side: Callable[[EventMention], tuple[Actor, ...]], own: frozenset[str]
) -> tuple[Actor, ...] | None:
    for row in rows:
        found = side(row)
        if _countries(found) and not _countries(found) & own:
            return found
    return None


def _is_conflict(mention: EventMention) -> bool:
    return QUAD_CLASS[mention.type] in _CONFLICT


def _countries(actors: Sequence[Actor]) -> frozenset[str]:
    return frozenset(actor.country for actor in actors if actor.country)


def is_of_the_day(body: str) -> bool:
    """A live blog, or the record of a sitting that its first sentences date "today": its speeches are the day's."""
    return len(_CLOCK.findall(body)) >= _STAMPS or _TODAY.search(body[:_LEAD_CHARACTERS]) is not None


def date_by_day(mentions: Sequence[EventMention], day: str) -> list[EventMention]:
    """Give `day` to what somebody says, asserted and in a verb of its own time, where nothing else dates it."""
    return [row._replace(event_date=day) if row.event_date is None and _is_speech(row) else row for row in mentions]


def _is_speech(mention: EventMention) -> bool:
    word = mention.trigger.root
    verb = word.head if word.pos_ == "NOUN" and word.dep_ == "dobj" else word  # paid tribute
    past_perfect = any(child.lower_ == "had" for child in verb.children)
    return (
        mention.type in _SPOKEN
        and mention.factuality is Factuality.ASSERTED
        and verb.pos_ != "NOUN"
        and not past_perfect
        and verb.dep_ not in ("relcl", "acl")
    )
