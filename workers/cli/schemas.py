"""`communique schemas`: a directory in, one JSON Schema file per record type out."""

from pathlib import Path
from typing import Any, Final

import click
import msgspec
import orjson
from msgspec import Struct

from workers.records import SCHEMA_IDS

__all__ = ["build_schemas", "schemas"]

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"


@click.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
def schemas(directory: Path) -> None:
    """Write the JSON Schemas of this version's records into DIRECTORY."""
    directory.mkdir(parents=True, exist_ok=True)
    for name, content in build_schemas().items():
        (directory / name).write_bytes(content)
        click.echo(directory / name)


def build_schemas() -> dict[str, bytes]:
    """File name to content, for every type of SCHEMA_IDS: draft 2020-12, each file complete in itself."""
    return {_file_name(urn): _build(record_type, urn) for record_type, urn in SCHEMA_IDS.items()}


def _file_name(urn: str) -> str:
    *_, name, version = urn.split(":")
    return f"{name}.{version}.schema.json"


def _build(record_type: type[Struct], urn: str) -> bytes:
    definitions: dict[str, Any]
    _, definitions = msgspec.json.schema_components([record_type], ref_template="#/$defs/{name}")
    root = definitions.pop(record_type.__name__)
    schema = {"$schema": _DRAFT, "$id": urn, **root}
    if definitions:
        schema["$defs"] = dict(sorted(definitions.items()))
    return orjson.dumps(schema, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
