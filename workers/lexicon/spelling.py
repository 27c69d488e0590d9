"""A text in, out how the lists are keyed: lower case, and at need without accents."""

import unicodedata
from functools import cache
from typing import Final

__all__ = ["spelling", "unaccented"]

_STROKES: Final = str.maketrans("łŁøØđĐıħŧ", "lLoOdDiht")  # have no decomposition


def spelling(text: str) -> str:
    """How the lists are keyed: lower case, straight apostrophes, single spaces, same length as `text`."""
    lower = text.lower()
    if len(lower) != len(text):  # "İ" has two characters in lower case
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower.replace("’", "'").replace("\n", " ").replace("\xa0", " ")


def unaccented(text: str) -> str:
    """ "Málaga" without its accent, "Białystok" without its stroke; the same length as `text`."""
    bare = {ord(letter): _bare(letter) for letter in set(text) if not letter.isascii()}
    return text.translate(bare) if bare else text


@cache
def _bare(letter: str) -> str:
    decomposed = unicodedata.normalize("NFD", letter.translate(_STROKES))
    return decomposed[0] if all(map(unicodedata.combining, decomposed[1:])) else letter
