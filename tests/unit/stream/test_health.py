"""The probes, over HTTP."""

import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from tests.unit.stream.test_breaker import Clock
from workers.stream.health import Health, HealthServer
from workers.stream.metrics import Metrics


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def health(clock: Clock) -> Health:
    return Health(clock)


@pytest.fixture
def server(health: Health) -> Iterator[HealthServer]:
    server = HealthServer(health, Metrics().registry, host="127.0.0.1", port=0)
    yield server
    server.close()


def get(server: HealthServer, path: str) -> tuple[int, str]:
    """Status and body."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{path}", timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_a_worker_whose_loop_moves_is_alive(server: HealthServer) -> None:
    assert get(server, "/livez") == (200, "ok\n")


def test_a_worker_whose_loop_is_stuck_is_not(server: HealthServer, clock: Clock) -> None:
    clock.now = 11
    assert get(server, "/livez") == (503, "the main loop has not moved for 11 s\n")


def test_a_worker_that_stalls_is_not_alive(server: HealthServer, health: Health) -> None:
    health.stalled = "standing still"
    assert get(server, "/livez") == (503, "standing still\n")


@pytest.mark.parametrize(("loaded", "joined", "status"), [(False, False, 503), (True, False, 503), (True, True, 200)])
def test_ready_is_loaded_and_joined(
    server: HealthServer, health: Health, loaded: bool, joined: bool, status: int
) -> None:
    health.loaded, health.joined = loaded, joined
    assert get(server, "/readyz")[0] == status


def test_metrics_are_served(server: HealthServer) -> None:
    assert "communique_dead_letters_total" in get(server, "/metrics")[1]


def test_another_path_is_not_found(server: HealthServer) -> None:
    assert get(server, "/")[0] == 404
