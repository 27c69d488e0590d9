"""Mentions in text order in, the same out with the other side filled in from what is told around them."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from workers.extract.actors import Actor
from workers.extract.actors.pairs import is_two_sides
from workers.extract.events.mention import EventMention
from workers.ontology import QUAD_CLASS, EventType, Mode, QuadClass, ResolvedFrom, Sector

__all__ = ["complete"]

# A recipient that is inferred rather than read costs this much confidence.
_INFERRED: Final = -0.1
_FAR: Final = 700  # characters, for what answers another event
_NEAR: Final = 350  # for what merely follows one
_NEAR_MENTIONS: Final = 30
_AROUND: Final = 1500  # for the one other country that an article is about
_BESIDE: Final = 40
_CONFLICT: Final = frozenset((QuadClass.VERBAL_CONFLICT, QuadClass.MATERIAL_CONFLICT))
_ANSWERS: Final = frozenset(
    (EventType.REJECT, EventType.SANCTION, EventType.COERCE, EventType.THREATEN, EventType.ACCUSE)
)
_FOLLOWS: Final = frozenset((EventType.CONCEDE, EventType.AID, EventType.AGREE))
_BILATERAL: Final = _ANSWERS | _FOLLOWS | {EventType.REQUEST, EventType.SUPPORT, EventType.RETREAT}
_IN_PLACE: Final = frozenset(("IGO", "NGO", "MNC"))
_TWO: Final = 2
_MEETINGS: Final = frozenset(("meet", "discuss", "phone"))
_SOON: Final = 4  # tokens, of "offered to mediate"
_MEDIATING: Final = frozenset("mediate mediation arbitrate referee broker".split())
_STATE: Final = frozenset((Sector.GOV, Sector.MIL, Sector.SPY, None))


def complete(mentions: Sequence[EventMention]) -> list[EventMention]:
    """Give a recipient to events that answer another: who denies a charge denies it to the accuser."""
    out: list[EventMention] = []
    for i, mention in enumerate(mentions):
        mention = _between(mention, out, mentions)
        if mention.rule in _MEETINGS and _is_pair(mention):
            continue  # "the two ministers met", and nobody knows who they are
        found = _other_side(mention, out, mentions[i + 1 : i + 3]) if _is_open(mention) else None
        if found is None and _is_open(mention):
            found = _opposite(mention, mentions)
        if found:
            mention = mention._replace(recipients=found, confidence=round(mention.confidence + _INFERRED, 2))
        out.append(mention)
    return out


def _between(mention: EventMention, told: Sequence[EventMention], mentions: Sequence[EventMention]) -> EventMention:
    """The two of whom was told, for "both sides" and for a mediator: "Oman mediated", "offered to mediate".

    Of the pairs just told of, the one that most is told of.
    """
    own = _countries(mention.actors)
    is_pair = _is_pair(mention)
    is_middle = len(own) == 1 and not _countries(mention.recipients) and _is_mediation(mention)
    if not (is_pair or is_middle):
        return mention
    near = [pair for row in _before(mention, told, _FAR) if (pair := _pair(row)) and not own & set(pair)]
    if not near:
        return mention
    counts = Counter(frozenset(pair) for row in mentions if (pair := _pair(row)))
    sides = tuple(max(near, key=lambda pair: counts[frozenset(pair)]).values())
    if is_pair:
        return mention._replace(actors=sides)
    if mention.type is EventType.CONSULT:
        return mention._replace(actors=(*mention.actors, *sides))
    return mention._replace(recipients=sides)


def _is_pair(mention: EventMention) -> bool:
    return not _countries(mention.actors) and any(
        is_two_sides(actor.name.lower().split(), uncounted=True) for actor in mention.actors
    )


def _pair(row: EventMention) -> dict[str, Actor] | None:
    """The parties of an event of two countries, by country."""
    parties = {actor.country: actor for actor in (*row.recipients, *row.actors) if actor.country}
    return parties if len(parties) == _TWO else None


def _is_mediation(mention: EventMention) -> bool:
    if mention.type is EventType.CONSULT:
        return mention.mode is Mode.THIRD_PARTY
    end = mention.trigger.end
    return mention.type is EventType.AGREE and not _MEDIATING.isdisjoint(
        token.lemma_ for token in mention.trigger.doc[end : end + _SOON]
    )


def _is_open(mention: EventMention) -> bool:
    """No other side is named, only a thing, or the actor's own state."""
    if _countries(mention.recipients):
        return _is_own(mention)
    return all(_is_vague(actor, mention) for actor in mention.recipients)


def _is_vague(actor: Actor, mention: EventMention) -> bool:
    """ "The charge", "a missile", "Chinese-built cars"; who is named, or somebody's, stands."""
    if actor.resolved_from is ResolvedFrom.PRONOUN:
        return False  # sentenced her
    if any(token.text[:1].isupper() and (token.whitespace_ or len(actor.span) == 1) for token in actor.span):
        return False
    return actor.sector in (None, Sector.MIL) or mention.type is EventType.REJECT


def _is_own(mention: EventMention) -> bool:
    if mention.type not in (EventType.REJECT, EventType.AGREE, EventType.THREATEN):
        return False
    return _countries(mention.recipients) == _countries(mention.actors) and all(
        actor.sector in _STATE for actor in (*mention.actors, *mention.recipients)
    )


def _other_side(
    mention: EventMention, told: Sequence[EventMention], coming: Sequence[EventMention]
) -> tuple[Actor, ...] | None:
    own = _countries(mention.actors)
    if not own:
        return None
    if mention.type in _ANSWERS:
        return _answered(mention, told, own) or _answering(mention, coming, own)
    if mention.type is EventType.SUPPORT:  # "Peru reopened the bridge. Chile welcomed the step."
        return _first(_before(mention, told, _NEAR), lambda row: row.actors, own)
    return _followed(mention, told, own) if mention.type in _FOLLOWS and len(mention.actors) == 1 else None


def _answered(mention: EventMention, told: Sequence[EventMention], own: frozenset[str]) -> tuple[Actor, ...] | None:
    near = _before(mention, told, _FAR)
    return (
        _first(near, lambda row: row.actors if _is_conflict(row) and own & _countries(row.recipients) else (), own)
        or _first(near, lambda row: row.recipients if row.type is mention.type else (), own)
        or _first(near, lambda row: row.actors if mention.type is EventType.ACCUSE and _is_conflict(row) else (), own)
        or _first(near, lambda row: row.recipients if own & _countries(row.actors) else (), own)
    )


def _answering(mention: EventMention, coming: Sequence[EventMention], own: frozenset[str]) -> tuple[Actor, ...] | None:
    """Who rejects it next: "Kenya complained of abductions. Uganda denied the charge."."""
    if mention.type is not EventType.ACCUSE:
        return None
    near = [row for row in coming if row.trigger.start_char - mention.trigger.end_char < _NEAR]
    return _first(near, lambda row: row.actors if row.type is EventType.REJECT else (), own)


def _followed(mention: EventMention, told: Sequence[EventMention], own: frozenset[str]) -> tuple[Actor, ...] | None:
    near = _before(mention, told, _NEAR)
    return _first(near, lambda row: row.recipients if own & _countries(row.actors) else (), own) or _first(
        near, lambda row: row.actors if own & _countries(row.recipients) else (), own
    )


def _opposite(mention: EventMention, mentions: Sequence[EventMention]) -> tuple[Actor, ...] | None:
    """The other of two countries that all is about: "Peru met Chile. ... Lima will shut the border." """
    own = _countries(mention.actors)
    if mention.type not in _BILATERAL or len(own) != 1 or own & _IN_PLACE or mention.recipients:
        return None
    if any(row.type is mention.type and _is_beside(row, mention) for row in mentions):
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


def _is_beside(one: EventMention, other: EventMention) -> bool:
    return one is not other and abs(one.trigger.start_char - other.trigger.start_char) < _BESIDE


def _before(mention: EventMention, told: Sequence[EventMention], reach: int) -> list[EventMention]:
    """The nearest first."""
    rows = told[-_NEAR_MENTIONS:][::-1]
    return [row for row in rows if mention.trigger.start_char - row.trigger.end_char < reach]


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
