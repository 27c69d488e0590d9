"""A cue, its source and content in, whom the words were said to out."""

from typing import Final

from workers.extract.quotes.cues import Cue
from workers.extract.quotes.direct import attribution_end
from workers.extract.quotes.noun_phrase import noun_phrase, trim
from workers.extract.quotes.page import DAYS, Page
from workers.extract.quotes.source import Source
from workers.extract.spans import Range

__all__ = ["find_addressee"]

_OBJECTS: Final = frozenset("dobj dative iobj".split())
_NOMINAL: Final = frozenset("NN NNS NNP NNPS PRP DT JJ CD POS HYPH PRP$".split())
_TIMES: Final = DAYS | frozenset("tomorrow week month year much".split())
_THINGS: Final = frozenset("it truth story lie lies joke nothing something news so that".split())
_NOBODY: Final = _TIMES | _THINGS
_OCCASIONS: Final = (
    *(("in", article, "interview", word) for article in ("an", "the", "his", "her") for word in ("with", "to")),
    *((verb, word) for verb in ("speaking", "talking") for word in ("to", "with")),
    *(("in", "a", note, "to") for note in ("letter", "message", "note", "memo", "email", "statement")),
    ("addressing",),
)
_OPENERS: Final = frozenset(words[0] for words in _OCCASIONS)
_REACH: Final = 12


def find_addressee(page: Page, cue: Cue, source: Source | None, pieces: tuple[Range, ...]) -> Range | None:
    """The reporters in "told reporters in Geneva that …", the crowd in "said to the crowd"."""
    if cue.passive:
        return _told(page, cue)
    start = attribution_end(cue, source)
    following = [piece.start for piece in pieces if piece.start >= start]
    limit = min([page.scope_of(cue.at).end, start + 2 * _REACH, *following])
    if "addressee" in cue.takes:
        head = next((k for k in page.kids[cue.at] if page.dep[k] in _OBJECTS and start <= k < limit), None)
        span = _first_phrase(page, start, limit) if head is None else noun_phrase(page, head, Range(start, limit))
    elif page.lower[start : start + 1] == ["to"] and "quote" in cue.takes:
        head = next((k for k in page.kids[start] if page.dep[k] == "pobj" and k < limit), None)
        span = Range(start, start) if head is None else noun_phrase(page, head, Range(start + 1, limit))
    else:
        span = _interviewer(page, cue, start)
    span = _without_adjuncts(page, span)
    if span.end <= span.start or page.lower[span.end - 1] in _NOBODY or page.block_of[span.start] >= 0:
        return None
    return span


def _interviewer(page: Page, cue: Cue, after: int) -> Range:
    """In an interview with Le Soir, the president said ...; "...," he said, speaking to Radio Kivu."""
    scope = page.scope_of(cue.at)
    for start in (after + (page.words[after : after + 1] == [","]), page.opening(scope)):
        opens = page.block_of[cue.at] < 0 and not _OPENERS.isdisjoint(page.lower[start : start + 1])
        for words in _OCCASIONS if opens else ():
            to = start + len(words)
            if to < scope.end and tuple(page.lower[start:to]) == words:
                head = next((k for k in page.kids[to - 1] if page.dep[k] in ("pobj", "dobj") and k >= to), None)
                return Range(to, to) if head is None else noun_phrase(page, head, Range(to, scope.end))
    return Range(after, after)


def _told(page: Page, cue: Cue) -> Range | None:
    """The residents in "the residents were told that …"."""
    if "addressee" not in cue.takes or page.block_of[cue.at] >= 0:
        return None
    head = next((k for k in page.kids[cue.at] if page.dep[k] == "nsubjpass" and k < cue.at), None)
    if head is None or page.tag[head] in ("WP", "WDT", "EX") or page.lower[head] == "it":
        return None
    span = noun_phrase(page, head, Range(page.scope_of(cue.at).start, cue.at))
    return span if span.end > span.start else None


def _first_phrase(page: Page, start: int, limit: int) -> Range:
    """Read word by word, where the parser sees no object."""
    end = start
    while end < limit and (page.tag[end] or "NN") in _NOMINAL and page.lower[end] not in _TIMES:
        end += 1
    return trim(page, Range(start, end))


def _without_adjuncts(page: Page, span: Range) -> Range:
    """A daily briefing, not "a daily briefing in Brussels on Monday that ..."."""
    for i in range(*span):
        if page.lower[i] in ("that", "on", "in", "at") and i > span.start:
            return trim(page, Range(span.start, i))
    return trim(page, span)
