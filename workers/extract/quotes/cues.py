"""A Page in, its cues out: the verbs and fixed phrases that announce what somebody said."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from workers.extract.quotes.page import Page, Range
from workers.lexicon.quotes import QuoteLexicon

__all__ = ["Cue", "find_cues"]

_VERBAL: Final = frozenset("VB VBD VBG VBN VBP VBZ".split())


class Cue(NamedTuple):
    """A cue at token `at`; `span` is all its words, `takes` what it may introduce."""

    at: int
    span: Range
    lemma: str
    takes: frozenset[str]


def find_cues(page: Page, lexicon: QuoteLexicon) -> Iterator[Cue]:
    """Every cue verb in text order, inside quotations too."""
    verbs = lexicon.verbs
    for i, word in enumerate(page.lower):
        entries = verbs.get(word)
        if entries and _is_verb(page, i):
            takes: frozenset[str] = frozenset()
            span, lemma = Range(i, i + 1), ""
            for entry in entries:
                end = i + 1
                if entry.particle:
                    if page.lower[i + 1 : i + 2] != [entry.particle]:
                        continue
                    end = i + 2
                takes |= entry.takes
                if end >= span.end:
                    span, lemma = Range(i, end), entry.lemma
            if takes:
                yield Cue(i, span, lemma, takes)


def _is_verb(page: Page, i: int) -> bool:
    if not page.dep[i]:
        return True  # an unparsed sentence: the form must do
    if page.tag[i] in _VERBAL:
        return page.dep[i] not in ("amod", "aux", "compound")
    # "...," says Smith: after a quotation the tagger takes "says" for a noun.
    return page.block_of[i - 1] >= 0 > page.block_of[i]
