"""A head noun in, its whole phrase out: with title and apposition, without dateline and what is quoted beside it."""

import re
from typing import Final

from workers.extract.quotes.page import Page
from workers.extract.spans import Range

__all__ = ["EDGE", "NOMINAL", "ends_utterance", "noun_phrase", "opens_name", "trim"]

NOMINAL: Final = frozenset("NN NNS NNP NNPS PRP PRP$ DT JJ JJR JJS CD POS HYPH $".split())
_IN_PHRASE: Final = NOMINAL | {".", ""}
_OPENING_ADVERBS: Final = frozenset(
    "then later also so thus now here there again still once often sometimes instead meanwhile today yesterday as to "
    "not never well and but or yet it that this asked".split()
)
_TIME: Final = re.compile(r"\d{1,2}[:.]\d\d")
_LONGEST: Final = 40
EDGE: Final = frozenset(", ; : . - – — -- ― ( \" “ ” '' `` « »".split())


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
    while start < head and (_TIME.fullmatch(page.words[start]) or page.words[start] in EDGE):
        start += 1  # 10:41 Kyrou's spokesman says ...
    return trim(page, Range(start, end))


def trim(page: Page, span: Range) -> Range:
    """Without the commas, dashes, spaces at its ends."""
    start, end = span
    while start < end and (page.words[start] in EDGE or page.is_space(start)):
        start += 1
    while end > start and (page.words[end - 1] in EDGE or page.is_space(end - 1)):
        end -= 1
    return Range(start, end)


def _ends_frame(page: Page, i: int) -> bool:
    """All promises notwithstanding, the analysts agree ..."""
    return page.words[i] == "," and page.tag[i - 1] not in _IN_PHRASE


def _is_dateline_dash(page: Page, i: int) -> bool:
    """GENEVA, 8 May - The minister ... / Nairobi: The minister ..."""
    if page.words[i].endswith(":"):
        return True
    if i == 0 or page.words[i] not in ("-", "–", "—", "--") or page.sentence_of(i).start + 12 <= i:
        return False
    return bool(page.doc[i - 1].whitespace_) and bool(page.doc[i].whitespace_)


def ends_utterance(page: Page, i: int) -> bool:
    block = page.blocks[page.block_of[i]]
    return block.last > block.first and (
        page.words[block.last - 1][-1] in ",.?!…—–-" or page.words[block.end : block.end + 1] == [","]
    )


def opens_name(page: Page, i: int) -> bool:
    """Axios reported that ...: one word opens the sentence, whatever the tagger takes it for."""
    word = page.words[i]
    return word[:1].isupper() and not word.endswith("ly") and word.lower() not in _OPENING_ADVERBS
