"""Attributions and the quotations that none of them covers in, more attributions out: continued and inherited ones."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from workers.extract.quotes.cues import Cue
from workers.extract.quotes.noun_phrase import noun_phrase, trim
from workers.extract.quotes.page import DASHES, FINITE, STOPS, Block, Page
from workers.extract.quotes.revealed import revealed, said_so
from workers.extract.quotes.source import Source
from workers.extract.spans import Range

__all__ = ["Attribution", "link"]

_SHORTEST: Final = 4
_LABEL: Final = 9
_LONGEST_SIGNATURE: Final = 16
_OPEN_RULES: Final = frozenset("quote-first quote-split clause-first clause-split".split())
_TIDINGS: Final = frozenset("reaction reactions response word news message statement view comment this".split())
_ASIDES: Final = frozenset("IN WRB WP WDT VBG".split())
_SUBJECTS: Final = frozenset(("nsubj", "nsubjpass"))


class Attribution(NamedTuple):
    """A quote in the making: token ranges, not yet Spans."""

    pieces: tuple[Range, ...]
    rule: str
    cue: Cue | None = None
    source: Source | None = None
    inherits: Range | None = None
    """The phrase of the speaker whom this quote has without naming them."""
    speaker: Range | None = None
    """The phrase of the speaker where it is only part of the source."""
    via: Range | None = None
    """The phrase of who reports the speaker."""


def link(page: Page, found: Sequence[Attribution]) -> list[Attribution]:
    """With quotations that go on after an attribution, or stand alone and inherit their speaker."""
    linked = sorted(found, key=lambda attribution: attribution.pieces[0])
    covered = _covered(page, linked)
    lone = _continue(page, linked, [block for number, block in enumerate(page.blocks) if not covered[number]])
    return [*linked, *_inherit(page, [a for a in linked if _is_outer(page, a)], lone)]


def _continue(page: Page, linked: list[Attribution], blocks: Sequence[Block]) -> list[Block]:
    """Give quotations to the attributions that they go on from, in place; return the others that are utterances."""
    ended, alone = _by_end(page, linked), _by_paragraph(page, linked)
    rest: list[Block] = []
    for block in blocks:
        before, sentence = _sentence_before(page, block), page.sentence_of(block.start)
        following = before is not None and _same_paragraph(page, before, block) and block.start == sentence.start
        index = ended.get(before.end, -1) if before is not None and following else -1
        if index >= 0:  # "...," he said. "..."
            linked[index] = linked[index]._replace(pieces=(*linked[index].pieces, _sentence_from(page, block)))
            ended[sentence.end] = index
        elif said_so(page, block) is not None:
            rest.append(block)
        elif _is_utterance(page, block) or _follows_colon(page, block):  # no title, no word held up with tongs
            index = alone.get(page.paragraph_of(block.start), -1)
            if index >= 0 and _end(page, linked[index]) <= block.start:
                pieces = (*linked[index].pieces, Range(block.start, block.end))
                linked[index] = linked[index]._replace(pieces=pieces)
            else:
                rest.append(block)
    return rest


def _inherit(page: Page, heads: Sequence[Attribution], blocks: Sequence[Block]) -> Iterator[Attribution]:
    """Quotations with no cue: signed, or spoken by whom the text was about; `heads` have a source of their own."""
    by_end = sorted(heads, key=lambda attribution: _end(page, attribution))
    ends = [_end(page, attribution) for attribution in by_end]
    last: tuple[int, Range | None] = (-1, None)
    for block in blocks:
        content = (Range(block.start, block.end),)
        signature = _signature(page, block)
        if signature is not None:
            yield Attribution(content, "signed", source=Source(signature, before=False))
            continue
        thus = said_so(page, block)
        if thus is not None:
            last = (thus.source.end, thus.source)
            yield Attribution(content, "signed", thus.cue, Source(thus.source, before=False))
            continue
        announced = _announced(page, block)
        if announced is not None:
            last = (block.end, announced)
            yield Attribution(content, "quote-below", source=Source(announced, before=True))
            continue
        at = bisect_left(ends, block.start + 1) - 1
        if at >= 0 and ends[at] >= last[0]:
            source = by_end[at].source
            last = (ends[at], source.span if source else None)
        told = (
            _later(page, block, heads) or revealed(page, block) or _teller(page, _sentence_before(page, block), last[0])
        )
        if told is not None or last[1] is not None:
            last = (block.end, told or last[1])
            yield Attribution(content, "inherited", inherits=last[1])


def _signature(page: Page, block: Block) -> Range | None:
    """ "Best mayor we ever had." - Ruth, 71: a name behind a dash ends the paragraph."""
    i = block.end - (page.words[block.end - 1][-1] in DASHES)  # a dash may be glued to the mark
    if i < page.size and page.words[i].strip(" .\n") == "":
        i += 1
    if i + 1 >= page.size or page.words[i][-1] not in DASHES or not page.words[i + 1][0].isupper():
        return None
    paragraph = page.paragraphs[page.paragraph_of(i)]
    # - Ana Ruiz, trade minister, in Lima, where she failed to ...
    aside = (j for j in range(i + 2, paragraph.end - 1) if page.words[j] == "," and page.tag[j + 1] in _ASIDES)
    end = next(aside, paragraph.end)
    if not i < end <= i + _LONGEST_SIGNATURE:
        return None
    span = trim(page, Range(i + 1, end))
    return span if span.end > span.start and not page.is_finite(span) else None


def _same_paragraph(page: Page, before: Range, block: Block) -> bool:
    return page.paragraph_of(before.start) == page.paragraph_of(block.start)


def _end(page: Page, attribution: Attribution) -> int:
    return max(attribution.pieces[-1].end, attribution.cue.span.end if attribution.cue else 0)


def _is_outer(page: Page, attribution: Attribution) -> bool:
    """Not a quote within a quotation."""
    return attribution.source is not None and attribution.cue is not None and page.block_of[attribution.cue.at] < 0


def _by_end(page: Page, found: Sequence[Attribution]) -> dict[int, int]:
    """Attributions that may go on, by the end of their sentence: "...," he said. "..." """
    ended: dict[int, int] = {}
    for index, attribution in enumerate(found):
        if attribution.rule in _OPEN_RULES and _is_outer(page, attribution) and attribution.cue is not None:
            ended.setdefault(page.sentence_of(attribution.cue.at).end, index)
    return ended


def _by_paragraph(page: Page, found: Sequence[Attribution]) -> dict[int, int]:
    """The one quotation with a cue in a paragraph that has no other: "...," he said. He smiled. "..." """
    alone: dict[int, int] = {}
    for index, attribution in enumerate(found):
        if _is_outer(page, attribution):
            number = page.paragraph_of(attribution.pieces[0].start)
            single = number not in alone and attribution.rule in ("quote-first", "quote-split")
            alone[number] = index if single else -1
    return alone


def _covered(page: Page, found: Sequence[Attribution]) -> list[bool]:
    """Which quotations some content holds; a quote within a quotation leaves that quotation open."""
    covered = [False] * len(page.blocks)
    for attribution in found:
        for piece in attribution.pieces:
            first = bisect_left(page.blocks, piece.start - _LABEL, key=lambda block: block.start)
            for number in range(first, len(page.blocks)):
                if page.blocks[number].start >= piece.end:
                    break
                held = page.blocks[number].last <= piece.end and page.blocks[number].first >= piece.start
                held = held or (attribution.rule == "turn" and page.blocks[number].end > piece.start)
                covered[number] = covered[number] or held
    return covered


def _is_utterance(page: Page, block: Block) -> bool:
    """A sentence of its own, not a title or a scare quote."""
    if block.last - block.first < 2 or page.words[block.first] == "(" or page.is_title(block):
        return False
    sentence = page.sentence_of(block.start)
    starts = block.start == sentence.start
    ends = block.end >= sentence.end
    stop = page.words[block.last - 1][-1] in STOPS
    return starts and (stop or ends) and (stop or block.last - block.first >= _SHORTEST)


def _follows_colon(page: Page, block: Block) -> bool:
    """He has a new message: "It is about me." - a whole sentence in marks ends the one that leads up to it."""
    colon = block.start - 1
    if colon < 1 or page.words[colon] != ":" or page.paragraph_of(colon) != page.paragraph_of(block.start):
        return False
    sentence = page.sentence_of(block.start)
    whole = block.last - block.first >= 2 and page.words[block.last - 1][-1] in STOPS
    opens = page.words[block.first][0].isupper() or page.words[block.first][0].isdigit()
    return whole and block.end >= sentence.end and opens and not page.is_title(block)


def _sentence_from(page: Page, block: Block) -> Range:
    """The quotation, and what its sentence adds unquoted: "It's basically a rise" for the rich."""
    sentence = page.sentence_of(block.start)
    if block.last > block.first and page.words[block.last - 1][-1] in STOPS:
        return Range(block.start, block.end)
    rest = trim(page, Range(block.end, min(sentence.end, block.end + _LONGEST_SIGNATURE)))
    return Range(block.start, max(rest.end, block.end)) if rest.end > rest.start else Range(block.start, block.end)


def _sentence_before(page: Page, block: Block) -> Range | None:
    i = block.start - 1
    while i >= 0 and page.is_space(i):
        i -= 1
    return page.sentence_of(i) if i >= 0 else None


def _later(page: Page, block: Block, heads: Sequence[Attribution]) -> Range | None:
    """ "Nobody asked the islanders. / "Nobody ever does," said the chief: an open quote looks ahead."""
    following = page.paragraph_of(block.start) + 1
    if block.closed or following >= len(page.paragraphs):
        return None
    start = page.paragraphs[following].start
    at = bisect_left(heads, start, key=lambda attribution: attribution.pieces[0].start)
    if at < len(heads) and heads[at].pieces[0].start <= start + 1 and page.block_of[start] >= 0:
        source = heads[at].source
        return source.span if source is not None else None
    return None


def _announced(page: Page, block: Block) -> Range | None:
    """The ministry issued the following statement: / "We regret it." - the subject before the colon."""
    start = page.sentence_of(block.start).start
    before = Range(start, block.start) if start < block.start else _sentence_before(page, block)
    if before is None or page.words[before.end - 1] != ":":
        return None
    if start < block.start and (giver := _giver(page, before)) is not None:
        return giver
    subject = _last_subject(page, before) if start < block.start else _subject(page, before)
    if subject is None or page.lower[subject] in _TIDINGS:  # Here is the reaction from the mayor, Ruth Lim:
        return _giver(page, before)
    return noun_phrase(page, subject, before)


def _giver(page: Page, before: Range) -> Range | None:
    """And there was this from Lind: "..." - the name that the colon follows."""
    colon = _before_date(page, before)
    start = next((i + 1 for i in range(colon - 2, before.start, -1) if page.lower[i] in ("from", "by")), colon)
    phrase = range(start, colon)
    told = any(page.tag[i] in FINITE for i in phrase) or len(phrase) > _LABEL
    return Range(start, colon) if phrase and not told and page.tag[colon - 1][:2] == "NN" else None


def _before_date(page: Page, before: Range) -> int:
    """this remark by Lind on May 3:"""
    end = before.end - 1
    on = next((i for i in range(end - 1, max(before.start, end - 5), -1) if page.lower[i] in ("on", "in", "last")), end)
    return on if on < end and all(page.tag[i] in ("NNP", "CD", "NN") for i in range(on + 1, end)) else end


def _last_subject(page: Page, before: Range) -> int | None:
    """He grew so cross that I had to take it back: "..." - who the words next to it are about."""
    stop = next((i for i in range(before.end - 2, before.start, -1) if page.words[i][-1] in STOPS), before.start)
    subjects = (i for i in range(before.end - 2, stop - 1, -1) if page.dep[i] in _SUBJECTS)
    return next((i for i in subjects if page.tag[i] not in ("WP", "WDT")), None)


def _subject(page: Page, sentence: Range) -> int | None:
    root = _root(page, sentence)
    return next((k for k in page.kids[root] if page.dep[k] in _SUBJECTS), None) if root is not None else None


def _root(page: Page, sentence: Range) -> int | None:
    return next((i for i in range(*sentence) if page.dep[i] == "ROOT"), None)


def _teller(page: Page, before: Range | None, known_end: int) -> Range | None:
    """The coach refused to blame the pitch. "We had ..." - who the sentence before is about, if it reports nothing."""
    if before is None or known_end > before.start:
        return None
    root = _root(page, before)
    if root is None:
        return None
    # He was followed by the ambassador of Chad, Ali Idriss. "..."
    agents = [k for by in page.kids[root] if page.dep[by] == "agent" for k in page.kids[by] if page.dep[k] == "pobj"]
    subject = agents[0] if agents else _subject(page, before)
    if subject is None or page.block_of[subject] >= 0:
        return None
    phrase = noun_phrase(page, subject, before)
    named = page.tag[subject] == "PRP" or any(page.tag[i] == "NNP" for i in range(*phrase))
    return phrase if named else None
