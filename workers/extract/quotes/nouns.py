"""A Page in, what nouns of saying report out: the ministry's warning that …; issued a statement that …"""

from collections.abc import Iterator
from typing import Final

from workers.extract.quotes.cues import Cue
from workers.extract.quotes.direct import Content
from workers.extract.quotes.ends import clause_end, whole
from workers.extract.quotes.noun_phrase import noun_phrase, trim
from workers.extract.quotes.page import Page
from workers.extract.quotes.phrases import Phrase
from workers.extract.quotes.source import Source
from workers.extract.spans import Range
from workers.lexicon.quotes import QuoteLexicon

__all__ = ["find_noun_cues"]

_SUBJECTS: Final = frozenset(("nsubj", "nsubjpass"))
_GENITIVE: Final = frozenset("by from of".split())


def find_noun_cues(page: Page, lexicon: QuoteLexicon, cues: dict[int, Cue]) -> Iterator[Phrase]:
    """Every noun of saying that a that-clause follows, where the text says whose it is."""
    for i in page.columns.where(lexicon.nouns):
        word = page.lower[i]
        if i + 2 < page.size and page.tag[i] in ("NN", "NNS"):
            that = _that(page, i)
            if that is None or page.tag[that + 1] in ("VBD", "VBZ", "VBP", "MD") or page.block_of[i] >= 0:
                continue
            find = _issuer if word in lexicon.voiced_nouns else _source
            source = find(page, i, lexicon)
            if source is None:
                continue
            cue = Cue(i, Range(i, i + 1), word, frozenset({"clause"}))
            limit = page.scope_of(i).end
            end = clause_end(page, cue, that + 1, _before_verb(page, i, that, limit), cues)
            span = trim(page, Range(that + 1, end))
            if span.end > span.start:
                yield Phrase(cue, source, Content((whole(page, span, cue),), "noun-that"))


def _that(page: Page, noun: int) -> int | None:
    """The conjunction right behind the noun, or behind whose it is: the announcement by the ministry that ..."""
    whose = noun + 1 < page.size and page.lower[noun + 1] in _GENITIVE
    for j in range(noun + 1, min(noun + (14 if whose else 2), page.size - 1)):
        if page.lower[j] == "that":
            return j
        if page.tag[j][:2] == "VB" or page.tag[j] == "MD" or page.words[j] in (".", ";", ":", ","):
            return None
    return None


def _before_verb(page: Page, noun: int, that: int, limit: int) -> int:
    """The warning that …, issued last year, stays in force: the clause ends where its parent goes on."""
    clause = next((k for k in page.kids[noun] if k > that and page.dep[k] in ("acl", "relcl", "ccomp")), None)
    if clause is None or page.dep[noun] == "dobj":  # voiced hope that ...: nothing goes on after it
        return limit
    return min(limit, page.edges(clause).end)


def _source(page: Page, noun: int, lexicon: QuoteLexicon) -> Source | None:
    scope = page.scope_of(noun)
    issuer = _issuer(page, noun, lexicon)
    for kid in page.kids[noun]:
        if page.dep[kid] == "poss":  # the ministry's warning; Norway repeated its warning
            if issuer is not None and page.tag[kid] == "PRP$":
                return issuer
            span = noun_phrase(page, kid, scope)
            if page.lower[span.end - 1] in ("'s", "’s", "'", "’"):
                span = Range(span.start, span.end - 1)
            return Source(span, before=True)
        if (page.dep[kid] == "prep" and page.lower[kid] in _GENITIVE) or page.lower[kid] in ("issued", "made", "given"):
            head = next((k for k in _below(page, kid) if page.dep[k] == "pobj"), None)
            if head is not None:
                return Source(noun_phrase(page, head, scope), before=False)
    return issuer


def _issuer(page: Page, noun: int, lexicon: QuoteLexicon) -> Source | None:
    """The ministry issued a warning that ..."""
    verb, scope = page.head[noun], page.scope_of(noun)
    if page.dep[noun] == "dobj" and page.lower[verb] in lexicon.light_verbs:
        subject = next((k for k in page.kids[verb] if page.dep[k] in _SUBJECTS), None)
        if subject is not None and page.tag[subject] not in ("WDT", "WP", "DT"):
            return Source(noun_phrase(page, subject, Range(scope.start, verb)), before=True)
    return None


def _below(page: Page, i: int) -> list[int]:
    return [*page.kids[i], *(k for kid in page.kids[i] if page.dep[kid] == "agent" for k in page.kids[kid])]
