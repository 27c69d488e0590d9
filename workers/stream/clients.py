"""Settings in, kafka-python's clients out, for commands: a producer that confirms, a consumer of what is committed."""

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.errors import InvalidRecordError, KafkaError, KafkaTimeoutError, MessageSizeTooLargeError

from workers.settings import Settings
from workers.stream.security import kafka_python_security
from workers.stream.topics import Headers, Outgoing

__all__ = ["ClientError", "Incoming", "Sent", "consume", "publish"]

_TIMEOUT_MS: Final = 10_000
_BOOTSTRAP_MS: Final = 5_000
_POLL_MS: Final = 200
# An interruption leaves no more messages than these in doubt.
_MAX_UNCONFIRMED: Final = 100
# What is too large is the broker's to say: it knows the topic's limit.
_MAX_REQUEST_BYTES: Final = 50_000_000
_NO_TOPIC: Final = "no such topic (communique topics create)"


class ClientError(RuntimeError):
    """The cluster cannot be used, or refuses; the message is one line."""


class Incoming(NamedTuple):
    """One message as it was read."""

    topic: str
    partition: int
    offset: int
    timestamp_ms: int
    key: bytes | None
    value: bytes | None
    headers: Headers


class Sent(NamedTuple):
    """What became of one message: `refused` says why the broker does not want it; None: it is on every replica."""

    message: Outgoing
    refused: str | None


def publish(settings: Settings, messages: Iterable[Outgoing]) -> Iterator[Sent]:
    """Send all, in order, and tell of each when the broker has confirmed it (acks=all).

    Raises:
        ClientError: no broker answers, or the topic is missing.
    """
    with _one_line(settings):
        # Not idempotent: the embedded broker cannot, and a repeated item gives the same record ids.
        client = KafkaProducer(
            **_common(settings),
            acks="all",
            enable_idempotence=False,
            max_in_flight_requests_per_connection=1,
            linger_ms=5,
            max_request_size=_MAX_REQUEST_BYTES,
            max_block_ms=_TIMEOUT_MS,
            delivery_timeout_ms=2 * _TIMEOUT_MS,
            request_timeout_ms=_TIMEOUT_MS,
        )
        try:
            yield from _publish(client, messages)
        finally:
            client.close(timeout=_TIMEOUT_MS / 1000)


def consume(settings: Settings, topics: list[str], *, from_beginning: bool, follow: bool) -> Iterator[Incoming | None]:
    """Committed messages of `topics`, in order per partition; None whenever nothing has come for a moment.

    Without `follow` it ends where the topics ended when it began.

    Raises:
        ClientError: no broker answers, or a topic is missing.
    """
    with _one_line(settings):
        client = KafkaConsumer(
            **_common(settings),
            group_id=None,
            enable_auto_commit=False,
            isolation_level="read_committed",
            auto_offset_reset="earliest" if from_beginning else "latest",
        )
    try:
        with _one_line(settings):
            partitions = [tp for topic in topics for tp in _partitions(client, topic)]
            client.assign(partitions)
            ends = client.end_offsets(partitions)
            if from_beginning:
                client.seek_to_beginning()
            else:
                for partition, end in ends.items():
                    client.seek(partition, end)
            while True:
                batches = client.poll(timeout_ms=_POLL_MS)
                for batch in batches.values():
                    yield from map(_incoming, batch)
                if not batches:
                    # The embedded broker names ends that are too low: silence has the last word.
                    if not follow and all(client.position(tp) >= end for tp, end in ends.items()):
                        return
                    yield None
    finally:
        client.close()


def _publish(client: KafkaProducer, messages: Iterable[Outgoing]) -> Iterator[Sent]:
    waiting: deque[tuple[Outgoing, Any]] = deque()
    for message in messages:
        try:
            future = client.send(message.topic, value=message.value, key=message.key, headers=[*message.headers])
        except KafkaTimeoutError:
            raise ClientError(f"{message.topic}: {_NO_TOPIC}, or no broker answers any more") from None
        waiting.append((message, future))
        while waiting and (waiting[0][1].is_done or len(waiting) >= _MAX_UNCONFIRMED):
            yield _confirm(*waiting.popleft())
    while waiting:
        yield _confirm(*waiting.popleft())


def _confirm(message: Outgoing, future: Any) -> Sent:
    try:
        future.get(timeout=3 * _TIMEOUT_MS / 1000)
    except (MessageSizeTooLargeError, InvalidRecordError) as error:
        return Sent(message, _say(error))
    return Sent(message, None)


def _common(settings: Settings) -> dict[str, Any]:
    return {
        "bootstrap_servers": settings.brokers.split(","),
        "client_id": f"{settings.group}-cli",
        "bootstrap_timeout_ms": _BOOTSTRAP_MS,
        "allow_auto_create_topics": False,
        **kafka_python_security(settings),
    }


@contextmanager
def _one_line(settings: Settings) -> Iterator[None]:
    try:
        yield
    except KafkaTimeoutError as error:
        raise ClientError(f"no broker answers at {settings.brokers} ({_say(error)})") from None
    except KafkaError as error:
        raise ClientError(f"{settings.brokers}: {_say(error)}") from None


def _say(error: KafkaError) -> str:
    """kafka-python writes "[Error 10] MessageSizeTooLargeError: None"."""
    text = " ".join(str(error).split()).removesuffix(": None").rpartition("] ")[2]
    name = type(error).__name__
    return text if text.startswith(name) else f"{name}: {text}"


def _partitions(client: KafkaConsumer, topic: str) -> list[TopicPartition]:
    numbers = client.partitions_for_topic(topic)
    if not numbers:
        raise ClientError(f"{topic}: {_NO_TOPIC}")
    return [TopicPartition(topic, number) for number in sorted(numbers)]


def _incoming(record: Any) -> Incoming:
    return Incoming(
        record.topic,
        record.partition,
        record.offset,
        record.timestamp,
        record.key,
        record.value,
        tuple((name, value or b"") for name, value in record.headers),
    )
