"""A Page in, what "as" attributes out: as stated in the audit, ...; ..., as police said."""

from collections.abc import Iterator, Set
from typing import Final, NamedTuple

from workers.extract.quotes.cues import Cue
from workers.extract.quotes.direct import Content
from workers.extract.quotes.ends import clause_end, whole
from workers.extract.quotes.linear_source import verb_start
from workers.extract.quotes.noun_phrase import NOMINAL, trim
from workers.extract.quotes.page import DAYS, Page
from workers.extract.quotes.parenthetical import last_clause
from workers.extract.quotes.phrases import Phrase
from workers.extract.quotes.source import Source
from workers.extract.spans import Range

__all__ = ["find_as_told"]

_EARLIER: Final = frozenset("first previously originally earlier already also recently".split())
_PLAIN: Final = frozenset(("say", "note", "report", "point out", "acknowledge", "admit", "observe", "recall"))
_NOT_TOLD: Final = frozenset("i we you one they".split())
_NOMINAL: Final = NOMINAL | {"IN", "CC"}
_APART: Final = frozenset("on in at during after before last this earlier".split())
_BREAKS: Final = frozenset(", . ; : ) – — -- - ― !".split())
_REACH: Final = 15
_LONGEST: Final = 150


class _Told(NamedTuple):
    cue: Cue
    source: Source
    span: Range


def find_as_told(page: Page, cues: dict[int, Cue], taken: Set[int]) -> Iterator[Phrase]:
    """Every such phrase in text order, but for cues `taken`, which already report something."""
    for i in page.columns.where({"as"}):
        if page.block_of[i] < 0:
            scope = page.scope_of(i)
            told = _document(page, i, scope, cues) or _speaker(page, i, scope, cues)
            if told is not None and told.cue.at not in taken:
                content = _around(page, scope, told, cues)
                if content is not None:
                    yield Phrase(told.cue, told.source, content)


def _document(page: Page, start: int, scope: Range, cues: dict[int, Cue]) -> _Told | None:
    """as stated in the audit; as first reported by Le Soir on Monday"""
    verb = start + 1 + (page.lower[start + 1 : start + 2] != [] and page.lower[start + 1] in _EARLIER)
    cue = cues.get(verb)
    if cue is None or page.tag[verb] not in ("VBN", "VBD") or "clause" not in cue.takes:
        return None
    first = cue.span.end + 1
    if first >= scope.end or page.lower[first - 1] not in ("in", "by") or page.tag[first] not in _NOMINAL:
        return None
    end = next((i for i in range(first, min(scope.end, first + _REACH)) if page.words[i] in _BREAKS), scope.end)
    if end > first + _REACH or page.is_finite(Range(first, end)):
        return None
    apart = (i for i in range(first + 1, end) if page.lower[i] in _APART or page.lower[i] in DAYS)
    source = trim(page, Range(first, next(apart, end)))
    whom = cue._replace(span=Range(start, first), passive=False)
    return _Told(whom, Source(source, before=False), Range(start, end)) if source.end > source.start else None


def _speaker(page: Page, start: int, scope: Range, cues: dict[int, Cue]) -> _Told | None:
    """The quarry, as one of the masons pointed out, ...; ..., as police have said."""
    verb = next((i for i in range(start + 2, min(scope.end, start + _REACH)) if i in cues), None)
    if verb is None or cues[verb].lemma not in _PLAIN or page.tag[verb] not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    end, subject = cues[verb].span.end, Range(start + 1, verb_start(page, verb, start + 1))
    if subject.end <= subject.start or page.lower[subject.start] in _NOT_TOLD:
        return None
    if any(page.tag[i] not in _NOMINAL for i in range(*subject)) or (end < scope.end and page.words[end] not in ",."):
        return None
    return _Told(cues[verb], Source(subject, before=True), Range(start, end))


def _around(page: Page, scope: Range, told: _Told, cues: dict[int, Cue]) -> Content | None:
    """The clause that the phrase opens, interrupts or ends."""
    start, end = told.span
    first = page.opening(scope)
    rest = Range(end, end)
    if page.words[end : end + 1] == [","] and end + 1 < scope.end:
        rest = trim(page, Range(end + 1, clause_end(page, told.cue, end + 1, scope.end, cues)))
    if start == first:  # As the minister said, ...: clause_before has it
        opens = not told.source.before and page.is_finite(rest)
        return Content((whole(page, rest, told.cue),), "phrase-first") if opens else None
    left = trim(page, Range(max(first, start - _LONGEST), start - 1)) if page.words[start - 1] == "," else Range(0, 0)
    if left.end <= left.start or page.block_of[left.end - 1] >= 0:
        return None
    if not page.is_finite(left):
        interrupted = page.is_finite(rest) and page.tag[left.start] in _NOMINAL
        return Content((left, whole(page, rest, told.cue)), "phrase-split") if interrupted else None
    last = last_clause(page, left)
    return Content((whole(page, last, told.cue),), "phrase-last") if rest.end <= rest.start else None
