"""Tokens in, their own acronyms out: the tokens "DFA" of an article on the Department of Foreign Affairs."""

from collections.abc import Iterator, Sequence
from typing import Final

from workers.extract.columns import Columns

__all__ = ["find_aliases"]

_SMALL: Final = frozenset("of for and the in on to de la des du".split())
_LONGEST: Final = 8


def find_aliases(columns: Columns) -> dict[int, tuple[int, int]]:
    """By token, the range of the words whose initials it has; only where those words stand in the article."""
    texts = columns.text
    acronyms: dict[str, list[int]] = {}
    for i in columns.capitals:
        letters = texts[i].replace(".", "") if texts[i].isupper() else ""
        if 2 <= len(letters) <= 6 and letters.isalpha():
            acronyms.setdefault(letters, []).append(i)
    if not acronyms:
        return {}
    openings = {letters[0] for letters in acronyms}
    expansions: dict[str, tuple[int, int]] = {}
    for start, end in _capitalised(columns):
        for first in range(start, end):
            if texts[first][0].isupper() and texts[first][0] not in openings:
                continue
            for initials, last in _initials(texts, first, end):
                article = last - first == 2 and texts[first] == "The"  # "The Donegal TD" is no TD by its initials
                if initials in acronyms and last - first > 1 and not article:
                    expansions.setdefault(initials, (first, last))
    return {i: expansions[letters] for letters, tokens in acronyms.items() if letters in expansions for i in tokens}


def _capitalised(columns: Columns) -> Iterator[tuple[int, int]]:
    """Runs of two and more capitalised words, with the small words between them and behind the last."""
    texts, start, end = columns.text, 0, 0
    for i in columns.capitals:
        if texts[i].isupper():
            continue
        if i != end:
            if end - start > 1:
                yield start, end
            start = i
        end = i + 1
        while end < len(texts) and _is_small(texts[end]):
            end += 1
    if end - start > 1:
        yield start, end


def _is_small(text: str) -> bool:
    return text == "-" or text in _SMALL or (text.isupper() and text.lower() in _SMALL)


def _initials(texts: Sequence[str], first: int, end: int) -> Iterator[tuple[str, int]]:
    """Initials of the words from `first` on, with and without the small ones, at each length."""
    great, every = "", ""
    for i in range(first, min(end, first + _LONGEST)):
        text = texts[i]
        if not text[:1].isalpha():
            continue
        every += text[0].upper()
        if text[0].isupper():
            great += text[0]
            yield great, i + 1
            if every != great:
                yield every, i + 1
