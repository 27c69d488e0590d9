"""A cue in, the source that follows it out: "...," said the envoy, a career diplomat."""

from typing import Final

from workers.extract.quotes.cues import Cue
from workers.extract.quotes.linear_source import LINKS
from workers.extract.quotes.noun_phrase import NOMINAL, noun_phrase, trim
from workers.extract.quotes.page import DAYS, FINITE, Page
from workers.extract.spans import Range

__all__ = ["FIRST", "SUBJECTS", "TIMES", "inverted_source"]

SUBJECTS: Final = frozenset("nsubj nsubjpass csubj expl".split())
FIRST: Final = frozenset("NNP NNPS DT PRP NN NNS PRP$ JJ CD".split())
TIMES: Final = DAYS | frozenset("week month year later earlier".split())
_WHERE: Final = frozenset("in at on".split())
_PLACE: Final = 7  # words
_LONGEST: Final = 40


def inverted_source(page: Page, cue: Cue) -> Range | None:
    """The envoy in "...," said the envoy, a career diplomat. - None where nothing is turned round."""
    i, end = cue.at, cue.span.end
    if "quote" not in cue.takes or not _is_set_off(page, i):
        return None
    limit = page.scope_of(i).end
    if end >= limit or page.block_of[end] != page.block_of[i] or page.tag[end] not in FIRST:
        return None
    if page.lower[end] in TIMES or page.lower[end] == "last":
        return None
    if _closes_headline(page, cue, limit):
        return trim(page, Range(end, limit))
    if _names_speaker(page, cue, limit):
        return trim(page, Range(end, _phrase_end(page, end, limit)))
    base = page.tag[i] == "VB" and not (i > 0 and page.block_of[i - 1] >= 0)  # "...," read one editorial
    if (
        base
        or page.tag[i] == "VBG"
        or any(page.dep[kid] in SUBJECTS and kid < i and page.block_of[kid] < 0 for kid in page.kids[i])
    ):
        return None
    subject = _right_subject(page, cue)
    if (
        i
        and page.words[i - 1] == ","
        and page.block_of[i - 2] < 0
        and not subject
        and not _ends_sentence(page, cue, limit)
    ):
        return None
    if subject is not None:
        span = noun_phrase(page, subject, Range(end, limit))
        if span.start == end and not _abbreviates(page, span.end, limit):
            return _without_place(page, span, limit)
    span = trim(page, Range(end, _phrase_end(page, end, limit)))
    return _without_place(page, span, limit) if span.end > span.start else None


def _is_set_off(page: Page, i: int) -> bool:
    """ "..." said the envoy; ..., said the envoy; Said the envoy: ..."""
    if i == page.scope_of(i).start and page.words[i][0].isupper() and page.tag[i] in ("VBD", "VBZ", "VBN"):
        return True
    return i > 0 and (page.block_of[i - 1] >= 0 > page.block_of[i] or page.words[i - 1] in (",", "--", "—", "–"))


def _closes_headline(page: Page, cue: Cue, limit: int) -> bool:
    """Fleet to sail in May, says Peruvian admiral"""
    if page.headline is None or not cue.at or page.words[cue.at - 1] != ",":
        return False
    return _phrase_end(page, cue.span.end, limit) == page.headline.end


def _names_speaker(page: Page, cue: Cue, limit: int) -> bool:
    """Rates will rise, warned the governor, Lina Moreau. - a name ends the sentence, whatever the parser says."""
    i, end = cue.at, _phrase_end(page, cue.span.end, limit)
    if (
        page.words[i - 1] != ","
        or page.block_of[i - 2] >= 0
        or page.tag[i] not in ("VBD", "VBZ")
        or cue.lemma == "tell"
    ):
        return False
    named = end > cue.span.end + 1 and page.tag[end - 2 : end] == ["NNP", "NNP"] and end >= limit - 1
    told = any(page.tag[j] in FINITE for j in range(page.opening(page.sentence_of(i)), i - 1))
    return named and told and "clause" in cue.takes


def _without_place(page: Page, span: Range, limit: int) -> Range:
    """said Ana Ruiz, the minister, in Lisbon; said Ruiz in Lima. - where it was said ends the sentence."""
    if trim(page, Range(span.end, limit)).end > span.end + (page.words[limit - 1] == "."):
        return span
    plain = "," not in page.words[span.start : span.end]  # not: said Ruiz, an economist at Banco Sur in Lima
    for i in range(span.end - 2, max(span.start, span.end - _PLACE), -1):
        if page.lower[i] in _WHERE and (page.words[i - 1] == "," or (plain and page.tag[i - 1] == "NNP")):
            return trim(page, Range(span.start, i))
    return span


def _ends_sentence(page: Page, cue: Cue, limit: int) -> bool:
    """The border had been shut, retorted a speaker of the league: no object, or the verb would not end there."""
    own = {"clause", "quote"} <= cue.takes and "addressee" not in cue.takes and page.tag[cue.at] in ("VBD", "VBZ")
    return (
        own and page.lower[cue.span.end] in ("a", "an", "the") and _phrase_end(page, cue.span.end, limit) >= limit - 1
    )


def _right_subject(page: Page, cue: Cue) -> int | None:
    return next((k for k in page.kids[cue.at] if page.dep[k] in SUBJECTS and k > cue.at), None)


def _abbreviates(page: Page, i: int, limit: int) -> bool:
    """The stop of: the govt. spokesman"""
    return i + 1 < limit and page.words[i] == "." and page.words[i + 1][0].islower()


def _phrase_end(page: Page, start: int, limit: int) -> int:
    """Where a noun phrase with its appositions ends, read word by word."""
    end = start
    while end < min(limit, start + _LONGEST) and page.block_of[end] == page.block_of[start]:
        apposition = page.words[end] == "," and end + 1 < limit and page.tag[end + 1] in ("DT", "NN", "JJ", "CD", "NNP")
        if not (
            _abbreviates(page, end, limit)
            or page.tag[end] in NOMINAL
            or page.lower[end] in LINKS
            or apposition
            or page.words[end] in ("and", "(", ")")
        ):
            break
        end += 1
    return end
