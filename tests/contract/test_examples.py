"""Every example in `schemas/examples/` is valid, decodes, and points where it says."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from workers.records import SCHEMA_IDS, NewsItem

SCHEMAS = Path(__file__).parents[2] / "schemas"
EXAMPLES = sorted(SCHEMAS.glob("examples/**/*.json"))
TYPES = {"/".join(urn.split(":")[-2:]): record_type for record_type, urn in SCHEMA_IDS.items()}


def kind_of(path: Path) -> str:
    return path.parent.relative_to(SCHEMAS / "examples").as_posix()


def label(path: Path) -> str:
    return f"{kind_of(path)}/{path.stem}"


def spans_in(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [span for part in value for span in spans_in(part)]
    if not isinstance(value, dict):
        return []
    if set(value) == {"field", "start", "end", "exact"}:
        return [value]
    return [span for part in value.values() for span in spans_in(part)]


@pytest.mark.parametrize("path", EXAMPLES, ids=label)
def test_example_is_of_a_published_kind(path: Path) -> None:
    assert kind_of(path) in TYPES


@pytest.mark.parametrize("kind", TYPES)
def test_every_kind_has_three_examples(kind: str) -> None:
    assert sum(kind_of(path) == kind for path in EXAMPLES) >= 3


@pytest.mark.parametrize("path", EXAMPLES, ids=label)
def test_example_is_valid(path: Path) -> None:
    name, version = kind_of(path).split("/")
    schema = json.loads((SCHEMAS / f"{name}.{version}.schema.json").read_bytes())
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(json.loads(path.read_bytes()))] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=label)
def test_example_decodes(path: Path) -> None:
    record_type = TYPES[kind_of(path)]
    assert isinstance(msgspec.json.decode(path.read_bytes(), type=record_type), record_type)


@pytest.mark.parametrize("path", [path for path in EXAMPLES if kind_of(path) in ("event/v1", "quote/v1")], ids=label)
def test_spans_of_a_record_point_into_its_news_item(path: Path) -> None:
    record = json.loads(path.read_bytes())
    items = [msgspec.json.decode(p.read_bytes(), type=NewsItem) for p in EXAMPLES if kind_of(p) == "news_item/v1"]
    article = record["article"]
    item = next(i for i in items if (i.uri, i.version) == (article["uri"], article["version"]))
    fields = {"headline": item.headline or "", "text": item.text}
    assert [s for s in spans_in(record) if fields[s["field"]][s["start"] : s["end"]] != s["exact"]] == []


def test_news_item_tolerates_an_unknown_field() -> None:
    path = SCHEMAS / "examples/news_item/v1/unknown_field.json"
    assert "word_count" in json.loads(path.read_bytes())
    assert msgspec.json.decode(path.read_bytes(), type=NewsItem).uri == "https://example.org/world/2026/border-post"
