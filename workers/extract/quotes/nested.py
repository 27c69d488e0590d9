"""Attributions in, the same with what one source reports of another out: citing officials, Axios reported."""

from collections.abc import Sequence
from typing import Final

from workers.extract.quotes.chains import Attribution
from workers.extract.quotes.noun_phrase import noun_phrase, trim
from workers.extract.quotes.page import Page
from workers.extract.quotes.quoting import quoter
from workers.extract.quotes.source import Source
from workers.extract.spans import Range

__all__ = ["SPOKEN_FOR", "nest"]

_CITING: Final = frozenset("citing quoting".split())
_QUOTED: Final = frozenset("quoted cited interviewed".split())
SPOKEN_FOR: Final = frozenset(
    "official officials source sources diplomat diplomats person people ministry aide aides minister spokesman "
    "ambassador ambassadors envoy envoys delegate delegates negotiator negotiators governor mayor resident residents "
    "relatives lawyer lawyers prosecutor prosecutors doctors medics expert experts commander commanders "
    "spokeswoman spokesperson authorities insiders executives officer officers agency report reports document "
    "documents witnesses lawmakers adviser advisers analyst analysts".split()
)
_FRAMES: Final = frozenset("clause-first clause-split phrase-first phrase-last phrase-split".split())
_PASSING: Final = ("phrase", "clause-first")
_FINITE: Final = frozenset("VBD VBZ VBP VBN".split())
_PRONOUNS: Final = frozenset("he she it they we i who which".split())


def nest(page: Page, found: Sequence[Attribution]) -> list[Attribution]:
    """With the reporting source as `via` of the source it reports, in the order given."""
    nested = [_cited(page, attribution) for attribution in found]
    frames: dict[int, Attribution] = {}  # the first of a sentence
    for attribution in nested:
        if attribution.rule in _FRAMES and attribution.source is not None and attribution.cue is not None:
            frames.setdefault(page.sentence_of(attribution.cue.at).start, attribution)
    nested = [_framed(page, attribution) for attribution in nested]
    passed_on: set[int] = set()
    for index, attribution in enumerate(nested):
        if attribution.cue is None or attribution.via is not None or page.block_of[attribution.cue.at] >= 0:
            continue
        frame = frames.get(page.sentence_of(attribution.cue.at).start)
        if frame is None or frame.source is None or not _holds(frame, attribution):
            continue
        if page.lower[frame.source.span.start] not in _PRONOUNS:
            nested[index] = attribution._replace(via=frame.source.span)
        if frame.rule.startswith(_PASSING) and attribution.rule.startswith("quote"):
            passed_on.add(frame.source.span.start)
    # "...," the minister said, according to the agency: the agency only passes the quotation on.
    return [a for a in nested if not (a.rule.startswith(_PASSING) and a.source and a.source.span.start in passed_on)]


def _holds(frame: Attribution, attribution: Attribution) -> bool:
    cue = attribution.cue
    return cue is not None and any(piece.start <= cue.at < piece.end for piece in frame.pieces)


def _framed(page: Page, attribution: Attribution) -> Attribution:
    """Yle reported that, according to the police, the cable had been cut."""
    cue = attribution.cue
    if cue is None or attribution.via is not None or not attribution.rule.startswith("phrase"):
        return attribution
    verb = cue.span.start - 3
    if verb < 1 or page.lower[verb + 1 : verb + 3] != ["that", ","] or page.tag[verb] not in _FINITE:
        return attribution
    subject = next((k for k in page.kids[verb] if page.dep[k] == "nsubj" and k < verb), None)
    if subject is None or page.lower[subject] in _PRONOUNS:
        return attribution
    return attribution._replace(via=noun_phrase(page, subject, Range(page.scope_of(verb).start, verb)))


def _cited(page: Page, attribution: Attribution) -> Attribution:
    """Beijing could retaliate, the Global Times reported, citing an industry source."""
    source, cue = attribution.source, attribution.cue
    if source is None or cue is None or page.block_of[cue.at] >= 0:
        return attribution
    quoting, parted = quoter(page, cue), _parted(page, source.span)
    if quoting is not None or parted is not None:
        speaker, outlet = parted or (attribution.speaker, quoting)
        return attribution._replace(speaker=speaker, via=outlet)
    between = next((i for i in range(source.span.end, cue.at) if page.lower[i] in _CITING), None)
    if between is not None:  # Anadolu, citing the defence ministry, said ...
        speaker = trim(page, Range(between + 1, cue.at))
        return attribution._replace(speaker=speaker, via=source.span) if speaker.end > speaker.start else attribution
    after = max(cue.span.end, source.span.end)
    scope = page.scope_of(cue.at)
    if page.lower[scope.start] in _CITING:  # Citing a source, the newspaper said ...
        comma = next((i for i in range(scope.start, min(scope.end, scope.start + 15)) if page.words[i] == ","), None)
        if comma is not None and comma <= source.span.start:
            return attribution._replace(speaker=trim(page, Range(scope.start + 1, comma)), via=source.span)
    for i in range(after, min(scope.end - 1, after + 12)):
        if page.lower[i] in _CITING and page.words[i - 1] == ",":
            cited = _noun_phrase_after(page, i, scope)
            if cited is not None:
                pieces = tuple(_before(piece, i - 1) for piece in attribution.pieces)
                return attribution._replace(pieces=pieces, source=Source(cited, before=False), via=source.span)
        if page.block_of[i] >= 0:
            break
    return attribution


def _before(piece: Range, end: int) -> Range:
    return Range(piece.start, end) if piece.start < end < piece.end else piece


def _parted(page: Page, source: Range) -> tuple[Range, Range] | None:
    """Who speaks and who quotes them: a commander quoted by the Fars agency; Axios citing Israeli officials."""
    for i in range(source.start + 1, source.end - 1):
        cites = page.lower[i] in _CITING
        if not cites and (page.lower[i] not in _QUOTED or page.lower[i + 1] not in ("by", "in")):
            continue
        first, second = trim(page, Range(source.start, i)), trim(page, Range(i + 1 + (not cites), source.end))
        speaker, outlet = (second, first) if cites else (first, second)
        return (speaker, outlet) if speaker.end > speaker.start and outlet.end > outlet.start else None
    return None


def _noun_phrase_after(page: Page, i: int, scope: Range) -> Range | None:
    head = next((k for k in page.kids[i] if page.dep[k] in ("dobj", "pobj") and k > i), None)
    known = head is not None and (page.lower[head] in SPOKEN_FOR or page.tag[head] in ("NNP", "NNPS"))
    if head is None or not (known or page.lower[i] == "quoting"):
        return None
    span = noun_phrase(page, head, Range(i + 1, scope.end))
    return span if span.end > span.start else None
