"""Workers in, the same workers kept alive out: what a supervisor such as Kubernetes does."""

import threading
from collections.abc import Iterator
from typing import Final

from tests.worker import Worker

__all__ = ["Crew"]

_GRACE_SECONDS: Final = 40.0


class Crew:
    """Starts a member again when it ends by itself; counts how often and with what exit code."""

    def __init__(self) -> None:
        self.members: list[Worker] = []
        self.exits: list[int] = []
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="crew", daemon=True)
        self._thread.start()

    def __iter__(self) -> Iterator[Worker]:
        return iter(list(self.members))

    def join(self, worker: Worker) -> Worker:
        """Start a worker and watch over it."""
        with self._lock:
            self.members.append(worker.start())
        return worker

    def leave(self, worker: Worker) -> int:
        """SIGTERM a member, wait for it and no longer replace it; its exit code.

        Raises:
            subprocess.TimeoutExpired: it does not drain in time.
        """
        with self._lock:
            self.members.remove(worker)
        if not worker.alive:
            worker.start().wait_ready()
        worker.terminate()
        try:
            return worker.wait(_GRACE_SECONDS)
        finally:
            worker.kill()

    def dismiss(self) -> None:
        """Kill whoever is left."""
        self._stop.set()
        self._thread.join()
        for worker in self.members:
            worker.kill()

    def _watch(self) -> None:
        while not self._stop.wait(0.1):
            with self._lock:
                for worker in self.members:
                    if not worker.alive:
                        self.exits.append(worker.exit_code or 0)
                        worker.start()
