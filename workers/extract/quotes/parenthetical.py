"""A cue in the midst or at the end of a clause in, the clause out: "..., he said"; "the talks, he said, had ..."."""

from typing import Final

from workers.extract.quotes.cues import Cue, tells
from workers.extract.quotes.direct import Content, attribution_end, attribution_start
from workers.extract.quotes.noun_phrase import trim
from workers.extract.quotes.page import ANY_DAY, DASHES, FINITE, Page
from workers.extract.quotes.source import Source
from workers.extract.spans import Range

__all__ = ["clause_before", "last_clause", "past_part"]

_DATES: Final = ANY_DAY | frozenset("week month year".split())
_SINCE: Final = ANY_DAY | frozenset("last this earlier late".split())
_OF_VERBS: Final = FINITE | frozenset("VB TO VBG VBN".split())
_SUBORDINATORS: Final = frozenset("if when while though although because since unless once as after before".split())
_NAMING: Final = frozenset("NN NNS NNP NNPS DT CD PRP".split())  # A day like any other, he said.
_SUBJECTS: Final = (["PRP"], ["DT"], ["NNP"], ["NNS"])
_WHEN: Final = frozenset("when while after before as".split())
_CIRCUMSTANCES: Final = frozenset("as while after".split())
_GOES_ON: Final = FINITE | {"RB"}
_NEAR: Final = 4  # words
_LONGEST: Final = 150


def clause_before(page: Page, cue: Cue, source: Source | None) -> Content | None:
    """The talks had failed, the minister said. The talks, he said, had failed."""
    if source is None or source.shared or not tells(page, cue):
        return None
    if page.tag[cue.at] == "VBN" and page.tag[cue.span.end : cue.span.end + 1] not in ([","], ["."], ["IN"]):
        return None  # If the board agrees, as I think it will, he has written to no one
    start = attribution_start(page, cue, source)
    scope = page.scope_of(cue.at)
    while start > scope.start and page.tag[start - 1] == "RB":
        start -= 1
    before = start - 1
    if page.lower[before] == "as" and before >= scope.start:
        if page.lower[source.span.start] in ("i", "we", "you"):
            return None  # as you know
        return _after_comma(page, cue, source, scope, before)
    if before <= scope.start or page.words[before] not in (",", *DASHES) or page.is_hyphen(before):
        return None
    first = page.opening(scope)
    left = trim(page, Range(past_part(page, max(first, before - _LONGEST)), before))
    if left.end <= left.start or _is_heading(page, left) or (source.before and _has_object(page, cue)):
        return None
    subordinate = page.lower[left.start] in _SUBORDINATORS
    rest = _rest(page, cue, source, scope, gerund=subordinate)
    if rest is not None:
        if page.lower[left.end - 1] in ("when", "where"):  # on Monday, when, she warned, the pitch would be wet
            return Content((rest,), "clause-split")
        left = _interrupted(page, left)
    quoted = rest is not None and page.block_of[rest.end - 1] >= 0 > page.block_of[cue.at]
    quoted = quoted or (rest is not None and page.lower[rest.start] == "except")
    if rest is not None and (quoted or page.is_finite(rest) or not page.is_finite(left)):
        return Content((left, rest), "clause-split")
    ends = _ends_here(page, cue, source, scope)
    if page.lower[left.start] in _WHEN and not any(page.words[i] == "," for i in range(*left)):
        return None  # When the mill closed, the town said no.
    alone = page.words[cue.span.end : cue.span.end + 1] == ["."] and page.tag[left.start] in _NAMING
    alone = alone or (page.headline is not None and left.end <= page.headline.end)  # Fleet to sail, says admiral
    return Content((left,), "clause-first") if ends and (page.is_finite(left) or alone) else None


def past_part(page: Page, start: int) -> int:
    """For his part, the envoy left, the agency said: whose turn it is, the narrator tells."""
    part = page.lower[start : start + 4]
    return start + 4 if part[:1] == ["for"] and part[2:] == ["part", ","] else start


def _interrupted(page: Page, left: Range) -> Range:
    """The park is near the stadium, which, he said, is full: only the clause that is cut in two."""
    if page.tag[left.end - 1] in ("WDT", "WP"):
        return Range(left.end - 1, left.end)
    return last_clause(page, left)


def last_clause(page: Page, left: Range) -> Range:
    """The rains had come, but the roads, he said, were dry: what stands behind the last colon or conjunction."""
    for i in range(left.end - 1, left.start, -1):
        if page.words[i] in (":", ";"):  # The envoy did not mince words: the plan, he said, was dead.
            return Range(i + 1, left.end)
        if page.lower[i] in ("and", "but") and page.words[i - 1] == ",":
            return Range(i + 1, left.end) if i + 1 < left.end else left
    return left


def _is_heading(page: Page, left: Range) -> bool:
    """THE CHOIR SINGS NO MORE - The verger said ..."""
    return page.words[left.end] in DASHES and all(word.isupper() for word in page.words[slice(*left)] if word.isalpha())


def _has_object(page: Page, cue: Cue) -> bool:
    """Last week, the court charged two builders, ...; others vow reprisals."""
    own = (k for k in page.kids[cue.at] if page.dep[k] == "dobj" and page.tag[k] in ("NN", "NNS"))
    near = next((k for k in own if cue.at < k <= cue.span.end + _NEAR), None)
    if near is None or "addressee" in cue.takes or page.lower[near] in _DATES:
        return False
    return not any(page.words[i] in (",", *DASHES) or page.block_of[i] >= 0 for i in range(cue.span.end, near))


def _ends_here(page: Page, cue: Cue, source: Source, scope: Range) -> bool:
    """Nothing but adjuncts may follow: ..., he said in Geneva on Monday."""
    i = attribution_end(cue, source)
    if i < scope.end and page.tag[i] in ("DT", "PRP", "PRP$", "NNP", "TO", "VB", "JJ") and source.before:
        return "addressee" in cue.takes or page.lower[i] in _SINCE
    return True


def _after_comma(page: Page, cue: Cue, source: Source, scope: Range, start: int) -> Content | None:
    """As the minister said, the talks had failed. The talks, as the minister said, had failed."""
    rest = _rest(page, cue, source, scope)
    if rest is None or not page.is_finite(rest):
        return None
    left = trim(page, Range(page.opening(scope), start - 1)) if page.words[start - 1] == "," else Range(start, start)
    interrupted = left.end > left.start and page.tag[left.start] in _NAMING and not page.is_finite(left)
    return Content((left, rest) if interrupted and page.tag[rest.start] in _GOES_ON else (rest,), "clause-as")


def _rest(page: Page, cue: Cue, source: Source, scope: Range, *, gerund: bool = False) -> Range | None:
    """What goes on after the comma of "..., he said on Monday, ..."."""
    i = attribution_end(cue, source)
    limit = min(scope.end, i + 12)
    while i < limit and (page.words[i] not in (",", *DASHES) or page.is_hyphen(i)):
        verbal = page.tag[i] in _OF_VERBS and page.dep[i] != "amod"
        if verbal or page.block_of[i] != page.block_of[cue.at]:
            return None
        i += 1
    if i >= limit or i + 1 >= scope.end or page.tag[i + 1] in ("WP", "WDT", "WRB"):
        return None
    if page.lower[i + 1] in _CIRCUMSTANCES and not gerund and page.tag[i + 2 : i + 3] in _SUBJECTS:
        return None  # ..., they said on Friday, as they left the building
    if "VBG" in page.tag[i + 1 : i + 2 + (page.tag[i + 1] == "RB")] and not gerund:
        return None  # ..., he announced, not ruling out ...
    if page.tag[i + 1] == "CC" and _resumes_verb(page, i + 2, scope.end):
        return None
    span = trim(page, Range(i + 1, min(scope.end, i + _LONGEST)))
    first = page.block_of[span.start] if span.end > span.start else -1
    if first >= 0 > page.block_of[cue.at] and page.blocks[first].first == span.start:
        span = Range(page.blocks[first].start, span.end)
    last = page.block_of[span.end - 1] if span.end > span.start else -1
    if last >= 0 > page.block_of[cue.at]:
        span = Range(span.start, page.blocks[last].end)
    return span if span.end - span.start > 1 else None


def _resumes_verb(page: Page, i: int, limit: int) -> bool:
    while i < limit and page.tag[i] == "RB":
        i += 1
    return i < limit and page.tag[i] in ("VBD", "VBZ", "VBP")
