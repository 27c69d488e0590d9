"""The pieces of a reported clause in, the same without what the narrator explains between two dashes out."""

from collections.abc import Iterator
from typing import Final

from workers.extract.quotes.page import DASHES, Page
from workers.extract.spans import Range

__all__ = ["without_asides"]

_EXPLAINING: Final = frozenset("WDT WP WP$ WRB".split())
_SHORTEST: Final = 2


def without_asides(page: Page, pieces: tuple[Range, ...]) -> tuple[Range, ...]:
    """The cook - Ines Vale, whose oven broke - was paid: the clause, not who Vale is."""
    return tuple(part for piece in pieces for part in _parts(page, piece))


def _parts(page: Page, piece: Range) -> Iterator[Range]:
    start = i = piece.start
    while i < piece.end:
        close = _close(page, i, piece.end) if page.words[i] in DASHES else None
        if close is not None and i - start >= _SHORTEST and piece.end - close > _SHORTEST:
            yield Range(start, i)
            start = i = close + 1
        else:
            i += 1
    yield Range(start, piece.end)


def _close(page: Page, opening: int, limit: int) -> int | None:
    """The second dash, where something is explained before it and nothing is quoted."""
    if page.is_hyphen(opening):
        return None
    for i in range(opening + 1, limit):
        if page.block_of[i] >= 0 or page.block_of[opening] >= 0:
            return None
        if page.words[i] == page.words[opening] and not page.is_hyphen(i):
            explains = page.lower[opening + 1] == "those" or any(page.tag[j] in _EXPLAINING for j in range(opening, i))
            return i if explains else None
    return None
