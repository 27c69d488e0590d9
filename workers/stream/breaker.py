"""Endings of items in, a verdict out: too large a share of dead letters means that the feed or the worker is broken."""

import time
from collections import deque
from collections.abc import Callable

__all__ = ["Breaker"]


class Breaker:
    """Trips when, of at least `items` items within `seconds`, a share of `share` or more were dead-lettered.

    It never trips with `items` 0.
    """

    def __init__(
        self, *, share: float, items: int, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.share = share
        self.items = items
        self.seconds = seconds
        self._clock = clock
        self._endings: deque[tuple[float, bool]] = deque()
        self._dead = 0

    def record(self, *, dead: bool) -> bool:
        """Count one item; True: stop."""
        now = self._clock()
        self._endings.append((now, dead))
        self._dead += dead
        while self._endings[0][0] < now - self.seconds:
            self._dead -= self._endings.popleft()[1]
        return 0 < self.items <= len(self._endings) and self._dead >= self.share * len(self._endings)

    @property
    def verdict(self) -> str:
        """What it has seen, for people."""
        return f"{self._dead} of the last {len(self._endings)} items were dead-lettered within {self.seconds:g} s"
