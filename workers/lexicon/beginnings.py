"""Names in, out how long those are that begin alike: a text that begins otherwise need not be looked up."""

import re
from collections.abc import Iterable
from typing import Final

__all__ = ["BEGINNING", "sizes_of"]

BEGINNING: Final = 3
"""Characters after the first word of a name that tell it from other text: "the Hague" from "the house"."""
_FIRST_WORD: Final = re.compile(r"\w+")


def sizes_of(keys: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Lengths in characters by beginning: by first word those of the keys that go on no further than `BEGINNING`
    characters after it, by the word and so many characters those of the longer ones.
    """
    sizes: dict[str, tuple[int, ...]] = {}
    for key in keys:
        first = _FIRST_WORD.search(key)
        word, far = (first.group(), first.end() + BEGINNING) if first else (key, len(key) + 1)
        beginning = word if len(key) < far else key[:far]
        sizes[beginning] = (*sizes.get(beginning, ()), len(key))
        sizes.setdefault(word, ())
    return sizes
