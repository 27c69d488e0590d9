"""An event's head in, where it happened out, if the text says so and the place is no party to it."""

from workers.extract.actors import Location, Roster
from workers.extract.events.arguments import preposition_objects
from workers.extract.events.frames import Frame
from workers.extract.events.tree import Tree
from workers.extract.events.triggers import Evocation

__all__ = ["place_of"]

_PLACES = frozenset(("GPE", "LOC", "FAC"))
_PREPOSITIONS = ("in", "at", "near", "outside")


def place_of(tree: Tree, roster: Roster, row: Evocation, frame: Frame) -> Location | None:
    """ "Met in Geneva" has a place; "visited Geneva" and "visit to Geneva" have a recipient."""
    parties = {side.head for side in frame if side is not None}
    # met the prime minister in Athens: the parser may hang the place on the person met
    met = frame.recipient.head if row.rule.reciprocal and frame.recipient is not None else None
    for above in (row.head, row.carrier, met):
        for word in _PREPOSITIONS if above is not None else ():
            for head in preposition_objects(tree, above or 0, word):
                if head not in parties and tree.doc[head].ent_type_ in _PLACES:
                    span = tree.span(head)
                    return Location(span, span.text, roster.resolve_one(span).country)
    return None
