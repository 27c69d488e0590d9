"""One assigned input partition: items in, in order; their finished prefix goes out, in order, in batches."""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final

import structlog
from aiokafka import TopicPartition

from workers.ontology import Reason
from workers.pipeline import Message, Outcome, Reject
from workers.publish import Origin
from workers.stream.outbox import FATAL, REJECTED, Outbox
from workers.stream.topics import DEAD_LETTERS, Headers, Outgoing, dead_letter, record_messages

__all__ = ["Item", "Lane"]

_MAX_BATCH_ITEMS: Final = 200
_FIRST_PAUSE_SECONDS: Final = 0.2
_LONGEST_PAUSE_SECONDS: Final = 5.0

log = structlog.get_logger(__name__)


@dataclass(slots=True, eq=False)
class Item:
    """A message on its way through this worker."""

    origin: Origin
    offset: int
    key: bytes | None
    value: bytes | None
    headers: Headers
    put_seconds: float | None  # Unix time of its being put on the topic, as the message has it
    received_seconds: float = field(default_factory=time.time)
    received: float = field(default_factory=time.monotonic)
    outcome: Outcome | None = None
    outgoing: Sequence[Outgoing] = ()
    held_bytes: int = 0
    skipped: bool = False
    begun: int = 0  # how often a child was given it

    def __post_init__(self) -> None:
        self.held_bytes = len(self.value or b"")

    @property
    def message(self) -> Message:
        """What the pipeline needs of it."""
        return Message(self.value, self.origin)

    def end(self, outcome: Outcome) -> None:
        """It is finished: work out what is to be published of it."""
        if outcome.reject is None:
            try:
                self.outgoing = [out for record in outcome.records for out in record_messages(record, self.headers)]
            except Exception as error:  # a record that cannot be encoded must not hold up its partition for ever
                outcome = _rejected(Reason.EXTRACTION_ERROR, error)
        if outcome.reject is not None:
            self.outgoing = [
                dead_letter(outcome.reject, key=self.key, value=self.value, headers=self.headers, origin=self.origin)
            ]
        self.outcome = outcome


class Lane:
    """The items of one partition between being received and being acknowledged."""

    def __init__(
        self,
        partition: TopicPartition,
        outbox: Outbox,
        *,
        interval_seconds: float,
        on_done: Callable[[Sequence[Item]], None],
        on_retry: Callable[[Sequence[Item]], None],
    ) -> None:
        self.partition = partition
        self.outbox = outbox
        self.interval_seconds = interval_seconds
        self.closed = False
        self.next_offset = 0  # below it, everything was taken
        self.acknowledged: int | None = None  # below it, everything is acknowledged
        self.attempts = 0  # to publish
        self._on_done = on_done
        self._on_retry = on_retry
        self._items: deque[Item] = deque()
        self._changed = asyncio.Event()
        self._published_at = float("-inf")

    def __len__(self) -> int:
        return len(self._items)

    @property
    def reached(self) -> int | None:
        """Below it, everything is acknowledged; None before the first message."""
        return self._items[0].offset if self._items else self.acknowledged

    @property
    def head(self) -> Item | None:
        """The oldest item that is not acknowledged."""
        return self._items[0] if self._items else None

    def take(self, item: Item) -> bool:
        """Append it; False: it was here before, or the partition is not ours any more."""
        if self.closed or item.offset < self.next_offset:
            return False
        self.next_offset = item.offset + 1
        self._items.append(item)
        return True

    def finish(self, item: Item, outcome: Outcome) -> int:
        """The item may go out as soon as all before it are finished; the bytes it holds more than before."""
        item.end(outcome)
        grown = sum(len(message.value or b"") for message in item.outgoing)
        item.held_bytes += grown
        self._changed.set()
        return grown

    def skip(self, item: Item) -> None:
        """The item will not be finished here: nothing after it goes out either."""
        item.skipped = True

    def close(self) -> list[Item]:
        """Publish nothing more; the items that were not acknowledged."""
        self.closed = True
        left = list(self._items)
        self._items.clear()
        self._changed.set()
        return left

    async def run(self) -> None:
        """Publish finished prefixes until closed.

        Raises:
            KafkaError: one of FATAL.
        """
        while not self.closed:
            batch = await self._next_batch()
            if batch:
                await self._deliver(batch)
                self._published_at = time.monotonic()

    async def flush(self, seconds: float, *, unfinished: bool) -> None:
        """Wait until what is finished is acknowledged, or until everything is; no longer than that."""
        deadline = time.monotonic() + seconds
        while self._items and time.monotonic() < deadline:
            head = self._items[0]
            if head.skipped or (head.outcome is None and not unfinished):
                return
            await asyncio.sleep(0.02)

    async def _next_batch(self) -> list[Item]:
        """The finished prefix, once it is time to publish."""
        self._changed.clear()
        batch = list(takewhile(lambda item: item.outcome is not None, self._items))[:_MAX_BATCH_ITEMS]
        wait = self._published_at + self.interval_seconds - time.monotonic()
        if batch and (wait <= 0 or len(batch) == _MAX_BATCH_ITEMS):
            return batch
        try:
            await asyncio.wait_for(self._changed.wait(), wait if batch else None)
        except TimeoutError:
            return batch
        return []

    async def _deliver(self, batch: Sequence[Item], *, failed: bool = False) -> None:
        """Publish and acknowledge a batch, however often that takes; `failed`: the outbox has to be made good first."""
        pause = _FIRST_PAUSE_SECONDS
        while not self.closed:
            error = await self._attempt(batch, reopen=failed)
            if error is None:
                self._acknowledge(batch)
                return
            refused = isinstance(error, REJECTED)
            if refused and len(batch) > 1:
                for item in batch:  # one of them is to blame
                    await self._deliver([item], failed=item is batch[0])
                return
            failed = True
            if refused and not _is_dead_letter(batch[0]):
                batch[0].end(_rejected(Reason.PUBLISH_REJECTED, error))
            else:
                await self._pause(batch, error, pause)
                pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)

    async def _attempt(self, batch: Sequence[Item], *, reopen: bool) -> Exception | None:
        self.attempts += 1
        try:
            if reopen:
                await self.outbox.reopen()
            messages = [message for item in batch for message in item.outgoing]
            await self.outbox.publish(messages, batch[-1].offset + 1)
        except FATAL:
            raise
        except Exception as error:
            return error
        return None

    async def _pause(self, batch: Sequence[Item], error: Exception, seconds: float) -> None:
        log.warning(
            "publishing failed, trying again",
            partition=self.partition.partition,
            items=len(batch),
            error=f"{type(error).__name__}: {error}",
            pause_seconds=seconds,
        )
        self._on_retry(batch)
        await asyncio.sleep(seconds)

    def _acknowledge(self, batch: Sequence[Item]) -> None:
        if self.closed:
            return
        for _ in batch:
            self._items.popleft()
        self.acknowledged = batch[-1].offset + 1
        self._on_done(batch)


def _is_dead_letter(item: Item) -> bool:
    return any(message.topic == DEAD_LETTERS for message in item.outgoing)


def _rejected(reason: Reason, error: Exception) -> Outcome:
    return Outcome(reject=Reject(reason, type(error).__name__, str(error)))
