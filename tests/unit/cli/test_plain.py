"""Untrusted text in, what a terminal may be given out."""

import pytest

from workers.cli.plain import plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2Jcleared", "[2Jcleared"),
        ("\x1b]0;title\x07x", "]0;titlex"),
        ("\x9b31mred", "31mred"),
        ("abc\u202edcba", "abcdcba"),
        ("\u2066isolated\u2069", "isolated"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("back\x08space\x7f", "backspace"),
        ("over\rwritten", "overwritten"),
        ("tags\U000e0041", "tags"),
    ],
)
def test_what_could_move_the_cursor_or_deceive_is_left_out(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize("text", ["two\nlines", "Σύρος, Łódź, 北京, القاهرة", "“quoted” – ’tis", "e\u0301"])
def test_ordinary_text_stays(text: str) -> None:
    assert plain(text) == text


def test_line_separator_becomes_a_line_break() -> None:
    assert plain("one\u2028two") == "one\ntwo"
