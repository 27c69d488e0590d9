"""Settings in, the whole worker as a process of its own out, to be watched and hurt from outside."""

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Self

import psutil

from tests.processes import free_port, new_log, spawn, wait_for

__all__ = ["CANNED", "REAL", "Worker"]

REAL: Final = ("-m", "workers", "run")
CANNED: Final = ("-m", "tests.canned")  # the same worker over a pipeline that costs nothing
_READY_SECONDS: Final = 60.0
_ORPHAN_SECONDS: Final = 10.0
_SAMPLE: Final = re.compile(r"^(communique_\w+)(?:\{(.*?)\})? (\S+)$", re.MULTILINE)


class Worker:
    """One worker; it may be started again after it ended. Its log is a file, kept over restarts."""

    def __init__(
        self,
        bootstrap: str,
        *,
        program: tuple[str, ...] = REAL,
        environ: Mapping[str, str] | None = None,
        **settings: object,
    ) -> None:
        self.bootstrap = bootstrap
        self.metrics_port = free_port()
        self.log = new_log("worker")
        self.process: subprocess.Popen[bytes] | None = None
        self._program = program
        self.orphans = 0
        self._env = {
            **_environment({"BROKERS": bootstrap, "METRICS_PORT": self.metrics_port, **settings}),
            **(environ or {}),
        }

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> Self:
        """Start the process; `wait_ready` says when it consumes."""
        self.process = spawn(
            [sys.executable, *self._program], log=self.log, env=self._env, cwd=Path(__file__).parents[1]
        )
        return self

    def wait_ready(self, seconds: float = _READY_SECONDS) -> Self:
        """Until /readyz says yes.

        Raises:
            AssertionError: the process ended instead; the message shows its last words.
        """
        wait_for(lambda: self.get("/readyz")[0] == 200 or not self.alive, seconds, "a ready worker")
        assert self.alive, f"the worker ended with {self.exit_code}: {self.last_words()}"
        return self

    @property
    def alive(self) -> bool:
        """It runs (or is paused)."""
        return self.process is not None and self.process.poll() is None

    @property
    def exit_code(self) -> int | None:
        """As subprocess has it: negative when a signal ended it, None while it runs."""
        return self.process.poll() if self.process else None

    def wait(self, seconds: float) -> int:
        """The exit code, once it has ended.

        Raises:
            subprocess.TimeoutExpired: it has not within `seconds`.
        """
        assert self.process is not None
        return self.process.wait(seconds)

    def terminate(self) -> None:
        """SIGTERM: drain and leave."""
        self.signal(signal.SIGTERM)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the worker's own process, not to its children."""
        if self.process is not None and self.alive:
            os.kill(self.process.pid, number)

    def kill(self) -> None:
        """SIGKILL to the worker alone, as the kernel's memory killer would.

        Its children must end by themselves when they find it gone; `orphans` counts those that did not.
        """
        process, children = self.process, self.children()
        if process is not None:
            process.kill()
            process.wait(10)
        _, stubborn = psutil.wait_procs(children, timeout=_ORPHAN_SECONDS)
        self.orphans += len(stubborn)
        for child in stubborn:
            child.kill()

    def children(self) -> list[psutil.Process]:
        """Every process below the worker's."""
        if self.process is None or not self.alive:
            return []
        try:
            return psutil.Process(self.process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            return []

    def pool(self) -> list[psutil.Process]:
        """The children that items run in."""
        return [child for child in self.children() if "resource_tracker" not in " ".join(_cmdline(child))]

    def get(self, path: str) -> tuple[int, str]:
        """Status and body of a page on the metrics port; status 0 where nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.metrics_port}{path}", timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")
        except OSError:
            return 0, ""

    def metric(self, name: str, **labels: str) -> float:
        """The sum of a metric's samples that carry these labels; 0 where there is none."""
        wanted = {f'{label}="{value}"' for label, value in labels.items()}
        rows = _SAMPLE.findall(self.get("/metrics")[1])
        return sum(float(value) for found, has, value in rows if found == name and wanted <= set(has.split(",")))

    def last_words(self, lines: int = 15) -> str:
        """The end of its log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def _environment(settings: Mapping[str, object]) -> dict[str, str]:
    return {f"COMMUNIQUE_{name.upper()}": str(value) for name, value in settings.items()}


def _cmdline(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []
