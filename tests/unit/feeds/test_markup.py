"""HTML in, what a reader reads out."""

import pytest

from workers.feeds.markup import linked_data, plain_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("no markup", "no markup"),
        ("<p>One.</p><p>Two.</p>", "One.\nTwo."),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("in<b>li</b>ne", "inline"),
        ("soft\nbreak <i>is</i>\r\na space", "soft break is a space"),
        ("Q&amp;A &#8220;x&#8221; &lt;b&gt;", "Q&A “x” <b>"),
        ('<a title="a > b" href=x>link</a>', "link"),
        ("<a title='it\"s'>link</a>", "link"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("a<!-- <p>hidden --> b", "a b"),
        ("a<script>if (1 < 2) '<p>'</script> b", "a b"),
        ("a<STYLE>p{}</Style> b", "a b"),
        ("a<script>never ends", "a"),
        ("a<!-- never ends", "a"),
        ('<p class="open>text</p>', "text"),
        ("&#" + "9" * 5000 + ";", "\ufffd"),
        ("&#xD800;", "\ufffd"),
        ("<![CDATA[x]]>y", "y"),
    ],
)
def test_markup_becomes_text(markup: str, text: str) -> None:
    assert plain_text(markup) == text


def test_linked_data_is_found_in_the_head() -> None:
    page = '<head><script>1</script><SCRIPT id=a type=\'application/ld+json\'>{"a": "<p>"}</SCRIPT></head><p>x'
    assert linked_data(page) == ['{"a": "<p>"}']
