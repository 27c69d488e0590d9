"""Noun phrases in, actors out: who is meant, with name, role, country and sector."""

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Span

from workers.lexicon import Lexicon
from workers.ontology import ResolvedFrom, Sector

__all__ = ["Actor", "Location", "Roster", "Voice", "build_roster"]


class Actor(NamedTuple):
    """Somebody who acts or speaks, as mentioned in `span` and resolved within the article."""

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


class Roster:
    """Everybody an article names, and the way from a mention to its actors."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.doc = doc

    def resolve(self, span: Span) -> Sequence[Actor]:
        """The actors a noun phrase stands for, one for each conjunct; never empty."""
        return [Actor(span, span.text, ResolvedFrom.NAMED)]

    def resolve_one(self, span: Span) -> Actor:
        """The one actor (a speaker, say) a noun phrase stands for, compound or not."""
        return self.resolve(span)[0]


def build_roster(doc: Doc, lexicon: Lexicon) -> Roster:
    """Read the article once for its people, offices, countries and organisations."""
    return Roster(doc, lexicon)
