"""A cue in, the quoted fragment that makes its complement speech out: urged them to "…", called it "…"."""

from typing import Final

from workers.extract.quotes.cues import Cue
from workers.extract.quotes.direct import Content
from workers.extract.quotes.noun_phrase import trim
from workers.extract.quotes.page import DAYS, FINITE, STOPS, Block, Page
from workers.extract.spans import Range

__all__ = ["find_fragment"]

_ENDS: Final = frozenset(", ; : . – — -- ―".split())
_GOES_ON: Final = frozenset("IN TO CC NN NNS WP WDT".split())
_OBJECT: Final = frozenset("DT PRP$ NNP JJ CD".split())  # to "crush" the rebels
_LATER: Final = frozenset("after when while before during because as until".split())
_REACH: Final = 30
_LONGEST: Final = 80


def find_fragment(page: Page, cue: Cue) -> Content | None:
    """What the cue introduces, where some of it is in quotation marks; else nothing."""
    if page.block_of[cue.at] >= 0 or (cue.passive and "name" in cue.takes):
        return None
    if "name" in cue.takes and _is_wrapped(page, cue):
        return None
    limit = min(page.scope_of(cue.at).end, cue.at + _LONGEST)
    block = _next_block(page, cue, limit)
    if block is None:
        return None
    if "name" in cue.takes:
        start = _name_start(page, cue, block)
        if start is not None:
            end = _end(page, cue, block, limit)
            return Content(_without_adjunct(page, Range(start, end), block), "fragment-name")
    if "infinitive" in cue.takes:
        start = _infinitive_start(page, cue, block)
        if start is not None:
            return Content((Range(start, _end(page, cue, block, limit)),), "fragment-infinitive")
    if "fragment" in cue.takes:
        start = _object_start(page, cue, block)
        if start is not None:
            return Content((Range(start, _end(page, cue, block, limit)),), "fragment-object")
    return None


def _is_wrapped(page: Page, cue: Cue) -> bool:
    """rejected what he called "tired fables": part of what he rejects, not a quote by itself."""
    return any(page.lower[i] == "what" for i in range(max(0, cue.at - 8), cue.at)) and page.dep[cue.at] != "ROOT"


def _next_block(page: Page, cue: Cue, limit: int) -> Block | None:
    """The first quotation after a cue, unless another clause begins before it."""
    for i in range(cue.span.end, min(limit, cue.span.end + _REACH)):
        if page.block_of[i] >= 0:
            return page.blocks[page.block_of[i]]
        if page.tag[i] in FINITE and page.dep[i] != "relcl" and not _in_relative(page, i):
            return None
        if page.words[i] in (";", ":") or (page.tag[i] == "VBG" and page.words[i - 1] == ","):
            return None
    return None


def _in_relative(page: Page, i: int) -> bool:
    return page.dep[page.head[i]] == "relcl" or page.dep[i] == "relcl"


def _name_start(page: Page, cue: Cue, block: Block) -> int | None:
    """called the claims "baseless"; what it called "a gesture"; described it as "a farce"."""
    start = cue.span.end
    if page.block_of[start] >= 0:
        return start
    if page.words[start] == "," or page.tag[start] == "RP":
        return None
    if page.lower[start] == "as" and start + 1 == block.start:
        return block.start  # a blast that he described as "deliberate"
    if page.tag[start] == "IN" and page.lower[start] not in ("as", "on", "to"):
        return None
    commas = [i for i in range(start, block.start) if page.words[i] == ","]
    relative = len(commas) == 2 and page.tag[commas[0] + 1] in ("WP", "WDT")  # called Lind, who is 70, "a fraud"
    if commas and not relative and page.words[block.start - 1] != ",":
        return None
    return start


def _without_adjunct(page: Page, span: Range, block: Block) -> tuple[Range, ...]:
    """as the paper called him in a profile, "the owl": whom, and what; not where he was called so."""
    preposition = next((i for i in range(span.start + 1, block.start) if page.tag[i] == "IN"), None)
    apart = preposition is not None and page.lower[preposition] != "of" and page.words[block.start - 1] == ","
    if preposition is None or not apart or any(page.words[i] == "," for i in range(span.start, preposition - 1)):
        return (span,)
    return (trim(page, Range(span.start, preposition)), Range(block.start, span.end))


def _infinitive_start(page: Page, cue: Cue, block: Block) -> int | None:
    """urged Israel not to "catch up" with ...; called on the Commission «to sober up»."""
    for i in range(cue.span.end, block.start):
        if page.tag[i] == "TO" and (i + 1 == block.start or page.tag[i + 1] in ("VB", "RB")):
            return i - 1 if page.lower[i - 1] == "not" else i
        if page.words[i] == ",":
            return None
    return block.start if page.lower[block.first] == "to" else None


def _object_start(page: Page, cue: Cue, block: Block) -> int | None:
    """accused Rwanda of "looting ..."; thanked the Sultan for "patience ..."."""
    words = block.last - block.first
    if cue.lemma == "blame" and any(page.lower[i] == "on" for i in (block.start - 1, block.start - 2)):
        return cue.span.end  # blamed the shootings on "a climate of fear"
    for i in range(cue.span.end, block.start):
        if page.lower[i] in ("of", "for", "as", "over", "against") and (
            words >= 2 or page.tag[i + 1 : block.start] == ["VBG"]
        ):
            gerund = page.tag[i + 1] == "VBG" or i + 1 == block.start or block.start - i <= 3
            # to accuse the union of being "bought": the parser may hang it on the union
            own = page.head[i] == cue.at or (page.head[page.head[i]] == cue.at and page.tag[i + 1] == "VBG")
            if (gerund and own) or i + 1 == block.start:
                return _with_object(page, cue, i) if page.lower[i] == "as" else i + 1
    return block.start if words >= 4 and block.start - cue.span.end <= 1 else None


def _with_object(page: Page, cue: Cue, preposition: int) -> int:
    """dismissed the text as "a toy": with what it is of, unless a day or a date stands between."""
    start = cue.span.end
    words = range(start, preposition)
    apart = any(page.lower[i] in DAYS or page.tag[i] in ("CD", "IN") for i in words)
    return preposition + 1 if apart or not words else start


def _end(page: Page, cue: Cue, block: Block, limit: int) -> int:
    """Past the fragment to the next break, and over further fragments of the same list."""
    while True:
        i = block.end
        if page.words[block.last - 1][-1:] in STOPS and block.last - block.first > 1:
            return i
        after = page.tag[min(i, limit - 1)]
        whole = after in _GOES_ON or (after in _OBJECT and page.tag[block.last - 1] in ("VB", "VBG", "RP"))
        if block.last > block.first and page.words[block.last - 1] != "," and whole:
            while (
                i < limit
                and page.words[i] not in _ENDS
                and page.lower[i] not in _LATER
                and page.block_of[i] < 0
                and not _resumes(page, i, cue)
            ):
                i += 1
        following = next((j for j in range(i, min(limit, i + 5)) if page.block_of[j] >= 0), None)
        if following is None or any(page.tag[j] in FINITE or page.tag[j] == "VBG" for j in range(i, following)):
            return trim(page, Range(block.end, i)).end if i > block.end else i
        block = page.blocks[page.block_of[following]]


def _resumes(page: Page, i: int, cue: Cue) -> bool:
    """... and described, ... and described again: the next verb of the same subject."""
    if page.lower[i] not in ("and", "but") or i + 1 >= page.size:
        return False
    bare = page.tag[i + 1] == "VB" == page.tag[cue.at]  # to accuse them of "greed" and urge them to go
    return bare or page.tag[i + 1] in ("VBD", "VBZ", "VBP", "RB", "VBG") or page.head[i + 1] == cue.at
