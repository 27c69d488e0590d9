"""A Page in, contents attributed by a phrase rather than a verb out: according to, in the words of."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from workers.extract.quotes.cues import Cue
from workers.extract.quotes.direct import Content
from workers.extract.quotes.page import Page, Range
from workers.extract.quotes.source import Source, noun_phrase, trim

__all__ = ["Phrase", "find_phrases"]

_PHRASES: Final = (("according", "to"), ("in", "the", "words", "of"))
_BREAKS: Final = frozenset(", – — -- - ― ;".split())
_OPENERS: Final = frozenset("but and so yet still".split())
_FINITE: Final = frozenset("VBD VBZ VBP MD".split())
_REACH: Final = 40
_LONGEST: Final = 150


class Phrase(NamedTuple):
    """A phrase that attributes, with its source and content."""

    cue: Cue
    source: Source
    content: Content


def find_phrases(page: Page) -> Iterator[Phrase]:
    """Every such phrase in text order."""
    for i, word in enumerate(page.lower):
        if word in ("according", "in"):
            for words in _PHRASES:
                if tuple(page.lower[i : i + len(words)]) == words:
                    phrase = _phrase(page, i, i + len(words))
                    if phrase is not None:
                        yield phrase


def _phrase(page: Page, start: int, end: int) -> Phrase | None:
    scope = page.scope_of(start)
    source = _source(page, end, scope)
    if source is None:
        return None
    cue = Cue(start, Range(start, end), " ".join(page.lower[start:end]), frozenset({"clause", "quote"}))
    content = _content(page, cue, source, scope)
    return Phrase(cue, Source(source, before=False), content) if content else None


def _source(page: Page, start: int, scope: Range) -> Range | None:
    preposition = start - 1
    head = next((k for k in page.kids[preposition] if page.dep[k] == "pobj" and k > preposition), None)
    span = noun_phrase(page, head, Range(start, scope.end)) if head is not None else Range(start, start)
    if span.end <= span.start or span.start > start:
        end = start
        while end < min(scope.end, start + _REACH) and page.words[end] not in _BREAKS and page.words[end] != ".":
            end += 1
        span = trim(page, Range(start, end))
    return span if span.end > span.start else None


def _content(page: Page, cue: Cue, source: Range, scope: Range) -> Content | None:
    sentence = page.sentence_of(cue.at) if page.block_of[cue.at] < 0 else scope
    sentence = Range(max(sentence.start, cue.at - _LONGEST), min(sentence.end, source.end + _LONGEST))
    before = trim(page, Range(_left_edge(page, cue, sentence), cue.at))
    after = Range(source.end, source.end)
    if source.end < sentence.end and page.words[source.end] in (",", "–", "—", "--"):
        rest = trim(page, Range(source.end, sentence.end))
        if not before or before.end <= before.start or _goes_on(page, rest):
            after = rest
    if before.end - before.start <= 0:
        return Content((_whole(page, after),), "phrase-first") if after.end > after.start else None
    if after.end > after.start:
        return Content((before, _whole(page, after)), "phrase-split")
    if not any(page.tag[i] in _FINITE for i in range(*before)) and page.block_of[before.end - 1] < 0:
        return None
    return Content((_whole(page, before),), "phrase-last")


def _left_edge(page: Page, cue: Cue, sentence: Range) -> int:
    start = sentence.start
    while start < cue.at and (page.lower[start] in _OPENERS or page.words[start] in _BREAKS):
        start += 1
    return start


def _goes_on(page: Page, rest: Range) -> bool:
    """..., according to the ministry, had failed."""
    return (
        rest.end > rest.start
        and page.tag[rest.start] not in ("VBG", "WP", "WDT")
        and any(page.tag[i] in _FINITE for i in range(*rest))
    )


def _whole(page: Page, span: Range) -> Range:
    start, end = span
    if page.block_of[end - 1] >= 0:
        end = max(end, page.blocks[page.block_of[end - 1]].end)
    return Range(start, end)
