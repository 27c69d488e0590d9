"""A cue and its source in, the range of what was said out: clauses to its right or left, and quotations beside it."""

from typing import Final, NamedTuple

from workers.extract.quotes.cues import Cue
from workers.extract.quotes.page import Block, Page, Range
from workers.extract.quotes.source import Source, trim

__all__ = ["Content", "find_content"]

_FINITE: Final = frozenset("VBD VBZ VBP MD".split())
_DAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow".split())
_STOPS: Final = frozenset(".!?…")
_BREAKS: Final = frozenset(", ; – — -- -".split())
_REACH: Final = 30
_OPENERS: Final = frozenset("but and so yet still however".split())
_QUESTION: Final = frozenset("whether if what who whom whose which where when why how".split())


class Content(NamedTuple):
    """The pieces of one content, in text order, and the rule that found them."""

    pieces: tuple[Range, ...]
    rule: str


def find_content(page: Page, cue: Cue, source: Source | None) -> Content | None:
    """What the cue introduces, or nothing."""
    sentence = page.sentence_of(cue.at)
    start = min(source.span.start, cue.at) if source and source.before and not source.shared else cue.at
    block = _block_before(page, start, sentence) if "quote" in cue.takes else None
    if block is not None and not _has_own_clause(page, cue, source, sentence):
        return _around(page, cue, source, sentence, start, block)
    right = _right(page, cue, source, sentence)
    if right is not None:
        return right
    if "clause" in cue.takes and source is not None:
        return _left(page, cue, source, sentence, start)
    return None


def _block_before(page: Page, start: int, sentence: Range) -> Block | None:
    """The quotation that ends where the attribution starts: "...," he said."""
    i = start - 1
    comma = False
    while i >= sentence.start and (page.words[i] in _BREAKS or page.tag[i] in ("RB", "CC")) and page.block_of[i] < 0:
        comma = comma or page.words[i] in _BREAKS
        i -= 1
    if i < 0 or page.block_of[i] < 0:
        return None
    block = page.blocks[page.block_of[i]]
    if block.end != i + 1 or block.last <= block.first:
        return None
    last = page.words[block.last - 1][-1]
    return block if comma or last in ",?!…—–-" or (start == i + 1 and last not in _STOPS) else None


def _has_own_clause(page: Page, cue: Cue, source: Source | None, sentence: Range) -> bool:
    """Smith said that ... after a quotation that is someone else's."""
    after = cue.span.end
    return page.lower[after : after + 1] == ["that"]


def _around(page: Page, cue: Cue, source: Source | None, sentence: Range, start: int, block: Block) -> Content:
    first = _clause_start(page, sentence.start, block.start)
    pieces = [Range(first, block.end)]
    after = _attribution_end(page, cue, source, sentence)
    following = page.blocks[page.block_of[after]] if after < sentence.end and page.block_of[after] >= 0 else None
    if following is not None:
        pieces.append(Range(following.start, _stretch(page, following.end, sentence)))
    return Content(tuple(pieces), "quote-first" if following is None else "quote-split")


def _clause_start(page: Page, start: int, limit: int) -> int:
    while start < limit and (page.lower[start] in _OPENERS or page.words[start] in _BREAKS):
        start += 1
    return start


def _stretch(page: Page, end: int, sentence: Range) -> int:
    """To the end of the sentence when plain words follow a quoted piece."""
    rest = trim(page, Range(end, sentence.end))
    if rest.end <= rest.start or page.words[min(end, page.size - 1)] in _BREAKS:
        return end
    return end if page.words[end - 2 if end >= 2 else 0][-1] in _STOPS else rest.end


def _attribution_end(page: Page, cue: Cue, source: Source | None, sentence: Range) -> int:
    """Where "he said on Friday, " is over and a quotation may go on."""
    i = cue.span.end
    if source is not None and not source.before:
        i = max(i, source.span.end)
    limit = min(sentence.end, i + _REACH)
    while i < limit and page.block_of[i] < 0:
        i += 1
    return i


def _right(page: Page, cue: Cue, source: Source | None, sentence: Range) -> Content | None:
    after = cue.span.end
    if source is not None and not source.before:
        after = max(after, source.span.end)
    if "quote" in cue.takes:
        quoted = _quote_right(page, cue, after, sentence)
        if quoted is not None:
            return quoted
    if "clause" in cue.takes:
        return _clause_right(page, cue, source, sentence)
    return None


def _quote_right(page: Page, cue: Cue, after: int, sentence: Range) -> Content | None:
    """He said, "...". He told reporters in Geneva: "..."."""
    i = after
    limit = min(sentence.end, after + _REACH)
    while i < limit and page.block_of[i] < 0:
        if page.tag[i] in _FINITE or page.lower[i] in ("that", "to"):
            if page.lower[i] == "that" and i + 1 < limit and page.block_of[i + 1] >= 0:
                i += 1
                break
            if page.lower[i] != "to":
                return None
        i += 1
    if i >= sentence.end:
        return _quote_below(page, i)
    if page.block_of[i] < 0:
        return None
    block = page.blocks[page.block_of[i]]
    if block.start != i:
        return None
    lead = page.words[i - 1]
    capital = page.words[block.first][:1].isupper() if block.first < block.last else False
    if lead in (",", ":") or capital or lead in _BREAKS:
        return Content((Range(block.start, _stretch(page, block.end, sentence)),), "quote-after")
    if i - after <= 1 or page.lower[i - 1] == "that":
        return Content((Range(block.start, _clause_end(page, cue, block.start, sentence)),), "quote-fragment")
    return None


def _quote_below(page: Page, i: int) -> Content | None:
    """The agency reports:, and the quotation is the next paragraph."""
    if i == 0 or page.words[i - 1] != ":":
        return None
    number = page.paragraph_of(i - 1) + 1
    if number >= len(page.paragraphs):
        return None
    start = page.paragraphs[number].start
    if page.block_of[start] < 0:
        return None
    block = page.blocks[page.block_of[start]]
    return Content((Range(block.start, block.end),), "quote-below")


def _clause_right(page: Page, cue: Cue, source: Source | None, sentence: Range) -> Content | None:
    clause = next((k for k in page.kids[cue.at] if page.dep[k] == "ccomp" and k > cue.at), None)
    start = _that(page, cue, sentence)
    if start is None and clause is not None:
        start = max(page.edges(clause).start, cue.span.end)
        if source is not None and not source.before:
            start = max(start, source.span.end)
        while start < sentence.end and (page.lower[start] in _DAYS or page.words[start] in (",", "on", ":")):
            start += 1
    if start is None:
        start = _bare_clause(page, cue, source, sentence)
    if start is None or start >= sentence.end:
        return None
    end = _clause_end(page, cue, start, sentence)
    span = trim(page, Range(start, end))
    return Content((_whole(page, span),), "clause-after") if span.end > span.start else None


def _that(page: Page, cue: Cue, sentence: Range) -> int | None:
    """told reporters in Geneva on Monday that ..."""
    for i in range(cue.span.end, min(sentence.end, cue.span.end + _REACH)):
        if page.lower[i] == "that" and page.tag[i] == "IN":
            return i + 1
        if page.tag[i] in _FINITE or (page.block_of[i] >= 0 and page.block_of[cue.at] < 0):
            return None
    return None


def _bare_clause(page: Page, cue: Cue, source: Source | None, sentence: Range) -> int | None:
    """He said the talks had failed: a noun phrase and a finite verb follow at once."""
    i = cue.span.end
    if source is None or not source.before or i >= sentence.end:
        return None
    if page.tag[i] not in ("DT", "PRP", "PRP$", "NNP", "NN", "NNS", "JJ", "EX", "NNPS", "CD", "WP", "WRB"):
        return None
    for j in range(i + 1, min(sentence.end, i + 12)):
        if page.words[j] in _BREAKS:
            return None
        if page.tag[j] in _FINITE:
            return i
    return None


def _clause_end(page: Page, cue: Cue, start: int, sentence: Range) -> int:
    """The end of the sentence, short of what hangs on the cue instead."""
    i = start
    while i < sentence.end:
        if page.block_of[i] >= 0 and page.block_of[i] != page.block_of[cue.at]:
            i = page.blocks[page.block_of[i]].end
            if page.words[i - 2][-1] in _STOPS and i - 2 > start:
                return i
            continue
        if page.words[i] == ";" or (page.words[i] in _BREAKS and _leaves(page, cue, i + 1, sentence)):
            return i
        if page.block_of[cue.at] >= 0 and page.block_of[i] < 0:
            return i
        i += 1
    return sentence.end


def _leaves(page: Page, cue: Cue, i: int, sentence: Range) -> bool:
    """Whether what follows a comma is about the cue's speaker again."""
    while i < sentence.end and page.tag[i] == "RB":
        i += 1
    if i >= sentence.end:
        return False
    if page.lower[i : i + 2] == ["according", "to"]:
        return True
    if page.tag[i] == "VBG":
        return _hangs_on(page, i, cue.at)
    if page.tag[i] in ("CC", "IN") and page.lower[i] in (
        "but",
        "and",
        "while",
        "though",
        "although",
        "as",
        "when",
        "after",
    ):
        return any(
            k > i and page.dep[k] in ("conj", "advcl") and page.edges(k).start <= i + 1 for k in page.kids[cue.at]
        )
    return False


def _hangs_on(page: Page, i: int, verb: int) -> bool:
    return bool(page.head[i] == verb)


def _whole(page: Page, span: Range) -> Range:
    """With the marks of a quotation that it ends or starts within."""
    start, end = span
    if page.block_of[end - 1] >= 0:
        block = page.blocks[page.block_of[end - 1]]
        if block.start > start:
            end = block.end
    return Range(start, end)


def _left(page: Page, cue: Cue, source: Source, sentence: Range, start: int) -> Content | None:
    """The talks had failed, the minister said."""
    if source.shared:
        return None
    before = start - 1
    if before <= sentence.start or page.words[before] not in (",", "--", "–", "—"):
        return None
    first = _clause_start(page, sentence.start, before)
    left = Range(first, before)
    rest = _rest(page, cue, source, sentence)
    finite = _is_finite(page, left)
    if rest is not None and (not finite or _is_finite(page, rest)):
        return Content((left, rest), "clause-split") if _is_finite(page, rest) else None
    return Content((left,), "clause-first") if finite else None


def _is_finite(page: Page, span: Range) -> bool:
    return any(page.tag[i] in _FINITE for i in range(*span))


def _rest(page: Page, cue: Cue, source: Source, sentence: Range) -> Range | None:
    i = cue.span.end if source.before else max(cue.span.end, source.span.end)
    limit = min(sentence.end, i + 12)
    while i < limit and page.words[i] not in (",", "--", "–", "—"):
        if page.tag[i] in _FINITE:
            return None
        i += 1
    if i >= limit or i + 1 >= sentence.end or page.tag[i + 1] in ("VBG", "WP", "WDT", "WRB"):
        return None
    span = trim(page, Range(i + 1, sentence.end))
    return span if span.end - span.start > 1 else None
