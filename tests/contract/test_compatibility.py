"""Today's schemas against every released one: readers of old outputs and feeders of old items must not notice.

`schemas/released/` gets a folder with each release and is never edited. A failure here means a v2 beside v1.
"""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from jsoncompat import check_compat

from workers.records import SCHEMA_IDS, NewsItem

SCHEMAS: Final = Path(__file__).parents[2] / "schemas"
RELEASED: Final = sorted(SCHEMAS.glob("released/*/*.schema.json"))
INPUT: Final = f"{SCHEMA_IDS[NewsItem].split(':')[-2]}.v1.schema.json"


def read(path: Path) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(path.read_bytes())
    del schema["$id"]
    return schema


def is_compatible(name: str, old: dict[str, Any], new: dict[str, Any]) -> bool:
    if name != INPUT:
        return check_compat(json.dumps(old), json.dumps(new), "serializer")
    # A new field of an item was an unknown one before, of any type; we take it that no feeder had a use for it.
    known = {field: schema for field, schema in new["properties"].items() if field in old["properties"]}
    return check_compat(json.dumps(old), json.dumps({**new, "properties": known}), "deserializer")


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.relative_to(SCHEMAS / "released").as_posix())
def test_today_is_compatible_with(path: Path) -> None:
    assert is_compatible(path.name, read(path), read(SCHEMAS / path.name))


@pytest.mark.parametrize("name", ["event.v1.schema.json", INPUT])
def test_a_new_optional_field_is_compatible(name: str) -> None:
    old, new = read(SCHEMAS / name), read(SCHEMAS / name)
    new["properties"]["extra"] = {"type": "string"}
    assert is_compatible(name, old, new)


def test_an_output_may_not_lose_a_field() -> None:
    old, new = read(SCHEMAS / "event.v1.schema.json"), read(SCHEMAS / "event.v1.schema.json")
    new["required"].remove("trigger")
    assert not is_compatible("event.v1.schema.json", old, new)


def test_an_output_may_not_gain_a_word_in_a_closed_list() -> None:
    old, new = read(SCHEMAS / "quote.v1.schema.json"), read(SCHEMAS / "quote.v1.schema.json")
    new["$defs"]["QuoteType"]["enum"].append("free")
    assert not is_compatible("quote.v1.schema.json", old, new)


def test_an_item_may_not_need_more_than_before() -> None:
    old, new = read(SCHEMAS / INPUT), read(SCHEMAS / INPUT)
    new["required"].append("headline")
    assert not is_compatible(INPUT, old, new)
