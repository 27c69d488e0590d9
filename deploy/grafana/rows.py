"""Nothing in, the dashboard's rows out: every panel with its queries, from whether it works at all to what it costs."""

from typing import Final, Literal, NamedTuple

__all__ = ["ROWS", "Panel", "Query"]

_WORKER: Final = '{job="communique"}'


class Query(NamedTuple):
    """PromQL, and what its series are called."""

    expr: str
    legend: str


class Panel(NamedTuple):
    """One panel; `unit` is Grafana's name for it."""

    title: str
    meaning: str
    unit: str
    queries: tuple[Query, ...]
    kind: Literal["lines", "stacked", "heatmap", "stat"] = "lines"


def _rate(metric: str, labels: str = "") -> str:
    by = f" by ({labels})" if labels else ""
    return f"sum{by} (rate({metric}{_WORKER}[$__rate_interval]))"


def _quantiles(metric: str, selector: str = _WORKER) -> tuple[Query, ...]:
    buckets = f"sum by (le) (rate({metric}_bucket{selector}[$__rate_interval]))"
    return tuple(Query(f"histogram_quantile({q}, {buckets})", f"p{q * 100:g}") for q in (0.5, 0.95, 0.99))


_HEALTH: Final = (
    Panel(
        "Workers up",
        "Workers that answer Prometheus",
        "short",
        (Query(f"sum(up{_WORKER})", "up"),),
        "stat",
    ),
    Panel(
        "Pool children ready",
        "Children that have the model loaded, of all workers",
        "short",
        (Query(f"sum(communique_pool_workers{_WORKER})", "children"),),
        "stat",
    ),
    Panel(
        "Partitions assigned",
        "Input partitions that some worker reads; fewer than the topic has means that some wait",
        "short",
        (Query(f"sum(communique_assigned_partitions{_WORKER})", "partitions"),),
        "stat",
    ),
    Panel(
        "In flight",
        "Messages received and not yet acknowledged",
        "short",
        (Query(f"sum(communique_messages_in_flight{_WORKER})", "messages"),),
        "stat",
    ),
    Panel(
        "Last success",
        "Time since a message was last acknowledged, by any worker",
        "s",
        (Query(f"time() - max(communique_last_success_timestamp_seconds{_WORKER})", "ago"),),
        "stat",
    ),
    Panel(
        "Running version",
        "Workers by version of package, model and schema; more than one only during a roll-out",
        "short",
        (
            Query(
                f"count by (version, model, model_version, schema_version) (communique_build_info{_WORKER})",
                "{{version}} with {{model}} {{model_version}}, schema {{schema_version}}",
            ),
        ),
        "stat",
    ),
)

_KEEPING_UP: Final = (
    Panel(
        "Throughput by outcome",
        "Messages acknowledged each second: with records, without any, dead-lettered",
        "cps",
        (Query(_rate("communique_messages_processed_total", "outcome"), "{{outcome}}"),),
        "stacked",
    ),
    Panel(
        "In against out",
        "Received against acknowledged; a lasting gap fills the worker up to its bound, then the topic",
        "cps",
        (
            Query(_rate("communique_messages_consumed_total"), "received"),
            Query(_rate("communique_messages_processed_total"), "acknowledged"),
        ),
    ),
    Panel(
        "Lag by partition",
        "Messages not yet acknowledged, as the workers see it; alerts use the exporter's, which outlives the worker",
        "short",
        (Query(f"max by (topic, partition) (communique_consumer_lag_records{_WORKER})", "{{topic}} {{partition}}"),),
    ),
)

_HOW_SLOW: Final = (
    Panel(
        "Processing time",
        "From received to acknowledged",
        "s",
        _quantiles("communique_processing_duration_seconds"),
    ),
    Panel(
        "Time in stations",
        "Mean seconds of a message in each station",
        "s",
        (
            Query(
                f"{_rate('communique_stage_duration_seconds_sum', 'stage')}"
                f" / {_rate('communique_stage_duration_seconds_count', 'stage')}",
                "{{stage}}",
            ),
        ),
        "stacked",
    ),
    Panel(
        "Queue latency",
        "From put on the topic to received",
        "s",
        _quantiles("communique_queue_latency_seconds", '{job="communique",kind="past"}'),
    ),
    Panel(
        "End-to-end latency",
        "From the article's own time of publication to its records' confirmation",
        "s",
        (
            Query(
                "sum by (le) (increase(communique_end_to_end_latency_seconds_bucket"
                '{job="communique",kind="past"}[$__rate_interval]))',
                "{{le}}",
            ),
        ),
        "heatmap",
    ),
)

_WHAT_COMES_OUT: Final = (
    Panel(
        "Events by type",
        "Event records confirmed each second, by PLOVER type",
        "cps",
        (Query(_rate("communique_events_emitted_total", "type"), "{{type}}"),),
        "stacked",
    ),
    Panel(
        "Quotes by type",
        "Quote records confirmed each second",
        "cps",
        (Query(_rate("communique_quotes_emitted_total", "type"), "{{type}}"),),
        "stacked",
    ),
    Panel(
        "Records per 100 articles",
        "A step down after a release or a change of feed is worth a look",
        "short",
        tuple(
            Query(
                f"100 * {_rate(f'communique_{kind}_emitted_total')} / {_rate('communique_messages_processed_total')}",
                kind,
            )
            for kind in ("events", "quotes")
        ),
    ),
    Panel(
        "Article length",
        "Characters of text",
        "short",
        _quantiles("communique_document_chars"),
    ),
)

_WHAT_FAILS: Final = (
    Panel(
        "Dead letters by reason",
        "Items set aside on news.raw.dlq in the last 5 minutes",
        "short",
        (Query(f"sum by (reason) (increase(communique_dead_letters_total{_WORKER}[5m]))", "{{reason}}"),),
        "stacked",
    ),
    Panel(
        "Produce retries",
        "Deliveries tried again each second, by output topic",
        "cps",
        (Query(_rate("communique_produce_retries_total", "topic"), "{{topic}}"),),
    ),
    Panel(
        "Disturbances",
        "Rebalances, children replaced and items ended at their deadline, in the last 5 minutes",
        "short",
        (
            Query(f"sum(increase(communique_rebalances_total{_WORKER}[5m]))", "rebalances"),
            Query(f"sum(increase(communique_pool_restarts_total{_WORKER}[5m]))", "children replaced"),
            Query(f"sum(increase(communique_item_timeouts_total{_WORKER}[5m]))", "timeouts"),
        ),
    ),
)

_RESOURCES: Final = (
    Panel(
        "CPU of the main process",
        "Cores in use; the pool's children are not in it",
        "short",
        (Query(f"rate(process_cpu_seconds_total{_WORKER}[$__rate_interval])", "{{instance}}"),),
    ),
    Panel(
        "Memory of the main process",
        "Resident; each child holds up to COMMUNIQUE_POOL_MAX_MEGABYTES besides",
        "bytes",
        (Query(f"process_resident_memory_bytes{_WORKER}", "{{instance}}"),),
    ),
    Panel(
        "Open files",
        "File descriptors of the main process",
        "short",
        (Query(f"process_open_fds{_WORKER}", "{{instance}}"),),
    ),
    Panel(
        "Model load",
        "Seconds that a child took to load the pipeline",
        "s",
        (Query(f"communique_model_load_duration_seconds{_WORKER}", "{{instance}}"),),
    ),
)

ROWS: Final = {
    "Health": _HEALTH,
    "Keeping up?": _KEEPING_UP,
    "How slow?": _HOW_SLOW,
    "What comes out?": _WHAT_COMES_OUT,
    "What fails?": _WHAT_FAILS,
    "Resources": _RESOURCES,
}
