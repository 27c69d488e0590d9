"""Which guarantee a broker allows for, and what a transaction promises on one that has them."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import ProducerFenced

from tests.wire import GROUP, QUOTES, RAW, Tap
from workers.settings import Settings
from workers.stream.guarantee import Guarantee, GuaranteeError, choose_guarantee
from workers.stream.outbox import ConfirmedOutbox, producer_arguments
from workers.stream.topics import Outgoing
from workers.stream.transactions import TransactionalOutbox

PARTITION = TopicPartition(RAW, 0)
BATCH = [Outgoing(QUOTES, b"k", b"v")]
# A new broker takes a moment to make its own topics for groups and transactions.
PATIENCE_SECONDS = 60


class Committed:
    """The group's offsets, as the broker has them."""

    def __init__(self, consumer: AIOKafkaConsumer) -> None:
        self.consumer = consumer

    async def committed(self, partition: TopicPartition) -> int | None:
        offset: int | None = await self.consumer.committed(partition)
        return offset

    async def commit_offset(self, partition: TopicPartition, offset: int) -> None:
        await self.consumer.commit({partition: offset})


class FailingOnce:
    """A group whose first commit does not arrive."""

    def __init__(self) -> None:
        self.attempts = 0

    async def committed(self, partition: TopicPartition) -> int | None:
        return None

    async def commit_offset(self, partition: TopicPartition, offset: int) -> None:
        self.attempts += 1
        if self.attempts == 1:
            raise ConnectionError("gone")


def test_the_broker_decides(broker: str, broker_kind: str) -> None:
    guarantee = asyncio.run(choose_guarantee(Settings(brokers=broker)))
    expected = Guarantee.EXACTLY_ONCE if broker_kind == "kafka" else Guarantee.AT_LEAST_ONCE_PLAIN
    assert guarantee is expected


def test_what_is_demanded_is_given_or_refused(broker: str, broker_kind: str) -> None:
    settings = Settings(brokers=broker, guarantee="exactly_once")
    if broker_kind == "kafka":
        assert asyncio.run(choose_guarantee(settings)) is Guarantee.EXACTLY_ONCE
    else:
        with pytest.raises(GuaranteeError, match="COMMUNIQUE_GUARANTEE"):
            asyncio.run(choose_guarantee(settings))


def test_what_is_confirmed_is_not_sent_again_when_only_the_commit_failed(topics: str) -> None:
    async def play() -> None:
        outbox = ConfirmedOutbox(PARTITION, FailingOnce(), producer_arguments(topics, {}), idempotent=False)
        await outbox.open()
        try:
            with pytest.raises(ConnectionError):
                await outbox.publish(BATCH, 1)
            await outbox.reopen()
            await outbox.publish(BATCH, 1)
        finally:
            await outbox.close()

    with Tap(topics, [QUOTES]) as tap:
        seen = len(tap.catch_up())
        asyncio.run(play())
        assert len(tap.catch_up()) - seen == 1


@pytest.mark.kafka
def test_the_next_owner_shuts_the_former_one_out(transactions: "Play") -> None:
    async def play(former: TransactionalOutbox, consumer: AIOKafkaConsumer) -> None:
        await former.publish(BATCH, 1)
        following = _outbox(transactions.bootstrap, consumer)
        await following.open()
        try:
            with pytest.raises(ProducerFenced):
                await former.publish(BATCH, 2)
        finally:
            await following.close()

    transactions(play)


@pytest.mark.kafka
def test_the_offset_is_committed_with_the_records(transactions: "Play") -> None:
    async def play(outbox: TransactionalOutbox, consumer: AIOKafkaConsumer) -> None:
        await outbox.publish(BATCH, 7)
        for _ in range(50):  # the coordinator writes its markers after it has confirmed the commit
            if await Committed(consumer).committed(PARTITION) == 7:
                return
            await asyncio.sleep(0.2)
        raise AssertionError("the offset never came")

    transactions(play)


@pytest.mark.kafka
def test_an_attempt_that_went_through_is_not_repeated(transactions: "Play") -> None:
    async def play(outbox: TransactionalOutbox, consumer: AIOKafkaConsumer) -> None:
        await outbox.publish(BATCH, 11)
        end = await _end(consumer)
        await outbox.reopen()
        await outbox.publish(BATCH, 11)
        assert await _end(consumer) == end

    transactions(play)


@pytest.mark.kafka
def test_a_stranger_at_work_is_noticed(transactions: "Play") -> None:
    async def play(outbox: TransactionalOutbox, consumer: AIOKafkaConsumer) -> None:
        await outbox.publish(BATCH, 20)
        following = _outbox(transactions.bootstrap, consumer)
        await following.open()
        await following.publish(BATCH, 30)
        await following.close()
        with pytest.raises(ProducerFenced):
            await outbox.reopen()

    transactions(play)


class Play:
    """Runs a scene with an open outbox on a broker that has transactions."""

    def __init__(self, bootstrap: str) -> None:
        self.bootstrap = bootstrap

    def __call__(self, scene: Callable[[TransactionalOutbox, AIOKafkaConsumer], Awaitable[None]]) -> None:
        async def run() -> None:
            consumer = AIOKafkaConsumer(bootstrap_servers=self.bootstrap, group_id=GROUP, enable_auto_commit=False)
            await consumer.start()
            consumer.assign([PARTITION])
            outbox = _outbox(self.bootstrap, consumer)
            try:
                await asyncio.wait_for(outbox.open(), PATIENCE_SECONDS)
                await scene(outbox, consumer)
            finally:
                await outbox.close()
                await consumer.stop()

        asyncio.run(run())


@pytest.fixture
def transactions(topics: str) -> Play:
    return Play(topics)


def _outbox(bootstrap: str, consumer: AIOKafkaConsumer) -> TransactionalOutbox:
    return TransactionalOutbox(PARTITION, GROUP, Committed(consumer), producer_arguments(bootstrap, {}))


async def _end(consumer: AIOKafkaConsumer) -> int:
    """Where the logs of the output topic end, together."""
    partitions = [TopicPartition(QUOTES, number) for number in range(4)]
    return sum((await consumer.end_offsets(partitions)).values())
