"""Killable processes: a message in, its Outcome or a timeout out.

Each child has a pipe of its own and one item at a time, so nothing is shared that a killed child could keep locked,
and a death has exactly one item to do with it. (pebble's pool was tried first: it stops working when an idle child is
killed, and measures its deadlines on the wall clock.)
"""

import asyncio
import multiprocessing
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Final, NamedTuple, ParamSpec, TypeVar

import structlog

from workers.ontology import Reason
from workers.pipeline import Message, Outcome, Reject
from workers.records import Producer
from workers.stream.child import Load, LoadFailed, Ready, Reply, serve
from workers.stream.metrics import Metrics

__all__ = ["Pool", "PoolError", "PoolLimits"]

# A child may be killed from outside, for want of memory say; only an item that is there every time is to blame.
_DEATHS_PER_ITEM: Final = 3
_LOAD_TIMEOUT_SECONDS: Final = 120.0
_LONGEST_PAUSE_SECONDS: Final = 10.0
# A child that is stopped in mid-message holds up the thread that writes or reads the rest.
_PIPE_GRACE_SECONDS: Final = 5.0

P = ParamSpec("P")
T = TypeVar("T")

log = structlog.get_logger(__name__)


class PoolError(RuntimeError):
    """The pipeline cannot be loaded; the message is one line."""


class PoolLimits(NamedTuple):
    """How many children, how long an item may take, and when a child is replaced."""

    size: int
    timeout_seconds: float
    max_items: int
    max_bytes: int


class Pool:
    """`size` children, each with the pipeline loaded, each with one item at a time."""

    def __init__(self, load: Load, limits: PoolLimits, metrics: Metrics) -> None:
        self.limits = limits
        self.metrics = metrics
        self._slots = [_Slot(load, limits) for _ in range(limits.size)]
        self._idle: asyncio.Queue[_Slot] = asyncio.Queue()
        self._threads = ThreadPoolExecutor(2 * limits.size, thread_name_prefix="pool")  # one may be stuck, one kills
        self._starting: set[asyncio.Task[None]] = set()
        self._stopped = False

    async def start(self) -> Producer:
        """Start every child; returns when the first is ready.

        Raises:
            PoolError: the pipeline cannot be loaded.
        """
        first, *others = self._slots
        for slot in others:
            slot.start()
        ready = await self._in_thread(first.ensure)
        self.metrics.model_load_duration.set(ready.load_seconds)
        self.metrics.pool_workers.inc()
        self._idle.put_nowait(first)
        for slot in others:
            self._restart_soon(slot, again=False)
        return ready.producer

    async def process(self, message: Message, is_wanted: Callable[[], bool]) -> Outcome | None:
        """Never raises: an item that hangs or kills its child is a reject. None: a child was free, but it was late."""
        for _ in range(_DEATHS_PER_ITEM):
            slot = await self._idle.get()
            if not is_wanted():
                self._idle.put_nowait(slot)
                return None
            try:
                reply = await asyncio.wait_for(
                    self._in_thread(slot.run, message), self.limits.timeout_seconds + _PIPE_GRACE_SECONDS
                )
            except TimeoutError:
                self.metrics.item_timeouts.inc()
                self._replace(slot, "an item took too long")
                return _timed_out(self.limits.timeout_seconds)
            except (OSError, EOFError):
                self._replace(slot, "a child died")
                continue
            self._return(slot, reply)
            return reply.outcome
        return _killed()

    def kill(self) -> None:
        """End every child at once, whatever it is doing."""
        self._stopped = True
        for slot in self._slots:
            slot.ended = True
            slot.kill()

    def stop(self) -> None:
        """End every child and every thread."""
        for task in self._starting:
            task.cancel()
        self.kill()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _return(self, slot: "_Slot", reply: Reply) -> None:
        if slot.served >= self.limits.max_items or reply.resident_bytes > self.limits.max_bytes:
            log.info("child recycled", items=slot.served, resident_bytes=reply.resident_bytes)
            self._replace(slot, "")
        else:
            self._idle.put_nowait(slot)

    def _replace(self, slot: "_Slot", why: str) -> None:
        if self._stopped:
            return
        if why:
            log.warning("child replaced", why=why)
        self.metrics.pool_restarts.inc()
        self.metrics.pool_workers.dec()
        self._restart_soon(slot, again=True)

    def _restart_soon(self, slot: "_Slot", *, again: bool) -> None:
        task = asyncio.create_task(self._restart(slot, again=again))
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _restart(self, slot: "_Slot", *, again: bool) -> None:
        pause = 0.5
        while not self._stopped:
            try:
                if again:
                    await self._in_thread(slot.kill)
                await self._in_thread(slot.ensure)
            except PoolError as error:
                log.error("child does not start", error=str(error))
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)
                again = True
            else:
                self.metrics.pool_workers.inc()
                self._idle.put_nowait(slot)
                return

    def _in_thread(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
        return asyncio.get_running_loop().run_in_executor(self._threads, partial(function, *args, **kwargs))


class _Slot:
    """One child after another, and the pipe to it. Its methods block: they run in threads."""

    def __init__(self, load: Load, limits: PoolLimits) -> None:
        self.load = load
        self.limits = limits
        self.served = 0
        self.ended = False  # a thread may be starting a child at the very moment when the pool is ended
        self._killing = threading.Lock()
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._ready: Ready | None = None

    def start(self) -> None:
        """Start a child; it loads on its own."""
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self.load, self.limits.timeout_seconds), daemon=True)
        process.start()
        self._process = process  # not earlier: what has not started cannot be killed, and `kill` may come any time
        theirs.close()  # so that its death is the end of the pipe
        self.served = 0
        self._ready = None
        if self.ended:
            self.kill()

    def ensure(self) -> Ready:
        """Wait for a child that is ready, starting one if there is none.

        Raises:
            PoolError: it cannot load the pipeline, or died of it.
        """
        if self._process is None:
            self.start()
        if self._ready is None:
            self._ready = self._await_ready()
        return self._ready

    def run(self, message: Message) -> Reply:
        """One item.

        Raises:
            TimeoutError: no answer in time.
            OSError, EOFError: the child died.
        """
        assert self._connection is not None
        self.served += 1
        self._connection.send(message)
        if not self._connection.poll(self.limits.timeout_seconds):
            raise TimeoutError
        reply: Reply = self._connection.recv()
        return reply

    def kill(self) -> None:
        """End the child, if there is one; the thread that waits for it may want the same at the same time."""
        with self._killing:
            process, self._process, self._ready = self._process, None, None
            if process is not None:
                process.kill()
                process.join()
            if self._connection is not None:
                self._connection.close()  # nothing where it is closed, but two at once close one descriptor twice

    def _await_ready(self) -> Ready:
        assert self._connection is not None
        try:
            told = self._connection.recv() if self._connection.poll(_LOAD_TIMEOUT_SECONDS) else None
        except (OSError, EOFError):
            told = LoadFailed("the child died while it loaded the pipeline")
        if isinstance(told, Ready):
            return told
        self.kill()
        raise PoolError(told.message if told else f"the pipeline was not loaded within {_LOAD_TIMEOUT_SECONDS:g} s")


def _timed_out(seconds: float) -> Outcome:
    return Outcome(reject=Reject(Reason.TIMEOUT, "TimeoutError", f"not finished within {seconds:g} s"))


def _killed() -> Outcome:
    return Outcome(
        reject=Reject(Reason.EXTRACTION_ERROR, "ChildDied", f"the child died of it, {_DEATHS_PER_ITEM} times over")
    )
