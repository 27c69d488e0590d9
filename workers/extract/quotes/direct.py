"""A cue and its source in, the quotation beside it out: before, after, around, or in the paragraph below."""

from typing import Final, NamedTuple

from workers.extract.quotes.cues import Cue
from workers.extract.quotes.noun_phrase import trim
from workers.extract.quotes.page import DASHES, FINITE, STOPS, Block, Page
from workers.extract.quotes.quoting import quoter
from workers.extract.quotes.source import Source
from workers.extract.spans import Range

__all__ = ["Content", "attribution_start", "has_participle", "quote_after", "quote_before", "quote_within"]

_REACH: Final = 30
_NESTED_REACH: Final = 12
_NESTED: Final = {"'": "'’", "‘": "’'", '"': '"', "“": "”"}
_LONGEST: Final = 150
_NAMING: Final = frozenset("POS DT PRP$ IN".split())  # what stands before a name in marks
_SHORTEST_SET_OFF: Final = 6  # words


class Content(NamedTuple):
    """The pieces of one content, in text order, and the rule that found them."""

    pieces: tuple[Range, ...]
    rule: str


def attribution_start(page: Page, cue: Cue, source: Source | None) -> int:
    """Where "the minister said" begins."""
    if source is not None and source.before and not source.shared:
        quoting = quoter(page, cue)  # "...," TASS quoted the minister as saying
        return min(source.span.start, cue.at, quoting.start if quoting else cue.at)
    return cue.at


def attribution_end(cue: Cue, source: Source | None) -> int:
    """Where "said the minister" ends."""
    inverted = source is not None and not source.before and not source.shared
    return max(cue.span.end, source.span.end) if source is not None and inverted else cue.span.end


def quote_before(page: Page, cue: Cue, source: Source | None, cues: dict[int, Cue]) -> Content | None:
    """ "...," he said. - with what goes on after it: "...," he said, "..."."""
    start = attribution_start(page, cue, source)
    block = _block_before(page, start)
    if block is None or (source is not None and source.shared):
        return None
    if page.lower[cue.span.end : cue.span.end + 1] == ["that"]:
        return None
    first = block.start if cue.lemma == "put it" else _clause_start(page, block)
    if _has_own_complement(page, cue):
        return None
    after = _block_after(page, attribution_end(cue, source), page.sentence_of(cue.at), cues)
    if after is None:
        return Content((Range(first, block.end),), "quote-first")
    return Content((Range(first, block.end), Range(after.start, _stretch(page, after))), "quote-split")


def quote_after(page: Page, cue: Cue, source: Source | None, cues: dict[int, Cue]) -> Content | None:
    """He said, "...". He told reporters in Geneva: "..."."""
    after = attribution_end(cue, source)
    sentence = page.sentence_of(cue.at)
    i = _gap_end(page, after, sentence.end)
    if has_participle(page, Range(after, i), cues):
        return None
    if i >= sentence.end:
        return _quote_below(page, cue, i)
    if page.block_of[i] < 0 or page.blocks[page.block_of[i]].start != i:
        return None
    block = page.blocks[page.block_of[i]]
    if _is_short(page, block):
        return None
    if _splits(page, cue, source, block):
        return None
    lead = page.words[i - 1]
    asked = lead in DASHES and page.words[block.first][:1].islower() and "infinitive" in cue.takes
    if asked and any(page.tag[j : j + 2] == ["TO", "VB"] for j in range(after, i)):
        return None  # asked them to greet the winner - "my old friend"
    if lead in (",", ":") or lead in DASHES:
        return Content((Range(block.start, _stretch(page, block)),), "quote-after")
    adjacent = all(page.tag[j] in ("RB", "PRP") for j in range(after, i))
    if (
        adjacent
        and not page.is_title(block)
        and (page.words[block.first][:1].isupper() or (i == after and block.closed))
        and _stretch(page, block) == block.end
    ):
        return Content((Range(block.start, block.end),), "quote-adjacent")
    return None


def has_participle(page: Page, span: Range, cues: dict[int, Cue]) -> bool:
    """The clip ends with him saying, "...": the quotation is the participle's."""
    return any(page.tag[j] == "VBG" and "quote" in cues[j].takes for j in range(*span) if j in cues)


def _splits(page: Page, cue: Cue, source: Source | None, block: Block) -> bool:
    """If it comes to that, says the envoy, "the guns will speak": the quotation only ends what came before the cue."""
    start = attribution_start(page, cue, source)
    if start < 2 or page.words[start - 1] != "," or page.block_of[start - 2] >= 0 or page.words[block.start - 1] != ",":
        return False
    tells = page.tag[cue.at] in FINITE and page.words[block.first][0].islower()
    return tells and start - 1 > page.opening(page.sentence_of(cue.at)) and (source is None or not source.shared)


def quote_within(page: Page, cue: Cue) -> Content | None:
    """ "My mother told me, 'Put the coffee on'": marks within marks, behind a cue in there."""
    scope = page.scope_of(cue.at)
    block = page.blocks[page.block_of[cue.at]]
    for i in range(cue.span.end, min(scope.end, cue.span.end + _NESTED_REACH)):
        if page.tag[i] in FINITE:
            return None
        closing = _NESTED.get(page.words[i])
        if closing is not None and i + 1 < block.last and page.words[i] != page.words[block.start]:
            reach = range(i + 2, min(block.last + 1, i + _LONGEST))
            end = next((j for j in reach if j < page.size and page.words[j] in closing), None)
            return Content((Range(i, end + 1),), "quote-within") if end is not None else None
    return None


def _block_before(page: Page, start: int) -> Block | None:
    """The quotation that ends where the attribution starts."""
    i, comma = start - 1, False
    while (
        i >= 0
        and page.block_of[i] < 0
        and (page.words[i] == "," or page.words[i] in DASHES or page.tag[i] == "RB" or page.lower[i] == "as")
    ):
        comma = comma or page.tag[i] != "RB"
        i -= 1
    if i < 0 or page.block_of[i] < 0 or page.paragraph_of(i) != page.paragraph_of(start):
        return None
    block = page.blocks[page.block_of[i]]
    if block.end != i + 1 or block.last <= block.first or page.block_of[start] >= 0:
        return None
    last = page.words[block.last - 1][-1]
    if page.is_title(block) and block.start > page.sentence_of(block.start).start and last not in "?!":
        return None  # On "Face the Nation," he said ...
    return block if comma or last in ",?!…—–-" or last not in STOPS else None


def _clause_start(page: Page, block: Block) -> int:
    """The block itself, or the start of the clause that runs into it: The plan "is dead," he said."""
    start = page.sentence_of(block.start).start
    for i in range(block.start - 1, max(start, block.start - 2 * _REACH) - 1, -1):
        if page.block_of[i] >= 0 and page.words[page.blocks[page.block_of[i]].last - 1][-1] in STOPS:
            return block.start
        if page.words[i] in (":", ";"):
            return block.start
    capital = page.words[block.first][:1].isupper() and page.words[block.start - 1] in (",", *DASHES)
    if capital and block.start > start:
        return block.start
    opening = min(page.opening(page.sentence_of(block.start)), block.start)
    return opening if block.start - opening <= _LONGEST else block.start


def _has_own_complement(page: Page, cue: Cue) -> bool:
    """In his book, "The Long Road," he suggested looking at the accounts."""
    if cue.lemma in ("say", "ask") or "addressee" in cue.takes or cue.span.end >= page.size:
        return False
    return page.dep[cue.span.end] not in ("punct", "") and any(
        k == cue.span.end and page.dep[k] in ("xcomp", "ccomp") for k in page.kids[cue.at]
    )


def _block_after(page: Page, start: int, sentence: Range, cues: dict[int, Cue]) -> Block | None:
    """The quotation that goes on after "he said on Friday, ", without another cue in between."""
    i = _gap_end(page, start, sentence.end)
    if any(j in cues or page.lower[j] in ("that", ";") or page.tag[j : j + 2] == ["TO", "VB"] for j in range(start, i)):
        return None
    if i >= sentence.end or page.block_of[i] < 0 or page.words[i - 1] in (":",):
        return None
    block = page.blocks[page.block_of[i]]
    # "We will win," Lind told the channel's "Morning Table": on air, not aloud
    unstopped = page.words[block.last - 1][-1] not in STOPS and page.words[i - 1] != ","
    named = page.is_title(block) and (unstopped or page.tag[i - 1] in _NAMING)
    return None if named or _is_short(page, block) else block


def _gap_end(page: Page, start: int, limit: int) -> int:
    """The first quoted token, or where words begin that no plain adjunct has."""
    i = start
    while i < min(limit, start + _REACH) and page.block_of[i] < 0:
        if page.tag[i] in FINITE or page.lower[i] in ("that", "what", "which", "who"):
            return i
        i += 1
    return i


def _is_short(page: Page, block: Block) -> bool:
    """One or two words without a stop: a word held up with tongs, or a title."""
    return block.last - block.first <= 2 and page.words[block.last - 1][-1] not in ",.?!…—"


def _stretch(page: Page, block: Block) -> int:
    """Past the closing mark, to the end of the clause, when the sentence only begins in marks."""
    sentence = page.sentence_of(block.start)
    rest = trim(page, Range(block.end, sentence.end))
    if rest.end <= rest.start or page.words[block.end] in (",", ";", *DASHES):
        return block.end
    if page.words[block.last - 1][-1] in ",.?!…":
        return block.end
    i = block.end
    while i < min(sentence.end, block.end + _REACH) and page.words[i] not in (",", ";", *DASHES, "."):
        i += 1
    return i


def _quote_below(page: Page, cue: Cue, i: int) -> Content | None:
    """The agency reports:, and the quotation is the next paragraph."""
    if i == 0 or page.words[i - 1] != ":":
        return None
    number = page.paragraph_of(i - 1) + 1
    if number >= len(page.paragraphs):
        return None
    start, end = page.paragraphs[number]
    if page.block_of[start] < 0:
        return _set_off(page, cue, i - 1, Range(start, end))
    block = page.blocks[page.block_of[start]]
    return Content((Range(block.start, block.end),), "quote-below")


def _set_off(page: Page, cue: Cue, colon: int, paragraph: Range) -> Content | None:
    """The governor added: / It is a paragraph without marks, set off by its layout alone."""
    plain = {"clause", "quote"} <= cue.takes and page.tag[cue.at] in FINITE
    sentence = paragraph.end - paragraph.start >= _SHORTEST_SET_OFF and page.words[paragraph.end - 1][-1] in STOPS
    if not plain or cue.span.end != colon or not sentence:
        return None
    return Content((paragraph,), "quote-set-off")
