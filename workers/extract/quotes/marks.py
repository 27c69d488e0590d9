"""A text in, its quoted stretches out: quotation marks of every kind paired, paragraph by paragraph."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

__all__ = ["Quoted", "pair_marks"]

_LINE: Final = re.compile(r"[^\n]+")
_DOUBLE: Final = re.compile(r"[\"＂“”„‟«»‹›「」『』]|``|''|´´")
_SINGLE: Final = re.compile(r"['‘’‚‛`]")
_OPENING: Final = frozenset([*"“„‟«‹「『", "``"])
_CLOSING: Final = frozenset("”»›」』")
_CLOSED_BY: Final = {"«": "»", "“": "”", "‹": "›", "「": "」", "『": "』"}
_BEFORE_OPENING: Final = frozenset(" \t([{-–—―/:\u00a0")
_CLOSING_SINGLE: Final = {"‚": "‘'’"}
_AFTER_CLOSING: Final = frozenset(" \t)]}.,;:!?-–—―/\u00a0\n")
_STOPS: Final = frozenset(".,;:!?)]")
_LONGEST_SINGLE: Final = 600
_LONGEST_NEST: Final = 1000


class Quoted(NamedTuple):
    """One quoted stretch, character offsets; `start`..`end` with its marks, `inner_*` without."""

    start: int
    inner_start: int
    inner_end: int
    end: int
    closed: bool
    single: bool = False


def pair_marks(text: str) -> list[Quoted]:
    """Every quoted stretch in text order, none within another, none across a line break.

    A quote that nobody closes runs to the end of its paragraph. A lone closing mark is no quote.
    """
    found: list[Quoted] = []
    for line in _LINE.finditer(text):
        doubles = list(_pair_double(text, line.start(), line.end()))
        found += doubles
        found += _pair_single(text, line.start(), line.end(), doubles)
    return sorted(found)


def _pair_double(text: str, start: int, end: int) -> Iterator[Quoted]:
    opened: re.Match[str] | None = None
    inner = False
    for mark in _DOUBLE.finditer(text, start, end):
        if opened is None:
            if _opens(text, mark, start, end):
                opened = mark
        elif opened.group() == '"' and (mark.group() == "“" or (inner and mark.group() == "”")):
            inner = mark.group() == "“"  # "They called it a “rant,” and ..."
        elif _closes(text, mark, opened, start, end):
            inner = False
            yield Quoted(opened.start(), opened.end(), mark.start(), mark.end(), closed=True)
            opened = None
    if opened is not None and text[opened.end() : end].strip():
        stop = _rstrip(text, opened.end(), end)
        yield Quoted(opened.start(), opened.end(), stop, stop, closed=False)


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _opens(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    sign = mark.group()
    if sign in _OPENING:
        return True
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    if sign in "”»" and mark.start() == start and after.isspace():
        # ” ... he left,” she said
        return any(mark.group() == other.group() for other in _DOUBLE.finditer(text, mark.end(), end))
    if sign == '"' and before.isspace() and after.isspace():  # He said : " We will sign . "
        return text.find(' "', mark.end(), end) >= 0
    # ”Swedish” and »German« open with what closes elsewhere; 6'2" and a stray closing mark do not open.
    return before in _BEFORE_OPENING and not after.isspace() and after not in ".,;:!?"


def _closes(text: str, mark: re.Match[str], opened: re.Match[str], start: int, end: int) -> bool:
    sign, first = mark.group(), opened.group()
    if first == "„":
        return sign in "“”„" or sign == '"'
    if first == "»":
        return sign == "«"
    if sign in _CLOSING or sign == "''":
        return sign == _CLOSED_BY.get(first, sign) or not _goes_on(text, first, mark.end(), end)
    if sign in ('"', "＂", "´´"):
        after = text[mark.end()] if mark.end() < end else " "
        before = text[mark.start() - 1] if mark.start() > start else " "
        # "He said: "Go" and left" - a mark that can only open does not close.
        return not (before.isspace() and not after.isspace() and first == sign and _more(text, mark, end))
    return False


def _goes_on(text: str, first: str, start: int, end: int) -> bool:
    """«He told us: “Go”, and we went» - its own mark closes it later, before the next one of its kind opens."""
    end = min(end, start + _LONGEST_NEST)
    own, again = text.find(_CLOSED_BY[first], start, end), text.find(first, start, end)
    return own >= 0 and not 0 <= again < own


def _more(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether two more straight marks follow in the paragraph, so that one may be nested."""
    second = text.find(mark.group(), mark.end(), end)
    return second >= 0 and text.find(mark.group(), second + 1, end) >= 0


def _pair_single(text: str, start: int, end: int, doubles: list[Quoted]) -> Iterator[Quoted]:
    """'Such as these', outside of double marks; apostrophes are the difficulty."""
    opened: re.Match[str] | None = None
    goes_on = text[end : end + 4].strip().startswith("‘")
    nested = iter([*doubles, Quoted(end + 1, 0, 0, end + 1, closed=True)])
    double = next(nested)
    for mark in _SINGLE.finditer(text, start, end):
        while mark.start() >= double.end:
            double, opened = next(nested), None
        if mark.start() >= double.start:
            continue
        before = text[mark.start() - 1] if mark.start() > start else " "
        after = text[mark.end()] if mark.end() < end else " "
        if opened is None:
            if mark.group() != "’" and before in _BEFORE_OPENING and (after.isalnum() or after in "…["):
                opened = mark
        elif mark.start() - opened.end() > _LONGEST_SINGLE:
            opened = None
        elif (
            mark.group() in _CLOSING_SINGLE.get(opened.group(), "'’")
            and after in _AFTER_CLOSING
            and not before.isspace()
            and _is_no_genitive(before, after)
        ):
            yield Quoted(opened.start(), opened.end(), mark.start(), mark.end(), closed=True, single=True)
            opened = None
    if goes_on and opened is not None and opened.group() == "‘":
        stop = _rstrip(text, opened.end(), end)
        yield Quoted(opened.start(), opened.end(), stop, stop, closed=False, single=True)


def _is_no_genitive(before: str, after: str) -> bool:
    """The ministers' plan; but: 'a surveyor of our graves'."""
    return before != "s" or after in _STOPS
