"""An evocation that names no other side in, a party out that its clause tells further on."""

from collections.abc import Iterator

from workers.extract.events.parties import Parties, Side
from workers.extract.events.tree import Tree
from workers.extract.events.triggers import Evocation
from workers.ontology import EventType

__all__ = ["beyond"]

# Who takes part is told beside them: a country further on is a place or a subject of talk.
_MUTUAL = frozenset((EventType.CONSULT, EventType.COOPERATE))
# What hangs on a predicate and is no part of what is done to anybody.
_OUTSIDE = frozenset(
    "nsubj nsubjpass csubj advcl relcl parataxis ccomp conj mark punct agent npadvmod aux auxpass cc det".split()
)
_CIRCUMSTANCES = frozenset(
    "since during after before until till despite amid following like than as according besides except without "
    "because pending".split()
)
_GIVING = frozenset((EventType.AID, EventType.AGREE))
_CONDITIONAL = frozenset((EventType.THREATEN, EventType.REJECT))
_CONDITIONS = frozenset("if unless until".split())
_MODIFIERS = frozenset("amod compound nmod poss appos".split())
_MOST_NOUNS = 16


def beyond(tree: Tree, parties: Parties, found: Evocation, actor: Side | None) -> Side | None:
    """The first named party of another country than the actor's; it does not make the event political."""
    if found.type in _MUTUAL or found.rule.reciprocal:
        return None
    own = actor.countries if actor is not None else frozenset()
    for noun in _nouns_of(tree, found):
        side = parties.side(noun) if parties.is_named(noun) else None
        if side is None or (actor is not None and side.head == actor.head):
            continue
        if side.countries and not side.countries & own:
            return side._replace(political=False)
    return None


def _nouns_of(tree: Tree, found: Evocation) -> Iterator[int]:
    heads = [head for head in dict.fromkeys((found.head, found.carrier, found.content)) if head is not None]
    for head in heads:
        yield from _nouns_below(tree, head, purpose=found.type in _GIVING)
    if found.type in _CONDITIONAL:
        yield from (noun for head in heads for noun in _conditioned(tree, head))


def _conditioned(tree: Tree, verb: int) -> Iterator[int]:
    """Who could avert it: "threatened to leave the talks unless Norway reopened the strait"."""
    for kid in tree.kids[verb]:
        if tree.dep[kid] == "advcl" and any(tree.lower[mark] in _CONDITIONS for mark in tree.kids[kid]):
            who = tree.child(kid, "nsubj", "nsubjpass")
            if who is not None:
                yield who
                yield from (noun for noun in tree.kids[who] if tree.dep[noun] in _MODIFIERS)


def _nouns_below(tree: Tree, top: int, *, purpose: bool) -> Iterator[int]:
    """In text order, save those of other clauses, of circumstances and of time.

    With `purpose` those too that tell what for: "gave 30 million euros to promote schooling in Ethiopia".
    """
    pending, nouns = [top], list[int]()
    while pending and len(nouns) < _MOST_NOUNS:
        token = pending.pop()
        for kid in tree.kids[token]:
            if purpose and tree.dep[kid] == "advcl" and tree.tag[kid] == "VB":
                pending.append(kid)
            if tree.dep[kid] in _OUTSIDE or tree.lower[kid] in _CIRCUMSTANCES:
                continue
            if kid < top and tree.dep[kid] not in _MODIFIERS:
                continue
            pending.append(kid)
            if tree.pos[kid] in ("NOUN", "PROPN", "ADJ") and not tree.is_time(kid):
                nouns.append(kid)
    yield from sorted(nouns)
