"""A Page in, contents attributed by a phrase rather than a verb out: according to, in the words of."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from workers.extract.quotes.cues import Cue
from workers.extract.quotes.direct import Content
from workers.extract.quotes.ends import clause_end, whole
from workers.extract.quotes.noun_phrase import noun_phrase, trim
from workers.extract.quotes.page import FINITE, Page
from workers.extract.quotes.parenthetical import last_clause, past_part
from workers.extract.quotes.source import Source
from workers.extract.spans import Range
from workers.lexicon.quotes import QuoteLexicon

__all__ = ["Phrase", "find_phrases"]

_VIEWS: Final = ("words", "view", "phrase", "opinion", "estimation", "telling")
_TOLD: Final = "reported stated noted announced confirmed quoted cited claimed".split()
_PHRASES: Final = (
    ("according", "to"),
    ("per",),
    *(("as", verb, "by") for verb in _TOLD),
    *(("in", "the", word, "of") for word in _VIEWS),
)
_OPENERS: Final = frozenset(words[0] for words in _PHRASES)
_BREAKS: Final = frozenset(", – — -- - ― ;".split())
_NEAR: Final = 12
_REACH: Final = 40
_LONGEST: Final = 150


class Phrase(NamedTuple):
    """A phrase that attributes, with its source and content."""

    cue: Cue
    source: Source
    content: Content


def find_phrases(page: Page, lexicon: QuoteLexicon, cues: dict[int, Cue]) -> Iterator[Phrase]:
    """Every such phrase in text order; `cues` are the verbs of saying around it."""
    for i in page.columns.where(_OPENERS):
        if page.lower[i] == "per" and not _names_a_source(page, i):
            continue
        for words in _PHRASES:
            if tuple(page.lower[i : i + len(words)]) == words:
                phrase = _phrase(page, i, i + len(words), cues, lexicon.mute_nouns)
                if phrase is not None:
                    yield phrase
        own = (_in_their_words(page, i) or _in_whose_words(page, i, cues)) if page.lower[i] == "in" else None
        if own is not None:
            yield own


def _in_their_words(page: Page, start: int) -> Phrase | None:
    """The ambassador was, in his words, "neither surprised nor sorry"."""
    if page.tag[start + 1 : start + 2] != ["PRP$"] or page.lower[start + 2 : start + 3] != ["words"]:
        return None
    cue = Cue(start, Range(start, start + 3), "in their words", frozenset({"quote"}))
    after = start + 3 + (page.words[start + 3 : start + 4] == [","])
    number = page.block_of[after] if after < page.size else -1
    if number < 0 or page.blocks[number].start != after or page.block_of[start] >= 0:
        return None
    source = Source(Range(start + 1, start + 2), before=True)
    return Phrase(cue, source, Content((Range(after, page.blocks[number].end),), "phrase-quote"))


def _in_whose_words(page: Page, start: int, cues: dict[int, Cue]) -> Phrase | None:
    """In Marsh's words, the deal is "a disaster for workers"."""
    scope = page.scope_of(start)
    end = next((i for i in range(start + 3, min(scope.end - 2, start + _NEAR)) if page.lower[i] in _VIEWS), None)
    if end is None or page.tag[end - 1] != "POS" or page.words[end + 1] != "," or start != scope.start:
        return None
    cue = Cue(start, Range(start, end + 1), f"in their {page.lower[end]}", frozenset({"quote"}))
    content = trim(page, Range(end + 2, clause_end(page, cue, end + 2, scope.end, cues)))
    marked = any(page.block_of[i] >= 0 for i in range(*content))
    source = Source(Range(start + 1, end - 1), before=True)
    return Phrase(cue, source, Content((whole(page, content, cue),), "phrase-first")) if marked else None


def _names_a_source(page: Page, i: int) -> bool:
    """Per the ministry, three trucks crossed; not: 40 euros per person."""
    apart = i == page.scope_of(i).start or page.words[i - 1] in _BREAKS
    return apart and page.tag[i + 1 : i + 2] in (["DT"], ["NNP"], ["PRP$"])


def _head(page: Page, span: Range) -> int:
    """The noun that a phrase is about: "rules" in "the rules of the port"."""
    return next(
        (i for i in range(*span) if page.tag[i][:2] == "NN" and not span.start <= page.head[i] < span.end), span.start
    )


def _phrase(page: Page, start: int, end: int, cues: dict[int, Cue], mute: frozenset[str]) -> Phrase | None:
    scope = page.scope_of(start)
    scope = Range(max(scope.start, start - _LONGEST), min(scope.end, end + _LONGEST))
    cue = Cue(start, Range(start, end), " ".join(page.lower[start:end]), frozenset({"clause", "quote"}))
    if page.lower[end : end + 1] == ["which"]:
        return _relative(page, cue, scope)
    span = _source(page, end, scope)
    if span is None or page.lower[span.end - 1] in mute or page.lower[_head(page, span)] in mute:
        return None
    content = _content(page, cue, span, scope, cues)
    comma = next((i for i in range(span.start + 1, span.end) if page.words[i] == ","), None)
    if content is None and comma is not None:  # According to the host Ruth Lim, the move ...: no apposition
        span = Range(span.start, comma)
        content = _content(page, cue, span, scope, cues)
    return Phrase(cue, Source(span, before=False), content) if content else None


def _relative(page: Page, cue: Cue, scope: Range) -> Phrase | None:
    """handed a note, according to which the diplomats must leave"""
    head = cue.at - 1 if page.words[cue.at - 1] != "," else cue.at - 2
    if head <= scope.start or page.tag[head] not in ("NN", "NNS", "NNP", "NNPS"):
        return None
    source = noun_phrase(page, head, Range(scope.start, head + 1))
    content = trim(page, Range(cue.span.end + 1, scope.end))
    if content.end <= content.start or source.end <= source.start:
        return None
    return Phrase(cue, Source(source, before=True), Content((whole(page, content, cue),), "phrase-first"))


def _source(page: Page, start: int, scope: Range) -> Range | None:
    head = next((k for k in page.kids[start - 1] if page.dep[k] == "pobj" and k >= start), None)
    span = noun_phrase(page, head, Range(start, scope.end)) if head is not None else Range(start, start)
    if span.end <= span.start or span.start > start:
        end = start
        while end < min(scope.end, start + _REACH) and page.words[end] not in _BREAKS and page.words[end] != ".":
            end += 1
        span = trim(page, Range(start, end))
    # in the words of the envoy, "too little"
    quoted = (i for i in range(span.start + 1, span.end - 1) if page.words[i] == "," and page.opens_block(i + 1))
    span = Range(span.start, next(quoted, span.end))
    return span if span.end > span.start else None


def _content(page: Page, cue: Cue, source: Range, scope: Range, cues: dict[int, Cue]) -> Content | None:
    quoted = _quotation_beside(page, cue, source, scope)
    if quoted is not None:
        return Content((quoted,), "phrase-quote")
    pronoun = cue.at - 1  # the bridge, which according to the ministry cost nine million
    if pronoun > scope.start and page.tag[pronoun] in ("WDT", "WP") and page.tag[source.end : source.end + 1] != []:
        rest = _to_comma(page, source.end, scope.end)
        told = page.tag[source.end] in FINITE and rest.end - rest.start > 1
        return Content((Range(pronoun, cue.at), rest), "clause-relative") if told else None
    before = trim(page, Range(min(past_part(page, page.opening(scope)), cue.at), cue.at))
    if page.words[cue.at - 1] == ":":  # The film is late: according to her agent, she is ill.
        before = Range(cue.at, cue.at)
    semicolon = next((i for i in range(before.end - 1, before.start, -1) if page.words[i] == ";"), None)
    if semicolon is not None:
        before = trim(page, Range(semicolon + 1, before.end))
    if before.end > before.start and (
        page.lower[before.end - 1] == "that" or page.tag[before.end - 1] in ("WDT", "WP", "WRB")
    ):
        before = Range(cue.at, cue.at)  # Yle reported that, according to the police, ...; where, according to ..., they
    after = Range(source.end, source.end)
    if page.words[source.end : source.end + 1] and page.words[source.end] in _BREAKS and source.end < scope.end:
        start = trim(page, Range(source.end, scope.end)).start
        rest = trim(page, Range(start, clause_end(page, cue, start, scope.end, cues)))
        if before.end <= before.start or (_goes_on(page, rest) or page.opens_block(source.end + 1)):
            after = rest
    if before.end <= before.start:
        told = after.end > after.start + 1 or page.block_of[after.start : after.end] not in ([], [-1])
        return Content((whole(page, after, cue),), "phrase-first") if told else None
    if after.end > after.start:
        before = last_clause(page, before)
        return Content((before, whole(page, after, cue)), "phrase-split")
    if not any(page.tag[i] in FINITE or page.dep[i] == "ROOT" for i in range(*before)):
        return None
    return Content((whole(page, before, cue),), "phrase-last")


def _to_comma(page: Page, start: int, limit: int) -> Range:
    return trim(page, Range(start, next((i for i in range(start, limit) if page.words[i] in (",", ".", ";")), limit)))


def _quotation_beside(page: Page, cue: Cue, source: Range, scope: Range) -> Range | None:
    """with "two desks and one flag", in the words of an official; who according to an aide "held ..."."""
    after = page.block_of[source.end] if source.end < scope.end else -1
    if after >= 0 > page.block_of[cue.at] and page.words[cue.at - 1] not in _BREAKS and cue.at > scope.start:
        return Range(page.blocks[after].start, page.blocks[after].end)
    last = cue.at - 1 if page.words[cue.at - 1] not in _BREAKS else cue.at - 2
    number = page.block_of[last] if last >= scope.start else -1
    copula = number >= 0 and page.lower[page.blocks[number].start - 1] in ("is", "was", "are", "were", "be", "been")
    if number >= 0 > page.block_of[cue.at] and cue.lemma == "in the words of" and not copula:
        return Range(page.blocks[number].start, page.blocks[number].end)
    return None


def _goes_on(page: Page, rest: Range) -> bool:
    """..., according to the ministry, had failed; not: "..., nearly double what it had feared"."""
    verb = next((i for i in range(*rest) if page.tag[i] in FINITE), None)
    if verb is None or page.tag[rest.start] in ("VBG", "WP", "WDT", "JJR", "RBR"):
        return False
    return "what" not in page.lower[rest.start : verb]
