"""A document's bytes in, its format and its text out, within limits."""

import zlib
from enum import Enum
from pathlib import PurePosixPath
from typing import Final, NamedTuple

__all__ = ["MAX_DOCUMENT_BYTES", "Document", "Format", "Unreadable", "decode_text", "format_of", "inflate"]

# A day's feed of full articles is some megabytes; what is larger is a mistake or an attack.
MAX_DOCUMENT_BYTES: Final = 20_000_000

_GZIP: Final = b"\x1f\x8b"
_BYTE_ORDER_MARKS: Final = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class Unreadable(ValueError):
    """Nothing can be had from a document; the message is one line."""


class Format(Enum):
    """What a document may be."""

    TEXT = "text"
    NDJSON = "ndjson"
    JSON = "json"
    XML = "xml"
    HTML = "html"


_OF_SUFFIX: Final = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.TEXT,
    ".ndjson": Format.NDJSON,
    ".jsonl": Format.NDJSON,
    ".json": Format.JSON,
    ".jsonld": Format.JSON,
    ".ninjs": Format.JSON,
    ".xml": Format.XML,
    ".rss": Format.XML,
    ".atom": Format.XML,
    ".rdf": Format.XML,
    ".html": Format.HTML,
    ".htm": Format.HTML,
}
_OF_MEDIA_TYPE: Final = {
    "text/plain": Format.TEXT,
    "application/x-ndjson": Format.NDJSON,
    "application/jsonl": Format.NDJSON,
    "application/json": Format.JSON,
    "application/ld+json": Format.JSON,
    "application/feed+json": Format.JSON,
    "application/xml": Format.XML,
    "text/xml": Format.XML,
    "application/rss+xml": Format.XML,
    "application/atom+xml": Format.XML,
    "application/rdf+xml": Format.XML,
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
}


class Document(NamedTuple):
    """One document as it came: `uri` says where from (None: standard input), `media_type` what a server called it."""

    data: bytes
    uri: str | None = None
    media_type: str = ""


def format_of(document: Document) -> Format:
    """By the server's word, by the name's suffix, or by the first character."""
    named = _OF_MEDIA_TYPE.get(document.media_type.partition(";")[0].strip().lower())
    path = PurePosixPath((document.uri or "").partition("?")[0].removesuffix(".gz"))
    named = named or _OF_SUFFIX.get(path.suffix.lower())
    # Servers call feeds text/html and JSON text/plain: the content has the last word.
    if named and named is not Format.TEXT and named is not Format.HTML:
        return named
    return _sniff(document.data, named)


def inflate(data: bytes, limit: int = MAX_DOCUMENT_BYTES) -> bytes:
    """`data`, decompressed when it is gzip.

    Raises:
        Unreadable: more than `limit` bytes, before or after, or a broken stream.
    """
    if data.startswith(_GZIP):
        stream = zlib.decompressobj(wbits=31)
        try:
            data = stream.decompress(data, limit + 1)
        except zlib.error as error:
            raise Unreadable(f"broken gzip stream: {error}") from None
        if not stream.eof and len(data) <= limit:
            raise Unreadable("the gzip stream ends too early")
    if len(data) > limit:
        raise Unreadable(f"more than {limit:,} bytes")
    return data


def decode_text(data: bytes) -> str:
    """UTF-8, or UTF-16 with its byte order mark.

    Raises:
        Unreadable: neither.
    """
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"not {error.encoding.upper()}: byte {data[error.start]:#04x} at {error.start}") from None


def _sniff(data: bytes, named: Format | None) -> Format:
    head = data[:2000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return Format.HTML
    if head.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf:rdf")):
        return Format.HTML if b"<html" in head else Format.XML
    if head.startswith((b"{", b"[{")) and named is None:
        first, _, rest = data.strip().partition(b"\n")
        return Format.NDJSON if first.rstrip().endswith(b"}") and rest else Format.JSON
    return named or Format.TEXT
