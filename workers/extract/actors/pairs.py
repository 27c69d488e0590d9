"""The words of a noun phrase in, whether it stands for two of whom was told before: "both ministers", "the two"."""

from collections.abc import Sequence
from typing import Final

__all__ = ["STATES", "is_pair", "is_two_sides"]

# What two countries are called.
STATES: Final = frozenset(
    "sides countries capitals nations governments states leaders ministers neighbours neighbors presidents delegations "
    "allies foes rivals armies powers premiers republics kingdoms militaries enemies".split()
)
# And those who speak for them.
_SIDES: Final = STATES | frozenset("parties envoys diplomats counterparts negotiators chancellors".split())
_BARE: Final = (["both"], ["the", "two"])
_UNCOUNTED: Final = ("the", "all")
_SHORT: Final = 3


def is_pair(words: Sequence[str]) -> bool:
    """Whoever they are: "both men", "the two", "their two neighbours"; `words` are in lower case."""
    return words[:1] == ["both"] or "two" in words[:2]


def is_two_sides(words: Sequence[str], *, uncounted: bool = False) -> bool:
    """Two countries or their envoys; `uncounted`: also "the sides", "the warring parties", "all parties"."""
    if words in _BARE:
        return True
    counted = is_pair(words) or (uncounted and words[0] in _UNCOUNTED and len(words) <= _SHORT)
    return counted and words[-1] in _SIDES
