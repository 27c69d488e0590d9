"""A pool child: messages in on a pipe, their Outcomes and the child's memory out; it loads the pipeline once."""

import contextlib
import math
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Final, NamedTuple, Protocol

import psutil

from workers.pipeline import Message, Outcome
from workers.records import Producer

__all__ = ["Load", "LoadFailed", "Processor", "Ready", "Reply", "serve"]

_ORPHAN_GRACE_SECONDS: Final = 10


class Processor(Protocol):
    """What a child needs of the pipeline."""

    producer: Producer

    def process(self, message: Message) -> Outcome:
        """One message's Outcome; never raises."""


Load = Callable[[], Processor]


class Ready(NamedTuple):
    """The pipeline is loaded."""

    producer: Producer
    load_seconds: float


class LoadFailed(NamedTuple):
    """The pipeline cannot be loaded; the child ends."""

    message: str


class Reply(NamedTuple):
    """An Outcome, and the bytes of memory the child holds after it."""

    outcome: Outcome
    resident_bytes: int


def serve(connection: Connection, load: Load, timeout_seconds: float) -> None:
    """Load, then answer message for message until the parent closes its end."""
    # The parent decides when a child ends: a signal sent to the whole process group must not cut an item short.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    with contextlib.suppress(BrokenPipeError):  # the parent has gone: there is nobody to answer
        _serve(connection, load, timeout_seconds)


def _end_with_parent() -> None:
    """A killed parent must not leave a child behind that loads a model, or works on what nobody waits for."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _serve(connection: Connection, load: Load, timeout_seconds: float) -> None:
    began = time.monotonic()
    try:
        pipeline = load()
    except Exception as error:
        connection.send(LoadFailed(f"{type(error).__name__}: {error}"))
        return
    connection.send(Ready(pipeline.producer, time.monotonic() - began))
    process = psutil.Process(os.getpid())
    while (message := _receive(connection)) is not None:
        # If the parent is gone nobody is left to end a child that hangs and lets no thread run: SIGALRM does.
        signal.alarm(math.ceil(timeout_seconds) + _ORPHAN_GRACE_SECONDS)
        outcome = pipeline.process(message)
        signal.alarm(0)
        connection.send(Reply(outcome, process.memory_info().rss))


def _receive(connection: Connection) -> Message | None:
    try:
        message: Message = connection.recv()
    except (EOFError, ConnectionError):
        return None
    return message
