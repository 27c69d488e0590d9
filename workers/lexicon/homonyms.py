"""Names that several countries have in, by their spelling the countries that they may be of out."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from msgspec import Struct

from workers.lexicon.files import read_list
from workers.ontology import Sector

__all__ = ["Homonym", "load_homonyms"]


class Homonym(NamedTuple):
    """What a name is wherever an article is about one of `codes` (alpha-3)."""

    written: str
    codes: tuple[str, ...]
    sector: Sector
    kind: Literal["body", "city"]


class _Row(Struct, forbid_unknown_fields=True):
    names: str
    codes: str
    sector: Sector
    example: str
    kind: Literal["body", "city"] = "body"


class _Homonyms(Struct, forbid_unknown_fields=True):
    homonym: list[_Row]


def load_homonyms() -> tuple[Mapping[str, Homonym], Mapping[str, str]]:
    """By name in lower case; and by example the code that it must lead to.

    Raises:
        msgspec.ValidationError: an entry has a wrong type or an unknown field.
    """
    rows = read_list("homonyms", _Homonyms).homonym
    return dict(_homonyms(rows)), {row.example: row.codes.split()[0] for row in rows}


def _homonyms(rows: list[_Row]) -> Iterator[tuple[str, Homonym]]:
    for row in rows:
        for name in filter(None, (" ".join(part.split()) for part in row.names.split(","))):
            yield name.lower(), Homonym(name, tuple(row.codes.split()), row.sector, row.kind)
