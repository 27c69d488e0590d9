"""A cue and its source in, the clause that follows out: finite after verbs of saying, infinitive after requests."""

from typing import Final

from workers.extract.quotes.cues import Cue
from workers.extract.quotes.direct import Content, attribution_end, has_participle
from workers.extract.quotes.ends import clause_end, scope_end, whole
from workers.extract.quotes.linear_clause import ADVERBIAL, begins_phrase, linear_clause
from workers.extract.quotes.noun_phrase import trim
from workers.extract.quotes.page import ANY_DAY, BREAKS, DASHES, FINITE, Page
from workers.extract.quotes.source import Source
from workers.extract.spans import Range

__all__ = ["clause_after", "gerund_after", "infinitive_after", "relative_after"]

_TIMES: Final = frozenset("week weekend month year morning afternoon evening night".split())
_DATES: Final = ANY_DAY | _TIMES
_WHEN: Final = ANY_DAY | frozenset("this last earlier later".split())
_VERBAL: Final = FINITE | frozenset(("VB", "RB"))
_QUESTION: Final = frozenset("whether if what who whom whose which why how".split())
_OWN_ACTS: Final = frozenset("promise pledge vow swear threaten agree decline refuse offer".split())
_HOLDING: Final = frozenset(("declare", "pronounce"))
_RELATIVES: Final = frozenset("which who that what".split())
_OWN: Final = frozenset("he she they it".split())
_OBJECTS: Final = frozenset("what everything whatever all how than".split())
_MANNERS: Final = frozenset("way manner fashion".split())
_ANSWERS: Final = frozenset("no yes goodbye farewell sorry thanks hello nothing little".split())
_SHORTEST: Final = 2
_ADDRESSEE: Final = 8  # words
_REACH: Final = 30


def clause_after(page: Page, cue: Cue, source: Source | None, cues: dict[int, Cue]) -> Content | None:
    """He said that the talks had failed; he told them on Monday the talks had failed."""
    if source is not None and source.before and _is_parenthetical(page, cue, source):
        return None
    limit = Range(page.scope_of(cue.at).start, scope_end(page, cue, source))
    beyond = _beyond_relative(page, cue, limit, cues)
    start, rule = (beyond, "clause-that") if beyond else _start(page, cue, source, limit)
    if start is None or start >= limit.end:
        return None
    block = page.block_of[start]
    if block >= 0 and start <= page.blocks[block].first and has_participle(page, Range(cue.span.end, start), cues):
        return None
    limit = limit._replace(end=_relative_end(page, cue, Range(start, limit.end), cues))
    if page.lower[start] == "that" and page.dep[start] == "mark" and start + 1 < limit.end:
        start += 1  # said in a letter released on Friday that ...
    end = clause_end(page, cue, start, limit.end, cues)
    span = trim(page, Range(start, end))
    if span.end <= span.start:
        return None
    if span.end - span.start < _SHORTEST and page.tag[span.start] in ("PRP", "RP", "DT"):
        return None  # He denies it.
    if page.lower[start - 1] == "that" and page.tag[start] in ("IN", "TO", "RB") and not _has_verb(page, cue, span):
        return None  # He said that to me as well.
    return Content((whole(page, span, cue),), rule)


def _has_verb(page: Page, cue: Cue, span: Range) -> bool:
    own = page.block_of[cue.at]
    return any(page.tag[i] in FINITE or page.block_of[i] != own for i in range(*span))


def _beyond_relative(page: Page, cue: Cue, limit: Range, cues: dict[int, Cue]) -> int | None:
    """told a clerk who feared for his job that "no office will close": past what is said of the addressee."""
    if "addressee" not in cue.takes or cue.passive:
        return None
    near = range(cue.span.end + 1, min(limit.end - 2, cue.span.end + _ADDRESSEE))
    who = next((i for i in near if page.tag[i] in ("WP", "WDT") or page.tag[i] in FINITE), None)
    if who is None or page.tag[who] in FINITE or page.words[who - 1] == ",":
        return None
    verb = next((i for i in range(who + 1, min(limit.end - 2, who + _ADDRESSEE)) if page.tag[i] in FINITE), None)
    if verb is None:
        return None
    tells = any("clause" in cues[i].takes and cues[i].lemma != "ask" for i in (verb, verb + 1) if i in cues)
    for i in range(verb + 2, min(limit.end - 1, verb + _REACH)):
        if page.lower[i] == "that" and page.dep[i] != "det" and page.block_of[i] == page.block_of[cue.at]:
            return i + 1 if not tells or page.opens_block(i + 1) else None
    return None


def _relative_end(page: Page, cue: Cue, span: Range, cues: dict[int, Cue]) -> int:
    """told a clerk who feared the office might close | that "no office will": what the addressee says ends there."""
    teller = cues.get(page.head[page.head[cue.at]]) if page.dep[cue.at] == "relcl" else None
    if teller is None or "addressee" not in teller.takes or teller.at == cue.at:
        return span.end
    thats = (i for i in range(span.start + 1, span.end - 1) if page.lower[i] == "that" and page.tag[i - 1] != "CC")
    return next((i for i in thats if page.opens_block(i + 1)), span.end)


def relative_after(page: Page, cue: Cue, source: Source | None, cues: dict[int, Cue]) -> Content | None:
    """The plan, which he said was dead: a finite verb, or its subject, right behind the verb of saying."""
    if source is None or not source.before or source.shared or cue.passive or "clause" not in cue.takes:
        return None
    pronoun, start = source.span.start - 1, cue.span.end
    if pronoun < 1 or page.lower[pronoun] not in _RELATIVES or page.block_of[cue.at] >= 0:
        return None
    if start + 1 >= page.size:
        return None
    if page.tag[pronoun - 1] == "IN" and page.lower[pronoun] == "which":
        return None  # an interview, in which he said he would go
    owned = page.lower[pronoun] == "which" and page.lower[start] in _OWN  # which he says he will keep
    verb = start + (owned or page.tag[start] == "RB")
    if page.tag[verb] not in FINITE:
        return None
    span = trim(page, Range(start, clause_end(page, cue, verb + 1, scope_end(page, cue, source), cues)))
    if span.end - span.start < _SHORTEST:
        return None
    return Content((Range(pronoun, pronoun + 1), whole(page, span, cue)), "clause-relative")


def infinitive_after(page: Page, cue: Cue, source: Source | None, cues: dict[int, Cue]) -> Content | None:
    """The envoy urged both sides to talk; the minister promised to resign."""
    if "infinitive" not in cue.takes or cue.passive or cue.infinitive or source is None or page.block_of[cue.at] >= 0:
        return None
    start, limit = cue.span.end, scope_end(page, cue, source)
    near = next((i for i in range(start, min(limit, start + 12)) if _begins_infinitive(page, i)), limit)
    broken = any(page.tag[i] in FINITE or page.words[i] in BREAKS for i in range(start, near))
    to = _far_infinitive(page, cue, limit) if near + 1 >= limit or broken else near
    if to is None or page.tag[to - 1] == "WRB":  # told them how to cook
        return None
    if page.dep[cue.at] == "relcl" and not _relative_subject(page, cue):
        return None  # the quota it pledged to meet
    negated = page.lower[start:to] in (["not"], ["never"])
    if to > start and not negated and ("addressee" not in cue.takes and cue.lemma in _OWN_ACTS):
        return None
    start = to if page.tag[start] == "PRP" else start
    end = clause_end(page, cue, to, limit, cues)
    resumed = (i for i in range(to, end - 1) if page.lower[i] in ("and", "but") and page.tag[i + 1] in FINITE)
    end = min(next(resumed, end), _dash(page, Range(to, end)))
    other = (page.edges(k).start for k in page.kids[cue.at] if page.dep[k] == "conj" and _has_subject(page, k))
    end = min([end, *(i for i in other if i > to + 1)])  # ... to talk, and the other side promised to listen
    while page.tag[end - 1] == "CC" or page.words[end - 1] == ",":
        end -= 1
    span = trim(page, Range(start, end))
    return Content((whole(page, span, cue),), "infinitive") if span.end - span.start > 1 else None


def _far_infinitive(page: Page, cue: Cue, limit: int) -> int | None:
    """asked Lim, who chairs the panel, to step down: told by the parse alone."""
    verbs = (k for k in page.kids[cue.at] if page.dep[k] == "xcomp" and cue.span.end < k < limit)
    return next((i for k in verbs for i in page.kids[k] if page.tag[i] == "TO" and i < k), None)


def _dash(page: Page, span: Range) -> int:
    """promised to mow the lawn - hardly the park they had drawn: a dash that no other answers."""
    dashes = [i for i in range(*span) if page.words[i] in DASHES and not page.is_hyphen(i)]
    return dashes[0] if len(dashes) == 1 and page.block_of[dashes[0]] < 0 else span.end


def gerund_after(page: Page, cue: Cue, source: Source | None, cues: dict[int, Cue]) -> Content | None:
    """The senator proposed closing the consulate; it denied being funded from abroad."""
    start = cue.span.end
    if source is None or cue.passive or "clause" not in cue.takes or start >= page.size or page.tag[start] != "VBG":
        return None
    if page.head[start] != cue.at or page.dep[start] not in ("xcomp", "ccomp") or page.block_of[cue.at] >= 0:
        return None
    span = trim(page, Range(start, clause_end(page, cue, start + 1, scope_end(page, cue, source), cues)))
    return Content((whole(page, span, cue),), "gerund") if span.end - span.start > 1 else None


def _begins_infinitive(page: Page, i: int) -> bool:
    return page.tag[i] == "TO" and i + 1 < page.size and page.tag[i + 1] in ("VB", "RB")


def _is_parenthetical(page: Page, cue: Cue, source: Source) -> bool:
    """The air was so bad, the minister noted, that ..."""
    end = cue.span.end
    return page.words[end : end + 1] == [","] and page.words[source.span.start - 1] == ","


def _start(page: Page, cue: Cue, source: Source | None, limit: Range) -> tuple[int | None, str]:
    after = attribution_end(cue, source)
    if source is None and not cue.passive:
        return None, ""
    that = _that(page, cue, after, limit)
    if that is not None:
        return that, "clause-that"
    if source is None or cue.passive or (cue.infinitive and page.tag[page.head[cue.at]][:1] in ("J", "R")):
        return None, ""
    if source.before and page.lower[source.span.start - 1] in _OBJECTS:
        return None, ""  # between what he says the plan would do and ...
    if (
        page.dep[cue.at] == "relcl"
        and not _has_adverb(page, cue)
        and (source is None or not source.shared)
        and not _relative_subject(page, cue)
    ):
        return None, ""  # the sum he says he raised
    clause = next((k for k in page.kids[cue.at] if page.dep[k] == "ccomp" and k > cue.at), None)
    if cue.lemma == "consider" or (clause is not None and cue.lemma in _HOLDING and page.tag[clause][:1] in "NJ"):
        return None, ""  # considered the loan a stopgap; declared it dead
    if clause is not None and ";" in page.words[after:clause]:
        return None, ""  # The queen is ill, her office says; the king is late.
    if clause is not None and _has_subject(page, clause):
        start = _clause_start(page, cue, after, max(page.edges(clause).start, after))
        if page.lower[start] in ADVERBIAL and cue.lemma not in ("ask", "explain", "tell"):
            return None, ""
        if page.lower[start] in _QUESTION and cue.lemma == "answer":
            return None, ""  # the report does not answer whether he was armed
        return _skip_frame(page, cue, start, clause), "clause-wh" if page.lower[start] in _QUESTION else "clause-bare"
    negated = any(page.dep[k] == "neg" for k in page.kids[cue.at])
    if negated and page.lower[after : after + 1] in (["when"], ["where"]) and page.tag[after + 1 : after + 2] != [","]:
        return after, "clause-wh"  # they have not said when they will vote
    found = linear_clause(page, cue, source, after, limit)
    return _in_headline(page, cue, after) if found is None else found, "clause-linear"


def _in_headline(page: Page, cue: Cue, after: int) -> int | None:
    """Lima says ferry talks near end: the tagger takes the verb for none."""
    line = page.headline
    if line is None or cue.lemma != "say" or not cue.span.end <= after < line.end - 2:
        return None
    answered = page.lower[after] in _ANSWERS and page.lower[after + 1] in ("to", "and", "about")
    return after if page.tag[after] in ("NN", "NNS", "NNP", "JJ", "CD", "DT") and not answered else None


def _clause_start(page: Page, cue: Cue, after: int, start: int) -> int:
    """The verb's next word, unless an adjunct stands between: the parser loses the front of a long subject."""
    if "addressee" in cue.takes or start == after or page.lower[after] in _WHEN:
        return start
    adjunct = page.tag[after] in ("IN", "TO", "RB", ",", ":", "RP") or page.block_of[after] != page.block_of[start]
    return start if adjunct else after


def _relative_subject(page: Page, cue: Cue) -> bool:
    return any(page.dep[k] in ("nsubj", "nsubjpass") and page.tag[k] in ("WP", "WDT") for k in page.kids[cue.at])


def _has_subject(page: Page, verb: int) -> bool:
    return any(page.dep[k] in ("nsubj", "nsubjpass", "expl", "csubj") for k in page.kids[verb])


def _has_adverb(page: Page, cue: Cue) -> bool:
    """Richmond, where experts say ...; an interview, in which he said ..."""
    return any(
        page.tag[k] == "WRB" or (page.dep[k] == "prep" and page.tag[k + 1 : k + 2] == ["WDT"] and k < cue.at)
        for k in page.kids[cue.at]
    )


def _that(page: Page, cue: Cue, after: int, limit: Range) -> int | None:
    """told reporters in Geneva on Monday that ..."""
    if page.words[after : after + 1] == [","]:  # cautioned, as did others, that ...
        close = next((i for i in range(after + 1, min(limit.end - 2, after + _REACH)) if page.words[i] == ","), after)
        if close > after and page.lower[close + 1] == "that" and page.block_of[close] == page.block_of[cue.at]:
            return close + 2
    for i in range(after, min(limit.end, after + _REACH)):
        if page.lower[i] in ("so", "such"):
            return None  # tells so many tales that ...
        if (
            page.lower[i] == "that"
            and (page.dep[i] != "det" or page.block_of[i + 1 : i + 2] not in ([], [page.block_of[i]]))
            and page.tag[i + 1 : i + 2] not in (["VBD"], ["VBZ"], ["VBP"], ["MD"])
        ):
            bare = "addressee" in cue.takes or _is_adjunct(page, after, i)
            return i + 1 if bare and i + 1 < limit.end else None
        released = page.tag[i] == "VBN" and page.tag[i - 1] in ("NN", "NNS")  # in a note issued on Friday
        if page.tag[i] in FINITE or (page.tag[i] in ("VB", "VBN", "VBG", "WDT", "WP", ";") and not released):
            return None
        if page.block_of[i] != page.block_of[cue.at]:
            return None
    return None


def _is_adjunct(page: Page, start: int, end: int) -> bool:
    """Nothing, or no object, between verb and "that": not "tells so many tales that ..."."""
    if start == end:
        return True
    if page.lower[end - 1] in _MANNERS:
        return False  # responded the same way that ...
    tag = page.tag[start]
    return tag not in ("DT", "NN", "NNS", "JJ", "PRP", "PRP$", "CD") or page.lower[start] in ("this", "last", *ANY_DAY)


def _skip_frame(page: Page, cue: Cue, start: int, clause: int) -> int:
    """Past the day and the addressee that the parser counts to the clause: told reporters Monday the talks ..."""
    if "addressee" in cue.takes:
        start = next((i for i in range(cue.span.end + 1, start) if begins_phrase(page, i)), start)
    if "addressee" in cue.takes and start == cue.span.end:
        start = _past_addressee(page, start, clause)
    while start < clause and (page.lower[start] in ANY_DAY or page.words[start] in (",", ":")):
        start += 1
    if page.lower[start] in ("on", "this", "last", "earlier") and start + 2 < clause:
        start += 2 * (page.lower[start + 1] in _DATES)
    return start


def _past_addressee(page: Page, start: int, clause: int) -> int:
    if page.tag[start] == "PRP" and start + 1 < clause and page.tag[start + 1] not in _VERBAL:
        return start + 1
    end = start + (page.tag[start] == "DT")
    while end < clause and page.tag[end] in ("NNS", "NNP", "NNPS", "NN"):
        end += 1
    return end if start < end < clause and page.tag[end] in ("DT", "PRP", "PRP$", "EX") else start
