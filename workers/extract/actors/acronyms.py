"""Tokens in, their own acronyms out: the tokens "DFA" of an article on the Department of Foreign Affairs."""

from collections.abc import Iterator, Sequence
from typing import Final

__all__ = ["find_aliases"]

_SMALL: Final = frozenset("of for and the in on to de la des du".split())
_LONGEST: Final = 8


def find_aliases(texts: Sequence[str]) -> dict[int, tuple[int, int]]:
    """By token, the range of the words whose initials it has; only where those words stand in the article."""
    acronyms: dict[str, list[int]] = {}
    for i, text in enumerate(texts):
        letters = text.replace(".", "") if text.isupper() else ""
        if 2 <= len(letters) <= 6 and letters.isalpha():
            acronyms.setdefault(letters, []).append(i)
    if not acronyms:
        return {}
    expansions: dict[str, tuple[int, int]] = {}
    for start, end in _capitalised(texts):
        for first in range(start, end):
            for initials, last in _initials(texts, first, end):
                article = last - first == 2 and texts[first] == "The"  # "The Donegal TD" is no TD by its initials
                if initials in acronyms and last - first > 1 and not article:
                    expansions.setdefault(initials, (first, last))
    return {i: expansions[letters] for letters, tokens in acronyms.items() if letters in expansions for i in tokens}


def _capitalised(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Runs of two and more capitalised words, small words between them."""
    start = None
    for i, text in enumerate([*texts, "."]):
        is_word = text[:1].isupper() and not text.isupper()
        if is_word and start is None:
            start = i
        elif start is not None and not is_word and text.lower() not in _SMALL and text != "-":
            if i - start > 1:
                yield start, i
            start = None


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
