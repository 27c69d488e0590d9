"""The lines of a transcript in, which words open one as the label of who speaks there out."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from workers.extract.columns import Columns

__all__ = ["is_label", "is_number", "is_outlet_label", "labelled"]

_LABEL: Final = 4  # words of a turn's label before the name's last
_OUTLET: Final = 8  # words of an outlet with its marks
_SMALL: Final = frozenset("of the and for de la le el al - & . ) 's ’s".split())
_NUMBER: Final = re.compile(r"[Qq]\d+")
_TURNS: Final = 2


def is_label(columns: Columns, start: int, end: int) -> bool:
    """ "MS. HALVERSEN:", "Spokesperson:" - it begins a line and a colon ends it."""
    text = columns.text
    if end >= len(text) or text[end] not in (":", "):"):
        return False
    begin = start
    while begin > 0 and start - begin < _LABEL and "\n" not in text[begin - 1]:
        begin -= 1
    return begin == 0 or "\n" in text[begin - 1]


def is_outlet_label(columns: Columns, start: int, end: int) -> bool:
    """ "Yuki Mori, Harbour Times: Sir, ..." - who asks for an outlet, which the comma sets off, is of any country."""
    text = columns.text
    if text[end : end + 1] not in ([","], ["("]):
        return False
    stop = next((i for i in range(end + 1, min(end + _OUTLET, len(text))) if text[i] in (":", "):")), 0)
    line = stop and "\n" not in columns.words(start, stop) and is_label(columns, start, stop)
    return bool(line) and all(text[i][:1].isupper() or text[i] in _SMALL for i in range(end + 1, stop))


def is_number(text: str) -> bool:
    """A committee numbers its questions: "Q41 Chair:"."""
    return text[:1] in "Qq" and _NUMBER.fullmatch(text) is not None


def labelled(columns: Columns, runs: Iterable[tuple[int, int]]) -> set[int]:
    """Where those of the capitalised runs begin that label two turns, or one and by surname another: people."""
    labels = [run for run in runs if run[1] - run[0] > 1 and is_label(columns, *run)]
    if not labels:
        return set()
    turns = Counter(columns.words(*run).lower() for run in labels)
    colons = (i for i, text in enumerate(columns.text) if text == ":" and i)
    surnames = {columns.lower[i - 1] for i in colons if is_label(columns, i - 1, i)}
    return {
        start
        for start, end in labels
        if turns[columns.words(start, end).lower()] >= _TURNS or columns.lower[end - 1] in surnames
    }
