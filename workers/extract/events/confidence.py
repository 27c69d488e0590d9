"""What fired, on whom and how sure the text is: in; how likely the event is right, and on what grounds: out."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from workers.extract.events.frames import Frame
from workers.extract.events.parties import Side
from workers.extract.events.tree import Tree
from workers.extract.events.triggers import Evocation
from workers.lexicon.events import Nominal
from workers.ontology import EventType, Factuality

__all__ = ["TOLD_AGAIN", "Ground", "grounds_of", "total"]

# Set by hand on a grid of .05 so that the deciles of docs/events.md come out right; nothing is trained.
_BASE: Final = 0.7
TOLD_AGAIN: Final = 0.05
_HIGHEST: Final = 0.95
_LOWEST: Final = 0.05
_OF_FACTUALITY: Final = {Factuality.PLANNED: -0.1, Factuality.HYPOTHETICAL: -0.25, Factuality.NEGATED: -0.35}
# Deeds that crime pages and metaphors share with war.
_MATERIAL: Final = frozenset((EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE))


class Ground(NamedTuple):
    """One reason to be more or less sure, in words, and how much it counts."""

    words: str
    weight: float


def grounds_of(
    row: Evocation, frame: Frame, event: tuple[EventType, Factuality], tree: Tree, verb: int
) -> tuple[Ground, ...]:
    """Why the event is likely right or not; `verb` is where its clause hangs."""
    type_, factuality = event
    grounds = [
        Ground("a rule fired", _BASE),
        *_of_actor(tree, frame.actor),
        *_of_recipient(frame),
        *_of_clause(tree, verb),
        *_of_rule(row),
        Ground("a deed, which other pages have too", -0.05 * (type_ in _MATERIAL)),
        Ground(factuality.value, _OF_FACTUALITY.get(factuality, 0.0)),
    ]
    return tuple(ground for ground in grounds if ground.weight)


def total(grounds: Iterable[Ground]) -> float:
    """The confidence that the grounds add up to."""
    return round(min(max(sum(ground.weight for ground in grounds), _LOWEST), _HIGHEST), 2)


def _of_actor(tree: Tree, side: Side | None) -> Iterator[Ground]:
    if side is None:
        yield Ground("nobody is told to do it", -0.15)
    elif not side.countries:
        yield Ground("no country known of who does it", -0.1 if side.explicit else -0.2)
    elif tree.pos[side.head] == "PROPN":
        yield Ground("who does it is named", 0.1)
    elif tree.pos[side.head] != "PRON":
        yield Ground("the country of who does it is known", 0.05)


def _of_recipient(frame: Frame) -> Iterator[Ground]:
    actor, side = frame
    if side is None:
        return
    if side.countries and side.explicit:
        yield Ground("the other side's country is told", 0.05)
    if actor is not None and actor.countries & side.countries:
        yield Ground("both sides are of one country", -0.05)


def _of_clause(tree: Tree, verb: int) -> Iterator[Ground]:
    dep, has_subject = tree.dep[verb], tree.child(verb, "nsubj", "nsubjpass") is not None
    if dep == "ROOT":
        yield Ground("the sentence's main verb", 0.1)
    elif not has_subject:
        yield Ground("deep in the sentence, without a subject of its own", -0.1)
    elif dep == "ccomp":
        yield Ground("a clause that is said", 0.05)


def _of_rule(row: Evocation) -> Iterator[Ground]:
    rule = row.rule
    if isinstance(rule, Nominal):
        if row.carrier is None:
            yield Ground("a noun that no verb carries", -0.1)
        return
    asks = rule.objects or rule.via or rule.phrases or rule.predicates or rule.subjects or rule.complements
    if rule.needs == "both" and not asks:
        yield Ground("a verb of many uses", -0.05)
    if rule.needs == "authority":
        yield Ground("a verb of the courts and the police", -0.1)
