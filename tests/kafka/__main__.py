"""`python -m tests.kafka up [--brokers 3] | down`: a cluster that stays until it is taken down."""

import json
import shutil
import sys
from typing import Any, Final

import click
import psutil

from tests.kafka import Cluster, KafkaUnavailable
from tests.kafka.artefacts import BUILD

_STATE: Final = BUILD / "up.json"


@click.group()
def main() -> None:
    """Apache Kafka on this machine, in KRaft mode, for tests."""


@main.command()
@click.option("--brokers", type=click.IntRange(1, 5), default=1, show_default=True)
def up(brokers: int) -> None:
    """Start a cluster and print how to reach it."""
    if _STATE.exists():
        sys.exit(f"a cluster is up: COMMUNIQUE_BROKERS={_state()['bootstrap']} (python -m tests.kafka down ends it)")
    directory = BUILD / "data"
    shutil.rmtree(directory, ignore_errors=True)
    cluster = Cluster(brokers, directory=directory, daemon=True)
    try:
        cluster.start()
    except KafkaUnavailable as error:
        sys.exit(str(error))
    processes = [broker.process.pid for broker in cluster.brokers.values() if broker.process]
    _STATE.write_text(json.dumps({"bootstrap": cluster.bootstrap, "processes": processes}), "utf-8")
    print(f"COMMUNIQUE_BROKERS={cluster.bootstrap}")


@main.command()
def down() -> None:
    """End what `up` started and delete its data."""
    if not _STATE.exists():
        return
    ours = [
        process for process in psutil.process_iter() if process.pid in _state()["processes"] and _is_broker(process)
    ]
    for process in ours:
        process.kill()
    psutil.wait_procs(ours, timeout=10)
    shutil.rmtree(BUILD / "data", ignore_errors=True)
    _STATE.unlink()


def _state() -> dict[str, Any]:
    state: dict[str, Any] = json.loads(_STATE.read_text("utf-8"))
    return state


def _is_broker(process: psutil.Process) -> bool:
    """Its number may be another process's by now."""
    try:
        return "kafka.Kafka" in process.cmdline()
    except psutil.Error:
        return False


main(prog_name="python -m tests.kafka")
