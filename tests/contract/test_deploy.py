"""`deploy/` and `docs/` name what the code has: metrics, alerts, settings, the dashboard."""

import json
import re
from operator import itemgetter
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from deploy.grafana import dashboard
from tests.kafka.properties import Ports, server_properties
from workers.settings import PREFIX, Settings, describe, load_settings
from workers.stream.metrics import Metrics

ROOT = Path(__file__).parents[2]
RULES = ROOT / "deploy/prometheus/rules"
NAMED_IN = [
    *sorted((ROOT / "deploy/prometheus").rglob("*.yml")),
    dashboard.FILE,
    *sorted((ROOT / "docs").rglob("*.md")),
]


NAME = itemgetter("alert")


def metrics() -> list[tuple[str, str, str, str]]:
    """Name as scraped, type, labels and meaning of each metric of the worker's own."""
    rows = []
    for metric in vars(Metrics()).values():
        if hasattr(metric, "_labelnames"):  # prometheus_client shows label names nowhere else before a first value
            [family] = metric.describe()
            name = f"{family.name}_total" if family.type == "counter" else family.name
            rows.append((name, family.type, ", ".join(metric._labelnames), family.documentation))
    return sorted(rows)


def alerts() -> list[dict[str, Any]]:
    [group] = yaml.safe_load((RULES / "alerts.yml").read_text())["groups"]
    rules: list[dict[str, Any]] = group["rules"]
    return rules


def table(page: str) -> list[list[str]]:
    """The cells of every table row of a page, code marks taken off; heads and rules left out."""
    lines = (line for line in (ROOT / page).read_text().splitlines() if line.startswith("| `"))
    return [[cell.strip().strip("`") for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


@pytest.mark.parametrize("path", NAMED_IN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_metric_named_exists(path: Path) -> None:
    names = {name for name, *_ in metrics()}
    series = names | {f"{name}_{part}" for name in names for part in ("bucket", "sum", "count")}
    assert set(re.findall(r"\bcommunique_[a-z0-9_]+", path.read_text())) <= series


def test_page_of_metrics_is_complete_and_current() -> None:
    assert [tuple(row) for row in table("docs/metrics.md")] == metrics()


def test_dashboard_is_what_its_code_builds() -> None:
    assert dashboard.FILE.read_text("utf-8") == dashboard.build(), "run `python -m deploy.grafana.dashboard`"


def test_every_panel_asks_the_provisioned_source() -> None:
    [source] = yaml.safe_load((ROOT / "deploy/grafana/provisioning/datasources/prometheus.yaml").read_text())[
        "datasources"
    ]
    panels = [panel for panel in json.loads(dashboard.FILE.read_text())["panels"] if panel["type"] != "row"]
    assert {panel["datasource"]["uid"] for panel in panels} == {source["uid"]}


@pytest.mark.parametrize("alert", alerts(), ids=NAME)
def test_alert_says_what_is_wrong(alert: dict[str, Any]) -> None:
    assert set(alert["annotations"]) == {"summary", "description", "runbook_url"}


@pytest.mark.parametrize("alert", alerts(), ids=NAME)
def test_alert_says_how_bad_it_is(alert: dict[str, Any]) -> None:
    assert alert["labels"]["severity"] in ("critical", "warning", "info")


@pytest.mark.parametrize("alert", alerts(), ids=NAME)
def test_alert_has_a_runbook_of_its_name(alert: dict[str, Any]) -> None:
    page = ROOT / alert["annotations"]["runbook_url"]
    assert page.read_text().startswith(f"# {alert['alert']}\n")


@pytest.mark.parametrize("fires", [True, False])
@pytest.mark.parametrize("alert", alerts(), ids=NAME)
def test_alert_has_a_case_where_it_fires_and_one_where_not(alert: dict[str, Any], fires: bool) -> None:
    cases = yaml.safe_load((ROOT / "deploy/prometheus/tests/alerts.yml").read_text())["tests"]
    checks = [check for case in cases for check in case.get("alert_rule_test", [])]
    assert any(c["alertname"] == alert["alert"] and bool(c["exp_alerts"]) is fires for c in checks)


def test_no_orphan_runbook() -> None:
    assert {page.stem for page in (ROOT / "docs/runbooks").glob("*.md")} == {alert["alert"] for alert in alerts()}


def test_page_of_settings_is_complete_and_current() -> None:
    described = {row[0]: row[1] for row in table("docs/operating.md") if row[0].startswith(PREFIX)}
    defaults = {entry.variable: entry.value for entry in describe(load_settings({}))}
    of_this_machine = {f"{PREFIX}POOL_SIZE": "cores", f"{PREFIX}MAX_IN_FLIGHT": "32 for each core"}
    assert described == defaults | of_this_machine


def test_compose_sets_only_settings_that_exist() -> None:
    known = {PREFIX + field.name.upper() for field in msgspec.structs.fields(Settings)}
    assert set(re.findall(r"\bCOMMUNIQUE_[A-Z_]+", (ROOT / "deploy/compose.yaml").read_text())) <= known


def test_compose_gives_kafka_only_properties_that_a_test_has_given_it() -> None:
    """Kafka passes over a name that it does not know."""
    environment = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text())["services"]["kafka"]["environment"]
    given = {name.removeprefix("KAFKA_").lower().replace("_", ".") for name in environment}
    tried = server_properties(1, {1: Ports(1, 2, 3, 4)}, Path("/"), None, {})
    assert given <= {line.partition("=")[0] for line in tried.splitlines()}
