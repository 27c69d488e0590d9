"""A verb without a subject of its own in, the verb above it whose subject it shares out."""

from typing import Final

from workers.extract.quotes.cues import Cue
from workers.extract.quotes.page import Page

__all__ = ["seizes_chance", "verb_above"]

_CHANCES: Final = frozenset("chance opportunity occasion moment".split())
_SEIZING: Final = tuple("take took taking use using seize seizing grab".split())


def verb_above(page: Page, verb: int, cue: Cue) -> int:
    """The next verb to ask for a subject; not one that is quoted, nor one that is reported by the same speaker."""
    head: int = page.head[verb]
    if page.dep[verb] == "conj" and page.tag[head] == "VB" and page.tag[cue.at] in ("VBD", "VBZ"):
        return _alike(page, head, cue)
    for _ in range(4):
        quoted = page.block_of[head] >= 0 and page.block_of[head] != page.block_of[cue.at]
        # He denied that force had been used and accused ...: the parser hangs "accused" on "used".
        reported = (
            page.dep[verb] == "conj" and page.dep[head] == "ccomp" and page.tag[page.head[head]] == page.tag[cue.at]
        )
        if not (quoted or reported) or page.head[head] == head:
            break
        head = page.head[head]
    return head


def seizes_chance(page: Page, noun: int) -> bool:
    """took the chance to say; never missed a chance to say"""
    verb = page.head[noun]
    if page.lower[noun] not in _CHANCES:
        return False
    missed = page.lower[verb] in ("missed", "misses", "miss")
    return page.lower[verb].startswith(_SEIZING) or (missed and any(page.dep[k] == "neg" for k in page.kids[verb]))


def _alike(page: Page, head: int, cue: Cue) -> int:
    """refused to say when it would open but promised: what "promised" goes with is no infinitive."""
    above = head
    for _ in range(4):
        above = page.head[above]
        if page.tag[above] == page.tag[cue.at]:
            return above
    return head
