"""Positions and log ends in, consumer lag out, and an alarm when consumption stands still though the broker answers."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from enum import Enum
from typing import Final, Protocol

import structlog
from faust.types import TP

from workers.stream.delivery import Delivery
from workers.stream.health import Health
from workers.stream.metrics import Metrics

__all__ = ["Places", "Progress"]

_TICK_SECONDS: Final = 1.0
# How long a partition may be quiet before the broker is asked whether it should be.
_QUIET_SECONDS: Final = 5.0
_ANSWER_SECONDS: Final = 5.0

log = structlog.get_logger(__name__)


class Places(Protocol):
    """Where the consumer stands."""

    @property
    def rebalancing(self) -> bool:
        """The group is sharing its partitions out."""

    async def answer(self) -> None:
        """Returns when the consumer's own thread has come round."""

    async def position(self, tp: TP) -> int:
        """The next offset to be fetched; no question to the broker."""

    async def end(self, partitions: set[TP]) -> dict[TP, int]:
        """The end of each log, from the broker."""

    def highwater(self, tp: TP) -> int | None:
        """The end of the log as of the last fetch; None before it."""


class _State(Enum):
    MOVING = "moving"
    AWAY = "the broker does not answer"
    STANDING = "standing"


class Progress:
    """Faust's consumer can lose its way, after a long pause for instance, without anything being raised.

    A broker that does not answer is no reason to end: it is waited for.
    """

    def __init__(
        self,
        places: Callable[[], Places],
        delivery: Delivery,
        metrics: Metrics,
        health: Health,
        *,
        stall_seconds: float,
        on_stall: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.stall_seconds = stall_seconds
        self._places = places
        self._delivery = delivery
        self._metrics = metrics
        self._health = health
        self._on_stall = on_stall
        self._clock = clock
        self._moved = clock()
        self._marker: object = None

    async def watch(self) -> None:
        """For ever."""
        while True:
            await asyncio.sleep(_TICK_SECONDS)
            try:
                await self.tick()
            except Exception as error:
                log.warning("progress not measured", error=f"{type(error).__name__}: {error}")

    async def tick(self) -> None:
        """Measure the lag; raise the alarm when nothing has moved for `stall_seconds`."""
        now = self._clock()
        if await self._look(now) is not _State.STANDING:
            self._moved = now
        still = now - self._moved
        self._health.stalled = (
            f"consumption has stood still for {still:.0f} s" if still > self.stall_seconds / 2 else ""
        )
        if still > self.stall_seconds:
            self._on_stall(f"consumption has stood still for {still:.0f} s though the broker answers")

    async def _look(self, now: float) -> _State:
        places, lanes = self._places(), self._delivery.lanes
        try:
            await asyncio.wait_for(places.answer(), _ANSWER_SECONDS)
        except TimeoutError:
            return _State.STANDING
        positions = await self._positions(places)
        marker = (self._delivery.generation, positions, {tp: lane.next_offset for tp, lane in lanes.items()})
        if marker != self._marker or self._delivery.in_flight:  # what is in flight has deadlines of its own
            self._marker = marker
            return _State.MOVING
        if now - self._moved < _QUIET_SECONDS and not self._health.stalled:
            return _State.STANDING  # perhaps: the broker is asked when it lasts
        return await self._ask(places, positions)

    async def _ask(self, places: Places, positions: dict[TP, int]) -> _State:
        try:
            ends = await asyncio.wait_for(places.end(set(positions)), _ANSWER_SECONDS)
        except Exception:
            return _State.AWAY
        waiting = any(positions[tp] < end for tp, end in ends.items())
        return _State.STANDING if waiting or places.rebalancing else _State.MOVING

    async def _positions(self, places: Places) -> dict[TP, int]:
        positions = {}
        for tp, lane in list(self._delivery.lanes.items()):
            position = None
            with contextlib.suppress(Exception):  # it was revoked just now, or its position is not known yet
                position = await asyncio.wait_for(places.position(tp), _ANSWER_SECONDS)
            if position is None:
                continue
            positions[tp] = position
            end = places.highwater(tp)
            if end is not None and tp in self._delivery.lanes:
                # Behind the last message there may be control records, which nobody acknowledges.
                reached = position if lane.reached in (None, lane.next_offset) else lane.reached
                self._metrics.consumer_lag.labels(tp.topic, str(tp.partition)).set(max(0, end - (reached or 0)))
        return positions
