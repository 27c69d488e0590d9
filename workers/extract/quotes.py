"""A Doc in, its quotes out: source, cue and content (PARC), and the speaker behind the source."""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span

from workers.extract.actors import Actor, Roster
from workers.lexicon import Lexicon
from workers.ontology import QuoteType

__all__ = ["Quotation", "find_quotes"]


class Quotation(NamedTuple):
    """One attribution: `content` in text order; a quote cut by its cue has two pieces."""

    type: QuoteType
    content: tuple[Span, ...]
    confidence: float
    cue: Span | None = None
    source: Span | None = None
    speaker: Actor | None = None
    via: Actor | None = None
    addressee: Actor | None = None


def find_quotes(doc: Doc, lexicon: Lexicon, roster: Roster) -> Iterator[Quotation]:
    """Every reported-speech attribution of the article, in text order."""
    yield from ()
