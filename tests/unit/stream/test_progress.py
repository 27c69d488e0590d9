"""Lag, and the alarm when consumption stands still."""

import asyncio

import pytest
from faust.types import TP

from tests.stream.desk import Desk, Worker
from workers.stream.health import Health
from workers.stream.progress import Progress
from workers.stream.topics import RAW

PARTITION = TP(RAW, 0)


class Stand:
    """A consumer that stands where the test puts it."""

    def __init__(self, *, position: int, end: int) -> None:
        self.at = position
        self.log_end = end
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
        return self.log_end


class Watch:
    """Progress over a worker with one partition, and seconds that pass when told."""

    def __init__(self, places: Stand) -> None:
        self.places = places
        self.worker = Worker(Desk())
        self.health = Health()
        self.alarms: list[str] = []
        self.now = 0.0

    async def ticks(self, seconds: int) -> None:
        """One tick a second."""
        await self.worker.assign(0)
        progress = Progress(
            lambda: self.places,
            self.worker.delivery,
            self.worker.metrics,
            self.health,
            stall_seconds=20,
            on_stall=self.alarms.append,
            clock=lambda: self.now,
        )
        for _ in range(seconds):
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
