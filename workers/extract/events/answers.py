"""Mentions in text order in, the same out with the other side filled in from what is told around them."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from workers.extract.actors import Actor, Voice
from workers.extract.events.mention import EventMention
from workers.extract.events.pairs import before, is_pair, with_pair
from workers.extract.events.parties import PRESS, countries
from workers.ontology import QUAD_CLASS, EventType, Mode, QuadClass, ResolvedFrom, Sector

__all__ = ["complete"]

# A recipient that is inferred rather than read costs this much confidence.
_INFERRED: Final = -0.1
_FAR: Final = 700  # characters, for what answers another event
_NEAR: Final = 350  # for what merely follows one
_AROUND: Final = 1500  # for the one other country that an article is about
_BESIDE: Final = 40
_CONFLICT: Final = frozenset((QuadClass.VERBAL_CONFLICT, QuadClass.MATERIAL_CONFLICT))
_ANSWERS: Final = frozenset(
    (EventType.REJECT, EventType.SANCTION, EventType.COERCE, EventType.THREATEN, EventType.ACCUSE)
)
_FOLLOWS: Final = frozenset((EventType.CONCEDE, EventType.AID, EventType.AGREE))
_BILATERAL: Final = _ANSWERS | _FOLLOWS | {EventType.REQUEST, EventType.SUPPORT, EventType.RETREAT}
_TWO_SIDED: Final = _BILATERAL - {EventType.COERCE}
# Of what another did to a third: "bombed the port, and Togo condemned it", "Togo closed the border, too".
_ALIKE: Final = frozenset((EventType.ACCUSE, EventType.SANCTION))
_IN_PLACE: Final = frozenset(("IGO", "NGO", "MNC"))
_MEETINGS: Final = frozenset(("meet", "discuss", "phone"))
# Rules of words that are rejected, rather than deeds, offers and demands.
_DENIALS: Final = frozenset(
    "reject deny dismiss-claim call-baseless deny-deed say-false shoot-back shoot-down-idea pour-cold-water cold-water "
    "rejection-noun".split()
)
_POINTING: Final = frozenset("the this that these those it such".split())
_BARE: Final = 3  # words at most, of "the latest step"
_CLAUSES: Final = 4  # events of one sentence
_PERSONAL: Final = frozenset("you me us him her".split())
_STATE: Final = frozenset((Sector.GOV, Sector.MIL, Sector.SPY, None))

_Side = Callable[[EventMention], tuple[Actor, ...]]


def complete(mentions: Sequence[EventMention], voices: Sequence[Voice]) -> list[EventMention]:
    """Give a recipient to events that answer another: who denies a charge denies it to the accuser.

    `voices` are the article's quotes, in text order: a claim is rejected that somebody has made.
    """
    out: list[EventMention] = []
    for i, mention in enumerate(mentions):
        mention = with_pair(mention, out, mentions)
        if mention.rule in _MEETINGS and is_pair(mention.actors):
            continue  # "the two ministers met", and nobody knows who they are
        found = None
        if _is_open(mention) and countries(mention.actors):
            told = _Told(mention, out, mentions[i + 1 : i + 1 + _CLAUSES], voices)
            found = told.other_side() or _opposite(mention, mentions)
        if found:
            mention = mention._replace(recipients=found, confidence=round(mention.confidence + _INFERRED, 2))
        out.append(mention)
    return out


def _is_open(mention: EventMention) -> bool:
    """No other side is named, only a thing, or the actor's own state."""
    if countries(mention.recipients):
        return _is_own(mention)
    return all(_is_vague(actor, mention) for actor in mention.recipients)


def _is_vague(actor: Actor, mention: EventMention) -> bool:
    """ "The charge", "a missile", "Chinese-built cars"; who is named, or somebody's, stands."""
    if actor.resolved_from is ResolvedFrom.PRONOUN or actor.span.text.lower() in _PERSONAL:
        return False  # sentenced her
    words = actor.span[1:] if actor.span[0].is_sent_start and len(actor.span) > 1 else actor.span  # The move
    told = [token for token in words if token.i <= words.root.i and token.ent_type_ != "DATE"]  # Monday's raid on Mdina
    if any(token.text[:1].isupper() and (token.whitespace_ or len(told) == 1) for token in told):
        return False
    return actor.sector in (None, Sector.MIL) or mention.type is EventType.REJECT


def _is_own(mention: EventMention) -> bool:
    if mention.type not in (EventType.REJECT, EventType.AGREE, EventType.THREATEN):
        return False
    return countries(mention.recipients) == countries(mention.actors) and all(
        actor.sector in _STATE for actor in (*mention.actors, *mention.recipients)
    )


class _Told:
    """What is told around a mention that names no other side."""

    def __init__(
        self,
        mention: EventMention,
        told: Sequence[EventMention],
        coming: Sequence[EventMention],
        voices: Sequence[Voice],
    ) -> None:
        self.mention, self.coming, self.voices = mention, coming, voices
        self.own = countries(mention.actors)
        self.names = {actor.name for actor in mention.actors}
        self.far = before(mention, told, _FAR)
        self.near = before(mention, told, _NEAR)

    def other_side(self) -> tuple[Actor, ...] | None:
        """The strongest evidence first; None where there is none."""
        kind = self.mention.type
        is_joint = kind in _FOLLOWS and len(self.own) > 1  # agreed with each other
        if kind not in _BILATERAL | {EventType.ASSAULT} or self.mention.mode is Mode.INVESTIGATE or is_joint:
            return None
        beside = self._first([row for row in self.near[:_CLAUSES] if self._is_beside(row)], self._partner)
        if beside:
            return beside
        if kind in _ANSWERS or kind is EventType.REQUEST:
            return self._answered() or self._answering()
        if kind is EventType.SUPPORT:  # "Peru reopened the bridge. Chile welcomed the step."
            return self._first(self.near, lambda row: row.actors) if self._points_back() else None
        if kind in _FOLLOWS and len(self.mention.actors) == 1:
            return self._first(self.near, self._done_to) or self._first(self.near, self._done_by)
        return None

    def _is_beside(self, row: EventMention) -> bool:
        return bool(row.trigger.sent.start == self.mention.trigger.sent.start)

    def _points_back(self) -> bool:
        """ "The step", "that", or nothing at all; not "the outcome of the summit"."""
        things = (actor.span for actor in self.mention.recipients)
        return all(len(thing) <= _BARE and thing[0].lower_ in _POINTING for thing in things)

    def _partner(self, row: EventMention) -> tuple[Actor, ...]:
        """Of another event of the sentence the side that is not one's own: "accused Mali and demanded its retreat"."""
        if self.own & countries(row.actors):
            if self._is_alike(row):
                return ()
            others = tuple(actor for actor in row.actors if actor.country and actor.country not in self.own)
            return row.recipients or others
        if self.own & countries(row.recipients):
            return row.actors
        if row.type is self.mention.type:  # Togo expelled two Malian envoys, and Benin closed the embassy
            return row.recipients
        return row.actors if self.mention.type in _ANSWERS | {EventType.SUPPORT} else ()

    def _is_alike(self, row: EventMention) -> bool:
        """With the same other side it would be taken for the same event told twice."""
        return row.type is self.mention.type and row.mode is self.mention.mode

    def _answered(self) -> tuple[Actor, ...] | None:
        accused = next((row for row in self.far if self._is_against_me(row)), None)
        if accused is not None:
            return accused.actors
        return (
            self._first(self.far, lambda row: self._done_by(row) if self._provokes(row) else ())
            or self._said()
            or (self._first(self.far, self._alike) if self._points_back() else None)
            or self._first(self.near, self._done_to)
        )

    def _is_against_me(self, row: EventMention) -> bool:
        """At home, too: "The opposition accused the mayor. He denied it."."""
        hit = self.names & {actor.name for actor in row.recipients}
        return self._provokes(row) and bool(hit) and bool(row.actors) and not self.names & {a.name for a in row.actors}

    def _provokes(self, row: EventMention) -> bool:
        """A request is refused or denied; no border is closed for it."""
        words = self.mention.type in (EventType.REJECT, EventType.ACCUSE)
        return QUAD_CLASS[row.type] in _CONFLICT and (words or row.type is not EventType.REQUEST)

    def _said(self) -> tuple[Actor, ...] | None:
        """Whose words are rejected: "Togo is lying," said Benin's minister. Lomé dismissed the remark."""
        if self.mention.rule not in _DENIALS:
            return None
        start = self.mention.trigger.start
        for voice in reversed(self.voices):
            if voice.span.end <= start and self.mention.trigger.start_char - voice.span.end_char < _NEAR:
                country = voice.speaker.country
                known = country and country not in self.own and voice.speaker.sector not in PRESS
                return (voice.speaker,) if known else None
        return None

    def _alike(self, row: EventMention) -> tuple[Actor, ...]:
        if self.mention.type not in _ALIKE:
            return ()
        if row.type is self.mention.type:
            return row.recipients
        return row.actors if self.mention.type is EventType.ACCUSE and self._provokes(row) else ()

    def _answering(self) -> tuple[Actor, ...] | None:
        """Who rejects it next: "Kenya complained of abductions. Uganda denied the charge."."""
        if self.mention.type is not EventType.ACCUSE:
            return None
        near = [row for row in self.coming if row.trigger.start_char - self.mention.trigger.end_char < _NEAR]
        return self._first(near, self._replies)

    def _replies(self, row: EventMention) -> tuple[Actor, ...]:
        if row.type is EventType.ACCUSE and self.own & countries(row.actors):
            return () if self._is_alike(row) else row.recipients  # condemned the raid, which it blamed on Chad
        return row.actors if row.type is EventType.REJECT else ()

    def _done_to(self, row: EventMention) -> tuple[Actor, ...]:
        is_force = self.mention.type is EventType.COERCE
        return row.recipients if self.own & countries(row.actors) and not is_force else ()

    def _done_by(self, row: EventMention) -> tuple[Actor, ...]:
        return row.actors if self.own & countries(row.recipients) else ()

    def _first(self, rows: Sequence[EventMention], side: _Side) -> tuple[Actor, ...] | None:
        for row in rows:
            found = side(row)
            if countries(found) and not countries(found) & self.own:
                return found
        return None


def _opposite(mention: EventMention, mentions: Sequence[EventMention]) -> tuple[Actor, ...] | None:
    """The other of two countries that all is about: "Peru met Chile. ... Lima will shut the border." """
    own = countries(mention.actors)
    if mention.type not in _TWO_SIDED or len(own) != 1 or own & _IN_PLACE or mention.recipients:
        return None
    if any(row.type is mention.type and _touches(row, mention) for row in mentions):
        return None  # the same told twice: "set" and "free" in "set them free"
    near = [row for row in mentions if abs(row.trigger.start_char - mention.trigger.start_char) < _AROUND]
    seen = [
        actor for row in near for actor in {*row.actors, *row.recipients} if actor.country and actor.country not in own
    ]
    counts = Counter(actor.country for actor in seen).most_common(2)
    if (
        not counts
        or counts[0][1] < 2
        or counts[0][0] in _IN_PLACE
        or (len(counts) > 1 and counts[0][1] < 2 * counts[1][1])
    ):
        return None
    state = [actor for actor in seen if actor.country == counts[0][0]]
    return (min(state, key=lambda actor: (actor.sector is not Sector.GOV, actor.span.start)),)


def _touches(one: EventMention, other: EventMention) -> bool:
    return one is not other and abs(one.trigger.start_char - other.trigger.start_char) < _BESIDE
