"""A cue in the passive and its agent in, what was called something in quotation marks out: described by X as "…"."""

from typing import Final

from workers.extract.quotes.cues import Cue
from workers.extract.quotes.direct import Content
from workers.extract.quotes.noun_phrase import noun_phrase
from workers.extract.quotes.page import FINITE, Block, Page
from workers.extract.quotes.source import Source
from workers.extract.spans import Range

__all__ = ["passive_fragment"]

_REACH: Final = 25  # words from the verb to the quotation, its agent among them


def passive_fragment(page: Page, cue: Cue, source: Source | None) -> Content | None:
    """The raid was called "piracy" by Cyprus: the subject and the quotation; nothing where no agent speaks."""
    if not cue.passive or source is None or source.before or page.block_of[cue.at] >= 0:
        return None
    block = _named_so(page, cue, source)
    if block is None:
        return None
    quoted = Range(block.start, block.end)
    subject = next((k for k in page.kids[cue.at] if page.dep[k] == "nsubjpass" and k < cue.at), None)
    if subject is None or page.tag[subject] in ("WDT", "WP") or page.block_of[subject] >= 0:
        return Content((quoted,), "fragment-name")  # a raid described by Cyprus as "piracy"
    named = noun_phrase(page, subject, Range(page.scope_of(cue.at).start, cue.at))
    return Content((named, quoted), "fragment-name") if named.end > named.start else None


def _named_so(page: Page, cue: Cue, source: Source) -> Block | None:
    """The quotation right behind the verb or "as": was called "…" by; was described by … as "…"."""
    limit = min(page.scope_of(cue.at).end, cue.span.end + _REACH)
    for i in range(cue.span.end, limit):
        if page.opens_block(i):
            lead = i == cue.span.end and "name" in cue.takes
            return page.blocks[page.block_of[i]] if lead or page.lower[i - 1] == "as" else None
        if page.tag[i] in FINITE and not source.span.start <= i < source.span.end:
            return None
    return None
