"""Mentions in text order in, the same out with the other side filled in from what was told just before."""

from collections.abc import Callable, Sequence
from typing import Final

from workers.extract.actors import Actor
from workers.extract.events.mention import EventMention
from workers.ontology import QUAD_CLASS, EventType, QuadClass

__all__ = ["complete"]

_NEAR_CHARACTERS: Final = 700
_CONFLICT: Final = frozenset((QuadClass.VERBAL_CONFLICT, QuadClass.MATERIAL_CONFLICT))
_ANSWERS: Final = frozenset(
    (EventType.REJECT, EventType.SANCTION, EventType.COERCE, EventType.THREATEN, EventType.ACCUSE)
)


def complete(mentions: Sequence[EventMention]) -> list[EventMention]:
    """Give a recipient to events that answer another: who denies a charge denies it to the accuser."""
    out: list[EventMention] = []
    for mention in mentions:
        found = None if _countries(mention.recipients) else _other_side(mention, out)
        out.append(mention._replace(recipients=found) if found else mention)
    return out


def _other_side(mention: EventMention, told: Sequence[EventMention]) -> tuple[Actor, ...] | None:
    own = _countries(mention.actors)
    if not own:
        return None
    near = [row for row in reversed(told) if mention.trigger.start_char - row.trigger.end_char < _NEAR_CHARACTERS]
    if mention.type in _ANSWERS:
        return (
            _first(near, lambda row: _is_conflict(row) and bool(own & _countries(row.recipients)) and row.actors, own)
            or _first(near, lambda row: row.type is mention.type and row.recipients, own)
            or (
                _first(near, lambda row: _is_conflict(row) and row.actors, own)
                if mention.type is EventType.ACCUSE
                else None
            )
        )
    if mention.type is EventType.SUPPORT:
        return _first(near, lambda row: not _is_conflict(row) and row.actors, own)
    return None


def _first(
    rows: Sequence[EventMention], side: Callable[[EventMention], tuple[Actor, ...] | bool], own: frozenset[str]
) -> tuple[Actor, ...] | None:
    for row in rows:
        found = side(row)
        if isinstance(found, tuple) and found and _countries(found) and not (_countries(found) & own):
            return found
    return None


def _is_conflict(mention: EventMention) -> bool:
    return QUAD_CLASS[mention.type] in _CONFLICT


def _countries(actors: Sequence[Actor]) -> frozenset[str]:
    return frozenset(actor.country for actor in actors if actor.country)
