"""Batches of messages in, confirmed by the broker out, with the input offset; one outbox for each input partition."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final, Protocol

from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka import errors as kafka

from workers.stream.topics import Outgoing

__all__ = ["FATAL", "REJECTED", "ConfirmedOutbox", "Offsets", "Outbox", "producer_arguments", "send_all"]

# The broker will refuse this record however often it is sent.
REJECTED: Final = (
    kafka.MessageSizeTooLargeError,
    kafka.RecordListTooLargeError,
    kafka.InvalidTopicError,
    kafka.InvalidTimestampError,
    kafka.UnsupportedForMessageFormatError,
)
# Another worker has taken the partition over, or the broker will never serve this producer: nothing left to do here.
FATAL: Final = (
    kafka.ProducerFenced,
    kafka.InvalidProducerEpoch,
    kafka.InvalidProducerIdMapping,
    kafka.TransactionalIdAuthorizationFailed,
)
_STOP_SECONDS: Final = 3.0
# The broker's limit is what decides; it is the topic's to set.
_MAX_REQUEST_BYTES: Final = 64 * 1024 * 1024


class Offsets(Protocol):
    """The group's committed offsets."""

    async def committed(self, partition: TopicPartition) -> int | None:
        """The next offset to read; None before the first commit."""

    async def commit_offset(self, partition: TopicPartition, offset: int) -> None:
        """Outside any transaction."""


class Outbox(Protocol):
    """The way out for what one input partition's items became."""

    async def open(self) -> None:
        """Connect; afterwards nobody else can publish for this partition, if the broker can see to that."""

    async def publish(self, messages: Sequence[Outgoing], next_offset: int) -> None:
        """Publish all messages and commit the offset; returns when the broker has confirmed both.

        Raises:
            KafkaError: it failed; after `reopen` it may be called again with the same arguments.
        """

    async def reopen(self) -> None:
        """Make good after a failure."""

    async def close(self) -> None:
        """Let go of the broker."""


class ConfirmedOutbox:
    """At least once: every message is confirmed, then the offset is committed."""

    def __init__(self, partition: TopicPartition, offsets: Offsets, arguments: dict[str, Any], *, idempotent: bool):
        self.partition = partition
        self.offsets = offsets
        self._arguments = {**arguments, "enable_idempotence": idempotent}
        self._producer: AIOKafkaProducer | None = None
        self._sent_to = -1

    async def open(self) -> None:
        """Connect."""
        self._producer = AIOKafkaProducer(**self._arguments)
        await self._producer.start()

    async def publish(self, messages: Sequence[Outgoing], next_offset: int) -> None:
        """Confirmed, then committed; when only the commit failed, nothing is sent again."""
        if next_offset != self._sent_to:
            assert self._producer is not None
            await send_all(self._producer, messages)
            self._sent_to = next_offset
        await self.offsets.commit_offset(self.partition, next_offset)

    async def reopen(self) -> None:
        """A producer that was refused a record has lost count of its sequence numbers: take a new one."""
        await self.close()
        await self.open()

    async def close(self) -> None:
        """Stop the producer, however long the broker takes."""
        producer, self._producer = self._producer, None
        if producer is not None:
            await stop(producer)


def producer_arguments(brokers: str, security: dict[str, Any]) -> dict[str, Any]:
    """What every producer of this worker has in common."""
    return {
        "bootstrap_servers": brokers.split(","),
        "acks": "all",
        "max_request_size": _MAX_REQUEST_BYTES,
        "request_timeout_ms": 15_000,
        "metadata_max_age_ms": 30_000,
        **security,
    }


async def send_all(producer: AIOKafkaProducer, messages: Sequence[Outgoing]) -> None:
    """Send in order, then wait for every confirmation; raises the first error when none is pending any more."""
    confirmations: list[Awaitable[Any]] = []
    results: list[Any] = []
    try:
        for message in messages:
            headers = list(message.headers)
            confirmations.append(await producer.send(message.topic, message.value, message.key, headers=headers))
    finally:  # also when one cannot even be sent: an error that nobody fetches is logged as such
        results = await asyncio.gather(*confirmations, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result


async def stop(producer: AIOKafkaProducer) -> None:
    """Stop a producer within seconds; what it still holds was never confirmed and is sent again by the next one."""
    await bounded(producer.stop, _STOP_SECONDS)
    with contextlib.suppress(Exception):
        await producer.client.close()


async def bounded(function: Callable[[], Awaitable[None]], seconds: float) -> None:
    """Call it and ignore how it ends, but not for longer than that."""
    with contextlib.suppress(Exception):
        await asyncio.wait_for(function(), seconds)
