"""An event's head in, its date out: each time expression of a Doc dates the event or verb it hangs on."""

from collections.abc import Collection
from datetime import date
from typing import Final

from workers.extract.events.times import PLAUSIBLE_YEARS, TimeExpression, find_times
from workers.extract.events.tree import Tree

__all__ = ["Calendar"]

_NOT_ITS_TIME: Final = frozenset(("until", "till", "before", "after", "by"))
_MODIFIERS: Final = frozenset(("compound", "nmod", "amod", "poss"))
_EARLIER: Final = frozenset(("after", "since", "because", "if", "once"))
_DAY: Final = len("2024-06-12")
_MONTH: Final = len("2024-06")
_FRONT: Final = 3
_SENTENCES: Final = 3
_PRONOUNS: Final = frozenset(("he", "she", "they", "it", "both"))
_AT: Final = frozenset(("on", "in", "during", "over"))
_BREAKS: Final = frozenset(('"', "“", "”", ";", ":", "‘", "’"))


class Calendar:
    """The time expressions of one Doc, by the event or verb that each of them dates."""

    def __init__(self, tree: Tree, published: date | None) -> None:
        self.tree = tree
        self.published = published if published and published.year in PLAUSIBLE_YEARS else None
        self.heads: Collection[int] = ()  # of all events: a time expression dates the nearest of them above it
        self._times: dict[int, list[TimeExpression]] | None = None
        self._dated: dict[int, dict[int, TimeExpression]] = {}

    def date_of(self, head: int, *, future: bool) -> str | None:
        """The date of what `head` tells: its own time expression, else that of the clause it shares one with.

        What goes on about the one just spoken of has the time of the sentence before: "He also thanked Oslo."
        """
        for _ in range(_SENTENCES):
            found = self._told_of(head, future=future)
            before = None if found or future else self._goes_on_from(head)
            if before is None:
                return found
            head = before
        return None

    def _goes_on_from(self, head: int) -> int | None:
        """The root of the sentence before, where this one tells on: a pronoun and the simple past."""
        tree = self.tree
        verb = tree.head[head] if tree.dep[head] == "conj" else head
        subject = tree.child(verb, "nsubj")
        if tree.tag[head] != "VBD" or tree.dep[verb] != "ROOT" or subject is None or self._of_sentence(head):
            return None
        start = tree.sentence[head][0]
        if tree.lower[subject] not in _PRONOUNS or start == 0:
            return None
        first, end = tree.sentence[start - 1]
        root = next((token for token in range(first, end) if tree.dep[token] == "ROOT"), None)
        return root if root is not None and tree.tag[root] == "VBD" else None

    def _told_of(self, head: int, *, future: bool) -> str | None:
        dated, token = self._of_sentence(head), head
        for _ in range(6 if dated else 0):
            if token in dated:
                return dated[token].future if future else dated[token].past
            above = self.tree.head[token]
            if above == token or not self._shares_time(token, dated.get(above)):
                break
            token = above
        return self._beside(head, future=future) if dated else None

    def _beside(self, head: int, *, future: bool) -> str | None:
        """A time that hangs below no verb and no event dates the event that no verb parts from it.

        Outside the hall on Monday some forty people protested.
        """
        tree = self.tree
        for owner, time in self._of_sentence(head).items():
            if owner in self.heads or tree.is_verb(owner) or tree.lower[max(time.start - 1, 0)] not in _AT:
                continue
            between = range(time.end, head) if head >= time.end else range(head + 1, time.start)
            if not any(tree.is_verb(token) or tree.lower[token] in _BREAKS for token in between):
                return time.future if future else time.past
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
