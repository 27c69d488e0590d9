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
_IS: Final = frozenset(("was", "is", "came"))
_PUT: Final = frozenset("described put summed characterised characterized".split())
_ANSWERS: Final = frozenset("reply answer response verdict message retort comment assessment conclusion advice".split())
_NEAR: Final = 16  # words
_STOPS: Final = frozenset(", . ; — –".split())


class SaidSo(NamedTuple):
    """The verb and its subject, turned round."""

    cue: Cue
    source: Range


def said_so(page: Page, block: Block) -> SaidSo | None:
    """ "The pier will open in May." So says Ada Lund, who runs it. - in the same paragraph."""
    answer = _answer(page, block)
    if answer is not None:
        return answer
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
    return _said(page, start + 1, whole if whole.start == source.start else source)


def _answer(page: Page, block: Block) -> SaidSo | None:
    """ "Over my dead body" was the reply of the union chief; "Sorry" was how the mayor described it."""
    sentence = page.sentence_of(block.start)
    start = block.end + (page.words[block.end : block.end + 1] == [","])
    if block.start != sentence.start or start + 3 >= sentence.end or page.lower[start] not in _IS:
        return None
    near = range(start + 1, min(sentence.end - 1, start + _NEAR))
    if page.lower[start + 1] == "how":
        verb = next((i for i in near if page.lower[i] in _PUT), None)
        return _said(page, verb, Range(start + 2, verb)) if verb is not None else None
    noun = next((i for i in near if page.lower[i] in _ANSWERS), None)
    if noun is None:
        return None
    if page.lower[noun + 1] in ("of", "from") and noun + 2 < sentence.end:
        head = next((k for k in page.kids[noun + 1] if page.dep[k] == "pobj" and k > noun), None)
        if head is None:
            return None
        span = noun_phrase(page, head, Range(noun + 2, sentence.end))
        named = page.words[span.end : span.end + 1] == [","] and page.tag[span.end + 1 : span.end + 2] == ["NNP"]
        stop = next((i for i in range(span.end + 1, sentence.end) if page.words[i] in _STOPS), sentence.end)
        return _said(page, noun, Range(span.start, stop) if named else span)
    if page.lower[noun - 1] in ("'s", "’s") and page.words[noun + 1] in _STOPS:  # was the mayor's reply
        return _said(page, noun, Range(start + 1, noun - 1))
    return None


def _said(page: Page, at: int, source: Range) -> SaidSo | None:
    cue = Cue(at, Range(at, at + 1), page.lower[at], frozenset({"quote"}))
    span = trim(page, source)
    return SaidSo(cue, span) if span.end > span.start else None


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
