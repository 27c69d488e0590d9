"""A stage in, a fault of the workers' side played on it."""

import signal
import time
from typing import Final

from tests.drill.clock import Clock
from tests.drill.stage import Stage
from tests.worker import Worker

__all__ = [
    "children_killed",
    "clock_jumps",
    "joins_and_leaves",
    "killed_in_turn",
    "one_of_three_killed",
    "rolling_restart",
    "stopped_in_mid_batch",
    "worker_paused",
]

# How long SIGSTOP lasts, in session timeouts: long enough for the group to give its partitions away.
_PAUSE_SESSIONS: Final = 2.5


def killed_in_turn(stage: Stage, times: int) -> None:
    """kill -9 of the only worker, again and again, at random moments: at work, idle, joining, starting."""
    stage.hire()
    stage.feed()
    (worker,) = stage.crew
    for number in range(times):
        stage.pause(0.0, 2.0)
        worker.kill()
        if number % 5 == 4:  # and once more while it starts, loads or joins
            stage.pause(0.5, 6.0)
            worker.kill()
        stage.recover()


def children_killed(stage: Stage, times: int) -> None:
    """kill -9 of a pool child, at work or idle."""
    stage.hire(POOL_SIZE=2)
    stage.feed()
    (worker,) = stage.crew
    for _ in range(times):
        stage.pause(0.2, 1.5)
        pool = worker.pool()
        if pool:
            stage.dice.choice(pool).kill()
    stage.recover()


def one_of_three_killed(stage: Stage, times: int) -> None:
    """kill -9 of one of three workers; it comes back and takes its share again."""
    stage.hire(3)
    stage.feed()
    for _ in range(times):
        stage.pause(1.0, 3.0)
        stage.dice.choice(stage.crew.members).kill()
        stage.recover()


def rolling_restart(stage: Stage, times: int) -> None:
    """Each of three workers is stopped with SIGTERM and replaced, one after the other."""
    workers = stage.hire(3)
    stage.feed()
    for _ in range(times):
        for worker in list(workers):
            stage.pause(0.5, 1.5)
            _leave(stage, worker)
            stage.crew.join(worker).wait_ready()
            stage.recover()


def joins_and_leaves(stage: Stage, times: int) -> None:
    """`times` workers join and leave again within a minute, beside one that stays."""
    stage.hire()
    stage.feed()
    guests: list[Worker] = []
    pause = 60.0 / (2 * times)
    for number in range(2 * times):
        began = time.monotonic()
        if number % 2 == 0 or not guests:
            guests.append(stage.crew.join(stage.worker()))
        else:
            _leave(stage, guests.pop(0))
        time.sleep(max(0.0, pause - (time.monotonic() - began)))
    for guest in guests:
        _leave(stage, guest)
    stage.recover()


def worker_paused(stage: Stage, times: int) -> None:
    """SIGSTOP of one of two workers past its session timeout, then SIGCONT: a zombie that comes back."""
    workers = stage.hire(2)
    stage.feed()
    for number in range(times):
        stage.pause(1.0, 2.0)
        zombie = workers[number % 2]
        zombie.signal(signal.SIGSTOP)
        time.sleep(_PAUSE_SESSIONS * float(stage.settings["SESSION_TIMEOUT_SECONDS"]))
        zombie.signal(signal.SIGCONT)
        stage.recover()
    # Alone, the former zombie must do all the work.
    _leave(stage, workers[times % 2])
    stage.recover()


def stopped_in_mid_batch(stage: Stage, times: int) -> None:
    """SIGTERM at a random moment of work: it must drain and exit with 0 every time."""
    (worker,) = stage.hire()
    stage.feed()
    for _ in range(times):
        stage.pause(0.3, 1.5)
        _leave(stage, worker)
        stage.crew.join(worker).wait_ready()
        stage.recover()


def clock_jumps(stage: Stage, times: int) -> None:
    """The worker's wall clock jumps an hour ahead, then back by two, while its monotonic clock goes on."""
    clock = Clock(stage.cluster.directory)
    (worker,) = stage.hire(environ=clock.environ)
    stage.feed()
    for number in range(times):
        stage.pause(1.0, 2.0)
        clock.set(3600 if number % 2 == 0 else -3600)
        stage.recover()
        ahead = worker.metric("communique_last_success_timestamp_seconds") - time.time()
        assert abs(ahead) > 3000, f"the worker's clock is only {ahead:.0f} s ahead: it did not jump"


def _leave(stage: Stage, worker: Worker) -> None:
    code = stage.crew.leave(worker)
    # A process that is still importing has no handler yet, and nothing to drain.
    assert code in (0, -signal.SIGTERM), f"SIGTERM ended in exit code {code}: {worker.last_words(5)}"
