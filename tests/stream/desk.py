"""A processing whose items end when the test says so, and an outbox in memory that fails when the test says so."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from types import SimpleNamespace
from typing import Any

from aiokafka import TopicPartition
from faust.types import TP

from tests.stream.pipelines import ObedientPipeline
from workers.pipeline import Message, Outcome
from workers.stream.breaker import Breaker
from workers.stream.delivery import Delivery
from workers.stream.metrics import Metrics
from workers.stream.outbox import Outbox
from workers.stream.topics import RAW, Outgoing

__all__ = ["Desk", "MemoryOutbox", "Worker", "event", "until"]

GENERATION = 0


class Desk:
    """Obeys items like the obedient pipeline does, so many at a time; each that is held, when `release` lets it go."""

    def __init__(self, *, held: Iterable[int | tuple[int, int]] = (), children: int = 1_000) -> None:
        self.pipeline = ObedientPipeline()
        self.started: list[int] = []
        self._held = {place: asyncio.Event() for place in map(_place, held)}
        self._children = asyncio.Semaphore(children)

    def release(self, offset: int, partition: int = 0) -> None:
        """Let the item at this offset end."""
        self._held[partition, offset].set()

    async def process(self, message: Message, is_wanted: Callable[[], bool]) -> Outcome | None:
        place = (message.origin.partition or 0, message.origin.offset or 0)
        async with self._children:
            if not is_wanted():
                return None
            self.started.append(place[1])
            if place in self._held:
                await self._held[place].wait()
            return self.pipeline.process(message)


def _place(held: int | tuple[int, int]) -> tuple[int, int]:
    """Partition and offset."""
    return (0, held) if isinstance(held, int) else held


class MemoryOutbox:
    """Keeps what is published; raises `errors` first, one a call, and whatever `refuses` returns for a batch.

    While it is `stuck` it does neither.
    """

    def __init__(self, partition: TopicPartition) -> None:
        self.partition = partition
        self.errors: list[Exception] = []
        self.refuses: Callable[[Sequence[Outgoing]], Exception | None] = lambda messages: None
        self.messages: list[Outgoing] = []
        self.committed: list[int] = []
        self.log: list[str] = []
        self.stuck = False

    async def open(self) -> None:
        self.log.append("open")

    async def publish(self, messages: Sequence[Outgoing], next_offset: int) -> None:
        if self.stuck:
            await asyncio.sleep(3600)
        error = self.errors.pop(0) if self.errors else self.refuses(messages)
        if error is not None:
            raise error
        self.messages.extend(messages)
        self.committed.append(next_offset)

    async def reopen(self) -> None:
        self.log.append("reopen")

    async def close(self) -> None:
        self.log.append("close")

    def keys(self, topic: str) -> list[str]:
        """Keys of what was published there, in order."""
        return [(message.key or b"").decode() for message in self.messages if message.topic == topic]


def event(offset: int, value: bytes | None, *, partition: int = 0, generation: int = 0, **fields: Any) -> Any:
    """A Faust event as delivery sees it."""
    message = SimpleNamespace(
        topic=RAW,
        partition=partition,
        tp=TP(RAW, partition),
        offset=offset,
        key=fields.get("key", f"k{offset}".encode()),
        value=value,
        headers=fields.get("headers"),
        timestamp=fields.get("timestamp"),
        generation_id=generation,
    )
    return SimpleNamespace(message=message)


class Worker:
    """A Delivery over a Desk, with one or more partitions assigned."""

    def __init__(self, desk: Desk, *, max_in_flight: int = 16, breaker: Breaker | None = None) -> None:
        self.metrics = Metrics()
        self.outboxes: dict[int, MemoryOutbox] = {}
        self.fatal: list[str] = []
        self.tripped: list[str] = []
        self.delivery = Delivery(
            processing=desk,
            outbox_of=self._outbox,
            max_in_flight=max_in_flight,
            interval_seconds=0.001,
            breaker=breaker or Breaker(share=1, items=0, seconds=60),
            metrics=self.metrics,
            on_fatal=self.fatal.append,
            on_trip=self.tripped.append,
        )

    async def assign(self, *partitions: int, generation: int = GENERATION) -> None:
        await self.delivery.assign({TP(RAW, partition) for partition in partitions}, generation)

    def value(self, name: str, **labels: str) -> float:
        """A metric's value now."""
        return self.metrics.registry.get_sample_value(f"communique_{name}", labels) or 0.0

    def _outbox(self, partition: TopicPartition) -> Outbox:
        outbox = MemoryOutbox(partition)
        self.outboxes[partition.partition] = outbox
        return outbox


async def until(condition: Callable[[], Any], seconds: float = 10) -> None:
    """Wait until it holds.

    Raises:
        TimeoutError: it does not.
    """
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what is awaited has no event
            await asyncio.sleep(0.005)
