"""Exactly once: a batch's messages and its input offset go out in one Kafka transaction."""

from collections.abc import Sequence
from typing import Any, Final

from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka import errors as kafka

from workers.stream.outbox import Offsets, send_all, stop
from workers.stream.topics import Outgoing

__all__ = ["TransactionalOutbox", "transactional_id"]

# A dead worker's open transaction holds back read_committed readers until its successor ends it, or for this long at
# most; a broker that is away for less is waited for.
_TRANSACTION_TIMEOUT_MS: Final = 120_000


class TransactionalOutbox:
    """One transactional producer for one input partition.

    The id is the partition's, not the worker's: whoever is assigned the partition fences its former owner and ends
    that one's open transaction before it reads the committed offset. (aiokafka commits offsets with the group's name
    alone, so the broker cannot tell a former member by its generation.)
    """

    def __init__(self, partition: TopicPartition, group: str, offsets: Offsets, arguments: dict[str, Any]) -> None:
        self.partition = partition
        self.group = group
        self.offsets = offsets
        self._arguments = arguments
        self._producer: AIOKafkaProducer | None = None
        self._committed: int | None = None
        self._attempted: int | None = None

    async def open(self) -> None:
        """Fence the former owner, then learn where it got to."""
        self._producer = AIOKafkaProducer(
            transactional_id=transactional_id(self.group, self.partition),
            transaction_timeout_ms=_TRANSACTION_TIMEOUT_MS,
            **self._arguments,
        )
        await self._producer.start()
        self._committed = await self.offsets.committed(self.partition)

    async def publish(self, messages: Sequence[Outgoing], next_offset: int) -> None:
        """All or nothing."""
        if self._committed == next_offset:  # the attempt that seemed to fail had gone through
            return
        assert self._producer is not None
        self._attempted = next_offset
        try:
            await self._producer.begin_transaction()
            await send_all(self._producer, messages)
            await self._producer.send_offsets_to_transaction({self.partition: next_offset}, self.group)
            await self._producer.commit_transaction()
        except (kafka.KafkaError, kafka.IllegalOperation) as error:
            raise _cause(self._producer) or error from None
        self._committed = next_offset

    async def reopen(self) -> None:
        """A new producer ends the failed transaction; then make sure that nobody else has been at work.

        Raises:
            ProducerFenced: the offset is neither ours nor the one we tried to commit.
        """
        before = self._committed
        await self.close()
        await self.open()
        if self._committed not in (before, self._attempted):
            raise kafka.ProducerFenced(f"{self.partition}: somebody else committed {self._committed}")

    async def close(self) -> None:
        """Stop the producer; an open transaction is ended by whoever opens the next."""
        producer, self._producer = self._producer, None
        if producer is not None:
            await stop(producer)


def _cause(producer: AIOKafkaProducer) -> BaseException | None:
    """Why the transaction failed; when aiokafka knows, the call that comes next only says that there is none open."""
    ended = producer._txn_manager.wait_for_transaction_end()
    return ended.exception() if ended is not None and ended.done() and not ended.cancelled() else None


def transactional_id(group: str, partition: TopicPartition) -> str:
    """The same for every worker that is ever assigned the partition."""
    return f"{group}-{partition.topic}-{partition.partition}"
