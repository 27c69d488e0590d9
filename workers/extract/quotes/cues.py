"""A Page in, its cues out: the verbs that announce what somebody said."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from workers.extract.quotes.page import Page, Range
from workers.lexicon.quotes import CueVerb, QuoteLexicon

__all__ = ["Cue", "find_cues"]

_VERBAL: Final = frozenset("VB VBD VBG VBN VBP VBZ".split())
_HAVE: Final = frozenset("have has had having 've ’ve 'd ’d".split())
_QUOTED_AS: Final = frozenset("saying telling".split())


class Cue(NamedTuple):
    """A cue at token `at`; `span` is all its words, `takes` what it may introduce."""

    at: int
    span: Range
    lemma: str
    takes: frozenset[str]
    passive: bool = False
    infinitive: bool = False


def find_cues(page: Page, lexicon: QuoteLexicon) -> Iterator[Cue]:
    """Every cue verb in text order, inside quotations too."""
    for i, word in enumerate(page.lower):
        entries = lexicon.verbs.get(word)
        if entries and _is_verb(page, i):
            cue = _cue(page, i, entries)
            if cue is not None:
                yield cue


def _is_verb(page: Page, i: int) -> bool:
    if not page.dep[i]:
        return True  # an unparsed sentence: the form must do
    if page.tag[i] in _VERBAL:
        return page.dep[i] not in ("amod", "aux", "compound")
    # "...," says Smith: after a quotation the tagger takes "says" for a noun.
    return i > 0 and page.block_of[i - 1] >= 0 > page.block_of[i]


def _cue(page: Page, i: int, entries: tuple[CueVerb, ...]) -> Cue | None:
    """One cue of all entries that share the form; the longest name wins ("point out")."""
    takes: frozenset[str] = frozenset()
    end, lemma = i, ""
    for entry in entries:
        size = 1 + bool(entry.particle)
        if entry.particle and page.lower[i + 1 : i + 2] != [entry.particle]:
            continue
        takes |= entry.takes
        if i + size > end:
            end, lemma = i + size, entry.lemma
    if not takes:
        return None
    passive = _is_passive(page, i)
    infinitive = page.tag[i] == "VB" and any(page.lower[k] == "to" for k in page.kids[i] if k < i)
    return Cue(i, Range(i, end), lemma, takes, passive, infinitive)


def _is_passive(page: Page, i: int) -> bool:
    """He was told ...; asked about ..., but not: he has told ..."""
    if any(page.dep[k] == "auxpass" for k in page.kids[i]):
        return True
    if page.tag[i] != "VBN" or any(page.lower[k] in _HAVE for k in page.kids[i]):
        return False
    return page.dep[i] in ("acl", "advcl") or any(page.dep[k] == "agent" for k in page.kids[i])
