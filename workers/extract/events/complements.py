"""Evocations in, the tokens out that stand inside what is demanded, denied, threatened or promised."""

from collections.abc import Iterator

from workers.extract.events.arguments import agent, preposition_objects
from workers.extract.events.tree import Tree
from workers.extract.events.triggers import Evocation

__all__ = ["hide"]

_CLAUSES = frozenset(("xcomp", "ccomp", "acl"))


def hide(tree: Tree, row: Evocation, hidden: set[int], *, fired: bool, coming: bool = False) -> None:
    """Add to `hidden` what is no event of its own: in "urged Israel to withdraw" nobody has withdrawn.

    `coming` is a visit that has not been yet, and whose talks have not been held.

    A candidate that did not fire hides its clauses only: nobody knows who "ignored a call for a truce", but the call
    stands; what a man "suspected of shooting two guards" did is not said.
    """
    if fired and row.content is not None and row.content != row.head:
        hidden.add(row.content)
    if coming:
        hidden.update(_occasions(tree, row.head))
    for top in _hidden_tops(tree, row):
        if fired or tree.dep[top] in _CLAUSES or tree.child(top, "pcomp") is not None:
            _add_below(tree, top, hidden)


def _occasions(tree: Tree, verb: int) -> Iterator[int]:
    """What a journey is for: "is due in Oslo for talks", "will fly to Oslo to hold talks"."""
    tops = [verb, tree.head[verb]] if tree.dep[verb] == "acomp" else [verb]
    for top in tops:
        yield from preposition_objects(tree, top, "for")
        purposes = [kid for kid in tree.kids[top] if tree.dep[kid] == "advcl" and tree.tag[kid] == "VB"]
        for purpose in purposes:
            yield purpose
            yield from (kid for kid in tree.kids[purpose] if tree.dep[kid] == "dobj")


def _add_below(tree: Tree, top: int, out: set[int]) -> None:
    known = _known_deeds(tree, top)
    pending = [top]
    while pending:
        token = pending.pop()
        if token not in out or token == top:
            out.add(token)
            pending.extend(kid for kid in tree.kids[token] if kid not in out and kid not in known)


def _known_deeds(tree: Tree, top: int) -> tuple[int, ...]:
    """What has been done all the same: "will never accept the deal signed by Niger"."""
    if tree.dep[top] not in ("dobj", "nsubjpass"):
        return ()
    kids = (kid for kid in tree.kids[top] if tree.dep[kid] == "acl" and tree.tag[kid] == "VBN")
    return tuple(kid for kid in kids if agent(tree, kid) is not None)


def _hidden_tops(tree: Tree, row: Evocation) -> Iterator[int]:
    for head in (row.head, row.carrier):
        if head is not None and row.rule.hides:
            yield from (kid for kid in tree.kids[head] if kid != row.head and _is_hidden(tree, kid, row.rule.hides))
            if "of" in row.rule.hides:  # accused both sides of killing civilians
                things = (kid for kid in tree.kids[head] if tree.dep[kid] == "dobj")
                inner = (low for kid in things for low in tree.kids[kid] if tree.lower[low] == "of")
                yield from (low for low in inner if tree.child(low, "pcomp") is not None)


def _is_hidden(tree: Tree, kid: int, hides: tuple[str, ...]) -> bool:
    dep = tree.dep[kid]
    if dep in _CLAUSES or (dep == "advcl" and tree.tag[kid] == "VB"):
        return "clause" in hides
    if dep == "advcl" and tree.tag[kid] == "VBG" and kid and tree.dep[kid - 1] == "prt":
        return "clause" in hides  # ruled out sending troops
    if dep in ("dobj", "nsubjpass"):
        return "object" in hides
    return dep in ("prep", "dative") and tree.lower[kid] in hides
