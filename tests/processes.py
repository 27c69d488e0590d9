"""A command in, a child process out that cannot outlive the tests."""

import ctypes
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import SystemRandom
from typing import Final

__all__ = ["free_port", "free_ports", "new_log", "spawn", "wait_for"]

_LOGS: Final = Path(__file__).parents[1] / "build" / "logs"
_PR_SET_PDEATHSIG: Final = 1
# Below the range that outgoing connections take their ports from: a server that is down for a while
# finds its port still free, and a client that knocks meanwhile cannot be handed that very port.
_PORTS: Final = range(20_000, 32_000)


def spawn(
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    daemon: bool = False,
) -> subprocess.Popen[bytes]:
    """Start `command` in its own process group; both its outputs are appended to `log`.

    Unless it is a `daemon`, the kernel kills it when the starting process ends, however that ends.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    parent = os.getpid()
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(env or {})},
            cwd=cwd,
            start_new_session=True,
            preexec_fn=lambda: _begin(None if daemon else parent),
        )


def new_log(name: str) -> Path:
    """A path under build/ that nothing has logged to yet; logs stay there to be read after a failure."""
    _LOGS.mkdir(parents=True, exist_ok=True)
    handle, path = tempfile.mkstemp(prefix=f"{name}-", suffix=".log", dir=_LOGS)
    os.close(handle)
    return Path(path)


def free_ports(count: int) -> list[int]:
    """`count` different loopback ports on which nobody listens."""
    chosen: list[int] = []
    dice = SystemRandom()
    while len(chosen) < count:
        port = dice.choice(_PORTS)
        if port not in chosen and _is_free(port):
            chosen.append(port)
    return chosen


def free_port() -> int:
    """A loopback port on which nobody listens."""
    return free_ports(1)[0]


def wait_for(condition: Callable[[], bool], seconds: float, what: str, *, every_seconds: float = 0.05) -> float:
    """Poll until `condition` holds; the seconds that took.

    Raises:
        TimeoutError: it did not come true; the message says `what` was awaited.
    """
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > seconds:
            raise TimeoutError(f"{what}: not within {seconds:g} s")
        time.sleep(every_seconds)
    return time.monotonic() - began


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _begin(parent: int | None) -> None:
    """In the child: Ctrl-C ends it even where the tests run in the background, which is a shell's way to ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if parent is not None:
        _die_with(parent)


def _die_with(parent: int) -> None:
    """Ask Linux for SIGKILL when the parent is gone; elsewhere do without."""
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    except (AttributeError, OSError):
        return
    if os.getppid() != parent:  # it died before we asked
        os._exit(1)
