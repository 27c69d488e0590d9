"""A phrase of a text in, where it stands out: (start, end) in characters."""

import re
from collections.abc import Sequence
from typing import Final

from tests.gold.answers import Offsets

__all__ = ["bare", "nearest_place", "only_place", "places"]

_MARKS: Final = " \t\n?!\"'“”‘’«»„‚`.,;:–—-"


def bare(phrase: str) -> str:
    """Without outer quote marks, spaces and closing punctuation."""
    return phrase.strip(_MARKS)


def places(text: str, phrase: str) -> list[Offsets]:
    """Everywhere the phrase stands as whole words; of "Some [refused]" only what is in brackets."""
    before, bracket, rest = phrase.partition("[")
    inner, _, after = rest.partition("]")
    whole, lead, size = (before + inner + after, len(before), len(inner)) if bracket else (phrase, 0, len(phrase))
    found = re.finditer(rf"(?<!\w){re.escape(whole)}(?!\w)", text)
    return [(match.start() + lead, match.start() + lead + size) for match in found]


def only_place(text: str, phrase: str) -> Offsets:
    """Where it stands.

    Raises:
        ValueError: nowhere, or in more than one place.
    """
    found = places(text, phrase)
    if len(found) != 1:
        raise ValueError(f"{phrase!r} stands {len(found)} times in the text")
    return found[0]


def nearest_place(text: str, phrase: str, content: Sequence[Offsets]) -> Offsets:
    """The occurrence with the fewest characters to a piece of content, and not inside one.

    Raises:
        ValueError: there is none.
    """
    found = [place for place in places(text, phrase) if not any(start <= place[0] < end for start, end in content)]
    if not found:
        raise ValueError(f"{phrase!r} does not stand beside {[text[slice(*piece)] for piece in content]!r}")
    return min(found, key=lambda place: min(max(start - place[1], place[0] - end, 0) for start, end in content))
