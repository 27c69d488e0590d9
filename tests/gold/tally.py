"""What a scorer counts: tallies of found and gold things, verdicts on single records."""

from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Rows", "Tally", "Verdict", "with_total"]


class Tally(NamedTuple):
    """So many found, of them right; so many in gold, of them hit."""

    found: int = 0
    right: int = 0
    gold: int = 0
    hit: int = 0

    @property
    def precision(self) -> float:
        """0 to 1; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """0 to 1; 0 where gold has nothing."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Verdict(NamedTuple):
    """Whether one record was right, and how sure the extractor had been."""

    confidence: float
    right: bool


Rows = Iterator[tuple[str, Tally]]


def with_total(total: str, part: str, tally: Tally) -> Rows:
    """The tally under both names; `part` may be empty."""
    yield total, tally
    if part:
        yield part, tally
