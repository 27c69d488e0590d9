"""Nothing in, the Grafana dashboard out: `python deploy/grafana/dashboard.py` writes dashboards/communique.json."""

from itertools import count
from pathlib import Path
from typing import Final, Literal, NamedTuple

from grafana_foundation_sdk.builders import common as options
from grafana_foundation_sdk.builders.dashboard import Dashboard, Row
from grafana_foundation_sdk.builders.heatmap import Panel as Heatmap
from grafana_foundation_sdk.builders.prometheus import Dataquery
from grafana_foundation_sdk.builders.stat import Panel as Stat
from grafana_foundation_sdk.builders.timeseries import Panel as TimeSeries
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models import common
from grafana_foundation_sdk.models.dashboard import DashboardCursorSync, DataSourceRef
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

__all__ = ["FILE", "build"]

FILE: Final = Path(__file__).parent / "dashboards" / "communique.json"
# The uid that provisioning/datasources gives.
_SOURCE: Final = DataSourceRef(type_val="prometheus", uid="prometheus")
_WORKER: Final = '{job="communique"}'
_WIDTH: Final = 24


class _Query(NamedTuple):
    """PromQL, and what its series are called."""

    expr: str
    legend: str


class _Panel(NamedTuple):
    """One panel; `unit` is Grafana's name for it."""

    title: str
    meaning: str
    unit: str
    queries: tuple[_Query, ...]
    kind: Literal["lines", "stacked", "heatmap", "stat"] = "lines"


def build() -> str:
    """The dashboard as JSON, the same for the same code."""
    dashboard = (
        Dashboard("Communiqué")
        .uid("communique")
        .description("News items in, coded diplomatic events and quotes out")
        .tags(["communique", "kafka"])
        .refresh("30s")
        .time("now-1h", "now")
        .timezone("browser")
        .tooltip(DashboardCursorSync.CROSSHAIR)
        .readonly()
    )
    identity = count(1)
    for title, panels in _ROWS.items():
        dashboard.with_row(Row(title).id(next(identity)))
        for panel in panels:
            dashboard.with_panel(_BUILDERS[panel.kind](panel, _WIDTH // len(panels)).id(next(identity)))
    return JSONEncoder(sort_keys=True, indent=2).encode(dashboard.build()) + "\n"


def _rate(metric: str, labels: str = "") -> str:
    by = f" by ({labels})" if labels else ""
    return f"sum{by} (rate({metric}{_WORKER}[$__rate_interval]))"


def _quantiles(metric: str, selector: str = _WORKER) -> tuple[_Query, ...]:
    buckets = f"sum by (le) (rate({metric}_bucket{selector}[$__rate_interval]))"
    return tuple(_Query(f"histogram_quantile({q}, {buckets})", f"p{q * 100:g}") for q in (0.5, 0.95, 0.99))


_HEALTH: Final = (
    _Panel(
        "Workers up",
        "Workers that answer Prometheus",
        "short",
        (_Query(f"sum(up{_WORKER})", "up"),),
        "stat",
    ),
    _Panel(
        "Pool children ready",
        "Children that have the model loaded, of all workers",
        "short",
        (_Query(f"sum(communique_pool_workers{_WORKER})", "children"),),
        "stat",
    ),
    _Panel(
        "Partitions assigned",
        "Input partitions that some worker reads; fewer than the topic has means that some wait",
        "short",
        (_Query(f"sum(communique_assigned_partitions{_WORKER})", "partitions"),),
        "stat",
    ),
    _Panel(
        "In flight",
        "Messages received and not yet acknowledged",
        "short",
        (_Query(f"sum(communique_messages_in_flight{_WORKER})", "messages"),),
        "stat",
    ),
    _Panel(
        "Last success",
        "Time since a message was last acknowledged, by any worker",
        "s",
        (_Query(f"time() - max(communique_last_success_timestamp_seconds{_WORKER})", "ago"),),
        "stat",
    ),
    _Panel(
        "Running version",
        "Workers by version of package, model and schema; more than one only during a roll-out",
        "short",
        (
            _Query(
                f"count by (version, model, model_version, schema_version) (communique_build_info{_WORKER})",
                "{{version}} with {{model}} {{model_version}}, schema {{schema_version}}",
            ),
        ),
        "stat",
    ),
)

_KEEPING_UP: Final = (
    _Panel(
        "Throughput by outcome",
        "Messages acknowledged each second: with records, without any, dead-lettered",
        "cps",
        (_Query(_rate("communique_messages_processed_total", "outcome"), "{{outcome}}"),),
        "stacked",
    ),
    _Panel(
        "In against out",
        "Received against acknowledged; a lasting gap fills the worker up to its bound, then the topic",
        "cps",
        (
            _Query(_rate("communique_messages_consumed_total"), "received"),
            _Query(_rate("communique_messages_processed_total"), "acknowledged"),
        ),
    ),
    _Panel(
        "Lag by partition",
        "Messages not yet acknowledged, as the workers see it; alerts use the exporter's, which outlives the worker",
        "short",
        (_Query(f"max by (topic, partition) (communique_consumer_lag_records{_WORKER})", "{{topic}} {{partition}}"),),
    ),
)

_HOW_SLOW: Final = (
    _Panel(
        "Processing time",
        "From received to acknowledged",
        "s",
        _quantiles("communique_processing_duration_seconds"),
    ),
    _Panel(
        "Time in stations",
        "Mean seconds of a message in each station",
        "s",
        (
            _Query(
                f"{_rate('communique_stage_duration_seconds_sum', 'stage')}"
                f" / {_rate('communique_stage_duration_seconds_count', 'stage')}",
                "{{stage}}",
            ),
        ),
        "stacked",
    ),
    _Panel(
        "Queue latency",
        "From put on the topic to received",
        "s",
        _quantiles("communique_queue_latency_seconds", '{job="communique",kind="past"}'),
    ),
    _Panel(
        "End-to-end latency",
        "From the article's own time of publication to its records' confirmation",
        "s",
        (
            _Query(
                "sum by (le) (increase(communique_end_to_end_latency_seconds_bucket"
                '{job="communique",kind="past"}[$__rate_interval]))',
                "{{le}}",
            ),
        ),
        "heatmap",
    ),
)

_WHAT_COMES_OUT: Final = (
    _Panel(
        "Events by type",
        "Event records confirmed each second, by PLOVER type",
        "cps",
        (_Query(_rate("communique_events_emitted_total", "type"), "{{type}}"),),
        "stacked",
    ),
    _Panel(
        "Quotes by type",
        "Quote records confirmed each second",
        "cps",
        (_Query(_rate("communique_quotes_emitted_total", "type"), "{{type}}"),),
        "stacked",
    ),
    _Panel(
        "Records per 100 articles",
        "A step down after a release or a change of feed is worth a look",
        "short",
        tuple(
            _Query(
                f"100 * {_rate(f'communique_{kind}_emitted_total')} / {_rate('communique_messages_processed_total')}",
                kind,
            )
            for kind in ("events", "quotes")
        ),
    ),
    _Panel(
        "Article length",
        "Characters of text",
        "short",
        _quantiles("communique_document_chars"),
    ),
)

_WHAT_FAILS: Final = (
    _Panel(
        "Dead letters by reason",
        "Items set aside on news.raw.dlq in the last 5 minutes",
        "short",
        (_Query(f"sum by (reason) (increase(communique_dead_letters_total{_WORKER}[5m]))", "{{reason}}"),),
        "stacked",
    ),
    _Panel(
        "Produce retries",
        "Deliveries tried again each second, by output topic",
        "cps",
        (_Query(_rate("communique_produce_retries_total", "topic"), "{{topic}}"),),
    ),
    _Panel(
        "Disturbances",
        "Rebalances, children replaced and items ended at their deadline, in the last 5 minutes",
        "short",
        (
            _Query(f"sum(increase(communique_rebalances_total{_WORKER}[5m]))", "rebalances"),
            _Query(f"sum(increase(communique_pool_restarts_total{_WORKER}[5m]))", "children replaced"),
            _Query(f"sum(increase(communique_item_timeouts_total{_WORKER}[5m]))", "timeouts"),
        ),
    ),
)

_RESOURCES: Final = (
    _Panel(
        "CPU of the main process",
        "Cores in use; the pool's children are not in it",
        "short",
        (_Query(f"rate(process_cpu_seconds_total{_WORKER}[$__rate_interval])", "{{instance}}"),),
    ),
    _Panel(
        "Memory of the main process",
        "Resident; each child holds up to COMMUNIQUE_POOL_MAX_MEGABYTES besides",
        "bytes",
        (_Query(f"process_resident_memory_bytes{_WORKER}", "{{instance}}"),),
    ),
    _Panel(
        "Open files",
        "File descriptors of the main process",
        "short",
        (_Query(f"process_open_fds{_WORKER}", "{{instance}}"),),
    ),
    _Panel(
        "Model load",
        "Seconds that a child took to load the pipeline",
        "s",
        (_Query(f"communique_model_load_duration_seconds{_WORKER}", "{{instance}}"),),
    ),
)

_ROWS: Final = {
    "Health": _HEALTH,
    "Keeping up?": _KEEPING_UP,
    "How slow?": _HOW_SLOW,
    "What comes out?": _WHAT_COMES_OUT,
    "What fails?": _WHAT_FAILS,
    "Resources": _RESOURCES,
}


def _targets(panel: _Panel) -> list[Dataquery]:
    return [
        Dataquery().ref_id(chr(ord("A") + n)).expr(query.expr).legend_format(query.legend).datasource(_SOURCE).range()
        for n, query in enumerate(panel.queries)
    ]


def _lines(panel: _Panel, width: int) -> TimeSeries:
    built = TimeSeries().title(panel.title).description(panel.meaning).unit(panel.unit).min(0).span(width).height(8)
    built.datasource(_SOURCE).line_width(1).fill_opacity(10).show_points(common.VisibilityMode.NEVER)
    built.legend(options.VizLegendOptions().display_mode(common.LegendDisplayMode.LIST).placement(_BOTTOM))
    built.tooltip(options.VizTooltipOptions().mode(common.TooltipDisplayMode.MULTI))
    for target in _targets(panel):
        built.with_target(target)
    return built


def _stacked(panel: _Panel, width: int) -> TimeSeries:
    stacking = options.StackingConfig().mode(common.StackingMode.NORMAL)
    return _lines(panel, width).stacking(stacking).fill_opacity(40)


def _heatmap(panel: _Panel, width: int) -> Heatmap:
    built = Heatmap().title(panel.title).description(panel.meaning).unit(panel.unit).span(width).height(8)
    built.datasource(_SOURCE).calculate(False)
    for target in _targets(panel):
        built.with_target(target.format(PromQueryFormat.HEATMAP))
    return built


def _stat(panel: _Panel, width: int) -> Stat:
    built = Stat().title(panel.title).description(panel.meaning).unit(panel.unit).span(width).height(4)
    built.datasource(_SOURCE).graph_mode(common.BigValueGraphMode.NONE).color_mode(common.BigValueColorMode.NONE)
    built.reduce_options(options.ReduceDataOptions().calcs(["lastNotNull"]))
    built.text_mode(common.BigValueTextMode.NAME if panel.title == "Running version" else common.BigValueTextMode.VALUE)
    for target in _targets(panel):
        built.with_target(target)
    return built


_BOTTOM: Final = common.LegendPlacement.BOTTOM
_BUILDERS: Final = {"lines": _lines, "stacked": _stacked, "heatmap": _heatmap, "stat": _stat}


if __name__ == "__main__":
    FILE.write_text(build(), "utf-8")
