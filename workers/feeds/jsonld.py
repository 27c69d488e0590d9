"""schema.org JSON-LD in, NewsItems out. Source: schema.org, NewsArticle and its kin."""

from collections.abc import Iterator
from typing import Final

from workers.feeds.markup import plain_text
from workers.feeds.values import Value, made_up_uri, objects, string, time
from workers.records import NewsItem

__all__ = ["articles", "is_linked_data"]

_ARTICLES: Final = frozenset(
    "Article NewsArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle OpinionNewsArticle "
    "ReportageNewsArticle ReviewNewsArticle LiveBlogPosting BlogPosting Report".split()
)
_MAX_DEPTH: Final = 5


def is_linked_data(value: dict[str, Value]) -> bool:
    """Whether an object is JSON-LD."""
    return not {"@context", "@type", "@graph", "@id"}.isdisjoint(value)


def articles(value: Value, depth: int = 0) -> Iterator[NewsItem]:
    """Every article that carries its text, in document order; pages and lists of articles are looked into."""
    for node in objects(value):
        text = string(node.get("articleBody")) or string(node.get("text"))
        if text and not _ARTICLES.isdisjoint(_types(node)):
            yield _item(node, plain_text(text))
        elif depth < _MAX_DEPTH:
            for name in ("@graph", "mainEntity", "itemListElement", "item", "hasPart", "liveBlogUpdate"):
                yield from articles(node.get(name), depth + 1)


def _item(node: dict[str, Value], text: str) -> NewsItem:
    headline = string(node.get("headline")) or string(node.get("name"))
    published, modified = time(node.get("datePublished")), time(node.get("dateModified"))
    url = _reference(node.get("url")) or _reference(node.get("mainEntityOfPage"))
    version = string(node.get("version")) or (modified.isoformat() if modified and modified != published else None)
    return NewsItem(
        uri=string(node.get("@id")) or url or string(node.get("identifier")) or made_up_uri(headline, text),
        text=text,
        headline=plain_text(headline) if headline else None,
        language=_language(node.get("inLanguage")),
        published=published or modified,
        version=version or 1,
        outlet=_name(node.get("publisher")),
        url=url,
        byline=_names(node.get("author")),
        located=string(node.get("dateline")) or _name(node.get("locationCreated") or node.get("contentLocation")),
    )


def _types(node: dict[str, Value]) -> set[str]:
    types = node.get("@type")
    return {str(name).rpartition("/")[2].rpartition(":")[2] for name in (types if isinstance(types, list) else [types])}


def _reference(value: Value) -> str | None:
    """A url as such, or as {"@id": ...}."""
    found = [string(node.get("@id")) or string(node.get("url")) for node in objects(value)]
    return string(value) or next(filter(None, found), None)


def _language(value: Value) -> str | None:
    """A code as such, or a Language object's alternateName."""
    found = [string(node.get("alternateName")) or string(node.get("name")) for node in objects(value)]
    return string(value) or next(filter(None, found), None)


def _name(value: Value) -> str | None:
    """A string as such, or an object's name."""
    return string(value) or next(filter(None, (string(node.get("name")) for node in objects(value))), None)


def _names(value: Value) -> str | None:
    names = [_name(entry) for entry in (value if isinstance(value, list) else [value])]
    return ", ".join(filter(None, names)) or None
