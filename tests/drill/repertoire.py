"""Every drill: its name, what is played, how often or how long, and on what stage."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from tests.drill import broker_faults as broker
from tests.drill import load
from tests.drill import worker_faults as worker
from tests.drill.stage import Stage

__all__ = ["DRILLS", "Drill"]


class Drill(NamedTuple):
    """`full` and `short` are how many times or seconds; a `short` of 0 leaves the drill out of the short form."""

    name: str
    play: Callable[[Stage, int], None]
    full: int
    short: int = 0
    stage: Mapping[str, Any] = {}


_THREE: Final = {"brokers": 3}
_SECURED: Final = {"users": dict([broker.WORKER_USER])}
DRILLS: Final = (
    Drill("worker-killed", worker.killed_in_turn, full=50, short=2),
    Drill("children-killed", worker.children_killed, full=20, short=4),
    Drill("one-of-three-killed", worker.one_of_three_killed, full=5, stage={"partitions": 6}),
    Drill("rolling-restart", worker.rolling_restart, full=2, stage={"partitions": 6}),
    Drill("joins-and-leaves", worker.joins_and_leaves, full=10, stage={"partitions": 6}),
    Drill("sigterm-in-mid-batch", worker.stopped_in_mid_batch, full=10, short=1),
    Drill("worker-paused", worker.worker_paused, full=4, short=1),
    Drill("clock-jumps", worker.clock_jumps, full=4),
    Drill("leader-killed", broker.leader_killed, full=3, short=1, stage=_THREE),
    Drill("brokers-gone", broker.all_brokers_gone, full=60),
    Drill("broker-paused", broker.broker_paused, full=30),
    Drill("output-topic-missing", broker.output_topic_missing, full=15),
    Drill("output-topic-read-only", broker.output_topic_read_only, full=15, stage=_SECURED),
    Drill("record-too-large", broker.record_too_large, full=20, short=3),
    Drill("overload", load.overload, full=12, stage={"per_second": 2_000.0}),
    Drill("soak", load.soak, full=1_800, stage={"real": True, "per_second": 400.0}),
    Drill("worker-killed-real", worker.killed_in_turn, full=10, short=1, stage={"real": True, "per_second": 10.0}),
    Drill("children-killed-real", worker.children_killed, full=10, stage={"real": True, "per_second": 10.0}),
)
