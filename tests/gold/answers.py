"""What an article should yield, or did yield, in one shape that the scorer compares: spans into its text."""

import re
from datetime import datetime
from typing import Final, NamedTuple

__all__ = ["UNTELLING", "Article", "Event", "Offsets", "Party", "Quote", "telling"]

# Words that do not tell one person or body from another: articles, titles, offices.
UNTELLING: Final = frozenset(
    "a an the of and or to in on at for by with from his her its their our this that these those who which mr mrs ms "
    "dr sir dame president minister prime foreign secretary ambassador spokesman spokeswoman spokesperson official "
    "officials senior general state former deputy envoy".split()
)

Offsets = tuple[int, int]


class Party(NamedTuple):
    """Who takes part; `country` is a country's code, or IGO, NGO or MNC, or None where the text leaves it open."""

    name: str
    country: str | None = None
    sector: str | None = None


class Quote(NamedTuple):
    """An attribution. `optional`: neither required nor punished; `open`: fields that gold does not state."""

    type: str
    content: list[Offsets]
    source: Offsets | None = None
    speaker: str = ""
    country: str = ""
    optional: bool = False
    open: frozenset[str] = frozenset()
    confidence: float = 1.0


class Event(NamedTuple):
    """An event. `contested`: one reader sees it, another does not; `open`: fields that gold does not state."""

    type: str
    trigger: Offsets
    actors: list[Party]
    recipients: list[Party]
    mode: str = ""
    factuality: str = "asserted"
    date: str = ""
    contested: bool = False
    open: frozenset[str] = frozenset()
    confidence: float = 1.0


class Article(NamedTuple):
    """A text with its quotes and events; None for a kind that gold says nothing about."""

    id: str
    headline: str
    text: str
    published: datetime | None
    quotes: list[Quote] | None
    events: list[Event] | None


def telling(name: str) -> set[str]:
    """Its words in lower case without articles, titles and offices; all of them where nothing else is left."""
    words = {word.lower() for word in re.findall(r"[^\W_]+", name)}
    return words - UNTELLING or words
