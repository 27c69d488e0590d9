"""The worker's state in, /livez, /readyz and /metrics out, from a thread that answers while the main loop is stuck."""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, Final
from wsgiref.simple_server import WSGIRequestHandler, make_server

from prometheus_client import CollectorRegistry, make_wsgi_app
from prometheus_client.exposition import ThreadingWSGIServer

__all__ = ["Health", "HealthServer", "watch_for_pauses"]

# The main loop beats twice a second; a loop that is silent for so long is stuck.
_STUCK_SECONDS: Final = 10.0
_TICK_SECONDS: Final = 0.5

Respond = Callable[..., Any]


class Health:
    """What the probes ask about; written by the main loop, read by the server's threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.loaded = False
        self.joined = False
        self.stalled = ""
        self._clock = clock
        self._beat = clock()

    def beat(self) -> None:
        """The main loop moves."""
        self._beat = self._clock()

    def why_not_live(self) -> str:
        """Empty: alive. A broker that does not answer is no reason."""
        silent = self._clock() - self._beat
        if silent > _STUCK_SECONDS:
            return f"the main loop has not moved for {silent:.0f} s"
        return self.stalled

    def why_not_ready(self) -> str:
        """Empty: the model is loaded and the group has told which partitions are ours."""
        if not self.loaded:
            return "the model is not loaded"
        return self.why_not_live() if self.joined else "no partitions assigned"


class HealthServer:
    """Answers on one port until closed.

    Raises:
        OSError: the port cannot be had.
    """

    def __init__(self, health: Health, registry: CollectorRegistry, *, host: str, port: int) -> None:
        self._server = make_server(host, port, _application(health, registry), ThreadingWSGIServer, _SilentHandler)
        self.port: int = self._server.server_port
        threading.Thread(target=self._server.serve_forever, name="health", daemon=True).start()

    def close(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()


def watch_for_pauses(longest_seconds: float, on_pause: Callable[[float], None]) -> None:
    """Start a thread that notices when the whole process stood still for longer than that."""

    def watch() -> None:
        before = time.monotonic()
        while True:
            time.sleep(_TICK_SECONDS)
            now = time.monotonic()
            if now - before > longest_seconds:
                on_pause(now - before)
            before = now

    threading.Thread(target=watch, name="pauses", daemon=True).start()


def _application(health: Health, registry: CollectorRegistry) -> Callable[[dict[str, Any], Respond], Iterable[bytes]]:
    metrics = make_wsgi_app(registry)
    probes = {"/livez": health.why_not_live, "/readyz": health.why_not_ready}

    def answer(environ: dict[str, Any], respond: Respond) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path == "/metrics":
            page: Iterable[bytes] = metrics(environ, respond)
            return page
        if path not in probes:
            return _plain(respond, "404 Not Found", "try /metrics, /livez or /readyz")
        why_not = probes[path]()
        return _plain(respond, "503 Service Unavailable" if why_not else "200 OK", why_not or "ok")

    return answer


def _plain(respond: Respond, status: str, text: str) -> list[bytes]:
    respond(status, [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{text}\n".encode()]


class _SilentHandler(WSGIRequestHandler):
    """Without a log line for each probe."""

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""
