"""A Page and who is who in, what its headline attributes without a verb of saying out: by a colon or a dash."""

from collections.abc import Iterator
from typing import Final

from workers.extract.actors import Actor, Roster
from workers.extract.quotes.layout import Turn
from workers.extract.quotes.noun_phrase import noun_phrase, trim
from workers.extract.quotes.page import DASHES, FINITE, Block, Page
from workers.extract.spans import Range

__all__ = ["find_headline"]

_TOPICS: Final = frozenset(
    "latest poll report study opinion exclusive watch video analysis breaking live factbox timeline explainer business "
    "update week day review interview q&a list map graphic column editorial letters news politics court".split()
)
_NAMING: Final = frozenset("NNP NNPS NN NNS JJ DT".split())
_SUBJECTS: Final = frozenset(("nsubj", "nsubjpass"))
_LONGEST_LABEL: Final = 7
_LONGEST_SIGNATURE: Final = 4
_SHORTEST: Final = 3


def find_headline(page: Page, roster: Roster) -> Iterator[Turn]:
    """At most one turn, of the first paragraph, if that is a headline."""
    line = page.headline
    if line is None:
        return
    colons = [i for i in range(line.start + 1, line.end - 1) if page.words[i] == ":" and page.block_of[i] < 0]
    turn = (
        _signed(page, line)
        or _before_colon(page, roster, line, colons)
        or _quoted(page, roster, line, colons)
        or _behind_colon(page, roster, line, colons)
    )
    if turn is not None:
        yield turn


def _turn(page: Page, label: Range, mark: int, content: Range) -> Turn | None:
    content = trim(page, content)
    first = page.block_of[content.start] if content.end > content.start else -1
    if first >= 0 and page.blocks[first].first == content.start:
        content = Range(page.blocks[first].start, content.end)
    return Turn(label, Range(mark, mark + 1), content, headline=True) if content.end > content.start else None


def _signed(page: Page, line: Range) -> Turn | None:
    """Grain deal is dead - Ukrainian ministry"""
    dash = next((i for i in range(line.end - 1, line.start + 2, -1) if _is_dash(page, i)), None)
    if dash is None or line.end - dash - 1 > _LONGEST_SIGNATURE:
        return None
    signature = trim(page, Range(dash + 1, line.end))
    if signature.end <= signature.start or not all(page.tag[i] in _NAMING for i in range(*signature)):
        return None
    labelled = page.words[line.start + 1] == ":" and page.lower[line.start] in _TOPICS  # Exclusive: ...
    return _turn(page, signature, dash, Range(line.start + 2 * labelled, dash))


def _is_dash(page: Page, i: int) -> bool:
    return page.words[i] in DASHES and not page.is_hyphen(i)


def _before_colon(page: Page, roster: Roster, line: Range, colons: list[int]) -> Turn | None:
    """Lavrin: Riga is digging its own hole; Maldives leader: no base on our atolls"""
    if not colons or not 0 < colons[0] - line.start <= _LONGEST_LABEL:
        return None
    label, content = Range(line.start, colons[0]), Range(colons[0] + 1, line.end)
    actor = _speaker(page, roster, label)
    if actor is None or not (actor.country or _tells(page, content)):
        return None  # Refugees: a city of tents
    return _turn(page, label, colons[0], content)


def _behind_colon(page: Page, roster: Roster, line: Range, colons: list[int]) -> Turn | None:
    """Grain ships will sail in any weather: Kyiv; Nine dead in ferry fire: police"""
    if not colons or line.end - colons[-1] - 1 > _LONGEST_SIGNATURE or colons[-1] - line.start < _SHORTEST:
        return None
    label = Range(colons[-1] + 1, line.end)
    if not all(page.tag[i] in _NAMING for i in range(*label)) or not _tells(page, Range(line.start, colons[-1])):
        return None
    return _turn(page, label, colons[-1], Range(line.start, colons[-1])) if _speaker(page, roster, label) else None


def _quoted(page: Page, roster: Roster, line: Range, colons: list[int]) -> Turn | None:
    """'We will not bow': Maldives leader hits back; Maldives leader hits back: 'We will not bow'"""
    for colon in colons:
        for block in page.blocks:
            rest = _beside(line, colon, block)
            if rest is not None and block.last - block.first >= _SHORTEST:
                subject = next((i for i in range(*rest) if page.dep[i] in _SUBJECTS and page.tag[i] in _NAMING), None)
                label = noun_phrase(page, subject, rest) if subject is not None else rest
                verb = any(page.tag[i] in FINITE for i in range(label.end, rest.end))
                if subject is not None and verb and _speaker(page, roster, label):
                    return _turn(page, label, colon, Range(block.start, block.end))
    return None


def _beside(line: Range, colon: int, block: Block) -> Range | None:
    """The other side of the colon, where a quotation is all of one side."""
    if block.start == line.start and block.end == colon:
        return Range(colon + 1, line.end)
    return Range(line.start, colon) if block.start == colon + 1 and block.end == line.end else None


def _tells(page: Page, span: Range) -> bool:
    """A clause as headlines have them: with a verb, be it an infinitive or a participle."""
    verb = any(page.tag[i] in FINITE or page.tag[i] == "TO" or _is_participle(page, i) for i in range(*span))
    return verb or (span.end - span.start >= _SHORTEST and "dead" in page.lower[span.start : span.end])


def _is_participle(page: Page, i: int) -> bool:
    return page.tag[i] == "VBN" and page.dep[i] != "amod"


def _speaker(page: Page, roster: Roster, label: Range) -> Actor | None:
    """Somebody, not something that the news is about: the roster knows what kind of actor it is, or a fuller name."""
    if _TOPICS & set(page.lower[label.start : label.end]) or page.is_finite(label):
        return None
    span = label.span(page.doc)
    actor = roster.resolve_one(span)
    return actor if actor.sector or actor.role or len(actor.name) > len(span.text) else None
