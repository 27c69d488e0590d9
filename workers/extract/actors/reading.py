"""What the words of one noun phrase say, before the rest of the article is asked."""

from collections.abc import Sequence
from typing import NamedTuple

from workers.lexicon.actors import Name, Role
from workers.ontology import Sector

__all__ = ["Reading", "is_called", "is_name_of", "is_opposite", "joined"]


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


def is_name_of(reading: Reading, described: Reading) -> bool:
    """An apposition names what the first words only describe: "the airline, LATAM", "its distributor, Lanterna"."""
    body = described.nouns[-1].kind == "body" if described.nouns else not described.abstract
    named = reading.proper is not None and reading.core == reading.proper and not reading.nouns
    nameless = not (described.person or described.proper or described.body or described.alone or described.plural)
    return body and named and nameless


def joined(readings: Sequence[Reading]) -> Reading:
    """An apposition says what the first words leave open: "Iran International, one of the channels"."""
    reading = readings[0]
    for more in readings[1:]:
        one = more.alone is not None and more.alone.kind == "demonym" and not more.plural
        if one and reading.nouns and not reading.country:  # the driver, a 41-year-old Slovak
            reading = reading._replace(country=more.country, country_name=more.country_name)
        if more.nouns and not reading.nouns and not reading.alone:
            reading = reading._replace(
                role=more.role,
                nouns=more.nouns,
                country=reading.country or more.country,
                sector=reading.sector or more.sector,
            )
    return reading


def is_called(reading: Reading) -> bool:
    """ "The website Axios" goes by its name."""
    return reading.alone is not None and reading.alone.kind == reading.nouns[-1].kind == "body"


def is_opposite(reading: Reading) -> bool:
    """ "Her opposite number", at home or abroad: the words do not tell."""
    return bool(reading.nouns) and reading.nouns[-1].noun == "opposite number"
