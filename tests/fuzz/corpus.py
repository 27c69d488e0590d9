"""A seed in, hostile message values out: every family of trouble a public topic can bring, mixed."""

import base64
import itertools
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, Final, NamedTuple

import orjson

from tests.fuzz.prose import article, paragraph, sentence

__all__ = ["FAMILIES", "Hostile", "corpus"]

_LONGEST: Final = 100_000  # the default of COMMUNIQUE_MAX_TEXT_CHARS
_QUOTES: Final = "\"'“”‘’«»„‟‹›「」`´＂"
_BIDI: Final = "\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad"
_CONTROLS: Final = "".join(map(chr, (*range(32), *range(127, 160), 0x2028, 0x2029)))
_TONGUES: Final = {
    "ru": "Министр сказал, что переговоры продолжатся завтра утром. ",
    "zh": "外交部发言人说,双方将继续谈判。",
    "ar": "قال الوزير إن المحادثات ستستمر غدا. ",
    "el": "Ο υπουργός δήλωσε ότι οι συνομιλίες συνεχίζονται. ",
    "hi": "मंत्री ने कहा कि वार्ता कल जारी रहेगी। ",
    "he": "השר אמר כי השיחות יימשכו מחר. ",
    "th": "รัฐมนตรีกล่าวว่าการเจรจาจะดำเนินต่อไป ",
    "fr": "« Nous refusons », a déclaré la ministre mardi. ",
    "de": "„Wir lehnen das ab“, sagte die Ministerin am Dienstag. ",
    "ja": "外相は「協議を続ける」と述べた。",
    "ko": "장관은 회담이 계속될 것이라고 말했다. ",
}
# What a pattern with nested repetition would try to match in exponentially many ways.
_REPEATED: Final = (
    *('"', "“", "”", "'", '" "', '"a', 'a"', "“a ", "“”", "''", "``"),
    *("said ", "said, ", "he said she said ", "Mr. ", "the president of ", "and ", "A and B, ", "of the of the "),
    *("a", "a.", "a-", "A.B.", "1,", "1.", "-", "--", "—", "(", "((", ")", "[", "{", "<", "&amp;", "&", "\\", "/"),
    *(" ", "\t", "\n", "\r", "\r\n", "\n \n", " \r", "\u00a0", "\u2028", ",", ", ", ";", ":", "...", "!?", "\u0301"),
    *("http://a.", "a@b.", "#x ", "\ufeff", "\u200d", "👩\u200d", "🇫🇷", "ﷺ", "İ", "ß", "x\u0301\u0302", "\x00"),
    *("to ", "to warn to urge ", "that ", "which ", "not ", "Germany ", "Germany, France ", "U.S. ", "U.S.-China "),
)

_STAMPS: Final = (
    *("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"),
    *("2024-02-30T00:00:00Z", "2024-01-01", "2024-01-01T00:00:00", "1970-01-01T00:00:00.999999999Z", "24:00", ""),
    *("2016-12-31T23:59:60Z", "2024-01-01t00:00:00z", "2024-01-01T24:00:00Z", "2024-01-01T00:00:00+14:00"),
)
_ODD_MEMBERS: Final = (
    *('"version":NaN', '"version":1e999', '"version":' + "9" * 5_000, '"uri":"other"', '"x":"\\ud800"', '"":""'),
    *('"headline":"\\udfff\\ud800"', '"headline":"\\u0000"', '"x":-', '"x":01', '"x":1,', "'x':1", '"x":tru'),
    *('"headline":"\\ud83d\\ude00 talks"', '"x":"\t"', '"x":[1,2', "/* */", '"x":Infinity'),
    '"' + "k" * 20_000 + '":1',
)


class Hostile(NamedTuple):
    """One message value and the family of trouble it belongs to."""

    family: str
    value: bytes | None


def corpus(seed: int, count: int) -> Iterator[Hostile]:
    """`count` values, the same for the same seed; the families take turns."""
    families = itertools.cycle(FAMILIES.items())
    for number, (family, make) in zip(range(count), families, strict=False):
        dice = Random(f"{seed}/{number}")
        yield Hostile(family, make(dice))


def _item(dice: Random, text: str, **fields: Any) -> bytes:
    item = {"uri": f"urn:test:{dice.getrandbits(64):x}", "text": text, **fields}
    return orjson.dumps(item, option=orjson.OPT_NON_STR_KEYS)


def _mutated(dice: Random) -> bytes:
    value = bytearray(_item(dice, article(dice), headline=sentence(dice), published="2024-02-29T12:00:00Z"))
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(value) or 1)
        match dice.randrange(6):
            case 0:
                value[at : at + 1] = bytes((dice.randrange(256),))
            case 1:
                del value[at : at + dice.randint(1, 20)]
            case 2:
                value[at:at] = dice.randbytes(dice.randint(1, 8))
            case 3:
                value[at:at] = bytes(value[at : at + 30])
            case 4:
                value[at:at] = dice.choice(
                    (b'"', b"{", b"}", b"[", b"]", b",", b":", b"\\", b"\\u", b"\\ud83d", b"null")
                )
            case _:
                del value[max(1, at) :]
    return bytes(value)


def _unicode(dice: Random) -> bytes:
    points = (dice.randrange(0x110000) for _ in range(dice.randint(1, 400)))
    wild = "".join(chr(point) for point in points if not 0xD800 <= point < 0xE000)
    return _item(dice, _sprinkled(dice, article(dice, 2), wild, len(wild)), headline=wild[:50])


def _bidi(dice: Random) -> bytes:
    return _item(dice, _sprinkled(dice, article(dice), _BIDI, 60), headline=_sprinkled(dice, sentence(dice), _BIDI, 9))


def _controls(dice: Random) -> bytes:
    return _item(dice, _sprinkled(dice, article(dice), _CONTROLS, 40), headline=_sprinkled(dice, "Talks", _CONTROLS, 3))


def _combining(dice: Random) -> bytes:
    marks = "".join(map(chr, range(0x300, 0x370)))
    return _item(dice, _sprinkled(dice, paragraph(dice), marks, dice.randint(100, 2000)))


def _huge_token(dice: Random) -> bytes:
    size = dice.choice((1_000, 5_000, 30_000)) if dice.random() < 0.3 else dice.randint(50, 900)
    letters = dice.choice(("a", "aB", "0123456789", "a-", "ab.", "x'", "é", "你好", "http://a/b?c=", "a_"))
    token = (letters * size)[:size]
    return _item(dice, f"{sentence(dice)} {token} {sentence(dice)}", headline=dice.choice((None, token[:500])))


def _one_line(dice: Random) -> bytes:
    if dice.random() > 0.03:  # a whole one costs seconds
        return _item(dice, paragraph(dice, dice.randint(10, 30)).replace(".", dice.choice((".", ",", "", ";"))))
    line = paragraph(dice, 60)
    if dice.random() < 0.5:
        line = line.replace(". ", " and ").replace("“", "").replace("”", "")
    return _item(dice, (line * (_LONGEST // len(line) + 1))[: _LONGEST - dice.randrange(3)])


def _quote_marks(dice: Random) -> bytes:
    text = list(article(dice, dice.randint(1, 3)))
    for _ in range(dice.randint(1, 80)):
        text.insert(dice.randrange(len(text)), dice.choice(_QUOTES))
    return _item(dice, "".join(text))


def _nested_quotes(dice: Random) -> bytes:
    text = dice.choice(("we refuse", sentence(dice)))
    for _ in range(dice.randint(2, 60)):
        opening, closing = dice.choice(("“”", "‘’", '""', "''", "«»", "„“", "”“"))
        before, comma, after = dice.choice(("", "he said ")), dice.choice((",", "")), dice.choice(("", "she said"))
        text = f"{opening}{before}{text}{comma}{closing} {after}"
    return _item(dice, text)


def _repeated(dice: Random) -> bytes:
    piece = dice.choice(_REPEATED) if dice.random() < 0.8 else dice.choice(_REPEATED) + dice.choice(_REPEATED)
    chars = _LONGEST if dice.random() < 0.005 else dice.choice((60, 300, 2_000, 6_000))
    text = dice.choice(("", sentence(dice) + " ")) + (piece * chars)[:chars] + dice.choice(("", "!", " said Peru."))
    return _item(dice, text[:_LONGEST], headline=dice.choice((None, (piece * 99)[:200])))


def _markup(dice: Random) -> bytes:
    tags = (
        "<p>",
        "</p>",
        "<br/>",
        "<script>alert('x')</script>",
        "<a href='http://x'>",
        "</div>",
        "<!--",
        "]]>",
        "&nbsp;",
    )
    return _item(dice, _sprinkled(dice, article(dice), tags, 25), headline=f"<b>{sentence(dice)}</b>")


def _encoded(dice: Random) -> bytes:
    noise = dice.randbytes(dice.randint(30, 3_000))
    text = dice.choice(
        (base64.b64encode(noise).decode(), noise.hex(), noise.decode("latin-1"), "%PDF-1.7\n" + noise.hex())
    )
    return _item(dice, text)


def _tongue(dice: Random) -> bytes:
    tag, text = dice.choice(list(_TONGUES.items()))
    language = dice.choice((None, tag, "en", tag.upper(), f"{tag}-XX", "en-GB", "EN_us", "x-klingon", "", "e" * 300))
    return _item(dice, text * dice.randint(1, 20) + dice.choice(("", article(dice, 1))), language=language)


def _typed(dice: Random) -> bytes:
    odd: tuple[Any, ...] = (
        None,
        True,
        0,
        -1,
        2**63,
        1.5,
        1e308,
        "",
        "0",
        [],
        {},
        ["a"],
        {"a": 1},
        "\x00",
        "9999-99-99",
        "usable",
    )
    item: dict[str, Any] = {
        "uri": "urn:test:typed",
        "text": sentence(dice),
        "headline": "h",
        "published": "2024-01-01T00:00:00Z",
    }
    item |= {"version": 1, "language": "en", "status": "usable"}
    for field in dice.sample(list(item), dice.randint(1, 3)):
        if dice.random() < 0.3:
            del item[field]
        else:
            item[field] = dice.choice(odd)
    return orjson.dumps(item)


def _dates(dice: Random) -> bytes:
    stamp = dice.choice(_STAMPS)
    text = f"{sentence(dice)} They met last week, next month, on Monday, on 31 June and 100 years ago."
    return _item(dice, text, published=stamp, version=dice.choice((1, -1, 2**62, "", "v" * 500, "1\x002")))


def _nesting(dice: Random) -> bytes:
    depth = dice.choice((10, 200, 900, 1_100, 20_000, 100_000))
    opening, closing = dice.choice((("[", "]"), ('{"a":', "}"), ('[{"a":', "}]")))
    nested = opening * depth + "1" + closing * dice.choice((depth, 0))
    field = dice.choice(("extra", "text", "uri", "headline"))
    return dice.choice((nested, f'{{"uri":"u","text":"Peru met Chile.","{field}":{nested}}}')).encode()


def _hollow(dice: Random) -> bytes | None:
    blank = "".join(dice.choices(" \n\t\r\u00a0\u200b\ufeff\u2028\u00ad\x00", k=dice.randint(0, 50)))
    whole = (None, b"", b" ", b"null", b"0", b"[]", b"{}", b'""', b"\xff\xfe", b"\x00" * 100, b"\xef\xbb\xbf", b"NaN")
    return dice.choice((*whole, _item(dice, blank), _item(dice, blank, headline=sentence(dice))))


def _json_odd(dice: Random) -> bytes:
    text = orjson.dumps(sentence(dice)).decode()
    odd = dice.choice(_ODD_MEMBERS)
    bom = dice.choice(("", "", "\ufeff", "\ufeff\ufeff", " \n"))
    wrong = dice.choice(("utf-8", "utf-8", "utf-16", "utf-32", "utf-7"))
    return f'{bom}{{"uri":"urn:test:odd","text":{text},{odd}}}'.encode(wrong)


def _heavy(dice: Random) -> bytes:
    chars = dice.choice((_LONGEST + 1, _LONGEST * 3)) if dice.random() < 0.2 else dice.randint(1, 3_000)
    return _item(dice, "x" * chars, headline=dice.choice(("h" * 2_000, "\n".join("headline"), "“")))


def _news(dice: Random) -> bytes:
    return _item(dice, article(dice, dice.randint(1, 6)), headline=sentence(dice), published="2024-03-05T08:00:00Z")


def _sprinkled(dice: Random, text: str, pieces: str | tuple[str, ...], count: int) -> str:
    parts = list(text)
    for _ in range(count if pieces else 0):
        parts.insert(dice.randrange(len(parts) + 1), dice.choice(pieces))
    return "".join(parts)


FAMILIES: Final[dict[str, Callable[[Random], bytes | None]]] = {
    "mutated": _mutated,
    "unicode": _unicode,
    "bidi": _bidi,
    "controls": _controls,
    "combining": _combining,
    "huge_token": _huge_token,
    "one_line": _one_line,
    "quote_marks": _quote_marks,
    "nested_quotes": _nested_quotes,
    "repeated": _repeated,
    "markup": _markup,
    "encoded": _encoded,
    "tongue": _tongue,
    "typed": _typed,
    "dates": _dates,
    "nesting": _nesting,
    "hollow": _hollow,
    "json_odd": _json_odd,
    "heavy": _heavy,
    "news": _news,
}
