"""Hostile documents in; items that the worker can judge, or one refusal, out: never another error."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.feeds import Document, Format, RawItem, Unreadable, read_items

NAMES = (
    "@context @type @graph @id text uri headline headlines bodies body_text pubStatus role value contentType version "
    "versionCreated articleBody datePublished inLanguage publisher author name item mainEntity by infoSources"
).split()
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(["NewsArticle", "main", "text/html", "<p>&#xD800;<script>", "0001-01-01T00:00+23:59", "canceled"])
)
OBJECTS = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6),
    max_leaves=25,
)
SEEDS = [
    b"<rss version='2.0'><channel><title>D</title><item><title>T</title><description>&lt;p&gt;x</description></item>"
    b"<item><guid>g</guid><pubDate>Tue, 13 May 2025 05:10:00 GMT</pubDate></item></channel></rss>",
    b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>i</id><content type='xhtml'><div>x</div></content>"
    b"<updated>2025-05-13T06:00:00Z</updated></entry></feed>",
    b'<!DOCTYPE html><script type=\'application/ld+json\'>{"@type":"NewsArticle","articleBody":"x"}</script>',
]
SPLICES = [b"<!DOCTYPE x [", b"<![CDATA[", b"&#xD800;", b"&x;", b"<a" * 50, b"]]>", b"\x00", b"\xff", b"<item>" * 200]


def read(data: bytes, format: Format) -> list[RawItem]:
    try:
        return list(read_items(Document(data), format))
    except Unreadable:
        return []


@settings(max_examples=300, deadline=None)
@given(OBJECTS)
def test_any_json_gives_items_or_a_refusal(value: Any) -> None:
    assert all(json.loads(item.value) for item in read(json.dumps(value).encode(), Format.JSON))


@pytest.mark.parametrize("format", [Format.XML, Format.HTML])
@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 300), st.sampled_from(SPLICES)), max_size=4))
def test_any_markup_gives_items_or_a_refusal(format: Format, seed: bytes, cuts: list[tuple[int, bytes]]) -> None:
    for at, splice in cuts:
        seed = seed[:at] + splice + seed[at + 1 :]
    assert all(json.loads(item.value) for item in read(seed, format))


@pytest.mark.parametrize("unit", [b"<", b"<!", b"</", b"<a ", b"&", b"<!--", b"<![CDATA[", b"<?", b"<a b='", b"<p>"])
@pytest.mark.parametrize("format", [Format.XML, Format.HTML])
@pytest.mark.timeout(30)
def test_repetition_costs_no_more_than_it_weighs(format: Format, unit: bytes) -> None:
    head = b"<rss><channel><item><title>" if format is Format.XML else b"<html>"
    assert read(head + unit * (500_000 // len(unit)), format) is not None
