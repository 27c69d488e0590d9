"""What extraction knows of words that tell a story's country without naming it: its money, its customs."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from msgspec import Struct

from workers.lexicon.files import read_list

__all__ = ["Sign", "Signs", "load_signs"]

_SETTLES: Final = 2.0
_VOTES: Final = 0.7
_MONEY: Final = 1.0
# N90,000, R500 million, P2bn: not the N95 mask.
_AMOUNT: Final = re.compile(r"\d{1,3}(?:,\d{3}|[\d.]*(?:bn|m|trn|tn| ?[mbt](?:illion|n)\b| ?trillion))")
_FIGURE: Final = re.compile(r"\d+")


class Sign(NamedTuple):
    """A word or currency that stands in a text, and for which country (alpha-3) it speaks how much."""

    code: str
    word: str
    weight: float


class Signs(NamedTuple):
    """By word as it is spelt, what it weighs for which countries (alpha-3).

    `money` finds the currency that ends where a figure begins, no more than `reach` characters before it.
    """

    words: Mapping[str, tuple[tuple[str, float], ...]]
    currencies: Mapping[str, tuple[tuple[str, float], ...]]
    money: re.Pattern[str]
    reach: int
    examples: Mapping[str, str]

    def found(self, content: str, words: Iterable[str]) -> Iterator[Sign]:
        """What of it stands in a text and among its words; the same currency may come more than once."""
        for word in self.words.keys() & set(words):
            yield from (Sign(code, word, weight) for code, weight in self.words[word])
        for figure in _FIGURE.finditer(content):
            start = figure.start()
            before = self.money.search(content, max(start - self.reach, 0), start)
            if before and (before[1] or _AMOUNT.match(content, start)):
                word = before[1] or before[2]
                yield from (Sign(code, word, weight) for code, weight in self.currencies[word])


class _Sign(Struct, forbid_unknown_fields=True):
    code: str
    example: str
    settles: str = ""
    votes: str = ""
    money: str = ""
    letter: str = ""


class _Signs(Struct, forbid_unknown_fields=True):
    sign: list[_Sign]


def load_signs() -> Signs:
    """Read signs.toml.

    Raises:
        msgspec.ValidationError: an entry has a wrong type or an unknown field.
    """
    rows = read_list("signs", _Signs).sign
    money = _by_word((word, row.code, _MONEY) for row in rows for word in row.money.split())
    letters = _by_word((letter, row.code, _MONEY) for row in rows for letter in row.letter.split())
    longest_first = "|".join(re.escape(word) for word in sorted(money, key=len, reverse=True))
    return Signs(
        words=_by_word(_words(rows)),
        currencies=money | letters,
        money=re.compile(rf"(?<!\w)(?:({longest_first})\.? ?|([{''.join(letters)}]))\Z"),
        reach=max(map(len, money)) + len(". "),
        examples={row.example: row.code for row in rows},
    )


def _words(rows: Iterable[_Sign]) -> Iterator[tuple[str, str, float]]:
    for row in rows:
        yield from ((word, row.code, _SETTLES) for word in row.settles.split())
        yield from ((word, row.code, _VOTES) for word in row.votes.split())


def _by_word(entries: Iterable[tuple[str, str, float]]) -> dict[str, tuple[tuple[str, float], ...]]:
    found: dict[str, tuple[tuple[str, float], ...]] = {}
    for word, code, weight in entries:
        found[word] = (*found.get(word, ()), (code, weight))
    return found
