"""Station 0: what newsrooms publish in, news items out: RSS, Atom, ninjs, JSON-LD, HTML, plain text, NDJSON."""

from workers.feeds.document import MAX_DOCUMENT_BYTES, Document, Format, Unreadable, inflate
from workers.feeds.fetch import fetch
from workers.feeds.reader import RawItem, read_items, read_lines

__all__ = [
    "MAX_DOCUMENT_BYTES",
    "Document",
    "Format",
    "RawItem",
    "Unreadable",
    "fetch",
    "inflate",
    "read_items",
    "read_lines",
]
