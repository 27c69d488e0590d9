"""Positions and log ends in, consumer lag out, and an alarm when consumption stands still though the broker answers."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, Protocol

import structlog
from aiokafka.errors import KafkaError
from faust.types import TP

from workers.stream.delivery import Delivery
from workers.stream.health import Health
from workers.stream.metrics import Metrics

__all__ = ["Places", "Progress"]

_TICK_SECONDS: Final = 1.0
# How long a partition may be quiet before the broker is asked whether it should be.
_QUIET_SECONDS: Final = 5.0
# How old the ends of the logs may be that lag is measured by.
_ENDS_SECONDS: Final = 5.0
_ANSWER_SECONDS: Final = 5.0

log = structlog.get_logger(__name__)


class Places(Protocol):
    """Where the consumer stands."""

    @property
    def rebalancing(self) -> bool:
        """The group is sharing its partitions out."""

    async def answer(self) -> None:
        """Returns when the consumer's own thread has come round.

        Raises:
            KafkaError: the broker refuses this consumer for good.
        """

    async def position(self, tp: TP) -> int:
        """The next offset to be fetched; no question to the broker."""

    async def end(self, partitions: set[TP]) -> dict[TP, int]:
        """The end of each log, from the broker."""

    def highwater(self, tp: TP) -> int | None:
        """The end of the log as of the last fetch; None before it."""


class _Mark(NamedTuple):
    """What was seen, and since when it has been just so."""

    state: object
    since: float


class Progress:
    """Watches each partition: with work waiting, its acknowledged position has to move.

    Faust's consumer can lose its way, after a long pause for instance, and an item can get stuck on its way, without
    anything being raised. A broker that does not answer is no reason to end: it is waited for. What is in hand may
    take `grace_seconds` longer, for it has deadlines of its own.
    """

    def __init__(
        self,
        places: Callable[[], Places],
        delivery: Delivery,
        metrics: Metrics,
        health: Health,
        *,
        stall_seconds: float,
        grace_seconds: float,
        on_stall: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.stall_seconds = stall_seconds
        self.grace_seconds = grace_seconds
        self._places = places
        self._delivery = delivery
        self._metrics = metrics
        self._health = health
        self._on_stall = on_stall
        self._clock = clock
        self._marks: dict[TP | None, _Mark] = {}
        self._known_ends: dict[TP, int] = {}
        self._asked = float("-inf")

    async def watch(self) -> None:
        """For ever."""
        while True:
            await asyncio.sleep(_TICK_SECONDS)
            try:
                await self.tick()
            except Exception as error:
                log.warning("progress not measured", error=f"{type(error).__name__}: {error}")

    async def tick(self) -> None:
        """Measure the lag; raise the alarm when something has stood still for `stall_seconds`."""
        now = self._clock()
        try:
            what, still = await self._stillest(now)
        except KafkaError as error:
            self._on_stall(f"the broker refuses this worker: {error}")
            return
        told = f"{what} has stood still for {still:.0f} s"
        self._health.stalled = told if still > self.stall_seconds / 2 else ""
        if still > self.stall_seconds:
            self._on_stall(f"{told} though the broker answers")

    async def _stillest(self, now: float) -> tuple[str, float]:
        """What has stood still for longest without a reason, and the seconds it has, over those it is allowed."""
        places = self._places()
        try:
            await asyncio.wait_for(places.answer(), _ANSWER_SECONDS)
        except TimeoutError:
            return "the consumer", self._still(None, "silent", now)
        positions = await self._positions(places)
        still: dict[TP | None, float] = {None: self._still(None, (self._delivery.generation, places.rebalancing), now)}
        still |= {tp: self._still(tp, self._delivery.stage(tp) or at, now) for tp, at in positions.items()}
        self._marks = {key: self._marks[key] for key in still}
        self._measure_lag(places, positions)
        quiet = max(still.values()) >= _QUIET_SECONDS or self._health.stalled
        if not quiet and now < self._asked + _ENDS_SECONDS:
            return "", 0.0
        self._asked = now
        ends = await self._ends(places, positions)
        for key in still:
            if ends is None or not (places.rebalancing if key is None else self._waits(key, positions, ends)):
                self._marks[key] = self._marks[key]._replace(since=now)
                still[key] = 0.0
            elif key is not None and self._delivery.stage(key):
                still[key] -= self.grace_seconds
        key = max(still, key=lambda key: still[key])
        return ("the group" if key is None else f"partition {key.partition}"), still[key]

    def _still(self, key: TP | None, state: object, now: float) -> float:
        mark = self._marks.get(key)
        if mark is None or mark.state != state:
            mark = self._marks[key] = _Mark(state, now)
        return now - mark.since

    def _waits(self, tp: TP, positions: Mapping[TP, int], ends: Mapping[TP, int]) -> bool:
        """There is work, and nothing in another partition that it has to wait for."""
        in_hand = self._delivery.stage(tp) is not None
        return in_hand or (positions[tp] < ends.get(tp, 0) and not self._delivery.is_full)

    async def _ends(self, places: Places, positions: Mapping[TP, int]) -> dict[TP, int] | None:
        """The ends of the logs; None: the broker does not answer."""
        try:
            self._known_ends = await asyncio.wait_for(places.end(set(positions)), _ANSWER_SECONDS)
        except Exception:
            return None
        return self._known_ends

    async def _positions(self, places: Places) -> dict[TP, int]:
        positions = {}
        for tp in list(self._delivery.lanes):
            position = None
            with contextlib.suppress(Exception):  # it was revoked just now, or its position is not known yet
                position = await asyncio.wait_for(places.position(tp), _ANSWER_SECONDS)
            if position is None:
                continue
            positions[tp] = position
        return positions

    def _measure_lag(self, places: Places, positions: Mapping[TP, int]) -> None:
        for tp, position in positions.items():
            lane = self._delivery.lanes.get(tp)
            # A worker that is full fetches nothing for a while: the end as of its last fetch is not the end.
            ends = [end for end in (places.highwater(tp), self._known_ends.get(tp)) if end is not None]
            if not ends or lane is None:
                continue
            # Behind the last message there may be control records, which nobody acknowledges.
            reached = position if lane.reached in (None, lane.next_offset) else lane.reached
            self._metrics.consumer_lag.labels(tp.topic, str(tp.partition)).set(max(0, max(ends) - (reached or 0)))
