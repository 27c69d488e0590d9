"""A topic's name and a setting in, the setting changed on the broker out."""

from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, ConfigResourceType

__all__ = ["allow_messages_of", "set_topic"]


def allow_messages_of(bootstrap: str, *topics: str, size: int) -> None:
    """Let the topics take messages of `size` bytes."""
    for topic in topics:
        set_topic(bootstrap, topic, {"max.message.bytes": str(size)})


def set_topic(bootstrap: str, topic: str, settings: dict[str, str]) -> None:
    """Change settings of one topic, leaving the others as they are."""
    admin = KafkaAdminClient(bootstrap_servers=bootstrap)
    try:
        admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, settings)], incremental=True)
    finally:
        admin.close()
