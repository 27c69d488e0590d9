"""An IPTC ninjs object in, a NewsItem out. Source: ninjs 1.x, 2.x and 3.x (iptc.org/std/ninjs)."""

from workers.feeds.document import Unreadable
from workers.feeds.markup import plain_text
from workers.feeds.values import Value, made_up_uri, objects, string, time
from workers.records import NewsItem

__all__ = ["is_ninjs", "read_ninjs"]

_MARKS = frozenset({"bodies", "headlines", "body_text", "body_html", "body_xhtml", "versioncreated", "pubstatus"})


def is_ninjs(value: dict[str, Value]) -> bool:
    """Whether an object looks like one."""
    return not _MARKS.isdisjoint(_fold(value))


def read_ninjs(value: dict[str, Value]) -> NewsItem:
    """A canceled or withheld item needs no text.

    Raises:
        Unreadable: no body.
    """
    fields = _fold(value)
    headline = _main(fields.get("headlines")) or string(fields.get("headline"))
    # "withheld" forbids use until further notice: what was published of it is taken back, too.
    usable = string(fields.get("pubstatus")) not in ("canceled", "withheld")
    text = _body(fields)
    if usable and not text:
        raise Unreadable("a ninjs object without a body")
    return NewsItem(
        uri=string(fields.get("uri")) or made_up_uri(headline, text),
        text=text,
        headline=headline,
        language=string(fields.get("language")),
        published=next((t for name in ("versioncreated", "firstcreated") if (t := time(fields.get(name)))), None),
        version=string(fields.get("version")) or string(fields.get("versioncreated")) or 1,
        outlet=_outlet(fields),
        url=string(fields.get("url")),
        byline=string(fields.get("by")) or string(fields.get("byline")),
        located=string(fields.get("located")),
        status="usable" if usable else "canceled",
    )


def _fold(value: dict[str, Value]) -> dict[str, Value]:
    """3.x writes versionCreated where 1.x and 2.x write versioncreated."""
    return {name.lower(): entry for name, entry in value.items()}


def _main(value: Value) -> str | None:
    entries = [_fold(entry) for entry in objects(value)]
    main = [entry for entry in entries if entry.get("role") in ("main", None)]
    return next((plain_text(text) for entry in [*main, *entries] if (text := string(entry.get("value")))), None)


def _body(fields: dict[str, Value]) -> str:
    """Marked-up text first: in the plain rendering paragraphs often run together."""
    bodies = [_fold(body) for body in objects(fields.get("bodies"))]
    marked_up = [
        text for body in bodies if "html" in str(body.get("contenttype")) and (text := string(body.get("value")))
    ]
    marked_up += [text for name in ("body_html", "body_xhtml") if (text := string(fields.get(name)))]
    if marked_up:
        return plain_text(marked_up[0])
    plain = [text for body in bodies if (text := string(body.get("value")))]
    return next(iter(plain), None) or string(fields.get("body_text")) or ""


def _outlet(fields: dict[str, Value]) -> str | None:
    sources = objects(fields.get("infosources"))
    names = [string(source.get("name")) for source in sources]
    return next(filter(None, names), None) or string(fields.get("copyrightholder")) or string(fields.get("provider"))
