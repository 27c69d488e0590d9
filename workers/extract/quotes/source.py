"""A cue in, its source out: the whole noun phrase that speaks."""

from typing import Final, NamedTuple

from workers.extract.quotes.climb import seizes_chance, verb_above
from workers.extract.quotes.cues import Cue
from workers.extract.quotes.fronted import after_participle, joins, without_dateline
from workers.extract.quotes.inverted import FIRST, SUBJECTS, TIMES, inverted_source
from workers.extract.quotes.linear_source import HEADS, linear_source, verb_start, with_name
from workers.extract.quotes.noun_phrase import ends_utterance, noun_phrase, trim
from workers.extract.quotes.page import DASHES, FINITE, Page
from workers.extract.quotes.quoting import quoting_verb
from workers.extract.spans import Range

__all__ = ["Source", "find_source"]

_CLIMB: Final = frozenset("conj advcl xcomp pcomp prep ccomp dep acomp oprd".split())
_RELATIVES: Final = frozenset("who which that".split())
_CLAUSAL: Final = frozenset(". ; : ! ? and but that when while because if as".split())
_RELATIVE: Final = frozenset("WP WDT".split())
_DOCUMENTS: Final = frozenset(
    "statement letter communique communiqué memo email speech note tweet message resolution declaration post".split()
)
_OCCASIONS: Final = frozenset("conference interview speech briefing rally meeting ceremony hearing".split())
_EMPTY: Final = frozenset("is was 's ’s be been bears bore goes went seems seemed takes took".split())
_ASIDE: Final = frozenset("aside apart".split())
_CAUSING: Final = tuple(
    "forc ask urg tell told lead led prompt push press allow want order invit compel caus oblig persuad convinc help "
    "encourag expect requir driv drove let challeng beg instruct direct remind warn get got implor advis".split()
)
_VERBAL: Final = frozenset("VBD VBZ VBP VBN MD RB JJ TO RP".split())
_FINITE_LIKE: Final = frozenset("VBD VBZ VBP VBN NN NNS".split())  # "...," the post read: a cue, though a noun by tag
_NEAR: Final = 5
_LONGEST: Final = 40


class Source(NamedTuple):
    """A source phrase; `before` tells whether it stands before its cue."""

    span: Range
    before: bool
    shared: bool = False
    """Taken over from another verb: "he said ..., adding that"."""


def find_source(page: Page, cue: Cue) -> Source | None:
    """The noun phrase that is the cue's subject or agent, or after inversion what follows it."""
    source = (
        _shown(page, cue)
        or _after_quotation(page, cue)
        or _inverted(page, cue)
        or _quoted_as(page, cue)
        or _by_parse(page, cue)
    )
    if source is not None and source.before and not source.shared:
        source = _adjacent(page, cue, source) or source
    if source is not None and source.before:
        source = source._replace(span=without_dateline(page, _with_name(page, source.span)))
    fronted = after_participle(page, cue)
    if fronted is not None and (source is None or (source.before and source.span.end <= fronted.end)):
        return Source(fronted, before=True)
    if source is None or (source.shared and page.dep[cue.at] in ("conj", "parataxis")):
        source = _linear(page, cue, conjoined=source is not None) or source
    return source


def _with_name(page: Page, span: Range) -> Range:
    """the agency | ANP reported: two subjects to the parser."""
    head, name = span.end - 1, span.end
    if name >= page.size:
        return span
    twice = (
        page.tag[name] == "NNP" and page.dep[name] == page.dep[head] == "nsubj" and page.head[name] == page.head[head]
    )
    return Range(span.start, name + 1) if twice else span


def _linear(page: Page, cue: Cue, *, conjoined: bool) -> Source | None:
    span = linear_source(page, cue, conjoined=conjoined)
    return Source(span, before=True) if span is not None else None


def _inverted(page: Page, cue: Cue) -> Source | None:
    span = inverted_source(page, cue)
    return Source(span, before=False) if span is not None else None


def _shown(page: Page, cue: Cue) -> Source | None:
    """footage of Ruth Lim saying: not whose footage it is."""
    start = cue.at
    while page.tag[cue.at] == "VBG" and start > 0 and page.tag[start - 1] in ("NNP", "NNPS"):
        start -= 1
    return Source(Range(start, cue.at), before=True) if start < cue.at and page.lower[start - 1] == "of" else None


def _adjacent(page: Page, cue: Cue, source: Source) -> Source | None:
    """... were made public - Smith boasted: a name right before the verb wins over what the parser took."""
    end = verb_start(page, cue.at, source.span.end)
    if page.lower[source.span.end : source.span.end + 2] == [",", "as"] and source.span.end + 2 < end:
        return Source(Range(source.span.end + 2, end), before=True)  # The quarry, as masons pointed out, ...
    start = end
    while start > source.span.start and page.tag[start - 1] in ("NNP", "NNPS"):
        start -= 1
    if start == end or start <= source.span.start:
        return None
    # To outwit Lind, Captain Mota said, ...: the parser takes him for the judge.
    governed = page.words[start - 1] == "," and page.tag[source.span.start - 1] in ("VB", "VBG", "IN")
    behind = start > source.span.end and page.words[start - 1] in ("–", "—", "--", "―", "-")
    return Source(Range(start, end), before=True) if behind or governed else None


def _by_parse(page: Page, cue: Cue) -> Source | None:
    if cue.passive:
        return _agent(page, cue)
    verb, shared = cue.at, False
    for _ in range(6):
        subject = _own_subject(page, verb, cue)
        if subject is not None and cue.at < subject and _is_not_turned(page, cue, verb, subject):
            return None
        aside = subject is not None and _in_aside(page, subject, cue)
        if subject is not None and not aside and not (page.tag[cue.at] == "JJ" and page.lower[subject] == "it"):
            return _subject(page, subject, verb, cue, shared and not _liked_to(page, subject, cue))
        if page.dep[verb] in ("acl", "relcl"):
            if page.tag[verb] == "VBG" and page.tag[verb - 1] in ("NNP", "NNPS"):
                return _as_source(page, verb - 1, cue, shared=True)  # footage of Smith saying
            issuer = _issuer(page, page.head[verb])
            if issuer is not None:
                return _as_source(page, issuer, cue, shared=True)
            if page.lower[page.head[verb]] in _OCCASIONS and page.tag[cue.at] == "VBG" and page.dep[verb] == "acl":
                verb, shared = page.head[page.head[verb]], True  # she said at a news conference announcing that
                continue
            infinitive = page.dep[verb] == "acl" and any(page.lower[k] == "to" for k in page.kids[verb])
            if infinitive and seizes_chance(page, page.head[verb]):
                verb, shared = page.head[page.head[verb]], True  # took the chance to say that
                continue
            return None if infinitive else _as_source(page, page.head[verb], cue, shared=True, clause=verb)
        # Claiming that ..., the mayor told
        opens = page.tag[verb] == "VBG" and page.dep[verb] in ("csubj", "csubjpass")
        if (page.dep[verb] not in _CLIMB and not opens and page.lower[verb] not in _ASIDE) or page.head[verb] == verb:
            return None
        above = page.head[verb]
        controller = next((k for k in page.kids[above] if page.dep[k] == "dobj"), None)
        caused = controller is not None and (
            page.tag[controller][:3] == "NNP" or page.lower[above].startswith(_CAUSING)
        )
        if cue.infinitive and verb == cue.at and controller is not None and controller < verb and caused:
            return _as_source(page, controller, cue, shared=True)  # forced the banker to admit
        verb, shared = verb_above(page, verb, cue), True
    return None


def _own_subject(page: Page, verb: int, cue: Cue) -> int | None:
    subjects = [k for k in page.kids[verb] if page.dep[k] in SUBJECTS and k != cue.at]
    before = next((k for k in reversed(subjects) if k < verb), subjects[0]) if subjects else None
    return _nearest(page, subjects, min(verb, cue.at)) or before


def _nearest(page: Page, subjects: list[int], before: int) -> int | None:
    """Of several subjects, where the parser should have seen one, the one in front of the cue.

    Lauding the refusal, the envoy said; Kiss, despite conceding that ..., the juniors will win.
    """
    near = next((k for k in reversed(subjects) if k < before), None) if len(subjects) > 1 else None
    named = near is not None and page.tag[near] == "NNP" and near - 1 in subjects
    return near - 1 if near is not None and named else near  # the agency ANP reported


def _is_not_turned(page: Page, cue: Cue, verb: int, subject: int) -> bool:
    """Calls critics "ants": a line of a list; they met and agreed to go; the guns went too."""
    return (verb == cue.at and "quote" not in cue.takes) or ";" in page.words[cue.at : subject]


def _in_aside(page: Page, subject: int, cue: Cue) -> bool:
    """They danced - a band played - while chanting: who stands between the dashes does not."""
    dash = cue.at - 2
    if page.tag[cue.at] != "VBG" or dash < subject or page.words[dash] not in DASHES or page.is_hyphen(dash):
        return False
    return any(
        page.words[i] == page.words[dash] and not page.is_hyphen(i) for i in range(max(0, dash - _LONGEST), subject)
    )


def _agent(page: Page, cue: Cue) -> Source | None:
    """was told by the envoy that ..."""
    agent = next((k for k in page.kids[cue.at] if page.dep[k] == "agent"), None) or _by_behind_quotation(page, cue)
    heads = [k for k in page.kids[agent] if page.dep[k] == "pobj"] if agent is not None else []
    source = _as_source(page, heads[0], cue, shared=True) if heads else None
    ends = (i for i in range(source.span.start + 1, source.span.end) if _ends_agent(page, i)) if source else iter(())
    end = next(ends, None)
    return source._replace(span=trim(page, Range(source.span.start, end))) if source and end else source


def _by_behind_quotation(page: Page, cue: Cue) -> int | None:
    """denounced as "a masquerade" by the opposition: the parser may hang it on the quotation."""
    near = range(cue.span.end + 1, min(page.scope_of(cue.at).end, cue.at + _LONGEST))
    return next((i for i in near if page.lower[i] == "by" and page.block_of[i - 1] >= 0 > page.block_of[i]), None)


def _ends_agent(page: Page, i: int) -> bool:
    """by the envoy | that ...; by the premier | as "a gift" """
    return page.lower[i] == "that" or page.opens_block(i) or (page.tag[i] == "IN" and page.opens_block(i + 1))


def _liked_to(page: Page, subject: int, cue: Cue) -> bool:
    """ "...," she liked to say; he was quick to add."""
    between = page.tag[subject + 1 : cue.at]
    return cue.infinitive and subject < cue.at and len(between) <= _NEAR and set(between) <= _VERBAL


def _issuer(page: Page, noun: int) -> int | None:
    """Mali issued a communique saying ...: the speaker is who issued it."""
    if page.lower[noun] not in _DOCUMENTS or page.dep[noun] != "dobj":
        return None
    return next(
        (k for k in page.kids[page.head[noun]] if page.dep[k] == "nsubj" and page.tag[k] not in _RELATIVE), None
    )


def _after_quotation(page: Page, cue: Cue) -> Source | None:
    """ "...," Smith, who leads the inquiry, said: all between quotation and verb, which the parser often mangles."""
    i = cue.at
    if "quote" not in cue.takes or page.block_of[i] >= 0 or page.tag[i] not in _FINITE_LIKE:
        return None
    end = verb_start(page, i, 0)
    start = end
    while start > max(0, i - _LONGEST) and page.block_of[start - 1] < 0 and page.words[start - 1] not in _CLAUSAL:
        if page.tag[start - 1] in FINITE and not any(page.lower[j] in _RELATIVES for j in (start - 2, start - 3)):
            return None
        start -= 1
    if start == 0 or page.block_of[start - 1] < 0 or page.paragraph_of(start) != page.paragraph_of(i):
        return None
    if not ends_utterance(page, start - 1):
        return None
    span = trim(page, Range(start, end))
    if span.end <= span.start or not (page.tag[span.start] in FIRST or page.words[span.start][0].isupper()):
        return None
    return Source(span, before=True)


def _quoted_as(page: Page, cue: Cue) -> Source | None:
    """The agency quoted him as saying; he was quoted as saying."""
    verb = quoting_verb(page, cue)
    if verb is None:
        return None
    for dep in ("nsubjpass", "dobj"):
        head = next((k for k in page.kids[verb] if page.dep[k] == dep), None)
        if head is not None:
            return _as_source(page, head, cue)
    span = trim(page, Range(verb + 1, cue.at - 1))
    return Source(span, before=True) if span.end > span.start else None


def _subject(page: Page, subject: int, verb: int, cue: Cue, shared: bool) -> Source | None:
    if page.block_of[subject] >= 0 > page.block_of[cue.at]:
        return _linear(page, cue, conjoined=True)
    if page.dep[subject] == "expl" or (shared and page.lower[subject] == "it" and page.lower[verb] in _EMPTY):
        return None  # it is worth noting that ...
    if page.lower[subject] in _RELATIVES and page.dep[verb] == "relcl":
        return _as_source(page, page.head[verb], cue, shared=shared, clause=verb)
    return _as_source(page, subject, cue, shared=shared)


def _as_source(page: Page, head: int, cue: Cue, *, shared: bool = False, clause: int = -1) -> Source | None:
    """The phrase around a head noun; `clause` is a relative clause that is not part of it."""
    if page.tag[head] and page.tag[head] not in HEADS:
        return None
    before = head < cue.at
    limit = Range(0, cue.at) if before else Range(cue.span.end, page.size)
    if clause > head:
        limit = Range(limit.start, min(limit.end, max(page.edges(clause).start, head + 1)))
    scope = page.scope_of(head)
    span = noun_phrase(page, head, Range(max(limit.start, scope.start), min(limit.end, scope.end)))
    if before:
        span = with_name(page, _extend_left(page, span, scope), cue, scope)
    while span.end - span.start > 1 and page.lower[span.end - 1] in TIMES and span.end - 1 > head:
        if page.tag[span.end - 2] == "VBN":
            break  # The report, released Tuesday, said
        span = trim(page, Range(span.start, span.end - 1 - (page.lower[span.end - 2] in ("this", "last"))))
    return Source(span, before, shared) if span.end > span.start else None


def _extend_left(page: Page, span: Range, scope: Range) -> Range:
    """Special Representative of the Secretary-General: the parser cuts long titles."""
    start = span.start
    while start - 1 > scope.start and joins(page, start - 1) and page.block_of[start - 1] < 0:
        if page.tag[start - 2][:2] == "VB":
            break  # speak of a driver who said
        start -= 2
        while start > scope.start and page.tag[start - 1] in ("NNP", "NNPS", "JJ", "DT", "PRP$", "NN"):
            start -= 1
    return Range(start, span.end)
