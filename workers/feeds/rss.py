"""An RSS or Atom document in, a NewsItem for each of its entries out."""

import calendar
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

from workers.feeds.document import Unreadable
from workers.feeds.markup import plain_text
from workers.feeds.values import made_up_uri
from workers.records import NewsItem

__all__ = ["read_feed"]

# feedparser takes seconds for a megabyte of broken markup.
_MAX_BYTES: Final = 5_000_000


def read_feed(data: bytes) -> Iterator[NewsItem]:
    """Entries in document order; one without any text is left out.

    Raises:
        Unreadable: no feed, or one that declares entities (the way to read local files or to fill the memory).
    """
    import feedparser

    if len(data) > _MAX_BYTES:
        raise Unreadable(f"more than {_MAX_BYTES:,} bytes of XML")
    _refuse_entities(data)
    try:
        # As a stream: feedparser would open a file or URL whose name it is given.
        feed = feedparser.parse(BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    except Exception as error:  # markup that feedparser has no answer to, as lone surrogates
        raise Unreadable(f"not to be parsed: {error}") from None
    if not feed.version and not feed.entries:
        raise Unreadable("neither RSS nor Atom")
    for entry in feed.entries:
        item = _item(entry, feed.feed)
        if item:
            yield item


def _refuse_entities(data: bytes) -> None:
    from xml.sax import SAXException
    from xml.sax.handler import ContentHandler

    import defusedxml.sax
    from defusedxml import DefusedXmlException

    try:
        defusedxml.sax.parseString(data, ContentHandler(), forbid_dtd=False)
    except DefusedXmlException as error:
        raise Unreadable(f"refused: {error}") from None
    except SAXException:
        pass  # not well-formed, as many feeds; feedparser's lenient parser expands nothing


def _item(entry: Any, feed: Any) -> NewsItem | None:
    headline = plain_text(entry.get("title", "")) or None
    text = _text(entry) or headline
    if not text:
        return None
    published, updated = _time(entry, "published_parsed"), _time(entry, "updated_parsed")
    return NewsItem(
        uri=entry.get("id") or entry.get("link") or made_up_uri(headline, text),
        text=text,
        headline=headline if text != headline else None,
        language=entry.get("language") or feed.get("language") or None,
        published=published or updated,
        version=updated.isoformat() if updated and published and updated != published else 1,
        outlet=entry.get("source", {}).get("title") or feed.get("title") or None,
        url=entry.get("link") or None,
        byline=entry.get("author") or None,
    )


def _text(entry: Any) -> str:
    """The whole article where the feed carries it, else its summary."""
    full = [content.get("value", "") for content in entry.get("content", [])]
    return max((plain_text(part) for part in [*full, entry.get("summary", "")]), key=len, default="")


def _time(entry: Any, name: str) -> datetime | None:
    if name not in entry:  # entry.get would fall back from updated to published
        return None
    return datetime.fromtimestamp(calendar.timegm(entry[name]), UTC) if entry[name] else None
