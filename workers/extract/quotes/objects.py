"""A cue in, the phrase that says what it was about out: called for a recount; cited three cases; called him a liar."""

from typing import Final

from workers.extract.quotes.cues import Cue
from workers.extract.quotes.direct import Content
from workers.extract.quotes.ends import clause_end, scope_end, whole
from workers.extract.quotes.nested import SPOKEN_FOR
from workers.extract.quotes.noun_phrase import trim
from workers.extract.quotes.page import DASHES, DAYS, FINITE, Page
from workers.extract.quotes.source import Source
from workers.extract.spans import Range

__all__ = ["object_after"]

_TAKES: Final = frozenset(("object", "name", "reason"))
_REASONS: Final = frozenset("for over as of".split())
_WITH_AS: Final = frozenset(("describe", "portray", "characterize", "characterise", "refer to"))
_FIRST: Final = frozenset("DT PDT PRP PRP$ NN NNS NNP NNPS JJ JJR JJS CD $ VBG VBN".split())
_NOUNS: Final = frozenset("NN NNS NNP NNPS PRP CD DT VBG".split())
_RELATIVES: Final = frozenset("WP WDT WP$ WRB VBG".split())
_OWN: Final = frozenset("of for about as to over against between into toward towards".split())
_SAID_BEFORE: Final = frozenset("this that these those such".split())
_OPENS: Final = frozenset("IN TO WDT WP VBG".split())
_WON: Final = frozenset(
    "title titles trophy crown medal medals gold silver bronze cup win wins lead spot place point points spoils prize "
    "award scalp wicket wickets pole podium double treble hat-trick life lives".split()
)
_REFUSING: Final = frozenset("refuse refuses refused refusing decline declines declined declining".split())
_LATER: Final = frozenset("when while after before because since until although though during amid following".split())
_DAYS: Final = DAYS | frozenset("tomorrow tonight earlier later".split())


def object_after(page: Page, cue: Cue, source: Source | None, cues: dict[int, Cue]) -> Content | None:
    """The senator cited the cost of the war; he called the verdict a disgrace; she spoke of a lost decade."""
    takes = cue.takes & _TAKES
    if not takes or source is None or cue.passive or page.block_of[cue.at] >= 0 or not page.dep[cue.at]:
        return None
    start, limit = cue.span.end, scope_end(page, cue, source)
    if page.dep[cue.at] == "relcl":
        limit = min(limit, page.edges(cue.at).end)
    # ... highlighted a rift and the bank raised its rate: a clause with a subject of its own
    other = (
        page.edges(k).start
        for k in page.kids[cue.at]
        if page.dep[k] == "conj"
        and _has_subject(page, k)
        and not any(page.tag[i] in _RELATIVES for i in range(*page.edges(k)))
    )
    limit = min([limit, *(i for i in other if i > start)])
    if start >= limit or not _begins(page, start) or _is_unsaid(page, cue):
        return None
    span = trim(page, Range(start, _end(page, cue, start, clause_end(page, cue, start, limit, cues))))
    if span.end <= span.start or not _tells(page, cue, span):
        return None
    if "name" in takes and not _names(page, cue, span):
        return None
    return Content((whole(page, span, cue),), "object-name" if "name" in takes else "object")


def _begins(page: Page, i: int) -> bool:
    """An article, a noun, ...; also: proposed jointly owned drones; called for increased spending."""
    if page.tag[i] == "RB" and i + 1 < page.size:
        return page.tag[i + 1] in ("VBN", "JJ", "VBG")
    if page.tag[i] in ("WRB", "WP"):  # discussed how to pay for it; outlined what she would cut
        return page.lower[i] in ("how", "why", "what", "who", "where")
    return (page.tag[i] in _FIRST or page.block_of[i] >= 0) and page.lower[i] not in _DAYS


def _has_subject(page: Page, verb: int) -> bool:
    return any(page.dep[k] in ("nsubj", "nsubjpass") for k in page.kids[verb])


def _is_unsaid(page: Page, cue: Cue) -> bool:
    """What was not said, or may be: did not mention the treaty; may highlight a rift; refused to discuss it; met to."""
    if cue.infinitive and (page.dep[cue.at] == "advcl" or page.lower[page.head[cue.at]] in _REFUSING):
        return True
    return any(page.dep[k] == "neg" or (page.tag[k] == "MD" and k < cue.at) for k in page.kids[cue.at])


def _end(page: Page, cue: Cue, start: int, limit: int) -> int:
    """Where what belongs to the verb begins again: the verdict | in an interview; the verdict | on Monday."""
    reasons = (k for k in page.kids[cue.at] if page.lower[k] in _REASONS and page.dep[k] == "prep")
    reason = max(reasons, default=-1)  # accused the mayor, who has resigned, of ...
    i = start + 1
    while i < limit and (i < reason or not (_leaves(page, cue, i, limit) or _is_adjunct(page, cue, i))):
        i += 1
    while i > start + 1 and (page.tag[i - 1] in ("IN", "CC") or page.lower[i - 1] in ("shortly", "soon", "just")):
        i -= 1
    return i


def _leaves(page: Page, cue: Cue, i: int, limit: int) -> bool:
    """..., who is 70; ..., saying that; - a word that; and did not mention."""
    if page.words[i] in DASHES:
        return page.words[i] != "-" or bool(page.doc[i].whitespace_)
    if i + 1 >= limit or page.words[i] == ":":
        return page.words[i] == ":"
    if page.words[i] == ",":
        after = i + 1
        while after < limit - 1 and page.tag[after] == "RB":
            after += 1
        return page.tag[after] in _RELATIVES
    if page.lower[i] not in ("and", "but") or i + 1 >= page.size or page.tag[i + 1] not in FINITE:
        return False
    verb = page.head[i + 1]
    return cue.at in (verb, page.head[verb] if page.dep[verb] == "conj" else verb)


def _is_adjunct(page: Page, cue: Cue, i: int) -> bool:
    """A day, a place, an occasion, a purpose of the saying itself."""
    if page.lower[i] in _DAYS or (page.tag[i] in FINITE and page.dep[i] == "ROOT"):
        return True  # to discuss the ferry | is what they came for
    head = page.head[i]
    if head == cue.at and page.tag[i] in ("IN", "RB", "WRB", "TO", "RP"):
        theme = page.lower[i] == "on" and page.tag[i + 1 : i + 2] not in (["NNP"], ["CD"])  # her vote on the budget
        return "name" not in cue.takes and page.lower[i] not in _OWN and not theme
    below = page.head[head] == cue.at and page.dep[head] in ("advcl", "pcomp")
    return below and (page.lower[i] in _LATER or page.tag[i] == "TO")


def _tells(page: Page, cue: Cue, span: Range) -> bool:
    """More than whom it was about; of blame what for; not whom the news is from: citing Western officials."""
    if not any(page.tag[i] in _NOUNS for i in range(*span)):
        return False
    if span.end - span.start == 1:
        return False  # mocked him; pleaded for restraint
    if page.lower[span.start] in _SAID_BEFORE and not any(page.tag[i] in _OPENS for i in range(*span)):
        return False  # echoed that view
    if cue.lemma == "claim" and (page.lower[span.end - 1] == "own" or not _WON.isdisjoint(page.lower[slice(*span)])):
        return False  # claimed a third title; claims the reef as its own
    if "reason" in cue.takes:
        return any(page.lower[k] in _REASONS and span.start <= k < span.end for k in page.kids[cue.at])
    return cue.lemma != "cite" or not any(page.lower[i] in SPOKEN_FOR for i in range(*span))


def _names(page: Page, cue: Cue, span: Range) -> bool:
    """Whether it says of something what it is: described the plan as a farce; called the plan a farce."""
    if page.words[cue.at - 1] == "," or "what" in page.lower[cue.at - 3 : cue.at - 1]:
        return False  # a fund, called ...; what he called tribalism
    if "as" in page.lower[span.start + 1 : span.end]:
        return True
    if cue.lemma in ("liken", "compare"):
        return "to" in page.lower[span.start + 1 : span.end]
    predicates = (k for k in page.kids[cue.at] if page.dep[k] in ("ccomp", "oprd") and page.tag[k] not in FINITE)
    return cue.lemma not in _WITH_AS and any(span.start <= k < span.end for k in predicates)
