"""Every file of `deploy/`, and the AsyncAPI document, against the tool that knows its format."""

import re
import shutil
from pathlib import Path

import pytest

from deploy.tests.tools import DEPLOY, ROOT, check

PARSER = DEPLOY / "asyncapi"


@pytest.fixture(scope="session")
def parser() -> Path:
    """A directory with the AsyncAPI parser, as its lock file has it."""
    check("npm", "ci", "--silent", "--ignore-scripts", cwd=PARSER, seconds=300)
    return PARSER


def test_dockerfile_has_no_lint() -> None:
    check("hadolint", "Dockerfile")


def test_compose_file_is_valid() -> None:
    check("check-jsonschema", "--builtin-schema", "vendor.compose-spec", "compose.yaml")


def test_yaml_has_no_lint() -> None:
    chart = ("kubernetes/communique/Chart.yaml", "kubernetes/communique/values.yaml")
    paths = ("compose.yaml", "prometheus", "grafana", *chart, "../schemas")
    check("yamllint", "--strict", "--config-file", "yamllint.yaml", *paths)


def test_prometheus_configuration_is_valid() -> None:
    check("promtool", "check", "config", "prometheus.yml", cwd=DEPLOY / "prometheus")


@pytest.mark.parametrize("path", sorted((DEPLOY / "prometheus/tests").glob("*.yml")), ids=lambda path: path.stem)
def test_rules_fire_when_they_should(path: Path) -> None:
    check("promtool", "test", "rules", path.name, cwd=path.parent)


def test_asyncapi_document_is_valid(parser: Path) -> None:
    check("node", "validate.mjs", ROOT / "schemas/asyncapi.yaml", cwd=parser)


def test_asyncapi_parser_finds_a_dangling_reference(parser: Path, tmp_path: Path) -> None:
    copy = tmp_path / "schemas"
    shutil.copytree(ROOT / "schemas", copy)
    (copy / "quote.v1.schema.json").unlink()
    with pytest.raises(AssertionError):
        check("node", "validate.mjs", copy / "asyncapi.yaml", cwd=parser)


def test_image_copies_only_what_its_ignore_file_lets_through() -> None:
    """And all that is let through is there to be copied."""
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()
    copied = {
        source for line in lines if line.startswith("COPY ") and "--from" not in line for source in line.split()[1:-1]
    }
    let_through = {line[1:] for line in (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines() if line[0] == "!"}
    assert copied == let_through == {path for path in let_through if (ROOT / path).exists()}


def test_image_builds_with_what_the_lock_has() -> None:
    """The build tools of the image, hash for hash, are those of the development lock."""
    pins = {
        name: _pins((ROOT / name).read_text()) for name in ("deploy/requirements-build.txt", "requirements-dev.txt")
    }
    assert pins["deploy/requirements-build.txt"] <= pins["requirements-dev.txt"]


def _pins(lock: str) -> set[str]:
    return set(re.findall(r"^\S+==\S+|--hash=\S+", lock, re.MULTILINE))
