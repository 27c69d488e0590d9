"""What the words of one noun phrase say, before the rest of the article is asked."""

from typing import NamedTuple

from workers.lexicon.actors import Name, Role
from workers.ontology import Sector

__all__ = ["Reading"]


class Reading(NamedTuple):
    """What the words of one noun phrase say. Token indices; `person` and `core` are (start, end)."""

    core: tuple[int, int]
    person: tuple[int, int] | None = None
    proper: tuple[int, int] | None = None
    role: str | None = None
    nouns: tuple[Role, ...] = ()
    country: str | None = None
    country_name: str | None = None
    sector: Sector | None = None
    body: Name | None = None
    alone: Name | None = None
    owner: int | None = None
    gender: str | None = None
    abstract: bool = False
    plural: bool = False
    head: int | None = None
    end: int = 0
    elsewhere: bool = False
