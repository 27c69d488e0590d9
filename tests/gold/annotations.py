"""Annotated articles of articles/*.toml or heldout/*.toml in, their quotes and events with offsets out.

Annotations are strings of the article itself. One that occurs more than once is told apart by its
surroundings, the annotated part in square brackets: "Some [refused]". A quote's cue and source need
none: the occurrence nearest to the quote's content is meant. A party is "CHN GOV Wang Yi", "IGO
European Union" or a bare name where the country is open.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from tests.gold.answers import Article, Event, Party, Quote
from tests.gold.offsets import nearest_place, only_place
from workers.ontology import Sector

__all__ = ["GROUPS", "load_articles"]

# Development articles, which anyone may read, and those that nobody reads who writes rules.
GROUPS: Final = ("articles", "heldout")

_SECTORS: Final = "|".join(sector.value for sector in Sector)
_CODES: Final = re.compile(rf"(?:([A-Z]{{3}}) (?:({_SECTORS}) )?)?(.+)")


def load_articles(group: str) -> Iterator[Article]:
    """The articles of one of GROUPS, in order of file name.

    Raises:
        ValueError: an annotation is not in the text, or in more than one place; the message names both.
    """
    for path in sorted(Path(__file__).with_name(group).glob("*.toml")):
        try:
            row = msgspec.toml.decode(path.read_bytes(), type=_ArticleRow)
            quotes = [_quote(row.text, quote) for quote in row.quotes]
            events = [_event(row.text, event) for event in row.events]
        except (ValueError, msgspec.MsgspecError) as error:
            raise ValueError(f"{path.name}: {error}") from None
        yield Article(row.id, row.headline, row.text, row.published, quotes, events)


class _QuoteRow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    type: str
    content: list[str]
    cue: str
    source: str
    speaker: str
    country: str = ""
    via: str = ""
    optional: bool = False


class _EventRow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    type: str
    trigger: str
    mode: str = ""
    actors: list[str] = []
    recipients: list[str] = []
    factuality: str = "asserted"
    date: str = ""
    contested: bool = False


class _ArticleRow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    style: str
    published: datetime
    headline: str
    text: str
    quotes: list[_QuoteRow]
    events: list[_EventRow]


def _quote(text: str, row: _QuoteRow) -> Quote:
    content = [only_place(text, piece) for piece in row.content]
    if row.cue:
        nearest_place(text, row.cue, content)
    source = nearest_place(text, row.source, content) if row.source else None
    return Quote(row.type, content, source, row.speaker, row.country, row.optional)


def _event(text: str, row: _EventRow) -> Event:
    actors, recipients = ([_party(party) for party in side] for side in (row.actors, row.recipients))
    trigger = only_place(text, row.trigger)
    return Event(row.type, trigger, actors, recipients, row.mode, row.factuality, row.date, row.contested)


def _party(text: str) -> Party:
    match = _CODES.fullmatch(text)
    if match is None:
        raise ValueError(f"no name in party {text!r}")
    return Party(match[3], match[1], match[2])
