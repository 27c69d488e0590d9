"""A Page in, words that somebody is said to have used out: used the phrase "...", repeated the word "..."."""

from collections.abc import Iterator, Set
from typing import Final

from workers.extract.quotes.cues import Cue, tells
from workers.extract.quotes.direct import Content
from workers.extract.quotes.page import Page
from workers.extract.quotes.phrases import Phrase
from workers.extract.quotes.source import find_source
from workers.extract.spans import Range

__all__ = ["find_wordings"]

_WORDINGS: Final = frozenset("word words phrase phrases term terms expression slogan".split())
_USES: Final = frozenset(
    "use uses used using utter utters uttered uttering repeat repeats repeated repeating employ employs employed "
    "employing invoke invokes invoked invoking add adds added adding speak speaks spoke spoken mutter muttered".split()
)
_UNSAID: Final = frozenset("not n't n’t never hardly rarely seldom".split())


def find_wordings(page: Page, taken: Set[int]) -> Iterator[Phrase]:
    """Every one of them in text order, but for verbs `taken`, which already report something.

    Diplomats use the word "frank" of a quarrel: in the present tense of many it tells how a word is used, not when.
    """
    for block in page.blocks:
        noun = block.start - 1 - (block.start > 1 and page.words[block.start - 1] == ",")
        if noun < 1 or page.lower[noun] not in _WORDINGS or page.block_of[noun] >= 0 or not block.closed:
            continue
        verb = page.head[noun]
        if (
            page.tag[verb] == "VBP"
            or page.dep[noun] != "dobj"
            or page.lower[verb] not in _USES
            or verb in taken
            or verb > noun
        ):
            continue
        cue = Cue(verb, Range(verb, noun + 1), "use the word", frozenset({"quote"}))
        source = find_source(page, cue._replace(span=Range(verb, verb + 1)))
        if source is not None and source.before and tells(page, cue) and not _is_unsaid(page, verb):
            yield Phrase(cue, source, Content((Range(block.start, block.end),), "phrase-quote"))


def _is_unsaid(page: Page, verb: int) -> bool:
    """never used the word "war"; would use the word "war"."""
    return any(page.tag[k] == "MD" or page.lower[k] in _UNSAID for k in page.kids[verb] if k < verb)
