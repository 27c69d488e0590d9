"""Mentions in text order in, the same out with the day that the article gives all of them, or its lead."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from spacy.tokens import Span, Token

from workers.extract.events.mention import EventMention
from workers.extract.events.times import TimeExpression, find_times
from workers.ontology import EventType, Factuality

__all__ = ["date_by_day", "date_lead", "day_of"]

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
