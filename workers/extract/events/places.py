"""An event's head in, where it happened out, if the text says so and the place is no party to it."""

from collections.abc import Iterator

from workers.extract.actors import Location, Roster
from workers.extract.events.arguments import preposition_objects
from workers.extract.events.frames import Frame
from workers.extract.events.tree import Tree
from workers.extract.events.triggers import Evocation
from workers.lexicon.actors import Name
from workers.ontology import EventType

__all__ = ["place_of"]

_PLACES = frozenset(("GPE", "LOC", "FAC"))
_PREPOSITIONS = ("in", "at", "near", "outside", "off", "inside", "on")
_MUTUAL = frozenset((EventType.CONSULT, EventType.COOPERATE, EventType.AGREE))
# "Near the town of Mandera", "in the capital, Doha": the place stands below a word for places.
_SPOTS = frozenset(
    "town city village port capital district province region coast outskirts border island suburb state county area "
    "camp resort shore airport base crossing".split()
)
# "On the sidelines of a summit in Bali": it stands below an occasion.
_OCCASIONS = frozenset(
    "sideline sidelines margin margins summit conference forum session meeting assembly ceremony event gathering fair "
    "hotel palace centre center headquarters embassy".split()
)
_WATERS = frozenset("gulf sea strait straits ocean channel bay waters".split())
_DEEPEST = 3


def place_of(tree: Tree, roster: Roster, row: Evocation, frame: Frame) -> Location | None:
    """ "Met in Geneva" has a place; "visited Geneva" and "visit to Geneva" have a recipient."""
    parties = {side.head for side in frame if side is not None}
    for above in _tops(tree, row, frame):
        for word in _PREPOSITIONS:
            for head in preposition_objects(tree, above, word):
                found = _place_below(tree, roster, head, parties, _DEEPEST, named=word != "on")
                if found is not None:
                    return found
    return None


def _tops(tree: Tree, row: Evocation, frame: Frame) -> Iterator[int]:
    yield row.head
    if row.carrier is not None:
        yield row.carrier
    if tree.pos[row.head] == "NOUN" and tree.is_verb(tree.head[row.head]):
        yield tree.head[row.head]  # talks between Chad and Sudan opened in Doha
    # met the prime minister in Athens: the parser may hang the place on the person met
    if (row.rule.reciprocal or row.type in _MUTUAL) and frame.recipient is not None:
        yield frame.recipient.head


def _place_below(
    tree: Tree, roster: Roster, head: int, parties: set[int], depth: int, *, named: bool
) -> Location | None:
    if named and head not in parties and _is_place(tree, roster, head):
        span = tree.span(head)
        country = (
            None if not _WATERS.isdisjoint(tree.lower[span.start : span.end]) else roster.resolve_one(span).country
        )
        return Location(span, span.text.removeprefix("the "), country)
    lemma = tree.lemma[head]
    if depth and lemma in _SPOTS:
        below = [kid for kid in tree.kids[head] if tree.dep[kid] == "appos"] + preposition_objects(tree, head, "of")
    elif depth and lemma in _OCCASIONS:
        below = [inner for word in ("in", "at", "of") for inner in preposition_objects(tree, head, word)]
    else:
        return None
    found = (_place_below(tree, roster, kid, parties, depth - 1, named=True) for kid in below)
    return next((place for place in found if place is not None), None)


def _is_place(tree: Tree, roster: Roster, head: int) -> bool:
    """As the model sees it, or a town or country of the lists."""
    if tree.doc[head].ent_type_ in _PLACES:
        return True
    found = roster.names.at(head)
    return (
        found is not None
        and isinstance(found.entry, Name)
        and found.entry.kind in ("city", "country")
        and tree.pos[head] == "PROPN"
    )
