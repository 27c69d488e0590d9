"""A Doc in, its quotes out: cues first, then their sources and contents, then what is left over."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from spacy.tokens import Doc, Span

from workers.extract.actors import Actor, Roster, Voice
from workers.extract.quotes.addressee import find_addressee
from workers.extract.quotes.as_told import find_as_told
from workers.extract.quotes.asides import without_asides
from workers.extract.quotes.chains import Attribution, link
from workers.extract.quotes.clauses import clause_after, gerund_after, infinitive_after, relative_after
from workers.extract.quotes.confidence import confidences, given_speaker
from workers.extract.quotes.cues import Cue, find_cues
from workers.extract.quotes.direct import Content, quote_after, quote_before, quote_within
from workers.extract.quotes.documents import PERSONAL, document_head, with_issuers
from workers.extract.quotes.fragments import find_fragment
from workers.extract.quotes.headlines import find_headline
from workers.extract.quotes.layout import find_turns
from workers.extract.quotes.nested import nest
from workers.extract.quotes.nouns import find_noun_cues
from workers.extract.quotes.objects import object_after
from workers.extract.quotes.page import Page
from workers.extract.quotes.parenthetical import clause_before
from workers.extract.quotes.passives import passive_fragment
from workers.extract.quotes.phrases import find_phrases
from workers.extract.quotes.source import Source, find_source
from workers.extract.quotes.wordings import find_wordings
from workers.extract.spans import Range
from workers.lexicon import Lexicon, QuoteLexicon
from workers.ontology import QuoteType, ResolvedFrom

__all__ = ["Quotation", "find_quotes"]


_NEAR: Final = 12
_RECALLING: Final = frozenset("remember recall heard hear".split())  # I remember the king saying that ...
_MINOR: Final = frozenset("infinitive gerund object object-name".split())
_THIRD: Final = frozenset(("he", "she", "they"))
_HEARD: Final = 200  # no source stands farther before its content


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
    page = Page(roster.columns)
    found = _outermost(page, sorted(_attributions(page, lexicon.quotes, roster), key=lambda a: a.pieces[0]))
    attributions = with_issuers(page, nest(page, sorted(link(page, found), key=lambda a: a.pieces[0])))
    yield from _quotations(page, attributions, roster)


def _attributions(page: Page, lexicon: QuoteLexicon, roster: Roster) -> Iterator[Attribution]:
    label: Range | None = None
    turns = list(find_turns(page, lexicon.verbs))
    taken = page.headline is not None and any(turn.content.start < page.headline.end for turn in turns)
    for turn in turns if taken else [*find_headline(page, roster), *turns]:
        source = Source(turn.label, before=True) if turn.label else None
        label = turn.label or turn.resumes or label
        rule = "headline" if turn.headline else "label" if turn.inline else "turn"
        yield Attribution((turn.content,), rule, None, source, inherits=None if source else label)
    cues = {cue.at: cue for cue in find_cues(page, lexicon)}
    last: Attribution | None = None
    told: set[int] = set()
    for cue in cues.values():
        source = _same_speaker(page, cue, last) or find_source(page, cue)
        if source is not None and _asks_who(page, source):
            continue
        if page.block_of[cue.at] >= 0 and not _is_told(page, cue, source):
            content = quote_within(page, cue) if page.tag[cue.at] == "VBZ" and source is not None else None
        else:
            content = _content(page, cue, source, cues)
        if content is not None:
            pieces = without_asides(page, content.pieces) if content.rule.startswith("clause") else content.pieces
            attribution = Attribution(pieces, content.rule, cue, source)
            last = attribution if page.block_of[cue.at] < 0 else last
            told.add(cue.at)
            yield attribution
    nouns = [*find_noun_cues(page, lexicon, cues), *find_wordings(page, told), *find_as_told(page, cues, told)]
    for phrase in [*find_phrases(page, lexicon, cues), *nouns]:
        yield Attribution(phrase.content.pieces, phrase.content.rule, phrase.cue, phrase.source)


def _asks_who(page: Page, source: Source) -> bool:
    """Who says that the old ways are best?"""
    asked = page.lower[source.span.start] == "who" and source.span.end == source.span.start + 1
    return asked and source.span.start == page.opening(page.sentence_of(source.span.start))


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
    if (page.words[i] != "," and page.block_of[i] < 0) or (_is_restricted(page, last.cue) and cue.lemma != "add"):
        return None
    end = max(last.pieces[-1].end, last.source.span.end, last.cue.span.end)
    same = page.scope_of(last.cue.at) == page.scope_of(cue.at) and end <= cue.at <= end + _NEAR
    return last.source._replace(shared=True) if same else None


def _is_restricted(page: Page, cue: Cue) -> bool:
    """Lind fired a driver who said he was robbed, calling it: what follows the comma is about Lind."""
    who = next((k for k in page.kids[cue.at] if page.tag[k] == "WP" and k < cue.at), 0)
    return page.dep[cue.at] == "relcl" and who > 0 and page.words[who - 1] != ","


def _outermost(page: Page, found: list[Attribution]) -> list[Attribution]:
    """Without requests and participles within what somebody else is reported to say."""
    kept: list[Attribution] = []
    reach = 0
    others = [a for a in found if a.cue is None or a.cue.lemma != "put it"]
    held = {page.block_of[piece.end - 1] for a in others for piece in a.pieces} - {-1}
    nouns = {(a.pieces[-1].end, a.source) for a in found if a.rule == "noun-that"}
    for attribution in found:
        cue = attribution.cue
        if attribution.rule == "object" and (attribution.pieces[-1].end, attribution.source) in nouns:
            continue  # highlighted its warning that ...: what the noun tells
        minor = cue is not None and (attribution.rule in _MINOR or page.tag[cue.at] in ("VBG", "VB"))
        put = cue is not None and cue.lemma == "put it"
        if put and page.block_of[attribution.pieces[0].end - 1] in held:
            continue  # noting that "...," as he put it
        if not (minor and cue is not None and cue.at < reach and page.block_of[cue.at] < 0):
            kept.append(attribution)
            reach = max(reach, attribution.pieces[0].end)
    return kept


def _is_told(page: Page, cue: Cue, source: Source | None) -> bool:
    """Within a quotation only what somebody did say counts: "He told me that ...", not "I would say ..."."""
    if source is None or cue.passive or page.tag[cue.at] not in ("VBD", "VBN", "JJ", "VBG", ""):
        return False
    if page.tag[cue.at] == "VBG" and page.lower[page.head[cue.at]] not in _RECALLING:
        return False
    return page.lower[source.span.start] not in ("you", "it", "nobody", "one", "which")


def _content(page: Page, cue: Cue, source: Source | None, cues: dict[int, Cue]) -> Content | None:
    """What the cue introduces: a quotation beside it, or else a clause."""
    content = quote_within(page, cue) if page.block_of[cue.at] >= 0 and not cue.passive else None
    content = content or passive_fragment(page, cue, source)
    if content is None and "quote" in cue.takes and not (cue.passive and not _closes_quotation(page, cue, source)):
        content = quote_before(page, cue, source, cues) or quote_after(page, cue, source, cues)
    if content is None and page.tag[cue.span.end : cue.span.end + 2] == ["TO", "VB"]:
        content = find_fragment(page, cue) or infinitive_after(page, cue, source, cues)
    if content is None and "clause" in cue.takes:
        content = (
            relative_after(page, cue, source, cues)
            or clause_after(page, cue, source, cues)
            or clause_before(page, cue, source)
        )
    content = content or find_fragment(page, cue) or infinitive_after(page, cue, source, cues)
    return content or gerund_after(page, cue, source, cues) or object_after(page, cue, source, cues)


def _closes_quotation(page: Page, cue: Cue, source: Source | None) -> bool:
    """ "...," the envoy, Ana Ruiz, repeated: the parser takes the verb for a participle."""
    start = source.span.start if source is not None and source.before else 0
    return start > 0 and page.block_of[start - 1] >= 0 > page.block_of[start] and page.dep[cue.at] == "acl"


def _quotations(page: Page, attributions: list[Attribution], roster: Roster) -> Iterator[Quotation]:
    last: tuple[int, Actor | None] = (-1, None)
    voices: list[Voice] = []  # "We told her so," said Marsh: who "we" is, is known once Marsh is
    for attribution, confidence in zip(attributions, confidences(page, attributions), strict=True):
        near = attribution.pieces[0].start - _HEARD
        voices = [voice for voice in voices if voice.span.end > near]
        speaker = _speaker(page, attribution, roster, voices)
        paragraph = page.paragraph_of(attribution.pieces[0].start)
        if speaker is None and attribution.rule.startswith("quote") and last[0] == paragraph and last[1] is not None:
            speaker = last[1]._replace(resolved_from=ResolvedFrom.INHERITED)
        last = (paragraph, speaker)
        content = tuple(piece.span(page.doc) for piece in attribution.pieces)
        if speaker is not None:
            voices += [Voice(span, speaker) for span in content]
        yield Quotation(
            type=_type(page, attribution),
            content=content,
            confidence=given_speaker(confidence, speaker.resolved_from if speaker else None),
            cue=attribution.cue.span.span(page.doc) if attribution.cue else None,
            source=attribution.source.span.span(page.doc) if attribution.source else None,
            speaker=speaker,
            addressee=_addressee(page, attribution, roster),
            via=roster.resolve_one(attribution.via.span(page.doc)) if attribution.via else None,
            rule=attribution.rule,
        )


def _speaker(page: Page, attribution: Attribution, roster: Roster, voices: list[Voice]) -> Actor | None:
    phrase = attribution.speaker or (attribution.source.span if attribution.source else attribution.inherits)
    if phrase is None:
        return None
    speaker = roster.resolve_one(phrase.span(page.doc), voices=voices)
    if _is_of_another(page, phrase, speaker, voices):
        return speaker._replace(
            name=page.words[phrase.start], resolved_from=ResolvedFrom.UNKNOWN, role=None, country=None, sector=None
        )
    head = document_head(page, attribution)
    if head is not None:  # what the document itself names does not issue it
        at = min(phrase.start, attribution.pieces[0].start)
        speaker = roster.issuer(phrase.span(page.doc), at, personal=page.lower[head] in PERSONAL) or speaker
    return speaker if attribution.source else speaker._replace(resolved_from=ResolvedFrom.INHERITED)


def _is_of_another(page: Page, phrase: Range, speaker: Actor, voices: list[Voice]) -> bool:
    """ "He told us to go," said Marsh: whom Marsh speaks of as "he" is not Marsh."""
    if page.block_of[phrase.start] < 0 or page.lower[phrase.start] not in _THIRD:
        return False
    return any(v.span.start <= phrase.start < v.span.end and v.speaker.name == speaker.name for v in voices)


def _addressee(page: Page, attribution: Attribution, roster: Roster) -> Actor | None:
    if attribution.cue is None:
        return None
    span = find_addressee(page, attribution.cue, attribution.source, attribution.pieces)
    return roster.resolve_one(span.span(page.doc)) if span is not None else None


def _type(page: Page, attribution: Attribution) -> QuoteType:
    if attribution.rule in ("turn", "quote-set-off"):
        return QuoteType.DIRECT
    if all(max(page.block_of[piece.start : piece.end], default=-1) < 0 for piece in attribution.pieces):
        return QuoteType.INDIRECT
    said = {page.block_of[i] >= 0 for piece in attribution.pieces for i in range(*piece) if _is_word(page.words[i])}
    if said == {True}:
        return QuoteType.DIRECT
    return QuoteType.MIXED if True in said else QuoteType.INDIRECT


def _is_word(text: str) -> bool:
    return text.isalnum() or any(letter.isalnum() for letter in text)
