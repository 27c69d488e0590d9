"""Station 1: a message's bytes in, a valid NewsItem and its tidied text out, or Rejected."""

import re
from bisect import bisect_right
from codecs import BOM_UTF8
from itertools import pairwise
from typing import Final, NamedTuple

import msgspec
import orjson

from workers.ontology import Reason
from workers.records import NewsItem, Span

__all__ = ["Limits", "Rejected", "TidyText", "accept", "tidy"]

# One character for one: line ends, then every other space or control character.
_LINE_ENDS: Final = dict.fromkeys(map(ord, "\x0b\x0c\x85\u2028\u2029"), "\n")
_WIDE_SPACES: Final = (0x202F, 0x205F, 0x3000)
_SPACES: Final = dict.fromkeys(
    [*range(10), *range(14, 32), *range(127, 133), *range(134, 161), 0x1680, *range(0x2000, 0x200B), *_WIDE_SPACES],
    " ",
)
_ONE_FOR_ONE: Final = {**_SPACES, **_LINE_ENDS}
# Left out: soft hyphens, zero-width and bidirectional controls, byte order marks. They split words.
_INVISIBLE: Final = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_CARRIAGE_RETURN: Final = re.compile(r"\r(\n?)")
_BREAK: Final = re.compile(r"(?<=\S) ?\n(?=\S)")  # no blank line; the space was half of a line end
_WRAPPED: Final = 0.6  # of the longest line's width, at least, has a line that was wrapped
_NARROWEST: Final = 15  # characters
_INTEGERS: Final = 2**63  # JSON knows no limit; encoders of records, and most consumers, do
_DECODER: Final = msgspec.json.Decoder(NewsItem)


class Rejected(Exception):
    """The item cannot be worked on; `reason` says why for machines, the message for people."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class Limits(NamedTuple):
    """What an item may weigh, and the language it must be in (the model's)."""

    max_bytes: int
    max_chars: int
    language: str


class _Piece(NamedTuple):
    """From tidy offset `start` on, characters stand one for one with the field's from `offset` on."""

    start: int
    field: str
    offset: int


class TidyText(NamedTuple):
    """Headline, blank line and body as one text fit for parsing, with the way back to the item."""

    text: str
    body_start: int
    pieces: tuple[_Piece, ...]
    item: NewsItem

    def locate(self, start: int, end: int) -> Span:
        """The item's own span for tidy characters `start` to `end` (not empty, within one field)."""
        first, last = self._piece_at(start), self._piece_at(end - 1)
        source = (self.item.headline or "") if first.field == "headline" else self.item.text
        begin = start - first.start + first.offset
        stop = min(end - last.start + last.offset, len(source)) if last.field == first.field else len(source)
        exact = source[begin:stop]
        return Span(field=first.field, start=begin, end=stop, exact=exact)  # type: ignore[arg-type]

    def _piece_at(self, position: int) -> _Piece:
        return self.pieces[bisect_right(self.pieces, position, key=lambda piece: piece.start) - 1]


def accept(value: bytes | None, limits: Limits) -> NewsItem:
    """Decode and validate one message value.

    Raises:
        Rejected: too_large, invalid_encoding, invalid_json, schema_violation or unsupported_language.
    """
    if value is None:
        raise Rejected(Reason.SCHEMA_VIOLATION, "the message has no value")
    if len(value) > limits.max_bytes:
        raise Rejected(Reason.TOO_LARGE, f"{len(value)} bytes, at most {limits.max_bytes} are taken")
    item = _decode(value)
    if isinstance(item.version, int) and not -_INTEGERS <= item.version < _INTEGERS:
        raise Rejected(Reason.SCHEMA_VIOLATION, "version is an integer of more than 64 bits")
    if item.status == "usable":
        _check(item, limits)
    return item


def tidy(item: NewsItem) -> TidyText:
    """Headline and body with line ends, spaces and invisible characters made plain.

    Everything is replaced one for one or left out, so that `TidyText.locate` leads back.
    """
    parts: list[str] = []
    pieces: list[_Piece] = []
    length = 0
    body_start = 0
    for field, text in (("headline", item.headline), ("text", item.text)):
        if not text or (field == "headline" and not text.strip()):
            continue
        if parts:
            parts.append("\n\n")
            length += 2
        if field == "text":
            body_start = length
        plain = _CARRIAGE_RETURN.sub(lambda cr: " \n" if cr[1] else "\n", text).translate(_ONE_FOR_ONE)
        plain = plain.replace("\n", " ") if field == "headline" else _unwrapped(plain)
        at = 0
        for gap in [*_INVISIBLE.finditer(plain), None]:
            end = gap.start() if gap else len(plain)
            if end > at:
                pieces.append(_Piece(length, field, at))
                parts.append(plain[at:end])
                length += end - at
            at = gap.end() if gap else end
    return TidyText("".join(parts), body_start, tuple(pieces), item)


def _unwrapped(text: str) -> str:
    """Lines that break in mid-sentence made one, each break a space; where most do, the long ones are all wrapped."""
    breaks = list(_BREAK.finditer(text))
    running = [found for found in breaks if _runs_on(text, found)]
    if not running:
        return text
    wrapped = running
    if len(running) * 2 >= len(breaks):
        width = max(_NARROWEST, _WRAPPED * max(_line(text, found) for found in running))
        wrapped = [found for found in breaks if _runs_on(text, found) or _line(text, found) >= width]
    cuts = [found.end() - 1 for found in wrapped]
    return " ".join(text[start + 1 : end] for start, end in pairwise([-1, *cuts, len(text)]))


def _runs_on(text: str, found: re.Match[str]) -> bool:
    """ "... signed the\nagreement": neither line could end or begin there."""
    return text[found.end()].islower() and (text[found.start() - 1].islower() or text[found.start() - 1] == ",")


def _line(text: str, found: re.Match[str]) -> int:
    """Characters of the line that a break ends."""
    return found.start() - text.rfind("\n", 0, found.start())


def _decode(value: bytes) -> NewsItem:
    try:
        return _DECODER.decode(value.removeprefix(BOM_UTF8))
    except msgspec.ValidationError as error:
        # msgspec stops at the first wrong type, before it has seen whether the rest is JSON at all.
        raise Rejected(Reason.SCHEMA_VIOLATION if _is_json(value) else Reason.INVALID_JSON, str(error)) from None
    except UnicodeDecodeError as error:
        raise Rejected(Reason.INVALID_ENCODING, str(error)) from None
    except (msgspec.DecodeError, RecursionError) as error:
        reason = Reason.INVALID_JSON if _is_utf8(value) else Reason.INVALID_ENCODING
        raise Rejected(reason, str(error)) from None


def _is_utf8(value: bytes) -> bool:
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_json(value: bytes) -> bool:
    try:
        orjson.loads(value)
    except orjson.JSONDecodeError:
        return False
    return True


def _check(item: NewsItem, limits: Limits) -> None:
    if not _INVISIBLE.sub("", item.text).strip():
        raise Rejected(Reason.SCHEMA_VIOLATION, "text is empty")
    chars = len(item.text) + len(item.headline or "")
    if chars > limits.max_chars:
        raise Rejected(Reason.TOO_LARGE, f"{chars} characters, at most {limits.max_chars} are taken")
    language = (item.language or limits.language).replace("_", "-").split("-")[0].lower()
    if language != limits.language:
        raise Rejected(Reason.UNSUPPORTED_LANGUAGE, f"language {item.language!r}, the model reads {limits.language!r}")
