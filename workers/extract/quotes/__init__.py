"""A Doc in, its quotes out: source, cue and content (PARC), and the speaker behind the source."""

from workers.extract.quotes.find import Quotation, find_quotes

__all__ = ["Quotation", "find_quotes"]
