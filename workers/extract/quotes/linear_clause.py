"""A cue and what follows it in, where its clause starts out: read word by word, where the parse does not fit."""

from typing import Final

from workers.extract.quotes.cues import Cue
from workers.extract.quotes.page import ANY_DAY, BREAKS, DASHES, FINITE, Page
from workers.extract.quotes.source import Source
from workers.extract.spans import Range

__all__ = ["ADVERBIAL", "begins_phrase", "linear_clause"]

_FIRST: Final = frozenset("DT PRP PRP$ NNP NN NNS JJ EX NNPS CD WP WRB VBG".split())
ADVERBIAL: Final = frozenset("when where while as after before because since until although though".split())
_WHEN: Final = ADVERBIAL | ANY_DAY
_NOMINATIVE: Final = frozenset("i he she we they it there".split())
_ACCUSATIVE: Final = frozenset("me him her us them".split())
_VERBLESS: Final = frozenset("VB VBG WDT WP WRB CC".split())
_SUBORDINATING: Final = frozenset("WDT WP WP$ WRB".split())
_ADJUNCT: Final = 10
_NEAR: Final = 12


def linear_clause(page: Page, cue: Cue, source: Source, after: int, limit: Range) -> int | None:
    """The first word of the clause that follows a cue; `after` is where cue and source end."""
    for find in (_noun_and_verb, _pronoun, _long_subject):
        start = find(page, cue, source, after, limit)
        if start is not None:
            return start
    return None


def _noun_and_verb(page: Page, cue: Cue, source: Source, after: int, limit: Range) -> int | None:
    """He said the talks had failed: a noun phrase and a finite verb follow at once, whatever the parser says."""
    if not (source.before or source.shared) or cue.infinitive or cue.passive:
        return None
    if page.tag[cue.at] == "VB":
        return None
    perfect = page.tag[cue.at] == "VBN"  # has asked us for it and we have sent it: read on only where dashes interrupt
    i = after
    while i < limit.end and (page.lower[i] in ANY_DAY or (page.words[i] == ":" and i == after)):
        i += 1
    if i >= limit.end or page.tag[i] not in _FIRST or page.lower[i] in ADVERBIAL:
        return None
    skipped = range(0)
    j = i
    while j + 1 < min(limit.end, i + _NEAR + len(skipped)):
        j += 1
        skipped = skipped or _dashed(page, j, limit.end)
        if j in skipped:
            continue
        if page.words[j] in BREAKS or (page.tag[j] in ("WDT", "WP", "IN") and page.lower[j] not in ("of", "in", "for")):
            return None
        if page.tag[j] in FINITE:
            if page.tag[j - 1] == "CC":
                return None  # denied wrongdoing and said
            if "addressee" in cue.takes:  # told the bench | she had offered to pay
                pronoun = page.lower[i] in _ACCUSATIVE and j > i + 1  # told him | the mill had paid no tax
                i = next((k for k in range(i + 1, j) if begins_phrase(page, k)), i + pronoun)
            return i if page.dep[j] != "relcl" and bool(skipped) >= perfect else None
    return None


def _dashed(page: Page, i: int, limit: int) -> range:
    """The aside of: said families - straight and gay - would pay less."""
    if page.words[i] not in DASHES or page.is_hyphen(i):
        return range(0)
    close = next((j for j in range(i + 2, min(limit - 1, i + _NEAR)) if page.words[j] == page.words[i]), i)
    return range(i, close + 1) if close > i and page.tag[close + 1] in FINITE else range(0)


def begins_phrase(page: Page, i: int) -> bool:
    """told the broadcaster | the cap of 200 visas a year would go: an article right behind a noun."""
    return page.tag[i] in ("DT", "PRP", "PRP$", "EX") and page.tag[i - 1] in ("NN", "NNS", "NNP", "NNPS")


def _pronoun(page: Page, _: Cue, source: Source, after: int, limit: Range) -> int | None:
    """He said after the vote he would resign: past an adjunct, a pronoun that can only be a subject."""
    if not source.before or after >= limit.end or page.tag[after] not in ("IN", "NNP", "RB"):
        return None
    for i in range(after + 1, min(limit.end - 1, after + _ADJUNCT)):
        if page.words[i] in BREAKS or page.words[i] == ";" or page.tag[i] in FINITE or page.tag[i] in _VERBLESS:
            return None
        if page.lower[i] in _NOMINATIVE and (page.tag[i + 1] in FINITE or page.tag[i + 1 : i + 3] == ["RB", "VBD"]):
            return i if page.tag[i - 1][:2] in ("NN", "CD", "PR", "RB") else None
    return None


def _long_subject(page: Page, cue: Cue, source: Source, after: int, limit: Range) -> int | None:
    """He said many of the ships that their owners list as safe failed the test: more verbs than relative pronouns."""
    if cue.lemma != "say" or not source.before or after >= limit.end or page.tag[cue.at] == "VB":
        return None
    if page.tag[after] not in _FIRST or page.lower[after] in _WHEN or page.block_of[cue.at] >= 0:
        return None
    rest = range(after, limit.end)
    words = range(after, next((i for i in rest if page.block_of[i] != page.block_of[after]), limit.end))
    verbs = sum(page.tag[i] in FINITE for i in words)
    opened = sum(page.tag[i] in _SUBORDINATING or page.dep[i] == "mark" for i in words)
    return after if verbs > opened and len(words) >= _ADJUNCT else None
