"""A cue in, the noun phrase that ends where its verb begins out: read word by word, where the parse does not fit."""

from typing import Final

from workers.extract.quotes.cues import Cue
from workers.extract.quotes.noun_phrase import EDGE, NOMINAL, noun_phrase, opens_name, trim
from workers.extract.quotes.page import ASKED, Page
from workers.extract.spans import Range

__all__ = ["HEADS", "LINKS", "linear_source", "verb_start", "with_name"]

HEADS: Final = frozenset("NN NNS NNP NNPS PRP DT CD WP WDT JJ JJS".split())
LINKS: Final = frozenset("of for in at from with to on &".split())
_LONGEST: Final = 40
_ADJUNCT: Final = 10
_ADVERBIAL: Final = frozenset("RB RBR MD".split())
_AUXILIARIES: Final = frozenset(
    "has have had is are was were be been being do does did not n't n’t 's ’s 've ’ve 'd ’d 'll ’ll".split()
)


def linear_source(page: Page, cue: Cue, *, conjoined: bool = False) -> Range | None:
    """The noun phrase that ends where the verb, its adverbs and auxiliaries begin.

    `conjoined`: only if one stands there: and a fan who had travelled from Ghent complained that ...
    """
    if cue.passive or cue.infinitive or page.tag[cue.at] in ("VBG", "VB"):
        return None
    limit = page.scope_of(cue.at).start
    end = verb_start(page, cue.at, limit)
    if conjoined:
        named = _before_adjunct(page, limit, end - 1) if end > limit and page.words[end - 1] == "," else None
        return named or _subject_of_conjunct(page, end, limit)
    if end > limit and page.words[end - 1] == ",":  # Smith, the envoy, said
        end -= 1
        named = _before_aside(page, page.opening(page.scope_of(cue.at)), end) or _before_adjunct(page, limit, end)
        if named is not None:
            return named
    start = end
    while start > max(limit, end - _LONGEST) and _in_phrase(page, start - 1, cue):
        start -= 1
    while start < end and page.lower[start] in LINKS:
        start += 1
    if end <= limit < cue.at == limit + 1 and opens_name(page, limit):
        return Range(limit, cue.at)
    span = trim(page, Range(start, end))
    nominal = any((page.tag[i] or "NN") in HEADS for i in range(*span))
    return span if nominal else None


def verb_start(page: Page, verb: int, limit: int) -> int:
    """Where a verb begins with its auxiliaries and adverbs, no farther back than `limit`: has since said."""
    start = verb
    while start > limit and (page.tag[start - 1] in _ADVERBIAL or page.lower[start - 1] in _AUXILIARIES):
        start -= 1
    return start


def with_name(page: Page, span: Range, cue: Cue, scope: Range) -> Range:
    """Ana Ruiz, special envoy for the lakes, said: the parser takes the title for the subject."""
    start = span.start - 1
    if start <= scope.start or page.words[start] != "," or page.words[span.end : span.end + 1] != [","]:
        return span
    while start > scope.start and page.tag[start - 1] in ("NNP", "NNPS"):
        start -= 1
    alone = start == scope.start or page.words[start - 1] in (",", "--", "–", "—")
    return Range(start, span.end) if alone and start < span.start - 2 and span.end < cue.at + 1 else span


def _before_aside(page: Page, start: int, end: int) -> Range | None:
    """Marsh, appearing at the forum of the port, cited ...: the name that opens the sentence."""
    comma = next((i for i in range(start, end) if page.tag[i] not in ("NNP", "NNPS")), end)
    aside = start < comma < end - 1 and page.words[comma] == "," and page.tag[comma + 1] in ("VBG", "VBN", "WP")
    if aside:
        return Range(start, comma)
    # The manager of the campaign, asked about the tape, said
    comma = next((i for i in range(start, end) if page.tag[i] not in NOMINAL and page.lower[i] not in LINKS), end)
    asked = start < comma < end - 1 and page.words[comma] == "," and page.lower[comma + 1] in ASKED
    return Range(start, comma) if asked else None


def _before_adjunct(page: Page, start: int, end: int) -> Range | None:
    """... since Marsh, at Friday's forum, cited: the name in front of an adjunct between commas."""
    comma = next((i for i in range(end - 1, max(start, end - _ADJUNCT), -1) if page.words[i] == ","), start)
    if comma <= start or page.tag[comma + 1] != "IN":
        return None
    if page.tag[comma - 1] == "CC":  # The group denied it and, in a statement on its channel, called for an inquiry
        subject = next((i for i in range(comma - 1, start - 1, -1) if page.dep[i] == "nsubj"), None)
        return noun_phrase(page, subject, Range(start, comma)) if subject is not None else None
    first = comma
    while first > start and page.tag[first - 1] in ("NNP", "NNPS", "PRP"):
        first -= 1
    return Range(first, comma) if first < comma else None


def _subject_of_conjunct(page: Page, end: int, limit: int) -> Range | None:
    start = end
    if end > limit and page.words[end - 1] in ("–", "—", "--"):  # the Union - whose council is to meet - has demanded
        start = next((i for i in range(end - 2, max(limit, end - 25), -1) if page.words[i] == page.words[end - 1]), end)
    if end > limit + 1 and page.words[end - 1] == ",":  # and my counterpart, Ana Ruiz, told
        start = next((i for i in range(end - 2, limit, -1) if page.tag[i] not in ("NNP", "NNPS")), limit)
        if page.words[start] != "," or start == end - 2:
            return None
        end -= 1
    while start > max(limit, end - _LONGEST) and page.tag[start - 1] != "CC" and page.words[start - 1] not in EDGE:
        start -= 1
    if start == end or page.block_of[start] >= 0 or page.tag[start] not in ("DT", "NNP", "PRP", "NN", "NNS", "PRP$"):
        return None
    return Range(start, end)


def _in_phrase(page: Page, i: int, cue: Cue) -> bool:
    if page.words[i] == "-" and not page.doc[i].whitespace_ and not page.doc[i - 1].whitespace_:
        return True  # his ex-wife
    if page.block_of[i] != page.block_of[cue.at] or page.words[i] in EDGE:
        return False
    return (page.tag[i] or "NN") in NOMINAL or page.lower[i] in LINKS
