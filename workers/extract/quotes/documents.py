"""An attribution to a document in, the phrase of who issued it out: a statement by the army, the ministry's note."""

from collections.abc import Sequence
from typing import Final

from workers.extract.quotes.chains import Attribution
from workers.extract.quotes.noun_phrase import noun_phrase, trim
from workers.extract.quotes.page import Page
from workers.extract.spans import Range

__all__ = ["PERSONAL", "document_head", "with_issuers"]

PERSONAL: Final = frozenset("post tweet email message letter memo".split())
"""Documents that a person rather than a body writes."""

_DOCUMENTS: Final = frozenset(
    "statement statements letter letters communique communiqué memo memorandum email message note notice speech "
    "release declaration post tweet report readout read-out bulletin circular decree editorial commentary document "
    "dossier press-release announcement filing summary factsheet advisory brief address".split()
)
_BY: Final = frozenset("by from of in".split())
_MAKING: Final = frozenset("issued released published signed posted sent written drafted adopted".split())
_ENDS: Final = frozenset("who which that on after to about late early this last".split())
_PLAIN: Final = frozenset(
    "a an the this that its his her their joint official written press final brief new public separate internal "
    "diplomatic short long strongly-worded later earlier recent first second one rare formal video televised another "
    "angry terse emailed open leaked confidential annual".split()
)
_ISSUERS: Final = frozenset(
    "ministry government army police court embassy presidency palace party company agency radio television tv "
    "newspaper media broadcaster station council commission bank union cabinet military navy junta rebel".split()
)
_DEFINITE: Final = frozenset("the this that its his her their".split())
_OWNERS: Final = frozenset("its his her their my our".split())
_UNOWNED: Final = _PLAIN - _OWNERS


def with_issuers(page: Page, found: Sequence[Attribution]) -> list[Attribution]:
    """The same in text order, a document's issuer as `speaker` where a phrase tells it."""
    told: list[Attribution] = []
    for attribution in found:
        head = document_head(page, attribution)
        if head is None or attribution.source is None:
            told.append(attribution)
            continue
        issuer = (
            _after(page, attribution.source.span, head)
            or _before(page, attribution.source.span, head)
            or _subject(page, attribution.source.span)
            or _earlier(page, told, attribution)
        )
        told.append(attribution._replace(speaker=issuer) if issuer is not None else attribution)
    return told


def document_head(page: Page, attribution: Attribution) -> int | None:
    """The token of "statement" in "a statement by the army"; None where somebody else speaks."""
    source = attribution.source
    if source is None or attribution.speaker is not None:
        return None
    for i in range(*source.span):
        if page.lower[i] in _DOCUMENTS:
            after = page.lower[i + 1] if i + 1 < source.span.end else ""
            return i if after in ("", ",", *_BY, *_MAKING, *_ENDS) else None
        if page.tag[i] in ("IN", ",", "WDT", "WP") or page.words[i] == ",":
            return None
    return None


def _after(page: Page, span: Range, head: int) -> Range | None:
    """A statement issued by the US Central Command on Tuesday"""
    i = head + 1
    while i < span.end and page.lower[i] in _MAKING:
        i += 1
    if i >= span.end or page.lower[i] not in _BY:
        return None
    end = next((j for j in range(i + 1, span.end) if page.lower[j] in _ENDS or page.words[j] == ","), span.end)
    issuer = trim(page, Range(i + 1, end))
    return issuer if issuer.end > issuer.start and _names_somebody(page, issuer) else None


def _before(page: Page, span: Range, head: int) -> Range | None:
    """The leaders' statement, a White House statement, its statement"""
    end = head
    while end > span.start and page.lower[end - 1] in _UNOWNED:
        end -= 1
    if end > span.start and page.lower[end - 1] in ("'s", "’s", "'", "’"):
        return Range(span.start, end - 1)
    if end == span.start + 1 and page.lower[span.start] in _OWNERS:
        return Range(span.start, end)
    start = span.start
    while start < end and page.lower[start] in _PLAIN:
        start += 1
    issuer = Range(start, end)
    return issuer if end > start and _names_somebody(page, issuer) else None


def _names_somebody(page: Page, span: Range) -> bool:
    return any(page.words[i][0].isupper() or page.lower[i] in _ISSUERS for i in range(*span))


def _subject(page: Page, span: Range) -> Range | None:
    """The president's office has invited them to, as a statement put it, "think again"."""
    sentence = page.sentence_of(span.start)
    root = next((i for i in range(*sentence) if page.dep[i] == "ROOT"), None)
    if root is None or root > span.start:
        return None
    subject = next((k for k in page.kids[root] if page.dep[k] == "nsubj" and k < span.start), None)
    if subject is None or page.block_of[subject] >= 0:
        return None
    return noun_phrase(page, subject, Range(sentence.start, root))


def _earlier(page: Page, told: Sequence[Attribution], attribution: Attribution) -> Range | None:
    """The ministry said in a statement ... The statement added ..."""
    start = attribution.pieces[0].start
    source = attribution.source
    if source is None or page.lower[source.span.start] not in _DEFINITE:
        return None
    for last in reversed(told):
        if last.cue is None or last.source is None or page.block_of[last.cue.at] >= 0:
            continue
        if page.paragraph_of(start) - page.paragraph_of(last.cue.at) > 1:
            return None
        return last.speaker or (last.source.span if document_head(page, last) is None else None)
    return None
