"""Evocations in, the tokens out that stand inside what is demanded, denied, threatened or promised."""

from collections.abc import Iterable, Iterator

from workers.extract.events.tree import Tree
from workers.extract.events.triggers import Evocation

__all__ = ["hidden_tokens"]


def hidden_tokens(tree: Tree, found: Iterable[Evocation]) -> set[int]:
    """What stands there is no event of its own: in "urged Israel to withdraw" nobody has withdrawn."""
    out: set[int] = set()
    for row in found:
        if row.content is not None and row.content != row.head:
            out.add(row.content)
        for top in _hidden_tops(tree, row):
            _add_below(tree, top, out)
    return out


def _add_below(tree: Tree, top: int, out: set[int]) -> None:
    pending = [top]
    while pending:
        token = pending.pop()
        if token not in out or token == top:
            out.add(token)
            pending.extend(kid for kid in tree.kids[token] if kid not in out)


def _hidden_tops(tree: Tree, row: Evocation) -> Iterator[int]:
    for head in (row.head, row.carrier):
        if head is not None and row.rule.hides:
            yield from (kid for kid in tree.kids[head] if kid != row.head and _is_hidden(tree, kid, row.rule.hides))


def _is_hidden(tree: Tree, kid: int, hides: tuple[str, ...]) -> bool:
    dep = tree.dep[kid]
    if dep in ("xcomp", "ccomp", "acl") or (dep == "advcl" and tree.tag[kid] == "VB"):
        return "clause" in hides
    if dep in ("dobj", "nsubjpass"):
        return "object" in hides
    return dep in ("prep", "dative") and tree.lower[kid] in hides
