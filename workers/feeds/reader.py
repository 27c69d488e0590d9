"""A document in, what goes onto news.raw out: one RawItem for each article in it."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import orjson

from workers.feeds.document import Document, Format, Unreadable, decode_text, format_of, inflate
from workers.feeds.jsonld import articles, is_linked_data
from workers.feeds.markup import linked_data
from workers.feeds.ninjs import is_ninjs, read_ninjs
from workers.feeds.rss import read_feed
from workers.feeds.values import Value, made_up_uri, objects
from workers.records import NewsItem, encode

__all__ = ["RawItem", "read_items", "read_lines"]

_MAX_URI_CHARS: Final = 2048


class RawItem(NamedTuple):
    """A message for news.raw: its key, if it has one, and its value."""

    uri: str | None
    value: bytes


def read_items(document: Document, format: Format | None = None) -> Iterator[RawItem]:
    """The document's articles, in order; NDJSON lines pass as they are, the worker judges them.

    Raises:
        Unreadable: nothing can be had from it.
    """
    document = document._replace(data=inflate(document.data))
    format = format or format_of(document)
    if format is Format.NDJSON:
        yield from read_lines(document.data.split(b"\n"))
        return
    count = 0
    for item in _READERS[format](document):
        count += 1
        yield item if isinstance(item, RawItem) else RawItem(item.uri, encode(item))
    if not count:
        raise Unreadable("no article in it")


def read_lines(lines: Iterable[bytes]) -> Iterator[RawItem]:
    """One item a line, unchanged; blank lines are left out."""
    for line in lines:
        value = line.strip()
        if value:
            yield RawItem(_uri_of(value), value)


def _uri_of(value: bytes) -> str | None:
    try:
        uri = orjson.loads(value)["uri"]
    except (orjson.JSONDecodeError, KeyError, TypeError, IndexError):
        return None
    return uri if isinstance(uri, str) and 0 < len(uri) <= _MAX_URI_CHARS else None


def _read_text(document: Document) -> Iterator[NewsItem]:
    text = decode_text(document.data)
    if not text.strip():
        raise Unreadable("empty")
    yield NewsItem(uri=document.uri or made_up_uri(text), text=text)


def _read_json(document: Document) -> Iterator[NewsItem | RawItem]:
    try:
        value = orjson.loads(document.data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise Unreadable(f"not JSON: {error}") from None
    for node in objects(value):
        yield from _read_object(node)


def _read_object(node: dict[str, Value]) -> Iterator[NewsItem | RawItem]:
    if is_linked_data(node):
        yield from articles(node)
    elif is_ninjs(node):
        yield read_ninjs(node)
    elif "text" in node:
        value = orjson.dumps(node)
        yield RawItem(_uri_of(value), value)


def _read_page(document: Document) -> Iterator[NewsItem]:
    """A page's own JSON-LD; its visible text would be half navigation."""
    page = decode_text(document.data)
    for script in linked_data(page):
        try:
            yield from articles(orjson.loads(script))
        except orjson.JSONDecodeError:
            continue


def _read_xml(document: Document) -> Iterator[NewsItem]:
    return read_feed(document.data)


_READERS: Final = {
    Format.TEXT: _read_text,
    Format.JSON: _read_json,
    Format.HTML: _read_page,
    Format.XML: _read_xml,
}
