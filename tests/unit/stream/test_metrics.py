"""What is on the metrics page before anything has happened."""

from workers.ontology import EventType, QuoteType, Reason, Stage
from workers.stream.metrics import Metrics

OURS = """
    assigned_partitions build_info consumer_lag_records dead_letters document_chars end_to_end_latency_seconds
    events_emitted item_timeouts last_success_timestamp_seconds messages_consumed messages_in_flight messages_processed
    model_load_duration_seconds pool_restarts pool_workers processing_duration_seconds produce_retries
    queue_latency_seconds quotes_emitted rebalances stage_duration_seconds
""".split()


def label_values(metric: str, label: str) -> set[str]:
    samples = (sample for family in Metrics().registry.collect() for sample in family.samples)
    return {sample.labels[label] for sample in samples if sample.name.startswith(f"communique_{metric}")}


def test_the_metrics_are_those_that_are_documented() -> None:
    names = {family.name for family in Metrics().registry.collect()}
    assert sorted(name for name in names if name.startswith("communique_")) == [f"communique_{name}" for name in OURS]


def test_the_process_is_measured_too() -> None:
    names = {family.name for family in Metrics().registry.collect()}
    assert {"process_resident_memory_bytes", "python_gc_collections"} <= names


def test_every_reason_starts_at_0() -> None:
    assert label_values("dead_letters", "reason") == {reason.value for reason in Reason}


def test_every_type_of_event_starts_at_0() -> None:
    assert label_values("events_emitted", "type") == {kind.value for kind in EventType}


def test_every_type_of_quote_starts_at_0() -> None:
    assert label_values("quotes_emitted", "type") == {kind.value for kind in QuoteType}


def test_every_station_starts_at_0() -> None:
    assert label_values("stage_duration_seconds", "stage") == {stage.value for stage in Stage}


def test_every_outcome_starts_at_0() -> None:
    assert label_values("messages_processed", "outcome") == {"ok", "empty", "dead_letter"}
