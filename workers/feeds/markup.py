"""HTML in, plain text out: a line for each block, no tags, no scripts."""

from html.parser import HTMLParser
from typing import Final

from workers.feeds.document import Unreadable

__all__ = ["linked_data", "plain_text"]

# HTMLParser takes quadratic time on some broken markup; an article is far below this.
_MAX_CHARS: Final = 1_000_000
_BLOCKS: Final = frozenset(
    "address article aside blockquote br caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li "
    "main nav ol p pre section table td th tr ul".split()
)
_UNSEEN: Final = frozenset("head noscript script style svg template".split())


def plain_text(markup: str) -> str:
    """Blocks on lines of their own, spaces collapsed, character references resolved.

    Raises:
        Unreadable: too long.
    """
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    reader = _Reader()
    _feed(reader, markup)
    lines = (" ".join(line.split()) for line in "".join(reader.text).split("\n"))
    return "\n".join(line for line in lines if line)


def linked_data(page: str) -> list[str]:
    """The contents of a page's <script type="application/ld+json">, in order.

    Raises:
        Unreadable: the page is too long.
    """
    reader = _Reader()
    _feed(reader, page)
    return ["".join(script) for script in reader.scripts]


def _feed(reader: "_Reader", markup: str) -> None:
    if len(markup) > _MAX_CHARS:
        raise Unreadable(f"more than {_MAX_CHARS:,} characters of HTML")
    reader.feed(markup)
    reader.close()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.scripts: list[list[str]] = []
        self.unseen: list[str] = []
        self.in_linked_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.text.append("\n")
        if tag in _UNSEEN:
            self.unseen.append(tag)
        if tag == "script" and (dict(attrs).get("type") or "").lower() == "application/ld+json":
            self.in_linked_data = True
            self.scripts.append([])

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.text.append("\n")
        if tag in self.unseen:
            del self.unseen[self.unseen.index(tag) :]
        if tag == "script":
            self.in_linked_data = False

    def handle_data(self, data: str) -> None:
        if self.in_linked_data:
            self.scripts[-1].append(data)
        elif not self.unseen:
            # A line break in the source is a space; only blocks end a line.
            self.text.append(data.replace("\n", " ").replace("\r", " "))
