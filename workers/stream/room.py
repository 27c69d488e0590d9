"""Items that come, finish and go in; whether the next may come out: bounds on work, on waiting items and on memory."""

import asyncio
from typing import Final

__all__ = ["Room"]

# Finished items wait behind one that takes its time. They cost no processor, so there may be many more of them.
_WAITING_FACTOR: Final = 10
_MAX_BYTES: Final = 128 * 1024 * 1024


class Room:
    """At most `limit` items are unfinished, ten times as many are here in all, and they hold a bounded memory."""

    def __init__(self, limit: int, *, max_bytes: int = _MAX_BYTES) -> None:
        self.limit = limit
        self.max_bytes = max_bytes
        self.unfinished = 0
        self.items = 0
        self.bytes = 0
        self._changed = asyncio.Event()

    async def wait(self) -> None:
        """Until one more may come in."""
        while self.is_full:
            self._changed.clear()
            await self._changed.wait()

    @property
    def is_full(self) -> bool:
        """Nothing more may come in now."""
        crowded = self.unfinished >= self.limit or self.items >= _WAITING_FACTOR * self.limit
        return crowded or self.bytes >= self.max_bytes

    def enter(self, size: int) -> None:
        """An item of so many bytes is here."""
        self.unfinished += 1
        self.items += 1
        self.bytes += size

    def finish(self, grown: int) -> None:
        """An item is finished, and holds so many bytes more."""
        self.unfinished -= 1
        self.bytes += grown
        self._changed.set()

    def leave(self, size: int) -> None:
        """An item is gone, and all that it held."""
        self.items -= 1
        self.bytes -= size
        self._changed.set()
