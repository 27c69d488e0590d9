"""A Doc in, its quotes out: cues first, then their sources and contents, then what is left over."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from spacy.tokens import Doc, Span

from workers.extract.actors import Actor, Roster, Voice
from workers.extract.quotes.addressee import find_addressee
from workers.extract.quotes.chains import Attribution, link
from workers.extract.quotes.clauses import clause_after, gerund_after, infinitive_after
from workers.extract.quotes.confidence import confidences
from workers.extract.quotes.cues import Cue, find_cues
from workers.extract.quotes.direct import Content, quote_after, quote_before
from workers.extract.quotes.fragments import find_fragment
from workers.extract.quotes.layout import find_turns
from workers.extract.quotes.nested import nest
from workers.extract.quotes.nouns import find_noun_cues
from workers.extract.quotes.page import Page
from workers.extract.quotes.parenthetical import clause_before
from workers.extract.quotes.phrases import find_phrases
from workers.extract.quotes.source import Source, find_source
from workers.extract.spans import Range
from workers.lexicon import Lexicon, QuoteLexicon
from workers.ontology import QuoteType, ResolvedFrom

__all__ = ["Quotation", "find_quotes"]


_NEAR: Final = 12


class Quotation(NamedTuple):
    """One attribution: `content` in text order; a quote cut by its cue has two pieces."""

    type: QuoteType
    content: tuple[Span, ...]
    confidence: float
    cue: Span | None = None
    source: Span | None = None
    speaker: Actor | None = None
    via: Actor | None = None
    addressee: Actor | None = None
    rule: str = ""


def find_quotes(doc: Doc, lexicon: Lexicon, roster: Roster) -> Iterator[Quotation]:
    """Every reported-speech attribution of the article, in text order."""
    page = Page(doc)
    found = _outermost(page, sorted(_attributions(page, lexicon.quotes), key=lambda a: a.pieces[0]))
    attributions = nest(page, sorted(link(page, found), key=lambda a: a.pieces[0]))
    yield from _quotations(page, attributions, roster)


def _attributions(page: Page, lexicon: QuoteLexicon) -> Iterator[Attribution]:
    label: Range | None = None
    for turn in find_turns(page, frozenset(lexicon.verbs)):
        source = Source(turn.label, before=True) if turn.label else None
        label = turn.label or label
        rule = "headline" if turn.headline else "label" if turn.inline else "turn"
        yield Attribution((turn.content,), rule, None, source, inherits=None if source else label)
    cues = {cue.at: cue for cue in find_cues(page, lexicon)}
    last: Attribution | None = None
    for cue in cues.values():
        source = _same_speaker(page, cue, last) or find_source(page, cue)
        if page.block_of[cue.at] >= 0 and not _is_told(page, cue, source):
            continue
        content = _content(page, cue, source, cues)
        if content is not None:
            attribution = Attribution(content.pieces, content.rule, cue, source)
            last = attribution if page.block_of[cue.at] < 0 else last
            yield attribution
    for phrase in [*find_phrases(page, lexicon, cues), *find_noun_cues(page, lexicon, cues)]:
        yield Attribution(phrase.content.pieces, phrase.content.rule, phrase.cue, phrase.source)


def _same_speaker(page: Page, cue: Cue, last: Attribution | None) -> Source | None:
    """He said ..., adding that ...: a participle that ends the last quote has its speaker."""
    if last is None or last.cue is None or last.source is None or page.block_of[cue.at] >= 0:
        return None
    i = cue.at - 1
    if page.tag[cue.at] in ("VBD", "VBN", "VBZ") and last.pieces[-1].end == i and page.tag[i] == "CC":
        return last.source._replace(shared=True)  # he denied that ... and accused ...
    if page.tag[cue.at] != "VBG":
        return None
    while i > 0 and page.tag[i] in ("RB", "CC"):
        i -= 1
    if page.words[i] != "," and page.block_of[i] < 0:
        return None
    end = max(last.pieces[-1].end, last.source.span.end, last.cue.span.end)
    same = page.scope_of(last.cue.at) == page.scope_of(cue.at) and end <= cue.at <= end + _NEAR
    return last.source._replace(shared=True) if same else None


def _outermost(page: Page, found: list[Attribution]) -> list[Attribution]:
    """Without requests and participles within what somebody else is reported to say."""
    kept: list[Attribution] = []
    reach = 0
    others = [a for a in found if a.cue is None or a.cue.lemma != "put it"]
    held = {page.block_of[piece.end - 1] for a in others for piece in a.pieces} - {-1}
    for attribution in found:
        cue = attribution.cue
        minor = cue is not None and (attribution.rule in ("infinitive", "gerund") or page.tag[cue.at] in ("VBG", "VB"))
        put = cue is not None and cue.lemma == "put it"
        if put and page.block_of[attribution.pieces[0].end - 1] in held:
            continue  # noting that "...," as he put it
        if not (minor and cue is not None and cue.at < reach and page.block_of[cue.at] < 0):
            kept.append(attribution)
            reach = max(reach, attribution.pieces[0].end)
    return kept


def _is_told(page: Page, cue: Cue, source: Source | None) -> bool:
    """Within a quotation only what somebody did say counts: "He told me that ...", not "I would say ..."."""
    if source is None or cue.passive or page.tag[cue.at] not in ("VBD", "VBN", "JJ", ""):
        return False
    return page.lower[source.span.start] not in ("you", "it", "nobody", "one", "which")


def _content(page: Page, cue: Cue, source: Source | None, cues: dict[int, Cue]) -> Content | None:
    """What the cue introduces: a quotation beside it, or else a clause."""
    content = None
    if "quote" in cue.takes and not cue.passive:
        content = quote_before(page, cue, source, cues) or quote_after(page, cue, source)
    if content is None and "clause" in cue.takes:
        content = clause_after(page, cue, source, cues) or clause_before(page, cue, source)
    content = content or find_fragment(page, cue) or infinitive_after(page, cue, source, cues)
    return content or gerund_after(page, cue, source, cues)


def _quotations(page: Page, attributions: list[Attribution], roster: Roster) -> Iterator[Quotation]:
    speaker: Actor | None = None
    voices: list[Voice] = []  # "We told her so," said Marsh: who "we" is, is known once Marsh is
    for attribution, confidence in zip(attributions, confidences(page, attributions), strict=True):
        source = _span(page, attribution.source.span) if attribution.source else None
        if source is not None:
            named = _span(page, attribution.speaker) if attribution.speaker else source
            speaker = roster.resolve_one(named, voices=voices)
        elif attribution.inherits is not None:
            speaker = roster.resolve_one(_span(page, attribution.inherits), voices=voices)
        if source is None and speaker is not None:
            speaker = speaker._replace(resolved_from=ResolvedFrom.INHERITED)
        if speaker is not None:
            voices += [Voice(_span(page, piece), speaker) for piece in attribution.pieces]
        yield Quotation(
            type=_type(page, attribution),
            content=tuple(_span(page, piece) for piece in attribution.pieces),
            confidence=confidence,
            cue=_span(page, attribution.cue.span) if attribution.cue else None,
            source=source,
            speaker=speaker,
            addressee=_addressee(page, attribution, roster),
            via=roster.resolve_one(_span(page, attribution.via)) if attribution.via else None,
            rule=attribution.rule,
        )


def _addressee(page: Page, attribution: Attribution, roster: Roster) -> Actor | None:
    if attribution.cue is None:
        return None
    span = find_addressee(page, attribution.cue, attribution.source, attribution.pieces)
    return roster.resolve_one(_span(page, span)) if span is not None else None


def _span(page: Page, tokens: Range) -> Span:
    return tokens.span(page.doc)


def _type(page: Page, attribution: Attribution) -> QuoteType:
    if attribution.rule == "turn":
        return QuoteType.DIRECT
    said = [i for piece in attribution.pieces for i in range(*piece) if any(c.isalnum() for c in page.words[i])]
    inside = sum(page.block_of[i] >= 0 for i in said)
    if inside == len(said) and said:
        return QuoteType.DIRECT
    return QuoteType.MIXED if inside else QuoteType.INDIRECT
