"""A verb in, the date out that its clause counts from another's: "six weeks after Togo cancelled a patrol"."""

from collections.abc import Callable
from typing import Final

from workers.extract.events.timewords import NUMBERS, TO_YEAR, UNITS, moved
from workers.extract.events.tree import Tree

__all__ = ["counted_from", "counted_to"]

_SIGNS: Final = {"after": 1, "before": -1, "since": 1}
_MARKS: Final = ("mark", "prep")


def counted_from(tree: Tree, verb: int, told_of: Callable[[int], str | None], now: Callable[[int], str]) -> str | None:
    """Backed down on Friday, six weeks after Togo had cancelled a patrol; it is a year since Togo did.

    `told_of` gives the date of a clause, `now` the day of one that tells none but is the news.
    """
    mark = next((kid for kid in tree.kids[verb] if tree.dep[kid] == "mark"), None)
    if mark is None and tree.dep[verb] == "pobj":
        mark = verb = tree.head[verb]
    above = tree.head[verb]
    count = None if mark is None or above == verb else _count(tree, mark)
    if count is None:
        return None
    base = told_of(above) or now(above)
    return moved(base, -count[0], count[1]) if base else None


def counted_to(tree: Tree, verb: int, told_of: Callable[[int], str | None]) -> str | None:
    """Chad left eleven days after the ministers met on 10 January."""
    for kid in tree.kids[verb]:
        for mark in (kid, *tree.kids[kid]):
            count = _count(tree, mark) if verb < mark and tree.dep[mark] in _MARKS else None
            if count is None:
                continue
            clause = tree.head[mark] if tree.dep[mark] == "mark" else tree.child(mark, "pobj", "pcomp")
            base = None if clause is None else told_of(clause)
            if base:
                return moved(base, *count)
    return None


def _count(tree: Tree, mark: int) -> tuple[int, str] | None:
    """Six weeks after, ten days before (then less than nothing), it is two years since."""
    sign = _SIGNS.get(tree.lower[mark])
    if sign is None or mark < 2:
        return None
    count, unit = tree.lower[mark - 2], tree.lower[mark - 1]
    if tree.lower[mark] == "since" and tree.dep[mark - 1] != "attr":
        return None
    number = int(count) if count.isdecimal() and len(count) < TO_YEAR else NUMBERS.get(count)
    return None if number is None or unit not in UNITS else (number * sign, unit)
