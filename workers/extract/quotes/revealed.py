"""A quotation in, who is named once it is over out: "…". So said the mayor; the speaker was Ana Ruiz."""

from typing import Final, NamedTuple

from workers.extract.quotes.cues import Cue
from workers.extract.quotes.noun_phrase import noun_phrase, trim
from workers.extract.quotes.page import Block, Page
from workers.extract.spans import Range

__all__ = ["SaidSo", "revealed", "said_so"]

_LONGEST_SPEECH: Final = 300  # words between a quotation and who is revealed to have spoken it
_SO: Final = (("so", "said"), ("so", "says"), ("thus", "said"), ("thus", "spoke"), ("so", "spoke"), ("so", "wrote"))
_REVEALING: Final = (
    ("the", "speaker", "was"),
    ("the", "speaker", "is"),
    ("the", "words", "were", "those", "of"),
    ("the", "words", "are", "those", "of"),
    *_SO,
)
_STOPS: Final = frozenset(", . ; — –".split())


class SaidSo(NamedTuple):
    """The verb and its subject, turned round."""

    cue: Cue
    source: Range


def said_so(page: Page, block: Block) -> SaidSo | None:
    """ "The pier will open in May." So says Ada Lund, who runs it. - in the same paragraph."""
    start = block.end
    while start < page.size and page.words[start].strip(" .") == "":
        start += 1
    if tuple(page.lower[start : start + 2]) not in _SO or page.paragraph_of(start) != page.paragraph_of(block.start):
        return None
    sentence = page.sentence_of(start)
    stop = next((i for i in range(start + 2, sentence.end) if page.words[i] in _STOPS), sentence.end)
    source = trim(page, Range(start + 2, stop))
    if source.end <= source.start:
        return None
    whole = noun_phrase(page, source.end - 1, Range(source.start, sentence.end))
    cue = Cue(start + 1, Range(start + 1, start + 2), page.lower[start + 1], frozenset({"quote"}))
    return SaidSo(cue, whole if whole.start == source.start else source)


def revealed(page: Page, block: Block) -> Range | None:
    """ "We shall not wait. / "We shall come." / The speaker was Ana Ruiz: named once the quotation is over."""
    number = page.paragraph_of(block.start) + 1
    while number < len(page.paragraphs) and page.block_of[page.paragraphs[number].start] >= 0:
        number += 1
    if number >= len(page.paragraphs) or page.paragraphs[number].start > block.end + _LONGEST_SPEECH:
        return None
    start, end = page.paragraphs[number]
    opening = next((words for words in _REVEALING if page.lower[start : start + len(words)] == list(words)), None)
    if opening is None:
        return None
    begin = start + len(opening)
    stop = next((i for i in range(begin, end) if page.words[i] in _STOPS), end)
    return Range(begin, stop) if begin < stop else None
