"""What lies on the topics of a broker, put there and read back with kafka-python."""

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple, Self

from kafka import KafkaConsumer, KafkaProducer, TopicPartition

from tests.processes import wait_for

__all__ = [
    "DEAD_LETTERS",
    "EVENTS",
    "GROUP",
    "OUTPUTS",
    "QUOTES",
    "RAW",
    "Ends",
    "Fed",
    "Received",
    "Tap",
    "feed",
    "unread",
    "wait_until_read",
]

RAW: Final = "news.raw"
EVENTS: Final = "diplomacy.events"
QUOTES: Final = "diplomacy.quotes"
DEAD_LETTERS: Final = "news.raw.dlq"
OUTPUTS: Final = (EVENTS, QUOTES, DEAD_LETTERS)
GROUP: Final = "communique"
_BIGGEST: Final = 12_000_000


class Fed(NamedTuple):
    """One message as a feeder puts it on `news.raw`."""

    value: bytes | None
    key: bytes | None = None
    headers: tuple[tuple[str, bytes], ...] = ()
    partition: int | None = None


# By partition of `news.raw`, the offset after its last message.
Ends = Mapping[int, int]


class Received(NamedTuple):
    """One message as a consumer got it."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes
    headers: tuple[tuple[str, bytes], ...]

    def header(self, name: str) -> str | None:
        """The last header of that name, as text."""
        return next((value.decode() for key, value in reversed(self.headers) if key == name), None)


def feed(bootstrap: str, messages: Iterable[Fed], *, topic: str = RAW) -> Ends:
    """Publish every message and wait until the broker has confirmed all of them."""
    producer = KafkaProducer(
        bootstrap_servers=bootstrap,
        acks="all",
        # The embedded broker knows no idempotent producers.
        enable_idempotence=False,
        max_request_size=_BIGGEST,
        max_in_flight_requests_per_connection=1,
        linger_ms=5,
    )
    try:
        sent = [
            producer.send(topic, value=m.value, key=m.key, headers=list(m.headers), partition=m.partition)
            for m in messages
        ]
        producer.flush(60)
        confirmed = [future.get(30) for future in sent]
    finally:
        producer.close(5)
    return {m.partition: m.offset + 1 for m in sorted(confirmed, key=lambda m: m.offset)}


def unread(bootstrap: str, ends: Ends, *, group: str = GROUP) -> int:
    """How many of the messages before these ends the group has not yet acknowledged.

    (The embedded broker cannot be asked for the ends: it counts batches where it should count messages.)
    """
    consumer = KafkaConsumer(bootstrap_servers=bootstrap, group_id=group, enable_auto_commit=False)
    with contextlib.closing(consumer):
        done = {number: consumer.committed(TopicPartition(RAW, number)) or 0 for number in ends}
    return sum(max(0, end - done[number]) for number, end in ends.items())


def wait_until_read(bootstrap: str, ends: Ends, *, seconds: float = 60.0) -> None:
    """Until the group has acknowledged every message before these ends."""
    wait_for(lambda: unread(bootstrap, ends) == 0, seconds, "an empty backlog", every_seconds=0.2)


class Tap:
    """A consumer of all output topics that remembers everything it read, under read_committed."""

    def __init__(self, bootstrap: str, topics: Sequence[str] = OUTPUTS) -> None:
        self.messages: list[Received] = []
        self._consumer = KafkaConsumer(
            bootstrap_servers=bootstrap,
            isolation_level="read_committed",
            auto_offset_reset="earliest",
            enable_auto_commit=False,
            check_crcs=False,  # in Python they take three quarters of the time
            max_partition_fetch_bytes=_BIGGEST,
            fetch_max_wait_ms=100,
        )
        wait_for(lambda: all(map(self._consumer.partitions_for_topic, topics)), 20, "partitions of the output topics")
        self._partitions = [
            TopicPartition(topic, number)
            for topic in topics
            for number in sorted(self._consumer.partitions_for_topic(topic))
        ]
        self._consumer.assign(self._partitions)
        self._consumer.seek_to_beginning()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._consumer.close()

    def read(self, seconds: float = 0.2) -> list[Received]:
        """What has come in meanwhile; waits `seconds` at most for the first of it."""
        fresh = [
            Received(m.topic, m.partition, m.offset, m.key, m.value, tuple(m.headers))
            for batch in self._consumer.poll(timeout_ms=int(seconds * 1000), max_records=5_000).values()
            for m in batch
        ]
        self.messages += fresh
        return fresh

    def catch_up(self) -> list[Received]:
        """Read until nothing that is there now is unread; all messages so far.

        Raises:
            TimeoutError: nothing has come for a minute, and it is not the end.
        """
        ends = self._consumer.end_offsets(self._partitions)
        while not self._is_at(ends):
            wait_for(lambda: bool(self.read(0.5)) or self._is_at(ends), 60, "more of the output topics")
        while self.read(0.5):
            pass
        return self.messages

    def _is_at(self, ends: dict[TopicPartition, int]) -> bool:
        return all(self._consumer.position(partition) >= end for partition, end in ends.items())
