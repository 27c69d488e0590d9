"""What opens a sentence told from its source: a dateline, or a participle (Briefing the Council, Ana Ruiz said ...)."""

from typing import Final

from workers.extract.quotes.cues import Cue
from workers.extract.quotes.noun_phrase import trim
from workers.extract.quotes.page import FINITE, Page
from workers.extract.spans import Range

__all__ = ["after_participle", "joins", "without_dateline"]

_NOT_PARTICIPLES: Final = frozenset(
    "beijing nanjing kunming king nothing something anything everything morning evening spring during according "
    "following including regarding concerning pending barring notwithstanding wing ring sterling viking thing".split()
)
_FIRST: Final = frozenset("DT PRP PRP$ NNP NNPS".split())
_SKIPPED: Final = frozenset("RB RBR MD".split())
_AUXILIARIES: Final = frozenset("has have had also".split())
_LONGEST: Final = 40
_DATELINE: Final = 12  # words


def after_participle(page: Page, cue: Cue) -> Range | None:
    """The words from the participle's comma to the cue, which the parser often hangs on the participle."""
    if page.tag[cue.at] not in ("VBD", "VBZ", "VBN"):
        return None
    scope = page.scope_of(cue.at)
    start = page.opening(scope) if page.block_of[cue.at] < 0 else scope.start
    word = page.lower[start]
    if not word.endswith("ing") or word in _NOT_PARTICIPLES:
        return None
    end = cue.at
    while end > start and (page.tag[end - 1] in _SKIPPED or page.lower[end - 1] in _AUXILIARIES):
        end -= 1
    for comma in range(start + 1, end):
        if page.words[comma] != "," or comma + 1 >= end or page.block_of[comma] >= 0 or end - comma > _LONGEST:
            continue
        opens = page.words[comma + 1][0].isupper() or page.tag[comma + 1] in _FIRST
        if opens and not any(page.tag[i] in FINITE for i in range(comma + 2, end)):
            return trim(page, Range(comma + 1, end))
    return None


def without_dateline(page: Page, span: Range) -> Range:
    """Muscat, Dec 3, Gulf News - Oman's minister: what follows the dash, where a sentence opens with a dateline."""
    if span.start != page.sentence_of(span.start).start or _is_dash(page, min(span.end, page.size - 1)):
        return span  # Ruth Lim - the envoy to Oslo - said
    dashes = (i for i in range(span.start + 1, min(span.end - 1, span.start + _DATELINE)) if _is_dash(page, i))
    return trim(page, Range(next(dashes, span.start - 1) + 1, span.end))


def joins(page: Page, i: int) -> bool:
    """The hyphen of Secretary-General, not the dash of a dateline."""
    glued = page.words[i] == "-" and not page.doc[i - 1].whitespace_
    return glued or page.lower[i] in ("of", "'s", "’s")


def _is_dash(page: Page, i: int) -> bool:
    return page.words[i] in ("-", "–", "—", "--") and bool(page.doc[i].whitespace_ and page.doc[i - 1].whitespace_)
