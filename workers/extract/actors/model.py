"""What resolution yields: actors, places, and voices."""

from typing import NamedTuple

from spacy.tokens import Span

from workers.ontology import ResolvedFrom, Sector

__all__ = ["Actor", "Location", "Voice"]


class Actor(NamedTuple):
    """Somebody who acts or speaks, as mentioned in `span` and resolved within the article.

    `country` is ISO 3166-1 alpha-3, or IGO, NGO or MNC for bodies that stand in place of one.
    """

    span: Span
    name: str
    resolved_from: ResolvedFrom
    role: str | None = None
    country: str | None = None
    sector: Sector | None = None


class Location(NamedTuple):
    """A place that is no party."""

    span: Span
    name: str
    country: str | None = None


class Voice(NamedTuple):
    """A stretch in which somebody speaks: there "we" is the speaker's side, "I" the speaker."""

    span: Span
    speaker: Actor
