"""What extraction knows about quotes: the lists' entry types and their loader."""

from typing import Any, NamedTuple

__all__ = ["QuoteLexicon", "load_quotes"]


class QuoteLexicon(NamedTuple):
    """The quotes half of the lexicon."""

    patterns: list[dict[str, Any]]


def load_quotes() -> QuoteLexicon:
    """Read the lists of this half."""
    return QuoteLexicon(patterns=[])
