"""An event's head in, its date out: each time expression of a Doc dates the event or verb it hangs on."""

from collections.abc import Collection
from datetime import date
from typing import Final

from workers.extract.events.times import PLAUSIBLE_YEARS, TimeExpression, find_times
from workers.extract.events.tree import Tree

__all__ = ["Calendar"]

_NOT_ITS_TIME: Final = frozenset(("until", "till", "before", "after", "by"))
_MODIFIERS: Final = frozenset(("compound", "nmod", "amod", "poss"))
_EARLIER: Final = frozenset(("after", "since", "because", "as", "if", "once"))
_DAY: Final = len("2024-06-12")
_MONTH: Final = len("2024-06")
_FRONT: Final = 3


class Calendar:
    """The time expressions of one Doc, by the event or verb that each of them dates."""

    def __init__(self, tree: Tree, published: date | None) -> None:
        self.tree = tree
        self.published = published if published and published.year in PLAUSIBLE_YEARS else None
        self.heads: Collection[int] = ()  # of all events: a time expression dates the nearest of them above it
        self._times: dict[int, list[TimeExpression]] | None = None
        self._dated: dict[int, dict[int, TimeExpression]] = {}

    def date_of(self, head: int, *, future: bool) -> str | None:
        """The date of what `head` tells: its own time expression, else that of the clause it shares one with."""
        dated, token = self._of_sentence(head), head
        for _ in range(6 if dated else 0):
            if token in dated:
                return dated[token].future if future else dated[token].past
            above = self.tree.head[token]
            if above == token or not self._shares_time(token, dated.get(above)):
                return None
            token = above
        return None

    def _shares_time(self, token: int, time: TimeExpression | None) -> bool:
        """The clause above has the same date: control and conjunction, not a clause with a time of its own."""
        tree, dep = self.tree, self.tree.dep[token]
        if dep == "nsubj":
            return tree.head[token] not in self.heads  # the talks ended in March
        if dep == "conj":
            # On Monday Chad left and Togo stayed: what stands in front dates both.
            return tree.child(token, "nsubj", "nsubjpass") is None or self._is_front(time)
        if dep in ("advcl", "relcl"):
            marks = {tree.lower[kid] for kid in tree.kids[token] if tree.dep[kid] in ("mark", "advmod")}
            return "when" in marks or (dep == "advcl" and _EARLIER.isdisjoint(marks))
        return dep in ("xcomp", "pcomp", "prep", "pobj", "dobj", "acl", "agent", "nsubjpass")

    def _is_front(self, time: TimeExpression | None) -> bool:
        return time is not None and time.start - self.tree.sentence[time.start][0] < _FRONT

    def _of_sentence(self, token: int) -> dict[int, TimeExpression]:
        if self._times is None:
            self._times = self._read()
        start = self.tree.sentence[token][0]
        if start not in self._dated:
            times = (time for time in reversed(self._times.get(start, [])) if not _is_limit(self.tree, time))
            self._dated[start] = {_dates(self.tree, time, self.heads): time for time in times}
        return self._dated[start]

    def _read(self) -> dict[int, list[TimeExpression]]:
        """The time expressions of every sentence that has some; each day told anchors what follows it."""
        out: dict[int, list[TimeExpression]] = {}
        if self.published is None:
            return out
        anchor = None
        for sent in self.tree.doc.sents:
            found = find_times(self.tree.lower, sent.start, sent.end, self.published, anchor)
            times = [time for time in found if time.start not in self.tree.datelines]
            if times:
                out[sent.start] = times
            days = [time.past for time in times if len(time.past) >= _MONTH]
            anchor = date.fromisoformat(f"{days[-1]}-01"[:_DAY]) if days else anchor
        return out


def _dates(tree: Tree, time: TimeExpression, heads: Collection[int]) -> int:
    """The event, else the verb, that a time expression hangs below."""
    token = time.start
    for _ in range(12):
        above = tree.head[token]
        if above == token:
            return token
        if tree.dep[token] in _MODIFIERS and tree.pos[above] == "NOUN" and not time.start <= above < time.end:
            return above  # the 3 October vote dates the vote
        token = above
        if time.start <= token < time.end:
            continue
        if token in heads:
            return token
        if tree.is_verb(token):
            # "the visit planned for March": a participle that is no event of its own dates the noun
            above = tree.head[token]
            return above if tree.dep[token] in ("acl", "relcl") and above in heads else token
    return token


def _is_limit(tree: Tree, time: TimeExpression) -> bool:
    """The time is a bound of the event, not its date: "until Friday"."""
    before = time.start - 1
    return before >= 0 and tree.lower[before] in _NOT_ITS_TIME
