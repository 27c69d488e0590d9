"""A stage in, a fault of the brokers or of their topics played on it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from kafka import KafkaAdminClient

from tests.drill.stage import Stage
from tests.kafka import Broker
from tests.kafka.acls import allow_all, deny
from tests.wire import EVENTS, RAW

__all__ = [
    "WORKER_USER",
    "all_brokers_gone",
    "broker_paused",
    "leader_killed",
    "output_topic_missing",
    "output_topic_read_only",
    "record_too_large",
]

WORKER_USER: Final = ("worker", "let-me-in")


def leader_killed(stage: Stage, times: int) -> None:
    """kill -9 of the broker that leads a partition of the input; it comes back later."""
    stage.hire(2)
    stage.feed()
    for _ in range(times):
        stage.pause(1.0, 2.0)
        broker = stage.cluster.leader(RAW)
        broker.kill()
        stage.recover()
        broker.start()
        broker.wait()
    stage.recover()


def all_brokers_gone(stage: Stage, seconds: int) -> None:
    """kill -9 of every broker, nobody there for a while, then back."""
    with _at_work(stage) as brokers:
        for broker in brokers:
            broker.kill()
        time.sleep(seconds)
        for broker in brokers:
            broker.start()
        for broker in brokers:
            broker.wait()


def broker_paused(stage: Stage, seconds: int) -> None:
    """SIGSTOP of the broker: connections stay open and nothing is answered, as with a disk that hangs."""
    with _at_work(stage) as brokers:
        for broker in brokers:
            broker.pause()
        time.sleep(seconds)
        for broker in brokers:
            broker.resume()


@contextmanager
def _at_work(stage: Stage) -> Iterator[list[Broker]]:
    """A worker at work, and the brokers to be hurt; afterwards the worker must go on."""
    stage.hire()
    stage.feed()
    stage.pause(1.0, 2.0)
    yield list(stage.cluster.brokers.values())
    stage.recover()


def output_topic_missing(stage: Stage, seconds: int) -> None:
    """An output topic is not there; later an operator creates it."""
    admin = KafkaAdminClient(bootstrap_servers=stage.cluster.bootstrap)
    stage.hire()
    admin.delete_topics([EVENTS])
    admin.close()
    stage.feed()
    time.sleep(seconds)
    stage.create_topics()
    stage.recover()


def output_topic_read_only(stage: Stage, seconds: int) -> None:
    """The worker may no longer write to an output topic; later it may again. (The stage needs WORKER_USER.)"""
    cluster = stage.cluster
    name, password = WORKER_USER
    assert cluster.certificates is not None
    allow_all(cluster.bootstrap, f"User:{name}")
    stage.hire(
        BROKERS=cluster.sasl_bootstrap,
        SECURITY_PROTOCOL="SASL_SSL",
        SASL_MECHANISM="SCRAM-SHA-512",
        SASL_USERNAME=name,
        SASL_PASSWORD=password,
        SSL_CA_FILE=cluster.certificates.authority,
    )
    stage.feed()
    stage.pause(1.0, 2.0)
    with deny(cluster.bootstrap, f"User:{name}", "WRITE", "TOPIC", EVENTS):
        time.sleep(seconds)
    stage.recover()


def record_too_large(stage: Stage, times: int) -> None:
    """Records that no topic takes, among others that are fine: each such item becomes one dead letter."""
    stage.hire()
    stage.feed()
    for number in range(times):
        stage.pause(0.2, 0.6)
        stage.feed_doomed(f"urn:bloat:{number}", "BLOAT " + "xxxxxxxxx " * 5_000)
    stage.recover()
