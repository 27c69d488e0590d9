"""Sending in order and waiting for every confirmation; a producer that keeps or refuses what it is given."""

import asyncio
from typing import Any

import pytest
from aiokafka.errors import MessageSizeTooLargeError, NotLeaderForPartitionError

from workers.stream.outbox import producer_arguments, send_all
from workers.stream.topics import QUOTES, Outgoing

MESSAGES = [Outgoing(QUOTES, key, b"v") for key in (b"a", b"b", b"c")]


class Refusing:
    """Takes the place of aiokafka's producer: confirms a message, or answers with the error of its key."""

    def __init__(self, errors: dict[bytes, Exception]) -> None:
        self.errors = errors
        self.sent: list[bytes] = []
        self.pending: list[asyncio.Future[None]] = []

    async def send(self, topic: str, value: bytes, key: bytes, *, headers: list[Any]) -> "asyncio.Future[None]":
        self.sent.append(key)
        answer = asyncio.get_running_loop().create_future()
        self.pending.append(answer)
        asyncio.get_running_loop().call_later(0.01 * len(self.sent), self._answer, key, answer)
        return answer

    def _answer(self, key: bytes, answer: "asyncio.Future[None]") -> None:
        if key in self.errors:
            answer.set_exception(self.errors[key])
        else:
            answer.set_result(None)


def test_every_replica_in_sync_has_to_confirm() -> None:
    assert producer_arguments("localhost:9092", {})["acks"] == "all"


def test_messages_are_sent_in_order() -> None:
    producer = Refusing({})
    asyncio.run(send_all(producer, MESSAGES))
    assert producer.sent == [b"a", b"b", b"c"]


def test_the_first_refusal_is_raised() -> None:
    producer = Refusing({b"b": NotLeaderForPartitionError(), b"c": MessageSizeTooLargeError()})
    with pytest.raises(NotLeaderForPartitionError):
        asyncio.run(send_all(producer, MESSAGES))


def test_nothing_is_pending_when_a_refusal_is_raised() -> None:
    producer = Refusing({b"a": MessageSizeTooLargeError()})
    with pytest.raises(MessageSizeTooLargeError):
        asyncio.run(send_all(producer, MESSAGES))
    assert [answer.done() and not answer.cancelled() for answer in producer.pending] == [True, True, True]
