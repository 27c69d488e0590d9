"""Messages of all assigned partitions in; each is processed, published and acknowledged, whatever happens to it."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Final, Protocol

import structlog
from aiokafka import TopicPartition
from faust.types import TP, EventT

from workers.pipeline import Message, Outcome
from workers.publish import Origin
from workers.records import EventRecord, QuoteRecord
from workers.stream.breaker import Breaker
from workers.stream.lane import Item, Lane
from workers.stream.metrics import Ending, Latency, Metrics
from workers.stream.outbox import Outbox
from workers.stream.room import Room

__all__ = ["Delivery", "Processing"]

# What is finished when a partition is taken away is published before it goes; the rest of the group waits meanwhile.
_REVOKE_SECONDS: Final = 3.0
# Shutting out the former owner takes a broker that answers.
_OPEN_SECONDS: Final = 30.0

log = structlog.get_logger(__name__)


class Processing(Protocol):
    """What makes an Outcome of a message."""

    async def process(self, message: Message, is_wanted: Callable[[], bool]) -> Outcome | None:
        """Never raises; asks `is_wanted` just before it begins. None: it was not wanted any more."""


class Delivery:
    """One lane for each assigned partition, and room for a bounded number of items in all of them."""

    def __init__(
        self,
        *,
        processing: Processing,
        outbox_of: Callable[[TopicPartition], Outbox],
        max_in_flight: int,
        interval_seconds: float,
        breaker: Breaker,
        metrics: Metrics,
        on_fatal: Callable[[str], None],
        on_trip: Callable[[str], None],
    ) -> None:
        self.lanes: dict[TP, Lane] = {}
        self.draining = False
        self.generation: int | None = None
        self._processing = processing
        self._outbox_of = outbox_of
        self._interval_seconds = interval_seconds
        self._breaker = breaker
        self._metrics = metrics
        self._on_fatal = on_fatal
        self._on_trip = on_trip
        self._room = Room(max_in_flight)
        self._tasks: set[asyncio.Task[None]] = set()
        self._begun = 0

    @property
    def in_flight(self) -> int:
        """Messages received and not yet acknowledged."""
        return sum(len(lane) for lane in self.lanes.values())

    @property
    def is_full(self) -> bool:
        """Nothing more is taken until something of what is here has ended."""
        return self._room.is_full

    def stage(self, partition: TP) -> object:
        """Changes with every step that the partition's oldest item takes; None: it has none.

        An item that waits for a child takes a step whenever a child is given another: its turn comes nearer.
        """
        lane = self.lanes.get(partition)
        head = lane.head if lane else None
        if lane is None or head is None:
            return None
        waiting = self._begun if not head.begun else None
        return head.offset, head.begun, head.outcome is not None, lane.attempts, waiting

    async def take(self, event: EventT[bytes]) -> None:
        """Receive a message; returns when there is room for the next."""
        await self._room.wait()
        message: Any = event.message
        lane = self.lanes.get(message.tp)
        item = _item_of(message)
        stale = message.generation_id != self.generation
        if lane is None or stale or self.draining or not lane.take(item):
            return
        self._room.enter(item.held_bytes)
        self._metrics.messages_consumed.labels(message.topic).inc()
        self._metrics.messages_in_flight.set(self.in_flight)
        self._observe_latency(self._metrics.queue_latency, item.put_seconds, item.received_seconds)
        self._spawn(lane, self._work(lane, item))

    async def assign(self, partitions: set[TP], generation: int) -> None:
        """Open a lane for each partition; returns when every former owner is shut out."""
        await self.revoke(set(self.lanes))
        if self.draining:
            return
        self.generation = generation
        self._metrics.rebalances.inc()
        lanes = {partition: self._lane(partition) for partition in partitions}
        try:
            await asyncio.wait_for(asyncio.gather(*(lane.outbox.open() for lane in lanes.values())), _OPEN_SECONDS)
        except Exception as error:
            self._on_fatal(f"the assigned partitions cannot be opened: {type(error).__name__}: {error}")
            return
        self.lanes.update(lanes)
        for lane in lanes.values():
            self._spawn(lane, lane.run())
        self._metrics.assigned_partitions.set(len(self.lanes))
        log.info("partitions assigned", partitions=sorted(partition.partition for partition in partitions))

    async def revoke(self, partitions: set[TP]) -> None:
        """Publish what is finished, then let go of the partitions."""
        lanes = {partition: lane for partition, lane in self.lanes.items() if partition in partitions}
        await asyncio.gather(*(lane.flush(_REVOKE_SECONDS, unfinished=False) for lane in lanes.values()))
        for partition, lane in lanes.items():
            for item in lane.close():
                self._room.leave(item.held_bytes)
            del self.lanes[partition]
            self._forget(partition)
        await asyncio.gather(*(lane.outbox.close() for lane in lanes.values()))
        self._metrics.assigned_partitions.set(len(self.lanes))
        self._metrics.messages_in_flight.set(self.in_flight)

    async def drain(self, seconds: float) -> None:
        """Take nothing more, finish what is being worked on, and let go of every partition."""
        self.draining = True
        await asyncio.gather(*(lane.flush(seconds, unfinished=True) for lane in self.lanes.values()))
        log.info("drained", left=self.in_flight)
        await self.revoke(set(self.lanes))

    def _lane(self, partition: TP) -> Lane:
        key = TopicPartition(partition.topic, partition.partition)
        return Lane(
            key,
            self._outbox_of(key),
            interval_seconds=self._interval_seconds,
            on_done=self._acknowledged,
            on_retry=self._retried,
        )

    async def _work(self, lane: Lane, item: Item) -> None:
        outcome = await self._processing.process(item.message, lambda: self._begin(lane, item))
        if outcome is None or lane.closed:
            self._room.finish(0)
            lane.skip(item)
            return
        for stage, seconds in outcome.seconds.items():
            self._metrics.stage_duration.labels(stage.value).observe(seconds)
        self._room.finish(lane.finish(item, outcome))

    def _begin(self, lane: Lane, item: Item) -> bool:
        """A child is free for it; False: it is not wanted any more."""
        if lane.closed or self.draining:
            return False
        item.begun += 1
        self._begun += 1
        return True

    async def _guard(self, lane: Lane, work: Coroutine[Any, Any, None]) -> None:
        """Whatever it raises would leave the partition standing still for ever."""
        try:
            await work
        except Exception as error:
            if not lane.closed:
                self._on_fatal(f"partition {lane.partition.partition}: {type(error).__name__}: {error}")

    def _spawn(self, lane: Lane, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(self._guard(lane, work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _acknowledged(self, items: Sequence[Item]) -> None:
        for item in items:
            self._room.leave(item.held_bytes)
            self._count(item)
        self._metrics.messages_in_flight.set(self.in_flight)
        self._metrics.last_success.set(time.time())

    def _retried(self, items: Sequence[Item]) -> None:
        for topic in {message.topic for item in items for message in item.outgoing}:
            self._metrics.produce_retries.labels(topic).inc()

    def _count(self, item: Item) -> None:
        """One acknowledged item's metrics."""
        metrics, outcome, topic = self._metrics, item.outcome, item.origin.topic
        assert outcome is not None
        ending = Ending.DEAD_LETTER if outcome.reject else Ending.OK if outcome.records else Ending.EMPTY
        metrics.messages_processed.labels(topic, ending.value).inc()
        metrics.processing_duration.labels(topic).observe(time.monotonic() - item.received)
        if outcome.reject:
            metrics.dead_letters.labels(outcome.reject.reason.value).inc()
            log.warning(
                "dead letter",
                reason=outcome.reject.reason.value,
                error=outcome.reject.error,
                partition=item.origin.partition,
                offset=item.offset,
            )
        for record in outcome.records:
            if isinstance(record, EventRecord):
                metrics.events_emitted.labels(record.type.value).inc()
            elif isinstance(record, QuoteRecord):
                metrics.quotes_emitted.labels(record.type.value).inc()
        if outcome.item is not None and not outcome.reject:
            metrics.document_chars.observe(len(outcome.item.text))
            published = outcome.item.published
            since = published.timestamp() if published else None
            self._observe_latency(metrics.end_to_end_latency, since, time.time())
        if self._breaker.record(dead=outcome.reject is not None):
            self._on_trip(self._breaker.verdict)

    def _observe_latency(self, histogram: Any, since: float | None, now: float) -> None:
        kind = Latency.MISSING if since is None else Latency.FUTURE if since > now else Latency.PAST
        histogram.labels(kind.value).observe(now - since if kind is Latency.PAST and since is not None else 0)

    def _forget(self, partition: TP) -> None:
        try:
            self._metrics.consumer_lag.remove(partition.topic, str(partition.partition))
        except KeyError:
            return


def _item_of(message: Any) -> Item:
    return Item(
        origin=Origin(message.topic, message.partition, message.offset),
        offset=message.offset,
        key=message.key,
        value=message.value,
        headers=tuple(message.headers or ()),
        put_seconds=message.timestamp if message.timestamp and message.timestamp > 0 else None,
    )
