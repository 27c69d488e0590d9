"""A stage in, more work than it can take, or work for a long time, put on it."""

import time
from pathlib import Path
from typing import Final, NamedTuple

import psutil

from tests.drill.stage import Stage
from tests.worker import Worker

__all__ = ["overload", "soak"]

_UNFINISHED: Final = 32
_IN_FLIGHT: Final = 10 * _UNFINISHED  # finished items that wait for one before them count as well
# What a worker may grow by once it is warm: allocators keep a little of what they are given back.
_GROWTH: Final = 1.15
_OVERLOAD: Final = 10
_DRAIN_SECONDS: Final = 600.0
_SAMPLE_SECONDS: Final = 10.0
_BACKLOG: Final = 400
_RECORD: Final = Path("build/soak.csv")


class Size(NamedTuple):
    """What the worker and its children hold: megabytes and open files; with what was done and what waits."""

    megabytes: float
    files: int
    seconds: float = 0
    items: float = 0
    lag: float = 0


def overload(stage: Stage, seconds: int) -> None:
    """Ten times as many items as the worker can take: what it cannot take must wait on the topic, not in it."""
    (worker,) = stage.hire(MAX_IN_FLIGHT=_UNFINISHED)
    feeder = stage.feed()
    sizes = []
    for _ in range(seconds):
        time.sleep(1)
        sizes.append(_size(worker))
        in_flight = worker.metric("communique_messages_in_flight")
        assert in_flight <= _IN_FLIGHT, f"{in_flight:.0f} messages in flight, {_IN_FLIGHT} were allowed"
    done = worker.metric("communique_messages_processed_total")
    assert feeder.count >= _OVERLOAD * done, f"only {feeder.count} items were fed where {done:.0f} were processed"
    stage.stop_feeding()
    _assert_flat(sizes)
    stage.wait_until_done(_DRAIN_SECONDS)


def soak(stage: Stage, seconds: int) -> None:
    """Full load for a long time: memory and open files must stay what they are once the worker is warm."""
    (worker,) = stage.hire(POOL_SIZE=2)
    said_before = worker.log.stat().st_size
    feeder = stage.feed()
    sizes = []
    began = time.monotonic()
    sampled = 0.0
    while (elapsed := time.monotonic() - began) < seconds:
        items = worker.metric("communique_messages_processed_total")
        feeder.hold(feeder.count - items > _BACKLOG)  # always something to do, never more than the end can work off
        if elapsed >= sampled:
            sampled = elapsed + _SAMPLE_SECONDS
            lag = worker.metric("communique_consumer_lag_records")
            sizes.append(_size(worker)._replace(seconds=elapsed, items=items, lag=lag))
            _keep(sizes)
        time.sleep(1)
        assert not stage.crew.exits, f"the worker ended: {worker.last_words(5)}"
    stage.stop_feeding()
    _assert_flat(sizes)
    stage.wait_until_done(_DRAIN_SECONDS)
    said = worker.log.read_bytes()[said_before:].decode(errors="replace")
    errors = [line for line in said.splitlines() if '"level": "error"' in line]
    assert not errors, f"{len(errors)} errors logged where nothing was wrong: {errors[0][:300]}"


def _keep(sizes: list[Size]) -> None:
    rows = [f"{s.seconds:.0f},{s.items:.0f},{s.lag:.0f},{s.megabytes:.0f},{s.files}" for s in sizes]
    _RECORD.parent.mkdir(exist_ok=True)
    _RECORD.write_text("\n".join(["seconds,items,lag,megabytes,open_files", *rows]) + "\n")


def _size(worker: Worker) -> Size:
    assert worker.process is not None
    processes = [psutil.Process(worker.process.pid), *worker.children()]
    sizes = []
    for process in processes:
        try:
            sizes.append(Size(process.memory_info().rss / 1e6, process.num_fds()))
        except psutil.NoSuchProcess:  # a child that was replaced
            continue
    return Size(sum(size.megabytes for size in sizes), sum(size.files for size in sizes))


def _assert_flat(sizes: list[Size]) -> None:
    third = len(sizes) // 3
    warm, last = sizes[third : 2 * third], sizes[-third:]
    for name, before, after in (
        ("megabytes", max(s.megabytes for s in warm), max(s.megabytes for s in last)),
        ("open files", max(s.files for s in warm), max(s.files for s in last)),
    ):
        assert after <= before * _GROWTH, f"{name} grew from {before:.0f} to {after:.0f}"
