"""A cue and its source in, the clause it reports out: after it, before it, or around it."""

from typing import Final

from workers.extract.quotes.cues import Cue
from workers.extract.quotes.direct import Content, attribution_end, attribution_start
from workers.extract.quotes.page import Page, Range
from workers.extract.quotes.source import Source, trim

__all__ = ["clause_after", "clause_before", "clause_end"]

_FINITE: Final = frozenset("VBD VBZ VBP MD".split())
_DAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow".split())
_STOPS: Final = frozenset(".!?…")
_DASHES: Final = frozenset("– — -- - ―".split())
_BREAKS: Final = _DASHES | {",", "("}
_OPENERS: Final = frozenset("but and so yet still".split())
_QUESTION: Final = frozenset("whether if what who whom whose which why how".split())
_ADVERBIAL: Final = frozenset("when where while as after before because since until although though".split())
_SUBORDINATE: Final = frozenset("but and while though although as when after whereas even".split())
_FIRST: Final = frozenset("DT PRP PRP$ NNP NN NNS JJ EX NNPS CD WP WRB VBG".split())
_SUBORDINATORS: Final = frozenset("if when while though although because since unless once as after before".split())
_OBJECTS: Final = frozenset("what everything whatever all how than".split())
_REACH: Final = 30
_LONGEST: Final = 150


def clause_after(page: Page, cue: Cue, source: Source | None, cues: dict[int, Cue]) -> Content | None:
    """He said that the talks had failed; he told them on Monday the talks had failed."""
    if source is not None and source.before and _is_parenthetical(page, cue, source):
        return None
    limit = Range(page.scope_of(cue.at).start, _limit(page, cue, source))
    start, rule = _start(page, cue, source, limit)
    if start is None or start >= limit.end:
        return None
    end = clause_end(page, cue, start, limit.end, cues)
    span = trim(page, Range(start, end))
    if span.end <= span.start:
        return None
    return Content((_whole(page, span, cue),), rule)


def _is_parenthetical(page: Page, cue: Cue, source: Source) -> bool:
    """The air was so bad, the minister noted, that ..."""
    end = cue.span.end
    return page.words[end : end + 1] == [","] and page.words[source.span.start - 1] == ","


def _limit(page: Page, cue: Cue, source: Source | None) -> int:
    """The end of the scope; for a fronted clause, where the main clause begins: While he said ..., she ..."""
    end = min(page.scope_of(cue.at).end, cue.at + _LONGEST)
    verb = cue.at
    for _ in range(4):
        head = page.head[verb]
        if head > cue.at and verb != cue.at + 0 and page.tag[head] in _FINITE and page.tag[cue.at] == "VBG":
            # The delegate, noting that ..., cautioned against ...
            comma = next((i for i in range(head - 1, max(cue.at, head - 6), -1) if page.words[i] == ","), None)
            if comma is not None:
                return min(end, comma)
        if head > cue.at:
            subjects = [k for k in page.kids[head] if page.dep[k] in ("nsubj", "nsubjpass") and k > cue.at]
            if subjects and page.dep[verb] in ("advcl", "prep", "pcomp"):
                start = page.edges(subjects[0]).start
                if page.words[start - 1] in (",", *_DASHES):
                    return min(end, start - 1)
        if head == verb:
            break
        verb = head
    return end


def _start(page: Page, cue: Cue, source: Source | None, limit: Range) -> tuple[int | None, str]:
    after = attribution_end(cue, source)
    that = _that(page, cue, after, limit)
    if that is not None:
        return that, "clause-that"
    if cue.passive or source is None or (cue.infinitive and page.tag[page.head[cue.at]][:1] in ("J", "R")):
        return None, ""
    if source.before and page.lower[source.span.start - 1] in _OBJECTS:
        return None, ""  # between what he says the plan would do and ...
    if page.dep[cue.at] == "relcl" and (source is None or not source.shared) and not _relative_subject(page, cue):
        return None, ""  # the sum he says he raised
    clause = next((k for k in page.kids[cue.at] if page.dep[k] == "ccomp" and k > cue.at), None)
    if clause is not None and (page.tag[clause] in _FINITE or _has_finite(page, clause)):
        start = _clause_start(page, cue, after, max(page.edges(clause).start, after))
        if page.lower[start] in _ADVERBIAL and cue.lemma not in ("ask", "explain", "tell"):
            return None, ""
        return _skip_frame(page, cue, start, clause), "clause-wh" if page.lower[start] in _QUESTION else "clause-bare"
    return _linear_start(page, cue, source, after, limit), "clause-linear"


def _clause_start(page: Page, cue: Cue, after: int, start: int) -> int:
    """The verb's next word, unless an adjunct stands between: the parser loses the front of a long subject."""
    if "addressee" in cue.takes or start == after or page.lower[after] in (*_DAYS, "this", "last", "earlier", "later"):
        return start
    adjunct = page.tag[after] in ("IN", "TO", "RB", ",", ":", "RP") or page.block_of[after] != page.block_of[start]
    return start if adjunct else after


def _relative_subject(page: Page, cue: Cue) -> bool:
    return any(page.dep[k] in ("nsubj", "nsubjpass") and page.tag[k] in ("WP", "WDT") for k in page.kids[cue.at])


def _has_finite(page: Page, verb: int) -> bool:
    return any(page.tag[k] in _FINITE for k in page.kids[verb])


def _that(page: Page, cue: Cue, after: int, limit: Range) -> int | None:
    """told reporters in Geneva on Monday that ..."""
    for i in range(after, min(limit.end, after + _REACH)):
        if page.lower[i] == "that" and page.tag[i] in ("IN", ""):
            bare = "addressee" in cue.takes or _is_adjunct(page, after, i)
            return i + 1 if bare and i + 1 < limit.end else None
        if page.lower[i] == "that" and i == after and page.tag[i] == "DT" and page.dep[i] == "mark":
            return i + 1
        if page.tag[i] in _FINITE or page.tag[i] in ("VB", "VBN", "VBG", "WDT", "WP", ";"):
            return None
    return None


def _is_adjunct(page: Page, start: int, end: int) -> bool:
    """Nothing, or no object, between verb and "that": not "tells so many lies that ..."."""
    if start == end:
        return True
    tag = page.tag[start]
    return tag not in ("DT", "NN", "NNS", "JJ", "PRP", "PRP$", "CD") or page.lower[start] in ("this", "last", *_DAYS)


def _skip_frame(page: Page, cue: Cue, start: int, clause: int) -> int:
    """Past the day and the addressee that the parser counts to the clause: told reporters Monday the talks ..."""
    if "addressee" in cue.takes and start == cue.span.end:
        start = _past_addressee(page, start, clause)
    while start < clause and (page.lower[start] in _DAYS or page.words[start] in (",", ":")):
        start += 1
    if page.lower[start] == "on" and page.lower[start + 1] in _DAYS and start + 2 < clause:
        start += 2
    return start


def _past_addressee(page: Page, start: int, clause: int) -> int:
    if page.tag[start] == "PRP" and start + 1 < clause and page.tag[start + 1] not in (*_FINITE, "VB", "RB"):
        return start + 1
    if page.tag[start] in ("NNS", "NNP") and page.tag[start + 1] in ("DT", "PRP", "PRP$", "EX"):
        return start + 1
    return start


def _linear_start(page: Page, cue: Cue, source: Source | None, after: int, limit: Range) -> int | None:
    """He said the talks had failed: a noun phrase and a finite verb follow at once, whatever the parser says."""
    if source is None or not source.before or cue.infinitive or page.tag[cue.at] in ("VBN", "VB"):
        return None
    i = after
    while i < limit.end and (page.lower[i] in _DAYS or (page.words[i] == ":" and i == after)):
        i += 1
    if i >= limit.end or page.tag[i] not in _FIRST:
        return None
    for j in range(i + 1, min(limit.end, i + 12)):
        if page.words[j] in _BREAKS or (
            page.tag[j] in ("WDT", "WP", "IN") and page.lower[j] not in ("of", "in", "for")
        ):
            return None
        if page.tag[j] in _FINITE:
            return i if page.dep[j] != "relcl" else None
    return None


def clause_end(page: Page, cue: Cue, start: int, limit: int, cues: dict[int, Cue]) -> int:
    """The end of the sentence, short of what is about the speaker again."""
    i, own = start, page.block_of[cue.at]
    while i < limit:
        if page.block_of[i] >= 0 and page.block_of[i] != own:
            block = page.blocks[page.block_of[i]]
            i = block.end
            if i > start + 2 and page.words[block.last - 1][-1] in _STOPS and block.last - block.first > 2:
                return i
            if page.words[block.last - 1] == "," and _leaves(page, cue, i, limit, cues):
                return i
            continue
        if page.words[i] == ";" or (page.words[i] in _BREAKS and _leaves(page, cue, i + 1, limit, cues)):
            return i
        if page.lower[i] in ("and", "but") and i > start and _resumes(page, cue, i + 1, limit, cues):
            return i
        i += 1
    return min(i, limit)


def _leaves(page: Page, cue: Cue, i: int, limit: int, cues: dict[int, Cue]) -> bool:
    """Whether what follows a comma is about the speaker again, or someone else's."""
    while i < limit and page.tag[i] == "RB" and page.lower[i] not in ("even", "though"):
        i += 1
    if i >= limit:
        return False
    if page.lower[i : i + 2] == ["according", "to"]:
        return True
    if page.tag[i] == "VBG":
        return i in cues or page.head[i] == cue.at
    if page.lower[i] == "as" and "put" in page.lower[i + 1 : i + 5]:
        return True
    if page.lower[i] in _SUBORDINATE:
        return _resumes(page, cue, i + 1, limit, cues) or _restarts(page, cue, i, limit, cues)
    return False


def _resumes(page: Page, cue: Cue, i: int, limit: int, cues: dict[int, Cue]) -> bool:
    """... and said, ... but also noted: another verb of the same subject."""
    while i < limit and page.tag[i] == "RB":
        i += 1
    if i >= limit or page.tag[i] not in ("VBD", "VBZ", "VBP", "VBG"):
        return False
    if page.head[i] == cue.at and page.dep[i] == "conj":
        return True
    return i in cues and page.tag[i] == page.tag[cue.at]


def _restarts(page: Page, cue: Cue, i: int, limit: int, cues: dict[int, Cue]) -> bool:
    """..., though she noted / while others said: a clause with a cue of its own, or one that hangs on the cue."""
    for j in range(i + 1, min(limit, i + 7)):
        if j in cues and page.tag[j] in _FINITE:
            return True
        if page.words[j] in _BREAKS:
            break
    if page.lower[i] in ("and", "as", "after", "when", "even"):
        return False
    return any(k > i and page.dep[k] in ("conj", "advcl") and page.edges(k).start <= i + 1 for k in page.kids[cue.at])


def _whole(page: Page, span: Range, cue: Cue) -> Range:
    """With the marks of a quotation that it ends within."""
    start, end = span
    last = page.block_of[end - 1]
    if last >= 0 and last != page.block_of[cue.at] and page.blocks[last].start > start:
        end = page.blocks[last].end
    return Range(start, end)


def clause_before(page: Page, cue: Cue, source: Source | None) -> Content | None:
    """The talks had failed, the minister said. The talks, he said, had failed."""
    if source is None or source.shared or cue.infinitive or page.tag[cue.at] in ("VBG", "VBN", "VB"):
        return None
    start = attribution_start(page, cue, source)
    scope = page.scope_of(cue.at)
    while start > scope.start and page.tag[start - 1] == "RB":
        start -= 1
    before = start - 1
    if page.lower[before] == "as" and before >= scope.start:
        return _after_comma(page, cue, source, scope)
    if before <= scope.start or page.words[before] not in (",", *_DASHES):
        return None
    first = scope.start
    while first < before and (page.lower[first] in _OPENERS or page.words[first] in _BREAKS):
        first += 1
    left = trim(page, Range(max(first, before - _LONGEST), before))
    if left.end <= left.start:
        return None
    subordinate = page.lower[left.start] in _SUBORDINATORS
    rest = _rest(page, cue, source, scope, gerund=subordinate)
    if rest is not None:
        left = _interrupted(page, left)
    quoted = rest is not None and page.block_of[rest.end - 1] >= 0 > page.block_of[cue.at]
    if rest is not None and (quoted or _is_finite(page, rest) or not _is_finite(page, left)):
        return Content((left, rest), "clause-split")
    ends = _ends_here(page, cue, source, scope)
    return Content((left,), "clause-first") if ends and _is_finite(page, left) else None


def _interrupted(page: Page, left: Range) -> Range:
    """The park is near the stadium, which, he said, is full: only the clause that is cut in two."""
    if page.tag[left.end - 1] in ("WDT", "WP"):
        return Range(left.end - 1, left.end)
    for i in range(left.end - 1, left.start, -1):
        if page.tag[i] in _FINITE:
            return left
        if page.lower[i] in ("and", "but") and page.words[i - 1] == ",":
            return Range(i + 1, left.end) if i + 1 < left.end else left
    return left


def _is_finite(page: Page, span: Range) -> bool:
    return any(page.tag[i] in _FINITE for i in range(*span))


def _ends_here(page: Page, cue: Cue, source: Source, scope: Range) -> bool:
    """Nothing but adjuncts may follow: ..., he said in Geneva on Monday."""
    i = attribution_end(cue, source)
    if i < scope.end and page.tag[i] in ("DT", "PRP", "PRP$", "NNP", "TO", "VB", "JJ") and source.before:
        return "addressee" in cue.takes or page.lower[i] in _DAYS
    return True


def _after_comma(page: Page, cue: Cue, source: Source, scope: Range) -> Content | None:
    """As the minister said, the talks had failed."""
    rest = _rest(page, cue, source, scope)
    return Content((rest,), "clause-as") if rest is not None and _is_finite(page, rest) else None


def _rest(page: Page, cue: Cue, source: Source, scope: Range, *, gerund: bool = False) -> Range | None:
    """What goes on after the comma of "..., he said on Monday, ..."."""
    i = attribution_end(cue, source)
    limit = min(scope.end, i + 12)
    while i < limit and page.words[i] not in (",", *_DASHES):
        if page.tag[i] in (*_FINITE, "VB", "TO", "VBG", "VBN") or page.block_of[i] != page.block_of[cue.at]:
            return None
        i += 1
    if i >= limit or i + 1 >= scope.end or page.tag[i + 1] in ("WP", "WDT", "WRB"):
        return None
    if page.tag[i + 1] == "VBG" and not gerund:
        return None
    if page.tag[i + 1] == "CC" and _resumes_verb(page, i + 2, scope.end):
        return None
    span = trim(page, Range(i + 1, min(scope.end, i + _LONGEST)))
    last = page.block_of[span.end - 1] if span.end > span.start else -1
    if last >= 0 > page.block_of[cue.at]:
        span = Range(span.start, page.blocks[last].end)
    return span if span.end - span.start > 1 else None


def _resumes_verb(page: Page, i: int, limit: int) -> bool:
    while i < limit and page.tag[i] == "RB":
        i += 1
    return i < limit and page.tag[i] in ("VBD", "VBZ", "VBP")
