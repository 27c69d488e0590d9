"""Mentions in text order in, the same out with the day that the article gives all of them, or its lead."""

import re
from collections.abc import Collection, Sequence
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from spacy.tokens import Span, Token

from workers.extract.actors import Actor
from workers.extract.events.mention import SPOKEN, EventMention
from workers.extract.events.times import TimeExpression, dateline_day, find_times
from workers.extract.events.timewords import DAYS
from workers.extract.events.tree import PAST, PRESENT
from workers.ontology import EventType, Factuality

__all__ = ["Occasion", "date_by_occasion", "date_lead", "occasion_of"]

_LEAD_CHARACTERS: Final = 400
_FRESH_DAYS: Final = 7
_WORD: Final = re.compile(r"[\w']+|[.,]")
_LEAD_END: Final = re.compile(r"(?<=[a-z]{3}[.!?])\s|\n")
# The lead tells of the sitting itself: a word for one is not enough, "accused the council on Monday".
_SITTING: Final = re.compile(
    r"\b(met|meets|received|spoke|spoken|phoned|telephoned|hosted|conferred|"
    r"(?:held|had|holds|convened) (?:[\w-]+ ){0,5}(?:talks|call|conversation|discussions|"
    r"consultations|meeting|session|sitting|debate|dialogue|hearing|briefing|summit|audience|round))\b",
    re.IGNORECASE,
)
_COUNCIL: Final = re.compile(
    r"\b(council|assembly|committee|speakers|delegates|delegations|debate|session|sitting)\b", re.IGNORECASE
)
_DATELINE_CHARACTERS: Final = 60
_AT_SIX: Final = re.compile(r"\bat (?:\w+ )?(?:\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m|noon|midday|dawn)\b", re.IGNORECASE)
_STAMPS: Final = 3
_CLOCK: Final = re.compile(r"^\W{0,2}\d{1,2}[:.h]\d{2}(?:[ap]m)?\b", re.MULTILINE)
# MS. HALVERSEN: ... Premier (by video): ... Ida Moss, Harbour Post: ...
_LABEL: Final = re.compile(r"^([A-Z][\w.'’ -]{0,40}?)(?: \([^)\n]{1,40}\)|, [^:\n]{1,40})?: ", re.MULTILINE)
_TURNS: Final = 4
# A body that goes on to other news tells of several occasions.
_TURN_AWAY: Final = re.compile(
    r"^\W{0,3}(?:Meanwhile|Separately|Elsewhere|In other|In another|In a separate|In an unrelated|"
    r"(?:Earlier |Later )?[Oo]n ((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))\b",
    re.MULTILINE,
)
# "In a separate statement", "at a weekly briefing", "in an interview with": said somewhere else.
_ELSEWHERE: Final = re.compile(
    r"\b(?:separate|earlier|later|another|weekly|daily|regular|previous|subsequent) "
    r"(?:\w+ )?(?:statement|briefing|interview|conference|post|letter|message|speech|article|meeting|call)\b",
    re.IGNORECASE,
)
_TODAY: Final = re.compile(r"\b(today|tonight|this (morning|afternoon|evening))\b", re.IGNORECASE)
_DESK: Final = re.compile(
    r"^(?:[\w.'’ -]{1,40}, )?((?:\w+ )?spokes\w+|moderator|question|q|journalist|reporter)\b[^:\n]{0,30}:",
    re.IGNORECASE | re.MULTILINE,
)
_INTERVIEW: Final = re.compile(
    r"\b(?:(?:we|i) (?:spoke|reached|met|talked|called|interviewed|sat down)|"
    r"(?:spoke|talked|sat down) (?:to|with) (?:us|me|this (?:news)?paper)|(?:received|met|told) us)\b",
    re.IGNORECASE,
)
_OF_SITTING: Final = SPOKEN | {EventType.CONSULT, EventType.AGREE, EventType.CONCEDE, EventType.COOPERATE}
_ME: Final = frozenset(("i", "we", "our", "my"))
_TURN_CHARACTERS: Final = 2000
_OF_DESK: Final = re.compile(r"(\w+ )?(spokes|mr\.?|ms\.?|mrs\.?|secretary|minister|moderator)", re.IGNORECASE)
_OTHER_TIMES: Final = frozenset("afterwards later previously earlier once repeatedly often always never since".split())
_PERFECT: Final = frozenset(("had", "has", "have", "'ve", "’ve"))


class Occasion(NamedTuple):
    """The one occasion that a body tells of.

    `is_spoken`: the body is what was said there, turn by turn, so that only "we condemn" is of its day and not
    "Chad condemned"; `is_desk`: a spokesperson speaks for somebody else, "the minister condemns". `is_open`: all who
    speak in it speak there, as in a council; else only who issued it, or took part. `end` is the offset in the body
    where it turns to something else ("Meanwhile, ..."). `is_live`: what has only a time of day is of that day.
    """

    day: str
    is_spoken: bool = False
    is_open: bool = True
    is_desk: bool = False
    is_live: bool = False
    end: int | None = None


def occasion_of(body: str, published: date, headline: str = "") -> Occasion | None:
    """The occasion; None where the body tells of several.

    A live blog that says "today" is of the day of publication; a transcript of the day that its first words tell or
    imply; a sitting, a meeting or a call of the day that the lead gives it ("The two spoke by phone on Tuesday"), and
    a statement of today where its lead says so.
    """
    head = body[:_LEAD_CHARACTERS]
    if len(_CLOCK.findall(body)) >= _STAMPS:
        return Occasion(published.isoformat(), is_live=not _TODAY.search(head))
    if _is_transcript(body):
        day = _day_of_transcript(head, published, headline)
        return Occasion(day, is_spoken=True, is_desk=_DESK.search(head) is not None) if day else None
    lead = _LEAD_END.split(head, maxsplit=1)[0]
    is_sitting = _SITTING.search(lead) is not None
    is_today = _TODAY.search(head if is_sitting else lead) is not None
    is_open = is_today and _COUNCIL.search(head) is not None
    told = _last_day(lead, published, is_lead=True) if is_sitting and not is_today else None
    day = published.isoformat() if is_today else told
    return Occasion(day, is_open=is_open, end=None if is_open else _end(body, day)) if day else None


def date_by_occasion(mentions: Sequence[EventMention], occasion: Occasion, body_start: int) -> list[EventMention]:
    """Give the occasion's day to what is said at it, in a verb of its own time, where nothing else dates it."""
    if occasion.is_open:
        mentions = _with_older_deeds(mentions, occasion.day)
    body_end = len(mentions[0].trigger.doc.text) if mentions else 0
    end = body_end if occasion.end is None else body_start + occasion.end
    told = [row for row in mentions if body_start <= row.trigger.start_char < end]
    names = _participants(told, occasion.day, body_start + 2 * _LEAD_CHARACTERS)
    verbs = {row.trigger.root.i for row in mentions}

    def is_of_it(row: EventMention) -> bool:
        if row.event_date is not None or row.factuality is not Factuality.ASSERTED:
            return False
        if row.type not in _OF_SITTING and not occasion.is_live:
            return False
        if row.trigger.start_char >= end:
            return False
        if occasion.is_live:
            return _AT_SIX.search(row.trigger.sent.text) is not None and _verb(row.trigger).tag_ == "VBD"
        if occasion.is_spoken:
            return _is_performed(row, is_desk=occasion.is_desk)
        if not _is_told(row, verbs):
            return False
        return occasion.is_open or not names.isdisjoint(_keys(row.actors))

    return [row._replace(event_date=occasion.day) if is_of_it(row) else row for row in mentions]


def _with_older_deeds(mentions: Sequence[EventMention], day: str) -> list[EventMention]:
    """A delegate today condemned the killing of two men on Sunday: the day is that of the killing."""
    rows = list(mentions)
    for at, (row, deed) in enumerate(pairwise(mentions)):
        told, noun = row.event_date, deed.trigger.root
        is_spoken = row.type in SPOKEN and _verb(row.trigger).i == row.trigger.root.i
        is_pair = noun.pos_ == "NOUN" and deed.event_date is None and noun.sent.start == row.trigger.root.sent.start
        if not (is_spoken and is_pair and told and len(told) == len(day) and told != day):
            continue
        before = [word.lower() for word in _WORD.findall(row.trigger.doc[noun.sent.start : noun.i].text)]
        if not any(word in DAYS for word in before):
            rows[at], rows[at + 1] = row._replace(event_date=None), deed._replace(event_date=told)
    return rows


def date_lead(mentions: Sequence[EventMention], day: str, body_start: int) -> list[EventMention]:
    """Give the dateline's `day` to what the lead asserts without a time of its own: "OSLO, May 2. Chad has left"."""
    verbs = {row.trigger.root.i for row in mentions}
    return [
        row._replace(event_date=day)
        if row.event_date is None and _is_carried(row, verbs) and _is_lead(row, body_start)
        else row
        for row in mentions
    ]


def _is_transcript(body: str) -> bool:
    labels = _LABEL.findall(body)
    return len(labels) >= _TURNS and len(set(labels)) < len(labels)


def _day_of_transcript(head: str, published: date, headline: str) -> str | None:
    if interview := _INTERVIEW.search(head):
        return _last_day(_LEAD_END.split(head[interview.start() :], maxsplit=1)[0], published)
    return published.isoformat() if _TODAY.search(head) else _last_day(headline, published)


def _last_day(text: str, published: date, *, is_lead: bool = False) -> str | None:
    """The last day told of late; that of a dateline is none."""
    words = [word.lower() for word in _WORD.findall(text)]
    days = [date.fromisoformat(time.past) for time in find_times(words, 0, len(words), published) if _is_day(time)]
    if is_lead and dateline_day(text, published):
        del days[:1]
    return next((day.isoformat() for day in days[::-1] if 0 <= (published - day).days <= _FRESH_DAYS), None)


def _end(body: str, day: str) -> int | None:
    """Where the body turns to other news, or to another day."""
    weekday = date.fromisoformat(day).strftime("%A")
    return next((turn.start() for turn in _TURN_AWAY.finditer(body) if turn[1] != weekday), None)


def _participants(mentions: Sequence[EventMention], day: str, lead_end: int) -> set[str]:
    """Who issues the statement; who met, on that day or, near the lead, on none that is told."""
    names = _keys(mentions[0].actors) if mentions else set()
    for row in mentions:
        is_it = row.event_date == day or (row.event_date is None and row.trigger.start_char < lead_end)
        if row.type is EventType.CONSULT and is_it:
            names |= _keys((*row.actors, *row.recipients))
    return names


def _is_day(time: TimeExpression) -> bool:
    return len(time.past) == len("2024-06-12")


def _keys(actors: Sequence[Actor]) -> set[str]:
    return {actor.country or actor.name.lower() for actor in actors}


def _is_lead(mention: EventMention, body_start: int) -> bool:
    """The main verb of the first sentence, or what it is said to be: "Chad has left, the ministry reported"."""
    verb = _verb(mention.trigger)
    for _ in range(4):  # declared the envoy persona non grata
        if verb.pos_ in ("VERB", "AUX") or verb.dep_ not in ("appos", "dobj", "pobj", "prep", "oprd", "attr"):
            break
        verb = verb.head
    for _ in range(4):
        if verb.dep_ not in ("ccomp", "xcomp", "conj") or (verb.dep_ == "ccomp" and verb.i < verb.head.i):
            break
        verb = verb.head
    is_main = verb.dep_ == "ROOT" or (verb.dep_ == "ccomp" and verb.i < verb.head.i)
    return is_main and _stands_in_lead(mention, verb, body_start)


def _stands_in_lead(mention: EventMention, verb: Token, body_start: int) -> bool:
    near = verb.sent.start_char - body_start < _DATELINE_CHARACTERS and mention.trigger.start_char >= body_start
    return near and mention.factuality is Factuality.ASSERTED and verb.pos_ in ("VERB", "AUX")


def _verb(trigger: Span) -> Token:
    word = trigger.root
    if word.pos_ == "NOUN" and word.dep_ == "dobj":
        return word.head  # paid tribute
    return word.head if word.dep_ == "appos" and word.head.dep_ == "dobj" else word


def _is_performed(mention: EventMention, *, is_desk: bool) -> bool:
    """Done by the words themselves: "we condemn", "I want to thank", "our call for"; not "we have asked"."""
    verb = _verb(mention.trigger)
    has_subject = any(kid.dep_ == "nsubj" for kid in verb.children)
    if verb.dep_ in ("xcomp", "conj", "acomp", "attr", "ccomp") and not has_subject:
        verb = verb.head
    subjects = [kid.lower_ for kid in verb.children if kid.dep_ in ("nsubj", "poss")]
    perfect = any(kid.lower_ in _PERFECT for kid in verb.children)
    if verb.pos_ == "NOUN":
        return not _ME.isdisjoint(subjects)
    me = not _ME.isdisjoint(subjects) or (mention.trigger.root.pos_ != "VERB" and verb.lemma_ == "be")
    me = me or (is_desk and verb.dep_ in ("ROOT", "conj") and not _is_asked(mention.trigger))
    return me and not perfect and verb.tag_ in PRESENT


def _is_asked(trigger: Span) -> bool:
    """It stands in a reporter's turn."""
    labels = _LABEL.findall(trigger.doc.text, max(0, trigger.start_char - _TURN_CHARACTERS), trigger.start_char)
    return not labels or _OF_DESK.match(labels[-1]) is None


def _is_told(mention: EventMention, verbs: Collection[int]) -> bool:
    """Asserted in a verb of its own tense."""
    verb = _verb(mention.trigger)
    return (
        verb.pos_ != "NOUN"
        and _is_carried(mention, verbs)
        and all(child.lower_ not in _PERFECT for child in verb.children)
        and not any(child.dep_ == "advmod" and child.lower_ in _OTHER_TIMES for child in verb.children)
        and verb.dep_ not in ("relcl", "acl")
        and not _ELSEWHERE.search(verb.sent.text)
        and not _is_told_as_past(verb)
    )


def _is_carried(mention: EventMention, verbs: Collection[int]) -> bool:
    """The verb above tells no other event, as `verbs` do: "condemned the raid" does not tell when it was."""
    verb = _verb(mention.trigger)
    return verb.i not in verbs or verb.i == mention.trigger.root.i


def _is_told_as_past(verb: Token) -> bool:
    """Said to have been before it was said: "she confirms that Chad refused", "he says Togo has not agreed".

    Under a cue in the past, a verb in the past is of the same time: "he said that Chad condemned the raid".
    """
    tag = verb.tag_
    for _ in range(3):
        if verb.dep_ == "conj":
            verb = verb.head
    return verb.dep_ == "ccomp" and tag == "VBD" and verb.head.tag_ not in PAST
