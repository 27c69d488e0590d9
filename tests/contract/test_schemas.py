"""`schemas/` is what `make schemas` writes today, and nothing else."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from workers.cli.schemas import build_schemas

DIRECTORY = Path(__file__).parents[2] / "schemas"
SCHEMAS = build_schemas()


@pytest.mark.parametrize("name", SCHEMAS)
def test_file_is_current(name: str) -> None:
    assert (DIRECTORY / name).read_bytes() == SCHEMAS[name], "run `make schemas`"


def test_no_orphan_schema_file() -> None:
    assert {path.name for path in DIRECTORY.glob("*.json")} == set(SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_valid_2020_12(name: str) -> None:
    Draft202012Validator.check_schema(json.loads(SCHEMAS[name]))
