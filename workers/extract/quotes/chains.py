"""Attributions and the quotations that none of them covers in, more attributions out: continued and inherited ones."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from workers.extract.quotes.cues import Cue
from workers.extract.quotes.page import Block, Page, Range
from workers.extract.quotes.source import Source

__all__ = ["Attribution", "link"]

_STOPS: Final = frozenset(".!?…")
_SHORTEST: Final = 4


class Attribution(NamedTuple):
    """A quote in the making: token ranges, not yet Spans."""

    pieces: tuple[Range, ...]
    rule: str
    cue: Cue | None = None
    source: Source | None = None
    inherits: int | None = None
    """The number of the attribution whose speaker this one has."""


def link(page: Page, found: Sequence[Attribution]) -> list[Attribution]:
    """With quotations that go on after an attribution, or stand alone and inherit their speaker."""
    linked = list(found)
    covered = _covered(page, found)
    for number, block in enumerate(page.blocks):
        if not covered[number] and not block.single and _is_utterance(page, block):
            previous = _previous(page, linked, block)
            if previous is None:
                continue
            if _goes_on(page, linked[previous], block):
                grown = linked[previous]
                linked[previous] = grown._replace(pieces=(*grown.pieces, Range(block.start, block.end)))
            else:
                linked.append(Attribution((Range(block.start, block.end),), "inherited", inherits=previous))
    return linked


def _covered(page: Page, found: Sequence[Attribution]) -> list[bool]:
    """Which quotations some content holds; a quote within a quotation leaves that quotation open."""
    covered = [False] * len(page.blocks)
    for attribution in found:
        for piece in attribution.pieces:
            number = page.block_of[piece.start]
            if number >= 0 and page.blocks[number].first < piece.start:
                number += 1
            for later in range(max(number, _first_block(page, piece)), len(page.blocks)):
                if page.blocks[later].start >= piece.end:
                    break
                covered[later] = covered[later] or page.blocks[later].last <= piece.end
    return covered


def _first_block(page: Page, piece: Range) -> int:
    """The number of the first quotation that starts in a piece or after it."""
    return bisect_left(page.blocks, piece.start - 1, key=lambda block: block.start)


def _is_utterance(page: Page, block: Block) -> bool:
    """A sentence of its own, not a title or a scare quote."""
    if block.last - block.first < 2:
        return False
    sentence = page.sentence_of(block.start)
    starts = block.start == sentence.start
    ends = block.end >= sentence.end
    stop = page.words[block.last - 1][-1] in _STOPS
    return starts and (stop or ends) and (stop or block.last - block.first >= _SHORTEST)


def _previous(page: Page, found: Sequence[Attribution], block: Block) -> int | None:
    """The attribution that ends last before a block."""
    best, best_end, best_goes_on = None, -1, False
    for number, attribution in enumerate(found):
        end = max(attribution.pieces[-1].end, attribution.cue.span.end if attribution.cue else 0)
        if attribution.pieces[0].start < block.start and end <= block.start:
            if page.block_of[attribution.cue.at if attribution.cue else block.start] >= 0 and attribution.cue:
                continue
            goes_on = _goes_on(page, attribution, block)
            if (goes_on, end) > (best_goes_on, best_end):
                best, best_end, best_goes_on = number, end, goes_on
    return best


def _goes_on(page: Page, attribution: Attribution, block: Block) -> bool:
    """ "...," he said. "..." - the next thing after the attribution's own sentence."""
    if attribution.rule not in ("quote-first", "quote-split", "clause-first", "clause-split", "inherited"):
        return False
    end = attribution.pieces[-1].end
    if attribution.cue is not None:
        end = max(end, page.sentence_of(attribution.cue.at).end)
    same = page.paragraph_of(end - 1) == page.paragraph_of(block.start)
    return same and all(page.is_space(i) or page.words[i] in ".," for i in range(end, block.start))
