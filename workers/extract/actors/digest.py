"""A text in, whether it is a digest out: one line a story, each with its own place in front."""

import re
from typing import Final

__all__ = ["is_digest"]

_ITEM: Final = re.compile(r"^([A-Z][A-Z .'-]{2,30}): ", re.MULTILINE)
_FEWEST_ITEMS: Final = 3


def is_digest(text: str) -> bool:
    """ "SEOUL: ..." and next "THE HAGUE: ...": no label comes twice, as it does in a transcript."""
    labels = _ITEM.findall(text)
    return len(labels) >= _FEWEST_ITEMS and len(set(labels)) == len(labels)
