"""A Doc in, its time expressions by sentence out, and the times that whole paragraphs bear as headings."""

from datetime import date
from typing import Final

from workers.extract.events.times import Anchor, TimeExpression, find_times
from workers.extract.events.timewords import TO_MONTH, TO_YEAR, Page
from workers.extract.events.tree import Tree

__all__ = ["begins_paragraph", "read_times"]

# "In August Kuwait left": the parser takes the month for a part of the name.
_BEFORE_MONTH: Final = frozenset("in since during until before after by early late - last this throughout".split())
_PARTS: Final = frozenset("end beginning start middle half week days".split())


def read_times(tree: Tree, published: date) -> tuple[dict[int, list[TimeExpression]], dict[int, str]]:
    """The time expressions, and the heading's time, of every sentence that has some, by the sentence's first token.

    Each time told anchors what follows it. A heading stands before a colon: "1994: Gunmen raid a hotel."
    """
    times: dict[int, list[TimeExpression]] = {}
    headed: dict[int, str] = {}
    anchor, heading, last = Anchor(), None, ""
    for start, end in dict.fromkeys(tree.sentence):
        if begins_paragraph(tree, start):
            heading, anchor = _heading(tree, start, end, published), anchor.of_day()
        if heading is not None:
            headed[start] = heading.past
        found = find_times(tree.lower, start, end, published, anchor)
        told = [time for time in found if time.start not in tree.datelines and not _is_name(tree, time)]
        told = [_in_year(time, heading) for time in told] if heading else told
        told = [time for time in told if not _is_nowadays(tree, time, last)]
        if told:
            times[start] = told
        for time in told:
            anchor, last = anchor.after(time.past), time.past or last
    return times, headed


def begins_paragraph(tree: Tree, start: int) -> bool:
    """A new paragraph begins with the sentence that starts there."""
    return start == 0 or "\n" in tree.lower[start] or "\n" in tree.lower[start - 1]


def _heading(tree: Tree, start: int, end: int, published: date) -> TimeExpression | None:
    lower = tree.lower
    while start < end and not lower[start].strip():
        start += 1
    if start == end:
        return None
    page = Page(lower, end, published)
    year = page.year(start)
    time = page.same(start, start + 1, str(year)) if year else next(find_times(lower, start, end, published), None)
    is_heading = time is not None and time.start == start and time.end < end and lower[time.end] == ":"
    return time if is_heading else None


def _in_year(time: TimeExpression, heading: TimeExpression) -> TimeExpression:
    """2021: In August Algeria cuts ties."""
    is_bare = time.end - time.start <= 2 and len(time.past) > TO_YEAR
    return time._replace(past=heading.past + time.past[TO_YEAR:]) if is_bare and len(heading.past) == TO_YEAR else time


def _is_name(tree: Tree, time: TimeExpression) -> bool:
    """April Ryan, January Mushi; and "sent in 2000 troops"."""
    after = time.end
    if after - time.start == 1 and tree.dep[time.start] == "nummod" and tree.tag[tree.head[time.start]] == "NNS":
        return True
    is_month = after - time.start == 1 and len(time.past or time.future) == TO_MONTH
    is_before_name = after < len(tree.tag) and tree.dep[time.start] == "compound" and tree.tag[after] == "NNP"
    return is_month and is_before_name and not _is_time_by_word(tree, time.start)


def _is_nowadays(tree: Tree, time: TimeExpression, last: str) -> bool:
    """The friendship soured in 2022. Today Chad accuses Togo. Not "Today we condemn"."""
    start, end = tree.sentence[time.start]
    if tree.lower[time.start] != "today" or time.start > start + 1 or not "" < last[:TO_MONTH] < time.past[:TO_MONTH]:
        return False
    root = next((token for token in range(time.end, end) if tree.dep[token] == "ROOT"), None)
    if root is None or tree.tag[root] not in ("VBZ", "VBP", "VB"):
        return False
    return not any(tree.lower[kid] in ("i", "we") for kid in tree.kids[root])


def _is_time_by_word(tree: Tree, at: int) -> bool:
    """In August Kuwait left; at the end of May Chad left."""
    before = tree.lower[max(at - 2, 0) : at]
    return not _BEFORE_MONTH.isdisjoint(before[-1:]) or (before[-1:] == ["of"] and before[0] in _PARTS)
