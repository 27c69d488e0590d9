"""A head noun in, its whole phrase out: with title and apposition, without dateline and what is quoted beside it."""

from typing import Final

from workers.extract.quotes.page import Page
from workers.extract.spans import Range

__all__ = ["ends_utterance", "noun_phrase", "trim"]

_NOMINAL: Final = frozenset("NN NNS NNP NNPS PRP PRP$ DT JJ JJR JJS CD POS HYPH $".split())
_LONGEST: Final = 40
_EDGE: Final = frozenset(", ; : . - – — -- ― ( \" “ ” '' `` « »".split())


def noun_phrase(page: Page, head: int, limit: Range) -> Range:
    """The phrase below a noun, within limits and without what is quoted beside it."""
    start, end = page.edges(head)
    start, end = max(start, limit.start, head - _LONGEST), min(end, limit.end, head + _LONGEST)
    start = max([start, *(i + 1 for i in range(start, head) if _is_dateline_dash(page, i) or _ends_frame(page, i))])
    for i in range(head - 1, start - 1, -1):
        if page.block_of[i] >= 0 and page.block_of[i] != page.block_of[head] and ends_utterance(page, i):
            start = i + 1
            break
    for i in range(head + 1, end):
        if page.block_of[i] >= 0 and page.block_of[i] != page.block_of[head] and ends_utterance(page, i):
            end = i
            break
    return trim(page, Range(start, end))


def trim(page: Page, span: Range) -> Range:
    """Without the commas, dashes, spaces at its ends."""
    start, end = span
    while start < end and (page.words[start] in _EDGE or page.is_space(start)):
        start += 1
    while end > start and (page.words[end - 1] in _EDGE or page.is_space(end - 1)):
        end -= 1
    return Range(start, end)


def _ends_frame(page: Page, i: int) -> bool:
    """All promises notwithstanding, the analysts agree ..."""
    return page.words[i] == "," and page.tag[i - 1] not in (*_NOMINAL, "NNPS", ".", "")


def _is_dateline_dash(page: Page, i: int) -> bool:
    """GENEVA, 8 May - The minister ..."""
    alone = i > 0 and bool(page.doc[i - 1].whitespace_) and bool(page.doc[i].whitespace_)
    return alone and page.words[i] in ("-", "–", "—", "--") and page.sentence_of(i).start + 12 > i


def ends_utterance(page: Page, i: int) -> bool:
    block = page.blocks[page.block_of[i]]
    return block.last > block.first and (
        page.words[block.last - 1][-1] in ",.?!…—–-" or page.words[block.end : block.end + 1] == [","]
    )
