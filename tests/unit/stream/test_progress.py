"""Lag, and the alarm when consumption stands still."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from faust.types import TP

from tests.stream.desk import Desk, Worker, event
from tests.stream.pipelines import item
from workers.stream.health import Health
from workers.stream.progress import Progress
from workers.stream.topics import RAW

PARTITION = TP(RAW, 0)


class Stand:
    """A consumer that stands where the test puts it."""

    def __init__(self, *, position: int, end: int) -> None:
        self.at = position
        self.log_end = end
        self.fetched_end = end
        self.rebalancing = False
        self.away = False

    async def answer(self) -> None:
        return

    async def position(self, tp: TP) -> int:
        return self.at

    async def end(self, partitions: set[TP]) -> dict[TP, int]:
        if self.away:
            raise ConnectionError("no broker")
        return dict.fromkeys(partitions, self.log_end)

    def highwater(self, tp: TP) -> int | None:
        return self.fetched_end


async def quiet(_: int) -> None:
    """Nothing."""


class Watch:
    """Progress over a worker with one partition, and seconds that pass when told."""

    def __init__(self, places: Stand, *, desk: Desk | None = None, max_in_flight: int = 16) -> None:
        self.places = places
        self.worker = Worker(desk or Desk(), max_in_flight=max_in_flight)
        self.health = Health()
        self.alarms: list[str] = []
        self.now = 0.0

    async def ticks(self, seconds: int, *, each: Callable[[int], Awaitable[None]] = quiet) -> None:
        """One tick a second, `each` before it; two partitions, and 30 seconds' grace for what is in hand."""
        await self.worker.assign(0, 1)
        progress = Progress(
            lambda: self.places,
            self.worker.delivery,
            self.worker.metrics,
            self.health,
            stall_seconds=20,
            grace_seconds=30,
            on_stall=self.alarms.append,
            clock=lambda: self.now,
        )
        for second in range(seconds):
            await each(second)
            self.now += 1
            await progress.tick()
            if self.alarms:
                return


@pytest.mark.parametrize(
    ("position", "away", "rebalancing", "alarms"),
    [
        pytest.param(3, False, False, 1, id="messages wait and the broker answers"),
        pytest.param(3, True, False, 0, id="the broker is away"),
        pytest.param(10, False, False, 0, id="everything is read"),
        pytest.param(10, False, True, 1, id="a rebalance without end"),
    ],
)
def test_standing_still_is_an_alarm_only_when_there_is_no_reason(
    position: int, away: bool, rebalancing: bool, alarms: int
) -> None:
    watch = Watch(Stand(position=position, end=10))
    watch.places.away, watch.places.rebalancing = away, rebalancing
    asyncio.run(watch.ticks(40))
    assert len(watch.alarms) == alarms


def test_the_probe_is_told_before_the_alarm() -> None:
    watch = Watch(Stand(position=3, end=10))
    asyncio.run(watch.ticks(15))
    assert (watch.alarms, "stood still" in watch.health.why_not_live()) == ([], True)


def test_lag_is_what_is_not_yet_read() -> None:
    watch = Watch(Stand(position=3, end=10))
    asyncio.run(watch.ticks(1))
    assert watch.worker.value("consumer_lag_records", topic=RAW, partition="0") == 7


def test_lag_grows_though_a_full_worker_fetches_nothing() -> None:
    watch = Watch(Stand(position=10, end=10))

    async def each(second: int) -> None:
        watch.places.log_end += 1

    asyncio.run(watch.ticks(20, each=each))
    assert watch.worker.value("consumer_lag_records", topic=RAW, partition="0") >= 15


async def feed_both(watch: Watch, second: int) -> None:
    """One item a second for each partition."""
    for partition in (0, 1):
        await watch.worker.delivery.take(event(second, item("u"), partition=partition))
    await asyncio.sleep(0.01)


@pytest.mark.parametrize(("seconds", "alarms"), [(45, 0), (60, 1)])
def test_a_partition_behind_a_stuck_item_is_an_alarm_though_the_other_moves(seconds: int, alarms: int) -> None:
    watch = Watch(Stand(position=10, end=10), desk=Desk(held=[(0, 3)]), max_in_flight=100)

    async def each(second: int) -> None:
        await feed_both(watch, second)

    asyncio.run(watch.ticks(seconds, each=each))
    assert [alarm.split(" has")[0] for alarm in watch.alarms] == ["partition 0"] * alarms


def test_the_probe_is_told_of_a_stuck_item_before_the_alarm() -> None:
    watch = Watch(Stand(position=10, end=10), desk=Desk(held=[(0, 0)]))

    async def each(second: int) -> None:
        if second == 0:
            await feed_both(watch, second)

    asyncio.run(watch.ticks(45, each=each))
    assert (watch.alarms, "partition 0 has stood still" in watch.health.why_not_live()) == ([], True)


def test_waiting_for_a_child_that_others_keep_busy_is_no_standing_still() -> None:
    held = [(0, offset) for offset in range(5)]
    desk = Desk(held=held, children=1)
    watch = Watch(Stand(position=10, end=10), desk=desk)

    async def each(second: int) -> None:
        if second == 0:
            for _, offset in held:
                await watch.worker.delivery.take(event(offset, item("u")))
            await watch.worker.delivery.take(event(0, item("last"), partition=1))
        if second % 29 == 28:  # each of them takes nearly as long as it may
            desk.release(second // 29)
        await asyncio.sleep(0.01)

    asyncio.run(watch.ticks(130, each=each))
    assert watch.alarms == []


def test_a_batch_that_neither_goes_out_nor_fails_is_an_alarm() -> None:
    watch = Watch(Stand(position=10, end=10))

    async def each(second: int) -> None:
        if second == 0:
            watch.worker.outboxes[0].stuck = True
            await feed_both(watch, second)

    asyncio.run(watch.ticks(60, each=each))
    assert len(watch.alarms) == 1


def test_a_partition_that_waits_for_room_stands_for_a_reason() -> None:
    desk = Desk(held=[(0, 0), (0, 1)])
    watch = Watch(Stand(position=3, end=10), desk=desk, max_in_flight=2)

    async def each(second: int) -> None:
        if second < 2:
            await watch.worker.delivery.take(event(second, item("u")))

    asyncio.run(watch.ticks(45, each=each))
    assert watch.alarms == []
