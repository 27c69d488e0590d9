"""Settings in, the four topics out: created, or compared with what the cluster has."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, ConfigResourceType
from kafka.errors import KafkaError, TopicAlreadyExistsError

from workers.settings import Settings
from workers.stream.security import kafka_python_security
from workers.stream.topics import DEAD_LETTERS, EVENTS, QUOTES, RAW

__all__ = ["AdminError", "TopicSpec", "check_topics", "create_topics", "missing_topics", "topic_specs"]

_TIMEOUT_MS: Final = 15_000
_BOOTSTRAP_TIMEOUT_MS: Final = 5_000  # nobody wants to wait longer for "no broker there"
_DAY_MS: Final = 24 * 60 * 60 * 1000
# Kafka's own default for a record, and twice that: a dead letter is the item it was made of, and why.
_MAX_RECORD_BYTES: Final = 1_048_588


class AdminError(RuntimeError):
    """The cluster cannot be asked; the message is one line."""


class TopicSpec(NamedTuple):
    """A topic as it should be."""

    name: str
    partitions: int
    replication_factor: int
    config: dict[str, str]


def topic_specs(settings: Settings) -> list[TopicSpec]:
    """The topic that is read, the two that are written, and the one for dead letters."""
    retention = dict.fromkeys((RAW, EVENTS, QUOTES), settings.retention_days)
    retention[DEAD_LETTERS] = settings.dead_letter_retention_days
    return [
        TopicSpec(
            name,
            settings.partitions,
            settings.replication_factor,
            {
                "cleanup.policy": "delete",
                "retention.ms": str(round(days * _DAY_MS)),
                "max.message.bytes": str(_MAX_RECORD_BYTES * (2 if name == DEAD_LETTERS else 1)),
            },
        )
        for name, days in retention.items()
    ]


def create_topics(settings: Settings) -> list[str]:
    """Create the topics that are missing; their names.

    Raises:
        AdminError: the cluster cannot be asked, or refuses.
    """
    with _admin(settings) as admin:
        existing = set(admin.list_topics())
        missing = [spec for spec in topic_specs(settings) if spec.name not in existing]
        return [spec.name for spec in missing if _create(admin, spec)]


def check_topics(settings: Settings) -> list[str]:
    """A line for each difference between the cluster's topics and what they should be; empty: all is well.

    Raises:
        AdminError: the cluster cannot be asked.
    """
    with _admin(settings) as admin:
        existing = set(admin.list_topics())
        return [line for spec in topic_specs(settings) for line in _differences(admin, spec, existing)]


def missing_topics(settings: Settings) -> list[str]:
    """The names of the topics that do not exist, or that we may not see.

    Raises:
        AdminError: the cluster cannot be asked.
    """
    with _admin(settings) as admin:
        existing = set(admin.list_topics())
        return [spec.name for spec in topic_specs(settings) if spec.name not in existing]


@contextmanager
def _admin(settings: Settings) -> Iterator[KafkaAdminClient]:
    admin = None
    try:
        admin = KafkaAdminClient(
            bootstrap_servers=settings.brokers.split(","),
            client_id=f"{settings.group}-admin",
            bootstrap_timeout_ms=_BOOTSTRAP_TIMEOUT_MS,
            request_timeout_ms=_TIMEOUT_MS,
            **kafka_python_security(settings),
        )
        yield admin
    except KafkaError as error:
        whose = f"{settings.brokers}: " if admin else f"no broker answers at {settings.brokers}: "
        raise AdminError(f"{whose}{error}") from None
    finally:
        if admin is not None:
            admin.close()


def _create(admin: KafkaAdminClient, spec: TopicSpec) -> bool:
    """False: somebody else was faster."""
    options = {
        "num_partitions": spec.partitions,
        "replication_factor": spec.replication_factor,
        "configs": spec.config,
    }
    try:
        admin.create_topics({spec.name: options}, timeout_ms=_TIMEOUT_MS)
    except TopicAlreadyExistsError:
        return False
    return True


def _differences(admin: KafkaAdminClient, spec: TopicSpec, existing: set[str]) -> Iterator[str]:
    if spec.name not in existing:
        yield f"{spec.name}: missing"
        return
    (topic,) = admin.describe_topics([spec.name])
    partitions = topic["partitions"]
    if len(partitions) != spec.partitions:
        yield f"{spec.name}: {len(partitions)} partitions, not {spec.partitions}"
    replicas = min((len(_replicas(partition)) for partition in partitions), default=0)
    if replicas != spec.replication_factor:
        yield f"{spec.name}: {replicas} replicas, not {spec.replication_factor}"
    config = _config(admin, spec.name)
    for name, wanted in spec.config.items():
        if name in config and config[name] != wanted:
            yield f"{spec.name}: {name} is {config[name]}, not {wanted}"


def _replicas(partition: Any) -> list[int]:
    replicas: list[int] = partition.get("replica_nodes", partition.get("replicas", []))
    return replicas


def _config(admin: KafkaAdminClient, topic: str) -> dict[str, str]:
    """The topic's settings; empty where the broker does not tell (the embedded one)."""
    try:
        answer = admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic)], config_filter="all")
    except KafkaError:
        return {}
    return {name: str(setting["value"]) for name, setting in answer.get("topic", {}).get(topic, {}).items()}
