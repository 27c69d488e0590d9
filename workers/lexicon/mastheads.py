"""What extraction knows of publishers: the countries of addresses, and the outlets that report for everywhere."""

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct

from workers.lexicon.files import read_list
from workers.lexicon.spelling import spelling

__all__ = ["Mastheads", "load_mastheads"]


class Mastheads(NamedTuple):
    """`domains` by the last part of a host, countries (alpha-3); `worldwide` by spelling, outlets of no one country."""

    domains: Mapping[str, str]
    worldwide: frozenset[str]


class _Mastheads(Struct, forbid_unknown_fields=True):
    domains: str
    worldwide: str
    example: str


def load_mastheads() -> Mastheads:
    """Read mastheads.toml.

    Raises:
        msgspec.ValidationError: an entry has a wrong type or an unknown field.
    """
    row = read_list("mastheads", _Mastheads)
    outlets = (" ".join(outlet.split()) for outlet in row.worldwide.split(","))
    return Mastheads(
        domains=dict(pair.split(":") for pair in row.domains.split()),
        worldwide=frozenset(map(spelling, outlets)),
    )
