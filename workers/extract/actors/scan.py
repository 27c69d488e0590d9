"""An article's tokens in, what of the lexicon's names and role nouns is spelt out in them out, longest first."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from workers.extract.actors.found import Found
from workers.extract.columns import Columns
from workers.lexicon import ActorLexicon
from workers.lexicon.actors import Name, Role
from workers.lexicon.beginnings import BEGINNING
from workers.lexicon.spelling import spelling, unaccented

__all__ = ["scan"]

_FIRST_WORD: Final = re.compile(r"\w+")
_WORDS: Final = re.compile(r"\w\w")
_ACRONYM: Final = re.compile(r"[A-Z][\w.+-]*[A-Z+.\d]\w*|[A-Z]\d")


# A dictionary over the text rather than a span_ruler: the ruler takes 230 ms to add 4000 phrases, cannot tell "US"
# from "us", and hand-built Docs would have to run it. This takes nothing to add and a millisecond an article.
def scan(columns: Columns, lexicon: ActorLexicon) -> Iterator[Found]:
    """Everything that stands somewhere in the text, in order, none overlapping."""
    low = spelling(columns.content)
    by_end = {end: i for i, end in enumerate(columns.ends)}
    past = 0
    for i, sizes in _openings(columns, low, lexicon):
        found = _longest_at(columns, low, lexicon, i, sizes, by_end) if i >= past else None
        if found:
            yield found
            past = found.end


def _openings(columns: Columns, low: str, lexicon: ActorLexicon) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The tokens where a name may begin, each with the lengths in characters that it may have."""
    starts, ends, sizes_of = columns.idx, columns.ends, lexicon.sizes
    firsts = _first_words(columns.vocabulary, lexicon)
    for i in columns.where(firsts.keys()):
        first = firsts[columns.lower[i]]
        beginning = low[starts[i] : starts[i] + len(first) + BEGINNING]
        sizes = sizes_of.get(first, ()) + sizes_of.get(beginning, ())
        if not beginning.isascii():
            sizes += sizes_of.get(unaccented(first), ()) + sizes_of.get(unaccented(beginning), ())
        # Not in the middle of a word: the CAN of "CANNOT".
        if sizes and (i + 1 == columns.size or ends[i] < starts[i + 1] or not _WORDS.match(low, ends[i] - 1)):
            yield i, sizes


def _first_words(tokens: AbstractSet[str], lexicon: ActorLexicon) -> dict[str, str]:
    """By token, its first word; of those only with which some name begins."""
    firsts = {token: token for token in tokens & lexicon.sizes.keys()}
    for token in tokens:
        if not (token.isascii() and token.isalpha()):
            match = _FIRST_WORD.match(token.replace("i̇", "İ"))  # as it is spelt: one letter
            first = match.group() if match else ""
            if first in lexicon.sizes or unaccented(first) in lexicon.sizes:
                firsts[token] = first
    return firsts


def _longest_at(
    columns: Columns, low: str, lexicon: ActorLexicon, i: int, sizes: tuple[int, ...], by_end: Mapping[int, int]
) -> Found | None:
    start = columns.idx[i]
    for end in sorted({start + size for size in sizes}, reverse=True):
        last = by_end.get(end)
        entry = _entry(columns.content[start:end], low[start:end], lexicon) if last is not None else None
        if entry is not None and last is not None:
            return Found(i, last + 1, entry)
    return None


def _entry(text: str, key: str, lexicon: ActorLexicon) -> Name | Role | None:
    name, role = lexicon.names.get(key), lexicon.roles.get(key)
    if name and _written_alike(name.written, text):
        return name
    if role and _is_capital(lexicon, key, text):
        return role
    # A list may have "Bialystok" where the article has "Białystok".
    return None if key.isascii() or unaccented(key) == key else _entry(text, unaccented(key), lexicon)


def _is_capital(lexicon: ActorLexicon, key: str, text: str) -> bool:
    """ "PM" is a prime minister, "pm" is none."""
    return key.upper() not in lexicon.words.initials or text.isupper()


def _written_alike(listed: str, text: str) -> bool:
    """ "US" is no "us", "Polish" no "polish", Sadr no SADR; a headline in capitals writes TEHRAN."""
    if _ACRONYM.fullmatch(listed):
        return text in (listed, listed.upper())
    return not text[:1].islower() or listed[:1].islower()
