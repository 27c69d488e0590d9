"""Gold quotes and those found in, tallies and verdicts out.

A content is the set of its word tokens (no quote marks, no leading "that"). End to end: contents within
.8 Jaccard, one to one, and the sources share a word that says who (or both have none). Speaker: of the
gold quotes whose content was found within .5, those with the right resolved name.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from tests.gold.answers import UNTELLING, Article, Offsets, Quote, telling
from tests.gold.tally import Rows, Tally, with_total

__all__ = ["judged_quotes", "quote_rows"]

_WORD: Final = re.compile(r"\w+(?:[.'’-]\w+)*")
_PRONOUNS: Final = frozenset("he she they it who we i him her them".split())


def quote_rows(gold: Article, found: Article) -> Rows:
    """Named tallies of one article: quotes by type, speakers."""
    if gold.quotes is None:
        return
    for quote, right in judged_quotes(gold, found):
        yield from with_total("quotes", f"quotes {quote.type}", Tally(1, int(right)))
    hits = {i for i, _ in _right_quotes(gold, found)}
    for i, quote in enumerate(gold.quotes):
        if not quote.optional:
            yield from with_total(
                "quotes", f"quotes {quote.type}" if quote.type else "", Tally(0, 0, 1, int(i in hits))
            )
    for i, j in _matched(gold, found, least=0.5):
        yield from _speaker_rows(gold, gold.quotes[i], (found.quotes or [])[j])


def judged_quotes(gold: Article, found: Article) -> Iterator[tuple[Quote, bool]]:
    """Found quotes that count, right or wrong."""
    if gold.quotes is None:
        return
    right = {j for i, j in _right_quotes(gold, found) if not gold.quotes[i].optional}
    for j, quote in enumerate(found.quotes or []):
        if j in right or not _is_optional(gold, quote):
            yield quote, j in right


def _speaker_rows(gold: Article, want: Quote, have: Quote) -> Rows:
    if want.speaker and "speaker" not in want.open:
        right = int(bool(telling(want.speaker) & telling(have.speaker)))
        yield "speaker", Tally(0, 0, 1, right)
        if want.source is None or gold.text[slice(*want.source)].lower() in _PRONOUNS:
            yield "speaker, pronoun or inherited", Tally(0, 0, 1, right)
    if want.country and "country" not in want.open:
        yield "speaker country", Tally(0, 0, 1, int(want.country == have.country))


def _right_quotes(gold: Article, found: Article) -> list[tuple[int, int]]:
    wanted, given = gold.quotes or [], found.quotes or []
    return [(i, j) for i, j in _matched(gold, found, least=0.8) if _same_source(gold.text, wanted[i], given[j])]


def _matched(gold: Article, found: Article, *, least: float) -> list[tuple[int, int]]:
    """One-to-one pairs of contents that overlap by at least `least`, the best first."""
    wanted = [_tokens(gold.text, quote.content) for quote in gold.quotes or []]
    given = [_tokens(gold.text, quote.content) for quote in found.quotes or []]
    rated = [(_jaccard(a, b), -i, -j) for i, a in enumerate(wanted) for j, b in enumerate(given)]
    pairs: dict[int, int] = {}
    for overlap, i, j in sorted(rated, reverse=True):
        if overlap >= least and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return list(pairs.items())


def _is_optional(gold: Article, quote: Quote) -> bool:
    """Whether it is half an optional gold quote, or lies in one more than in any required one."""
    words = _tokens(gold.text, quote.content)
    covered = {True: 0.0, False: 0.0}
    for other in gold.quotes or []:
        theirs = _tokens(gold.text, other.content)
        if other.optional and _jaccard(words, theirs) >= 0.5:
            return True
        share = len(words & theirs) / len(words) if words else 0.0
        covered[other.optional] = max(covered[other.optional], share)
    return covered[True] >= 0.5 and covered[True] > covered[False]


def _same_source(text: str, want: Quote, have: Quote) -> bool:
    if "source" in want.open:
        return True
    if want.source is None or have.source is None:
        return want.source is have.source
    wanted, given = _tokens(text, [want.source]), _tokens(text, [have.source])
    telling = {word for word in wanted if text[slice(*word)].lower() not in UNTELLING}
    return bool((telling or wanted) & given)


def _tokens(text: str, spans: Iterable[Offsets]) -> frozenset[Offsets]:
    found = [match.span() for start, end in sorted(spans) for match in _WORD.finditer(text, start, end)]
    if len(found) > 1 and text[slice(*found[0])].lower() == "that":
        del found[0]
    return frozenset(found)


def _jaccard(one: frozenset[Offsets], other: frozenset[Offsets]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
