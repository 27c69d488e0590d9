"""Brokers for tests: real Apache Kafka from Maven's artefacts, and the embedded one."""

from tests.kafka.artefacts import KafkaUnavailable
from tests.kafka.cluster import Broker, Cluster
from tests.kafka.embedded import EmbeddedBroker

__all__ = ["Broker", "Cluster", "EmbeddedBroker", "KafkaUnavailable"]
