"""A mention of "both sides" or of a mediator in, the same out with the two of whom was told; and helpers for others."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from workers.extract.actors import Actor
from workers.extract.actors.pairs import is_two_sides
from workers.extract.events.mention import EventMention
from workers.extract.events.parties import countries
from workers.ontology import EventType, Mode

__all__ = ["before", "is_pair", "with_pair"]

_FAR: Final = 700  # characters
_NEAR_MENTIONS: Final = 30
_TWO: Final = 2
_JOINT: Final = frozenset((EventType.CONSULT, EventType.COOPERATE))
_SOON: Final = 8  # tokens, of "offered at the weekend to mediate"
_MEDIATING: Final = frozenset("mediate mediation arbitrate arbitration referee broker host venue".split())


def with_pair(mention: EventMention, told: Sequence[EventMention], mentions: Sequence[EventMention]) -> EventMention:
    """The two of whom was told, for "both sides" and for a mediator: "Oman mediated", "offered to mediate".

    Of the pairs just told of, the one that most is told of.
    """
    own = countries(mention.actors)
    is_acting = is_pair(mention.actors)
    is_told = mention.type not in _JOINT and is_pair(mention.recipients)
    is_middle = len(own) == 1 and not countries(mention.recipients) and _is_mediation(mention)
    if not (is_acting or is_told or is_middle):
        return mention
    counts = Counter(frozenset(pair) for row in mentions if (pair := _pair(row)))
    least = _TWO if is_told else 1  # "all parties" to what is told of at length
    near = [pair for row in before(mention, told, _FAR) if (pair := _pair(row)) and not own & set(pair)]
    near = [pair for pair in near if counts[frozenset(pair)] >= least]
    if not near:
        return mention
    sides = tuple(max(near, key=lambda pair: counts[frozenset(pair)]).values())
    if is_acting:
        return mention._replace(actors=sides)
    if mention.type is EventType.CONSULT:
        return mention._replace(actors=(*mention.actors, *sides))
    return mention._replace(recipients=sides)


def is_pair(side: Sequence[Actor]) -> bool:
    """ "The two ministers", and of which countries is not told."""
    return not countries(side) and any(is_two_sides(actor.name.lower().split(), uncounted=True) for actor in side)


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


def before(mention: EventMention, told: Sequence[EventMention], reach: int) -> list[EventMention]:
    """Those told at most `reach` characters before it, the nearest first."""
    rows = told[-_NEAR_MENTIONS:][::-1]
    return [row for row in rows if mention.trigger.start_char - row.trigger.end_char < reach]
