"""accept: bytes to NewsItem or Rejected; tidy: text fit for parsing with the way back."""

import pytest

from workers.accept import Limits, Rejected, accept, tidy
from workers.ontology import Reason
from workers.records import NewsItem

LIMITS = Limits(max_bytes=10_000, max_chars=1_000, language="en")


def reason_of(value: bytes | None) -> Reason:
    with pytest.raises(Rejected) as rejected:
        accept(value, LIMITS)
    return rejected.value.reason


def test_minimal_item_is_accepted():
    assert accept(b'{"uri":"a","text":"Talks began."}', LIMITS) == NewsItem(uri="a", text="Talks began.")


def test_unknown_fields_are_tolerated():
    assert accept(b'{"uri":"a","text":"x","mood":{"any":[1]}}', LIMITS).uri == "a"


def test_leading_byte_order_mark_is_tolerated():
    assert accept(b'\xef\xbb\xbf{"uri":"a","text":"x"}', LIMITS).uri == "a"


@pytest.mark.parametrize("language", ["en-GB", "en_US", "EN", "En-us"])
def test_regional_english_is_english(language):
    assert accept(b'{"uri":"a","text":"x","language":"%s"}' % language.encode(), LIMITS).language == language


def test_item_as_large_as_the_limit_is_accepted():
    value = b'{"uri":"a","text":"x"}'
    assert accept(value, LIMITS._replace(max_bytes=len(value), max_chars=1)).text == "x"


def test_canceled_item_may_have_an_empty_text():
    assert accept(b'{"uri":"a","text":"","status":"canceled"}', LIMITS).status == "canceled"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, Reason.SCHEMA_VIOLATION),
        (b"", Reason.INVALID_JSON),
        (b"{", Reason.INVALID_JSON),
        (b'{"uri":"a","text":"x"} trailing', Reason.INVALID_JSON),
        (b'{"uri":"a","text":NaN}', Reason.INVALID_JSON),
        (b'{"uri":"a","text":"\\ud800 alone"}', Reason.INVALID_JSON),
        (b"[1,", Reason.INVALID_JSON),
        (b'{"uri":"a","text":"x","deep":' + b"[" * 4000 + b"]" * 4000 + b"}", Reason.INVALID_JSON),
        (b"\xff\xfe{}", Reason.INVALID_ENCODING),
        (b'{"uri":"a","text":"\xe9t\xe9"}', Reason.INVALID_ENCODING),
        (b"[]", Reason.SCHEMA_VIOLATION),
        (b'{"text":"no uri"}', Reason.SCHEMA_VIOLATION),
        (b'{"uri":"a"}', Reason.SCHEMA_VIOLATION),
        (b'{"uri":"","text":"x"}', Reason.SCHEMA_VIOLATION),
        (b'{"uri":7,"text":"x"}', Reason.SCHEMA_VIOLATION),
        (b'{"uri":"a","text":"x","published":"yesterday"}', Reason.SCHEMA_VIOLATION),
        (b'{"uri":"a","text":"x","published":"2024-01-01T00:00:00"}', Reason.SCHEMA_VIOLATION),
        (b'{"uri":"a","text":"x","version":9223372036854775808}', Reason.SCHEMA_VIOLATION),
        (b'{"uri":"a","text":"","status":"canceled","version":-9223372036854775809}', Reason.SCHEMA_VIOLATION),
        (b'{"uri":"a","text":""}', Reason.SCHEMA_VIOLATION),
        ('{"uri":"a","text":" \u200b\u00ad\\n"}'.encode(), Reason.SCHEMA_VIOLATION),
        (b'{"uri":"a","text":"' + b"x" * 20_000 + b'"}', Reason.TOO_LARGE),
        (b'{"uri":"a","text":"' + b"x" * 2_000 + b'"}', Reason.TOO_LARGE),
        (b'{"uri":"a","text":"x","headline":"' + b"x" * 1_000 + b'"}', Reason.TOO_LARGE),
        (b'{"uri":"a","text":"Hallo","language":"de"}', Reason.UNSUPPORTED_LANGUAGE),
    ],
)
def test_bad_item_is_rejected_with_its_reason(value, reason):
    assert reason_of(value) is reason


def test_tidy_puts_a_blank_line_between_headline_and_body():
    assert tidy(NewsItem(uri="a", headline="Talks", text="They met.")).text == "Talks\n\nThey met."


def test_headline_is_one_line():
    assert tidy(NewsItem(uri="a", headline="Talks\nfail", text="They met.")).text == "Talks fail\n\nThey met."


def test_body_start_points_at_the_body():
    text = tidy(NewsItem(uri="a", headline="Talks", text="They met."))
    assert text.text[text.body_start :] == "They met."


def test_carriage_returns_become_line_ends():
    assert "\r" not in tidy(NewsItem(uri="a", text="One.\r\nTwo.\rThree.")).text


WRAPPED = "The ministry said it would\nrebuild the bridge.\nRuth Lim agreed, as did\nthe mayor.\n\nTalks go on."


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_lines_wrapped_in_mid_sentence_are_made_one(line_end):
    raw = WRAPPED.replace("\n", line_end)
    text = tidy(NewsItem(uri="a", text=raw))
    assert [line.split() for line in text.text.splitlines() if line.strip()] == [
        WRAPPED.partition("\n\n")[0].split(),
        ["Talks", "go", "on."],
    ]
    start = text.text.index("rebuild")
    assert text.locate(start, start + len("rebuild")).exact == "rebuild"


@pytest.mark.parametrize("raw", ["One.\nTwo.", "Ana:\nI am ill", "ANA: So am I.\nJOAO: no", "a list\n- of\n- things"])
def test_lines_that_end_where_they_may_stay_lines(raw):
    assert tidy(NewsItem(uri="a", text=raw)).text == raw


def test_span_leads_back_over_invisible_characters():
    text = tidy(NewsItem(uri="a", headline="He\u200bad", text="Moscow re\u00adjected\u00a0it."))
    start = text.text.index("rejected")
    span = text.locate(start, start + len("rejected"))
    assert (span.field, span.start, span.exact) == ("text", 7, "re\u00adjected")


def test_span_of_the_headline_says_so():
    text = tidy(NewsItem(uri="a", headline="\ufeffTalks fail", text="They met."))
    assert text.locate(0, 5).field == "headline"


@pytest.mark.parametrize(
    "raw", ["a\u200bb", "\u202eabc\u202c d", "x\r\ny\u2028z", "\ud7ff\U0001f600\u00ad!", "\x00a\x07b\t"]
)
def test_every_visible_character_leads_back_to_itself(raw):
    text = tidy(NewsItem(uri="a", headline=raw, text=raw))
    pairs = [(ch, text.locate(i, i + 1).exact) for i, ch in enumerate(text.text) if not ch.isspace()]
    assert pairs == [(ch, ch) for ch, _ in pairs]
