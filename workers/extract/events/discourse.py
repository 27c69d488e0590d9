"""Mentions in text order in, the same out with the other side filled in from what was told just before."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from spacy.tokens import Span, Token

from workers.extract.actors import Actor
from workers.extract.events.mention import EventMention
from workers.extract.events.times import TimeExpression, find_times
from workers.ontology import QUAD_CLASS, EventType, Factuality, Mode, QuadClass

__all__ = ["complete", "date_by_day", "date_lead", "day_of"]

# A recipient that is inferred rather than read costs this much confidence.
_INFERRED: Final = -0.1
_NEAR_CHARACTERS: Final = 700
_NEAR_MENTIONS: Final = 30
_LEAD_CHARACTERS: Final = 400
_FRESH_DAYS: Final = 7
_WORD: Final = re.compile(r"[\w']+|[.,]")
_LEAD_END: Final = re.compile(r"(?<=[a-z]{3}[.!?])\s|\n")
_OCCASION: Final = re.compile(
    r"\b(met|meets|meeting|session|sitting|call|phone|telephone|spoke|talks|debate|council|summit|consultations|"
    r"hearing|briefing)\b",
    re.IGNORECASE,
)
_DATELINE_CHARACTERS: Final = 60
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


def day_of(body: str, published: date) -> str | None:
    """The ISO day of the one occasion that all of the body tells; None where it tells of several.

    The day of publication for a live blog and for a record whose first sentences say "today"; for a
    sitting, a meeting or a call, the day that the lead gives it: "The two spoke by phone on Tuesday."
    """
    if len(_CLOCK.findall(body)) >= _STAMPS or _TODAY.search(body[:_LEAD_CHARACTERS]):
        return published.isoformat()
    lead = _LEAD_END.split(body[:_LEAD_CHARACTERS], maxsplit=1)[0]
    if not _OCCASION.search(lead):
        return None
    words = [word.lower() for word in _WORD.findall(lead)]
    days = [date.fromisoformat(time.past) for time in find_times(words, 0, len(words), published) if _is_day(time)]
    return next((day.isoformat() for day in days[::-1] if 0 <= (published - day).days <= _FRESH_DAYS), None)


def _is_day(time: TimeExpression) -> bool:
    return len(time.past) == len("2024-06-12")


def date_by_day(mentions: Sequence[EventMention], day: str) -> list[EventMention]:
    """Give `day` to what somebody says, asserted and in a verb of its own time, where nothing else dates it."""
    return [row._replace(event_date=day) if row.event_date is None and _is_speech(row) else row for row in mentions]


def date_lead(mentions: Sequence[EventMention], day: str, body_start: int) -> list[EventMention]:
    """Give the dateline's `day` to what the lead asserts without a time of its own: "OSLO, May 2. Chad has left"."""
    return [
        row._replace(event_date=day) if row.event_date is None and _is_lead(row, body_start) else row
        for row in mentions
    ]


def _is_lead(mention: EventMention, body_start: int) -> bool:
    verb = _verb(mention.trigger)
    while verb.dep_ in ("ccomp", "xcomp", "conj") and verb.head.i != verb.i and verb.head.tag_ in ("VBN", "VBD"):
        verb = verb.head
    near = verb.sent.start_char - body_start < _DATELINE_CHARACTERS and mention.trigger.start_char >= body_start
    return near and verb.dep_ == "ROOT" and mention.factuality is Factuality.ASSERTED and verb.pos_ in ("VERB", "AUX")


def _verb(trigger: Span) -> Token:
    word = trigger.root
    return word.head if word.pos_ == "NOUN" and word.dep_ == "dobj" else word  # paid tribute


def _is_speech(mention: EventMention) -> bool:
    verb = _verb(mention.trigger)
    return (
        mention.type in _SPOKEN
        and mention.factuality is Factuality.ASSERTED
        and verb.pos_ != "NOUN"
        and all(child.lower_ != "had" for child in verb.children)
        and verb.dep_ not in ("relcl", "acl")
        and not _is_told_as_past(verb)
    )


def _is_told_as_past(verb: Token) -> bool:
    """Said to have been before it was said: "she confirms that Chad refused", "he says Togo has not agreed".

    Under a cue in the past, a verb in the past is of the same time: "he said that Chad condemned the raid".
    """
    for _ in range(3):
        if verb.dep_ == "conj":
            verb = verb.head
    if verb.dep_ != "ccomp":
        return False
    perfect = any(child.lower_ in ("has", "have", "'ve", "’ve") for child in verb.children)
    cue_is_past = verb.head.tag_ in ("VBD", "VBN")
    return perfect or (verb.tag_ == "VBD" and not cue_is_past)
