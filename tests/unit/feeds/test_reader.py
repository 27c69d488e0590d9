"""Documents of every format in, the items that go onto news.raw out."""

import gzip
import json
from typing import Any

import pytest

from workers.feeds import Document, Format, Unreadable, read_items

NINJS = {
    "uri": "urn:x:1",
    "standard": {"name": "ninjs", "version": "3.0"},
    "pubStatus": "usable",
    "version": "4",
    "versionCreated": "2025-01-02T03:04:05Z",
    "language": "en",
    "headlines": [{"role": "main", "value": "Talks end"}],
    "bodies": [
        {"role": "main", "contentType": "text/plain", "value": "One. Two."},
        {"role": "rich", "contentType": "text/html", "value": "<p>One.</p><p>Two &amp; three.</p>"},
    ],
    "infoSources": [{"name": "Northgate"}],
    "by": "A. Reporter",
    "located": "Oslo",
}
ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "@id": "https://x.example/1",
    "headline": "Talks end",
    "datePublished": "2025-01-02T03:04:05+01:00",
    "inLanguage": {"@type": "Language", "name": "English", "alternateName": "en"},
    "publisher": {"@type": "Organization", "name": "Ledger"},
    "author": [{"@type": "Person", "name": "A"}, {"@type": "Person", "name": "B"}],
    "articleBody": "The talks ended.",
}
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Digest</title><language>en</language>
<item><title>Talks &amp; tea</title><link>https://x.example/1</link><guid>tag:x,1</guid>
<pubDate>Tue, 13 May 2025 05:10:00 GMT</pubDate>
<description>&lt;p&gt;The talks &lt;b&gt;ended&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;Tea came.&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Digest</title><entry><id>urn:x:2</id><title>Talks</title>
<published>2025-05-13T05:10:00Z</published><updated>2025-05-13T06:00:00Z</updated>
<content type="html">&lt;p&gt;The whole story.&lt;/p&gt;</content><summary>Short.</summary></entry></feed>"""


def read(data: bytes | dict[str, Any], name: str = "x.json") -> list[dict[str, Any]]:
    data = data if isinstance(data, bytes) else json.dumps(data).encode()
    return [json.loads(item.value) for item in read_items(Document(data, f"file:///{name}"))]


def test_plain_text_is_the_text_and_nothing_else() -> None:
    assert read(b"Line one\nLine two\n", "a.txt") == [{"uri": "file:///a.txt", "text": "Line one\nLine two\n"}]


def test_text_without_a_name_gets_the_same_uri_for_the_same_text() -> None:
    uris = {item.uri for _ in range(2) for item in read_items(Document(b"The talks ended."))}
    assert len(uris) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("uri", "urn:x:1"),
        ("text", "One.\nTwo & three."),
        ("headline", "Talks end"),
        ("version", "4"),
        ("published", "2025-01-02T03:04:05Z"),
        ("outlet", "Northgate"),
        ("byline", "A. Reporter"),
        ("located", "Oslo"),
    ],
)
def test_ninjs_field_is_read(field: str, value: str) -> None:
    assert read(NINJS)[0][field] == value


def test_ninjs_of_the_first_generation_is_read() -> None:
    old = {"uri": "urn:x:1", "headline": "H", "body_text": "Text.", "versioncreated": "2019-01-01T00:00:00Z"}
    assert read(old)[0]["text"] == "Text."


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_ninjs_that_must_not_be_used_becomes_canceled(status: str) -> None:
    assert read({"uri": "urn:x:1", "pubStatus": status})[0]["status"] == "canceled"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("uri", "https://x.example/1"),
        ("text", "The talks ended."),
        ("language", "en"),
        ("published", "2025-01-02T03:04:05+01:00"),
        ("outlet", "Ledger"),
        ("byline", "A, B"),
    ],
)
def test_json_ld_field_is_read(field: str, value: str) -> None:
    assert read(ARTICLE)[0][field] == value


def test_json_ld_graph_is_looked_into() -> None:
    assert len(read({"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, ARTICLE]})) == 1


def test_json_ld_list_of_articles_is_looked_into() -> None:
    entries = [{"@type": "ListItem", "item": ARTICLE}, {"@type": "ListItem", "item": ARTICLE}]
    assert len(read({"@type": "CollectionPage", "mainEntity": {"@type": "ItemList", "itemListElement": entries}})) == 2


def test_page_gives_its_json_ld() -> None:
    page = f'<!doctype html><title>x</title><script type="application/ld+json">{json.dumps(ARTICLE)}</script><p>Menu'
    assert [item["text"] for item in read(page.encode(), "x.html")] == ["The talks ended."]


def test_rss_markup_becomes_plain_paragraphs() -> None:
    assert read(RSS, "x.rss")[0]["text"] == "The talks ended.\nTea came."


def test_rss_title_becomes_the_headline() -> None:
    assert read(RSS, "x.rss")[0]["headline"] == "Talks & tea"


def test_atom_content_is_preferred_to_the_summary() -> None:
    assert read(ATOM, "x.atom")[0]["text"] == "The whole story."


def test_updated_entry_is_another_version() -> None:
    assert read(ATOM, "x.atom")[0]["version"] == "2025-05-13T06:00:00+00:00"


def test_ndjson_lines_pass_unchanged_even_when_bad() -> None:
    lines = [b'{"uri":"a","text":"T","extra":1}', b"{broken", b""]
    items = list(read_items(Document(b"\n".join(lines)), Format.NDJSON))
    assert items == [("a", lines[0]), (None, lines[1])]


@pytest.mark.parametrize("uri", ["", "a" * 2049])
def test_line_whose_uri_cannot_be_a_key_has_none(uri: str) -> None:
    (raw,) = read_items(Document(json.dumps({"uri": uri, "text": "T"}).encode()), Format.NDJSON)
    assert raw.uri is None


def test_news_item_as_json_passes() -> None:
    assert read({"uri": "a", "text": "T"}) == [{"uri": "a", "text": "T"}]


def test_gzip_is_unpacked() -> None:
    assert read(gzip.compress(RSS), "x.rss.gz")[0]["uri"] == "tag:x,1"


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"", "a.txt", "empty"),
        (b"caf\xe9", "a.txt", "not UTF-8: byte 0xe9 at 3"),
        (b"{", "a.json", "not JSON"),
        (b"[]", "a.json", "no article"),
        (b"[" * 100_000, "a.json", "not JSON"),
        (b" " * 5_000_001 + b"<rss>", "a.rss", "more than 5,000,000 bytes of XML"),
        (b"<html><p>words", "a.html", "no article"),
        (b"<x>words</x>", "a.xml", "neither RSS nor Atom"),
        (gzip.compress(b" " * 30_000_000, mtime=0), "a.txt.gz", "more than 20,000,000 bytes"),
        (gzip.compress(b"words", mtime=0)[:-9], "a.txt.gz", "ends too early"),
    ],
)
def test_unreadable_document_says_why(data: bytes, name: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read(data, name)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>',
        '<!DOCTYPE rss [<!ENTITY c SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % c SYSTEM "http://127.0.0.1:9/x.dtd"> %c;]>',
    ],
    ids=["bomb", "local file", "remote declarations"],
)
def test_feed_that_declares_entities_is_refused(doctype: str) -> None:
    data = RSS.replace(b"<rss", doctype.encode() + b"<rss").replace(b"Tea came", b"&amp;c; &c;")
    with pytest.raises(Unreadable, match="refused"):
        read(data, "x.rss")


def test_broken_feed_never_shows_a_local_file() -> None:
    bad = RSS.replace(b"<rss", b'<!DOCTYPE rss [<!ENTITY c SYSTEM "file:///etc/passwd">]><br><rss').replace(
        b"Tea", b"&c;"
    )
    try:
        texts = str(read(bad, "x.rss"))
    except Unreadable:
        texts = ""
    assert "root:" not in texts
