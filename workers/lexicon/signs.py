"""What extraction knows of words that tell a story's country without naming it: its money, its customs."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from msgspec import Struct

from workers.lexicon.files import read_list

__all__ = ["Signs", "load_signs"]

_SETTLES: Final = 2.0
_VOTES: Final = 0.7


class Signs(NamedTuple):
    """By word as it is spelt, what it weighs for which countries (alpha-3); `money` matches one before a figure."""

    words: Mapping[str, tuple[tuple[str, float], ...]]
    currencies: Mapping[str, tuple[tuple[str, float], ...]]
    money: re.Pattern[str]
    examples: Mapping[str, str]


class _Sign(Struct, forbid_unknown_fields=True):
    code: str
    example: str
    settles: str = ""
    votes: str = ""
    money: str = ""


class _Signs(Struct, forbid_unknown_fields=True):
    sign: list[_Sign]


def load_signs() -> Signs:
    """Read signs.toml.

    Raises:
        msgspec.ValidationError: an entry has a wrong type or an unknown field.
    """
    rows = read_list("signs", _Signs).sign
    currencies = _by_word((word, row.code, _VOTES) for row in rows for word in row.money.split())
    longest_first = "|".join(re.escape(word) for word in sorted(currencies, key=len, reverse=True))
    return Signs(
        words=_by_word(_words(rows)),
        currencies=currencies,
        money=re.compile(rf"(?<!\w)({longest_first})\.? ?\d"),
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
