"""A cue in, its source out: the whole noun phrase that speaks."""

from typing import Final, NamedTuple

from workers.extract.quotes.cues import Cue
from workers.extract.quotes.page import Page, Range

__all__ = ["Source", "find_source", "trim"]

_SUBJECTS: Final = frozenset("nsubj nsubjpass csubj expl".split())
_CLIMB: Final = frozenset("conj advcl xcomp pcomp prep ccomp dep".split())
_RELATIVES: Final = frozenset("who which that".split())
_NOMINAL: Final = frozenset("NN NNS NNP NNPS PRP PRP$ DT JJ JJR JJS CD POS WP HYPH $".split())
_ADVERBIAL: Final = frozenset("RB RBR MD".split())
_AUXILIARIES: Final = frozenset(
    "has have had is are was were be been being do does did not n't n’t 's ’s 've ’ve 'd ’d".split()
)
_LINKS: Final = frozenset("of for in at from with to on &".split())
_LONGEST: Final = 40
_EDGE: Final = frozenset(", ; : . - – — -- ( \" “ ” '' ``".split())


class Source(NamedTuple):
    """A source phrase; `before` tells whether it stands before its cue."""

    span: Range
    before: bool
    shared: bool = False
    """Taken over from another verb: "he said ..., adding that"."""


def find_source(page: Page, cue: Cue) -> Source | None:
    """The noun phrase that is the cue's subject, agent or, after inversion, what follows it."""
    source = _by_parse(page, cue)
    if source is None or source.shared:
        linear = _inverted(page, cue) or (None if source else _linear_before(page, cue))
        source = linear or source
    return source


def trim(page: Page, span: Range) -> Range:
    """Without the commas, dashes, spaces at its ends."""
    start, end = span
    while start < end and (page.words[start] in _EDGE or page.is_space(start)):
        start += 1
    while end > start and (page.words[end - 1] in _EDGE or page.is_space(end - 1)):
        end -= 1
    return Range(start, end)


def _by_parse(page: Page, cue: Cue) -> Source | None:
    verb, shared = cue.at, False
    for _ in range(6):
        for kid in page.kids[verb]:
            if page.dep[kid] == "agent":
                return _noun_phrase_of(page, page.kids[kid], cue)
        for kid in page.kids[verb]:
            if page.dep[kid] in _SUBJECTS:
                if page.dep[kid] == "nsubjpass" and verb == cue.at:
                    return None
                return _subject(page, kid, verb, cue, shared)
        if page.dep[verb] == "acl":
            return _as_source(page, page.head[verb], cue, shared=True)
        if page.dep[verb] not in _CLIMB or page.head[verb] == verb:
            return None
        verb, shared = page.head[verb], True
    return None


def _subject(page: Page, subject: int, verb: int, cue: Cue, shared: bool) -> Source | None:
    if page.lower[subject] in _RELATIVES and page.dep[verb] == "relcl":
        return _as_source(page, page.head[verb], cue, shared=False)
    return _as_source(page, subject, cue, shared)


def _noun_phrase_of(page: Page, kids: list[int], cue: Cue) -> Source | None:
    return _as_source(page, kids[0], cue, shared=False) if kids else None


def _as_source(page: Page, head: int, cue: Cue, shared: bool) -> Source | None:
    start, end = page.edges(head)
    before = head < cue.at
    if before:
        end = min(end, cue.at)
    elif start <= cue.at:
        start = cue.span.end
    # What is quoted belongs to the content, but "the "gang of six" said" keeps its marks.
    for i in range(start, head):
        if page.block_of[i] >= 0 and page.blocks[page.block_of[i]].end <= head and _ends_utterance(page, i):
            start = page.blocks[page.block_of[i]].end
    for i in range(head + 1, end):
        if page.block_of[i] >= 0 and page.block_of[i] != page.block_of[head]:
            end = i
            break
    span = trim(page, Range(start, min(end, start + 2 * _LONGEST)))
    return Source(span, before, shared) if span.end > span.start else None


def _ends_utterance(page: Page, i: int) -> bool:
    block = page.blocks[page.block_of[i]]
    return block.last > block.first and (
        page.words[block.last - 1][-1] in ",.?!…—–-" or page.words[block.end : block.end + 1] == [","]
    )


def _inverted(page: Page, cue: Cue) -> Source | None:
    """ "...," said the envoy, a career diplomat."""
    i = cue.at
    if i == 0 or not (page.block_of[i - 1] >= 0 > page.block_of[i] or page.words[i - 1] == ","):
        return None
    limit = page.sentence_of(i).end
    if cue.span.end >= limit or page.tag[cue.span.end] not in (
        "NNP",
        "NNPS",
        "DT",
        "PRP",
        "NN",
        "NNS",
        "PRP$",
        "JJ",
        "CD",
    ):
        return None
    if any(page.dep[kid] in _SUBJECTS and kid < i for kid in page.kids[i]):
        return None
    end = cue.span.end
    while end < min(limit, i + _LONGEST) and (
        page.tag[end] in _NOMINAL
        or page.lower[end] in _LINKS
        or (page.words[end] == "," and page.tag[min(end + 1, limit - 1)] in ("DT", "NN", "NNS", "JJ", "CD", "NNP"))
        or page.words[end] == "and"
    ):
        if page.block_of[end] >= 0:
            break
        end += 1
    span = trim(page, Range(cue.span.end, end))
    return Source(span, before=False) if span.end > span.start else None


def _linear_before(page: Page, cue: Cue) -> Source | None:
    """The noun phrase that ends where the verb, its adverbs and auxiliaries begin."""
    limit = page.sentence_of(cue.at).start
    end = cue.at
    while end > limit and (page.tag[end - 1] in _ADVERBIAL or page.lower[end - 1] in _AUXILIARIES):
        end -= 1
    if end > limit and page.words[end - 1] == ",":  # Smith, the envoy, said
        end -= 1
    start = end
    while (
        start > max(limit, end - _LONGEST)
        and page.block_of[start - 1] < 0
        and ((page.tag[start - 1] or "NN") in _NOMINAL or page.lower[start - 1] in _LINKS)
        and page.words[start - 1] not in _EDGE
    ):
        start -= 1
    while start < end and page.lower[start] in _LINKS:
        start += 1
    span = trim(page, Range(start, end))
    return Source(span, before=True) if span.end > span.start and page.tag[span.start] != "VBG" else None
