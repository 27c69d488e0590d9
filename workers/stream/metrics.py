"""Every metric of the worker, with its unit and what it means; only the parent process touches them."""

from enum import Enum
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

from workers.ontology import EventType, QuoteType, Reason, Stage
from workers.records import SCHEMA_VERSION, Producer
from workers.stream.topics import DEAD_LETTERS, EVENTS, QUOTES, RAW

__all__ = ["Ending", "Latency", "Metrics"]

_PREFIX: Final = "communique"
_PROCESSING_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_STAGE_BUCKETS: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30)
_LATENCY_BUCKETS: Final = (1, 5, 15, 60, 300, 900, 3600, 4 * 3600, 12 * 3600, 24 * 3600)
_CHAR_BUCKETS: Final = (250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 100_000)


class Ending(Enum):
    """How an item ended."""

    OK = "ok"
    EMPTY = "empty"
    DEAD_LETTER = "dead_letter"


class Latency(Enum):
    """What a time stamp allows to be measured."""

    PAST = "past"
    FUTURE = "future"
    MISSING = "missing"


class Metrics:
    """All of them, in a registry of their own; every label value of a closed list starts at 0."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call] # when a series began: noise beside every counter
        self.registry: Final = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self.registry)
        self._work()
        self._findings()
        self._state()

    def built(self, producer: Producer) -> None:
        """Tell which version and model this worker runs."""
        self.build_info.labels(producer.version, producer.model, producer.model_version, SCHEMA_VERSION).set(1)

    def _work(self) -> None:
        self.messages_consumed = self._counter("messages_consumed", "Messages received", "topic", [RAW])
        self.messages_processed = Counter(
            "messages_processed",
            "Messages acknowledged: records published, nothing found, or dead-lettered",
            ["topic", "outcome"],
            namespace=_PREFIX,
            registry=self.registry,
        )
        for ending in Ending:
            self.messages_processed.labels(RAW, ending.value)
        self.processing_duration = self._histogram(
            "processing_duration_seconds", "From received to acknowledged", _PROCESSING_BUCKETS, "topic", [RAW]
        )
        self.stage_duration = self._histogram(
            "stage_duration_seconds", "Time in a station", _STAGE_BUCKETS, "stage", [stage.value for stage in Stage]
        )
        self.queue_latency = self._latency("queue_latency_seconds", "From put on the topic to received")
        self.end_to_end_latency = self._latency(
            "end_to_end_latency_seconds", "From the item's own time of publication to its records' confirmation"
        )
        self.document_chars = self._histogram("document_chars", "Length of a text in characters", _CHAR_BUCKETS)

    def _findings(self) -> None:
        self.events_emitted = self._counter(
            "events_emitted", "Event records confirmed", "type", [kind.value for kind in EventType]
        )
        self.quotes_emitted = self._counter(
            "quotes_emitted", "Quote records confirmed", "type", [kind.value for kind in QuoteType]
        )
        self.dead_letters = self._counter(
            "dead_letters", "Items that went to the dead-letter topic", "reason", [reason.value for reason in Reason]
        )
        self.produce_retries = self._counter(
            "produce_retries", "Deliveries that were tried again", "topic", [EVENTS, QUOTES, DEAD_LETTERS]
        )

    def _state(self) -> None:
        self.build_info = self._gauge("build_info", "1", "version", "model", "model_version", "schema_version")
        self.messages_in_flight = self._gauge("messages_in_flight", "Messages received and not yet acknowledged")
        self.pool_workers = self._gauge("pool_workers", "Children that are ready for an item")
        self.pool_restarts = self._counter("pool_restarts", "Children replaced")
        self.item_timeouts = self._counter("item_timeouts", "Items that were ended at their deadline")
        self.assigned_partitions = self._gauge("assigned_partitions", "Input partitions this worker reads")
        self.rebalances = self._counter("rebalances", "Times the group shared its partitions out anew")
        self.consumer_lag = self._gauge(
            "consumer_lag_records", "Messages not yet acknowledged, of assigned partitions", "topic", "partition"
        )
        self.model_load_duration = self._gauge("model_load_duration_seconds", "Loading of the pipeline in a child")
        self.last_success = self._gauge("last_success_timestamp_seconds", "When a message was last acknowledged")

    def _latency(self, name: str, meaning: str) -> Histogram:
        meaning += "; a stamp from the future, or none, is counted apart as 0 s"
        return self._histogram(name, meaning, _LATENCY_BUCKETS, "kind", [kind.value for kind in Latency])

    def _counter(self, name: str, meaning: str, label: str = "", values: list[str] | None = None) -> Counter:
        counter = Counter(name, meaning, [label] if label else [], namespace=_PREFIX, registry=self.registry)
        for value in values or []:
            counter.labels(value)
        return counter

    def _gauge(self, name: str, meaning: str, *labels: str) -> Gauge:
        return Gauge(name, meaning, labels, namespace=_PREFIX, registry=self.registry)

    def _histogram(
        self, name: str, meaning: str, buckets: tuple[float, ...], label: str = "", values: list[str] | None = None
    ) -> Histogram:
        labels = [label] if label else []
        histogram = Histogram(name, meaning, labels, namespace=_PREFIX, registry=self.registry, buckets=buckets)
        for value in values or []:
            histogram.labels(value)
        return histogram
