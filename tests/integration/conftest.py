"""The broker, the topics and the worker that a module's tests share."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.kafka import Cluster, EmbeddedBroker
from tests.worker import Worker

ROOT = Path(__file__).parents[2]
Communique = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def broker_kind() -> str:
    """embedded, or kafka where COMMUNIQUE_TEST_BROKER asks for it."""
    kind = os.environ.get("COMMUNIQUE_TEST_BROKER", "embedded")
    assert kind in ("embedded", "kafka"), f"COMMUNIQUE_TEST_BROKER is {kind!r}; embedded and kafka are known"
    return kind


@pytest.fixture(scope="module")
def broker(broker_kind: str) -> Iterator[str]:
    """host:port of a broker of the module's own. Where it cannot start, the tests fail."""
    with Cluster() if broker_kind == "kafka" else EmbeddedBroker() as started:
        yield started.bootstrap


@pytest.fixture(scope="module")
def topics(broker: str) -> str:
    """The broker again, with the worker's topics on it."""
    done = communique("topics", "create", BROKERS=broker)
    assert done.returncode == 0, done.stderr
    return broker


@pytest.fixture(scope="module")
def start_worker(topics: str) -> Iterator[Callable[..., Worker]]:
    """Start workers on the module's broker; those that still run at its end are killed."""
    started: list[Worker] = []

    def start(**settings: Any) -> Worker:
        worker = Worker(topics, **settings)
        started.append(worker)
        return worker.start()

    yield start
    for worker in started:
        worker.kill()


def communique(*arguments: str, **settings: object) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    env = {f"COMMUNIQUE_{name}": str(value) for name, value in settings.items()}
    return subprocess.run(
        [sys.executable, "-m", "workers", *arguments],
        env={**os.environ, **env},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
