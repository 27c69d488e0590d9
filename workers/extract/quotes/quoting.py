"""A cue in, whether one quotes another as saying it out: TASS quoted the minister as saying, he was quoted by TASS."""

from typing import Final

from workers.extract.quotes.cues import Cue
from workers.extract.quotes.noun_phrase import noun_phrase, trim
from workers.extract.quotes.page import Page
from workers.extract.spans import Range

__all__ = ["quoter", "quoting_verb"]

_QUOTES: Final = frozenset("quoted quotes quoting cited cites citing".split())
_NAMING: Final = frozenset("NN NNS NNP NNPS DT JJ PRP PRP$ POS".split())
_WERE: Final = frozenset("was were is are been being".split())
_FAR: Final = 14  # words between the verb and "as saying"


def quoting_verb(page: Page, cue: Cue) -> int | None:
    """The token of "quoted" in: quoted him as saying."""
    if page.tag[cue.at] != "VBG" or cue.at < 2 or page.lower[cue.at - 1] != "as":
        return None
    reach = range(cue.at - 2, max(cue.at - 2 - _FAR, -1), -1)
    return next((i for i in reach if page.lower[i] in _QUOTES), None)


def quoter(page: Page, cue: Cue) -> Range | None:
    """Who passes it on: the subject of "quoted", or the agent of "was quoted by"."""
    verb = quoting_verb(page, cue)
    if verb is None:
        return None
    if page.lower[verb + 1] == "by":
        agent = trim(page, Range(verb + 2, cue.at - 1))
        return agent if agent.end > agent.start else None
    scope = page.scope_of(cue.at)
    if page.lower[verb - 1] in _WERE:
        return _agent(page, cue.span.end, scope.end)
    subject = next((k for k in page.kids[verb] if page.dep[k] == "nsubj" and k < verb), None)
    if subject is not None and page.block_of[subject] == page.block_of[verb]:
        return noun_phrase(page, subject, Range(scope.start, verb))
    start = verb  # "...," the agency quoted him as saying: the parser sees no sentence
    while start > scope.start and page.tag[start - 1] in _NAMING and page.block_of[start - 1] == page.block_of[verb]:
        start -= 1
    return Range(start, verb) if start < verb else None


def _agent(page: Page, i: int, limit: int) -> Range | None:
    """inspectors were quoted as saying by the agency"""
    if page.lower[i : i + 1] != ["by"]:
        return None
    head = next((k for k in page.kids[i] if page.dep[k] == "pobj" and k > i), None)
    return noun_phrase(page, head, Range(i + 1, limit)) if head is not None else None
