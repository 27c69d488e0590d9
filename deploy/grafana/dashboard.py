"""Rows of panels in, dashboards/communique.json out: `python -m deploy.grafana.dashboard` writes it."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Final

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

from deploy.grafana.rows import ROWS, Panel

__all__ = ["FILE", "build"]

FILE: Final = Path(__file__).parent / "dashboards" / "communique.json"
# The uid that provisioning/datasources gives.
_SOURCE: Final = DataSourceRef(type_val="prometheus", uid="prometheus")
_WIDTH: Final = 24


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
    for title, panels in ROWS.items():
        dashboard.with_row(Row(title).id(next(identity)))
        for panel in panels:
            dashboard.with_panel(_BUILDERS[panel.kind](panel, _WIDTH // len(panels)).id(next(identity)))
    return JSONEncoder(sort_keys=True, indent=2).encode(dashboard.build()) + "\n"


def _targets(panel: Panel) -> list[Dataquery]:
    return [
        Dataquery().ref_id(chr(ord("A") + n)).expr(query.expr).legend_format(query.legend).datasource(_SOURCE).range()
        for n, query in enumerate(panel.queries)
    ]


def _lines(panel: Panel, width: int) -> TimeSeries:
    built = TimeSeries().title(panel.title).description(panel.meaning).unit(panel.unit).min(0).span(width).height(8)
    built.datasource(_SOURCE).line_width(1).fill_opacity(10).show_points(common.VisibilityMode.NEVER)
    built.legend(options.VizLegendOptions().display_mode(common.LegendDisplayMode.LIST).placement(_BOTTOM))
    built.tooltip(options.VizTooltipOptions().mode(common.TooltipDisplayMode.MULTI))
    for target in _targets(panel):
        built.with_target(target)
    return built


def _stacked(panel: Panel, width: int) -> TimeSeries:
    stacking = options.StackingConfig().mode(common.StackingMode.NORMAL)
    return _lines(panel, width).stacking(stacking).fill_opacity(40)


def _heatmap(panel: Panel, width: int) -> Heatmap:
    built = Heatmap().title(panel.title).description(panel.meaning).unit(panel.unit).span(width).height(8)
    built.datasource(_SOURCE).calculate(False)
    for target in _targets(panel):
        built.with_target(target.format(PromQueryFormat.HEATMAP))
    return built


def _stat(panel: Panel, width: int) -> Stat:
    built = Stat().title(panel.title).description(panel.meaning).unit(panel.unit).span(width).height(4)
    built.datasource(_SOURCE).graph_mode(common.BigValueGraphMode.NONE).color_mode(common.BigValueColorMode.NONE)
    built.reduce_options(options.ReduceDataOptions().calcs(["lastNotNull"]))
    built.text_mode(common.BigValueTextMode.NAME if panel.title == "Running version" else common.BigValueTextMode.VALUE)
    for target in _targets(panel):
        built.with_target(target)
    return built


_BOTTOM: Final = common.LegendPlacement.BOTTOM
_BUILDERS: Final[dict[str, Callable[[Panel, int], TimeSeries | Heatmap | Stat]]] = {
    "lines": _lines,
    "stacked": _stacked,
    "heatmap": _heatmap,
    "stat": _stat,
}


if __name__ == "__main__":
    FILE.write_text(build(), "utf-8")
