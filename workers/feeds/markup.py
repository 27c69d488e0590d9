"""HTML in, plain text out: a line for each block, no tags, no scripts. Takes linear time, whatever the markup.

The standard library's HTMLParser takes quadratic time on broken markup, and feeds come from strangers.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final, NamedTuple

__all__ = ["linked_data", "plain_text"]

_BLOCKS: Final = frozenset(
    "address article aside blockquote br caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li "
    "main nav ol p pre section table td th tr ul".split()
)
# What stands inside is no text of the article; it ends at the end tag.
_UNSEEN: Final = {name: re.compile(rf"</{name}\b", re.I) for name in ("script", "style", "template", "noscript", "svg")}
# From each "<" the scan goes no further than to the next one, and never back.
_TAG: Final = re.compile(
    r"""<!--|<(/?)([a-z][a-z0-9:-]*+)((?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+|[^<>]*+)>|<[!?/][^<>]*+>""", re.I
)
_JSON_LD: Final = re.compile(r"""\btype\s*=\s*["']?application/ld\+json""", re.I)
# Python converts no number of thousands of digits; no character has more than seven.
_LONG_REFERENCE: Final = re.compile(r"&#[0-9]{8,}+;?")


class _Piece(NamedTuple):
    """A stretch of text, and the tag before it; empty at the start and after a comment."""

    tag: str
    attributes: str
    text: str


def plain_text(markup: str) -> str:
    """Blocks on lines of their own, spaces collapsed, character references resolved."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    parts: list[str] = []
    for piece in _pieces(markup):
        if piece.tag in _BLOCKS:
            parts.append("\n")
        if piece.tag not in _UNSEEN:
            # A line break in the source is a space; only blocks end a line.
            parts.append(_LONG_REFERENCE.sub("\ufffd", piece.text).replace("\n", " ").replace("\r", " "))
    lines = (" ".join(unescape(line).split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def linked_data(page: str) -> list[str]:
    """The contents of a page's <script type="application/ld+json">, in order."""
    return [piece.text for piece in _pieces(page) if piece.tag == "script" and _JSON_LD.search(piece.attributes)]


def _pieces(markup: str) -> Iterator[_Piece]:
    tag = attributes = ""
    at = 0
    while found := _TAG.search(markup, at):
        yield _Piece(tag, attributes, markup[at : found.start()])
        at = found.end()
        tag, attributes = (found[2] or "").lower(), found[3] or ""
        if found[0] == "<!--":
            end = markup.find("-->", at)
            at = end + 3 if end >= 0 else len(markup)
        elif tag in _UNSEEN:
            if not found[1]:
                end_tag = _UNSEEN[tag].search(markup, at)
                end = end_tag.start() if end_tag else len(markup)
                yield _Piece(tag, attributes, markup[at:end])
                at = end
            tag = attributes = ""
    yield _Piece(tag, attributes, markup[at:])
