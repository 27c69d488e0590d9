"""Any bytes and any text through accept, tidy and locate."""

import json

import orjson
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workers.accept import Limits, Rejected, accept, tidy
from workers.ontology import Reason
from workers.records import NewsItem

LIMITS = Limits(max_bytes=10_000, max_chars=1_000, language="en")
AWKWARD = st.sampled_from('\r\n\t \u00a0\u2028\u200b\u200d\ufeff\u00ad\u202e\x00\x85“"a')
TEXTS = st.text(st.one_of(AWKWARD, st.characters(exclude_categories=["Cs"])), max_size=200)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=20,
)
FIELDS = ("uri", "text", "headline", "language", "published", "version", "outlet", "status")


@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf")
@example(b'{"uri":"\xff","text":"x"}')
def test_any_bytes_are_taken_or_rejected(value: bytes) -> None:
    _accept_or_reject(value)


@given(JSON_VALUES)
def test_any_json_is_taken_or_rejected_as_what_it_is(value: object) -> None:
    reason = _accept_or_reject(json.dumps(value, allow_nan=not _finite(value)).encode())
    if _finite(value) and not isinstance(value, dict):
        assert reason in (Reason.SCHEMA_VIOLATION, Reason.INVALID_JSON, Reason.INVALID_ENCODING)


@given(st.dictionaries(st.sampled_from(FIELDS), JSON_VALUES))
def test_any_field_values_are_taken_or_rejected(item: dict[str, object]) -> None:
    _accept_or_reject(json.dumps(item).encode())


@given(TEXTS, st.none() | TEXTS)
def test_a_valid_item_comes_through_as_it_was(text: str, headline: str | None) -> None:
    value = orjson.dumps({"uri": "u", "text": f"x{text}", "headline": headline})
    item = accept(value, LIMITS)
    assert (item.text, item.headline) == (f"x{text}", headline)


@given(TEXTS, st.none() | TEXTS)
def test_tidy_text_holds_no_line_end_but_newline_and_nothing_invisible(text: str, headline: str | None) -> None:
    tidied = tidy(NewsItem(uri="u", text=text, headline=headline)).text
    assert not set(tidied) & set("\r\t\x00\x0b\x0c\x85\u00a0\u2028\u2029\u200b\u200d\ufeff\u00ad\u202e")


@settings(max_examples=300)
@given(TEXTS, st.none() | TEXTS, st.data())
def test_located_span_is_a_slice_of_its_field(text: str, headline: str | None, data: st.DataObject) -> None:
    item = NewsItem(uri="u", text=text, headline=headline)
    tidied = tidy(item)
    if not tidied.pieces:
        return
    at = data.draw(st.integers(0, len(tidied.text) - 1))
    to = data.draw(st.integers(at + 1, len(tidied.text)))
    span = tidied.locate(at, to)
    field = (item.headline or "") if span.field == "headline" else item.text
    assert field[span.start : span.end] == span.exact


@settings(max_examples=300)
@given(TEXTS, st.none() | TEXTS)
def test_every_plain_character_leads_back_to_itself(text: str, headline: str | None) -> None:
    tidied = tidy(NewsItem(uri="u", text=text, headline=headline))
    body = range(tidied.body_start, len(tidied.text))
    lost = [at for at in body if tidied.text[at] not in " \n" and tidied.locate(at, at + 1).exact != tidied.text[at]]
    assert lost == []


@given(st.text(st.sampled_from("ab \u200b\ufeff\r\n"), min_size=1, max_size=60))
def test_locating_the_whole_body_loses_nothing_visible(text: str) -> None:
    tidied = tidy(NewsItem(uri="u", text=text))
    if tidied.pieces:
        span = tidied.locate(0, len(tidied.text))
        outside = text[: span.start] + text[span.end :]
        assert not outside.strip("\u200b\ufeff")


def _accept_or_reject(value: bytes) -> Reason | None:
    try:
        accept(value, LIMITS)
    except Rejected as rejected:
        return rejected.reason
    return None


def _finite(value: object) -> bool:
    try:
        json.dumps(value, allow_nan=False)
    except ValueError:
        return False
    return True
