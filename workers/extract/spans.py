"""Token positions in, Spans out: the ranges that findings are made of before they hold a Doc."""

from typing import NamedTuple

from spacy.tokens import Doc, Span

__all__ = ["Range"]


class Range(NamedTuple):
    """Token positions, half-open."""

    start: int
    end: int

    def span(self, doc: Doc) -> Span:
        """The tokens themselves."""
        return Span(doc, self.start, self.end)

    def holds(self, token: int) -> bool:
        """Whether a token lies within."""
        return self.start <= token < self.end
