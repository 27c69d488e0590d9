"""Faust's Kafka transport, but for offsets: delivery commits them itself, and is told first of every rebalance."""

import asyncio
from collections.abc import Awaitable
from typing import Any, Protocol, cast

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import TopicAuthorizationFailedError
from faust.transport.drivers import aiokafka as driver
from faust.types import TP
from mode.utils.logging import get_logger

__all__ = ["Consumer", "Rebalanced", "Transport"]


class Rebalanced(Protocol):
    """Who has to know about partitions coming and going."""

    async def assign(self, partitions: set[TP], generation: int) -> None:
        """They are ours; called before anything is read from them."""

    async def revoke(self, partitions: set[TP]) -> None:
        """They will not be ours any more when this returns."""


class Consumer(driver.Consumer):
    """Consumes as Faust's does, acknowledges nothing and commits only what it is told to.

    Faust's own acknowledgement loses items: it commits past a gap of one, and past whatever made an agent raise.
    """

    logger = get_logger("faust.delivering")

    def ack(self, message: Any) -> bool:
        """Forget the message; delivery has acknowledged it."""
        message.acked = True
        self._unacked_messages.discard(message)
        return True

    async def commit(self, topics: Any = None, start_new_transaction: bool = True) -> bool:
        """Nothing: see `commit_offset`."""
        return False

    async def _add_gap(self, tp: TP, offset_from: int, offset_to: int) -> None:
        """Nothing: gaps matter to Faust's own acknowledgement only."""

    async def verify_all_partitions_active(self) -> None:
        """Nothing: `progress.py` watches. Faust looks for commits of its own, and would report a livelock for ever."""

    async def on_partitions_assigned(self, assigned: set[TP], generation_id: int = 0) -> None:
        """Delivery first: it shuts the former owner out before Faust reads the committed offsets."""
        await cast("Transport", self.transport).rebalanced.assign(assigned, generation_id)
        await super().on_partitions_assigned(assigned, generation_id)

    async def on_partitions_revoked(self, revoked: set[TP]) -> None:
        """Delivery first: it publishes and commits what is finished."""
        await cast("Transport", self.transport).rebalanced.revoke(revoked)
        await super().on_partitions_revoked(revoked)

    def read_committed(self) -> None:
        """Skip what a feeder's transaction aborts; to be called before the start.

        Faust does so where it takes itself to be in a transaction.
        """
        self.in_transaction = True

    async def committed(self, partition: TopicPartition) -> int | None:
        """The group's committed offset; asks the broker."""
        offset: int | None = await self._in_thread(self.kafka.committed(partition))
        return offset

    async def commit_offset(self, partition: TopicPartition, offset: int) -> None:
        """Commit one partition's offset for this member of the group."""
        await self._in_thread(self.kafka.commit({partition: offset}))

    @property
    def rebalancing(self) -> bool:
        """The group is sharing its partitions out."""
        return bool(self.app.rebalancing)

    async def answer(self) -> None:
        """Returns when the consumer's own thread has come round.

        Raises:
            KafkaError: the broker refuses this consumer for good; aiokafka tells only who fetches, Faust does not ask.
        """
        await self._in_thread(self._check())

    async def _check(self) -> None:
        self.kafka._coordinator.check_errors()
        forbidden = self.kafka._client.cluster.unauthorized_topics & self.kafka.subscription()
        if forbidden:
            raise TopicAuthorizationFailedError(", ".join(sorted(forbidden)))

    async def position(self, tp: TP) -> int:
        """The next offset to be fetched; no question to the broker."""
        offset: int = await self._in_thread(self.kafka.position(TopicPartition(*tp)))
        return offset

    async def end(self, partitions: set[TP]) -> dict[TP, int]:
        """The end of each log, from the broker."""
        ends = await self._in_thread(self.kafka.end_offsets([TopicPartition(*tp) for tp in partitions]))
        return {TP(*partition): offset for partition, offset in ends.items()}

    @property
    def kafka(self) -> AIOKafkaConsumer:
        """aiokafka's consumer; it lives in a thread of its own."""
        return self._thread._ensure_consumer()

    def _in_thread(self, call: Any) -> Awaitable[Any]:
        # Not through Faust's queue into the thread, where it would wait behind a fetch.
        return asyncio.wrap_future(asyncio.run_coroutine_threadsafe(call, self._thread.thread_loop))


class Transport(driver.Transport):
    """The transport of this worker."""

    Consumer = Consumer
    rebalanced: Rebalanced
