"""A Page in, the turns of interviews, briefings and live blogs out: lines that begin with their speaker."""

from collections import Counter
from collections.abc import Container, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from workers.extract.actors.turns import is_number
from workers.extract.quotes.noun_phrase import trim
from workers.extract.quotes.page import Page
from workers.extract.spans import Range

__all__ = ["Turn", "find_turns"]

_LONGEST_LABEL: Final = 7
_LONGEST_IN_ALL: Final = 22  # with what stands in parentheses, or after a comma
_LONGEST_LEAD: Final = 5  # and then came this from
_SHORTEST_NAME: Final = 2
_SMALL: Final = frozenset("of the and for de la van von al bin".split())
_OPENS_LABEL: Final = frozenset("DT CD NNP PRP$".split())
_NOT_LABELS: Final = frozenset(
    "update note correction source sources related watch read photo video editor's editors' editor’s more "
    "breaking exclusive transcript analysis opinion also warning ps tip tips contact email phone tel".split()
)
_FIRST_PERSON: Final = frozenset("i we you me us my our your i'm we're".split())
_VERBAL: Final = frozenset("VBD VBZ VBP MD VBG".split())
_PEOPLE: Final = frozenset(
    "spokesman spokeswoman spokesperson minister official premier president envoy ministry embassy office government "
    "army police court party union company command agency delegate diplomat ambassador lawmaker aide source".split()
)
_ASKING: Final = frozenset("q question".split())
_ASIDES: Final = frozenset(("IN", "VBG", "VBN"))
_SHORTEST: Final = 3
_TURNS_OF_AN_INTERVIEW: Final = 3


class Turn(NamedTuple):
    """What one speaker says up to the next; `label` is None where a turn goes on in a new paragraph."""

    label: Range | None
    colon: Range | None
    content: Range
    headline: bool = False
    inline: bool = False
    resumes: Range | None = None  # whose label an answer lacks


def find_turns(page: Page, cue_forms: Container[str]) -> Iterator[Turn]:
    """Every labelled turn and its further paragraphs, in text order."""
    labels = [_label(page, paragraph, cue_forms) for paragraph in page.paragraphs]
    counts = Counter(_text(page, label) for label in labels if label is not None)
    repeated = sum(count for count in counts.values() if count > 1)
    interview = repeated >= _TURNS_OF_AN_INTERVIEW or _is_dialogue(page, labels)
    speaking = False
    answering, asking = None, False
    if labels and not interview:
        yield from _inline(page, labels, cue_forms)
    for paragraph, label in zip(page.paragraphs, labels, strict=True):
        if label is not None and (interview or _is_quoted(page, label)):
            content = _content(
                page, Range(label.end + 1, paragraph.end if interview else _told_end(page, label, paragraph))
            )
            speaking = interview
            if content.end > content.start:
                yield Turn(label, Range(label.end, label.end + 1), content)
            asking = _asks(page, label, content)
            answering = answering if asking else label
        elif speaking and label is None:
            speaking = _goes_on(page, paragraph, cue_forms)
            if speaking and not _is_stage_direction(page, paragraph):
                content = _content(page, paragraph)
                asking = asking and (answering is None or "?" in page.words[content.start : content.end])
                yield Turn(None, None, content, resumes=None if asking else answering)


def _asks(page: Page, label: Range, content: Range) -> bool:
    """Q: Will they go? - a question that somebody is there to answer."""
    return page.lower[label.start] in _ASKING and "?" in page.words[max(content.start, content.end - 2) : content.end]


def _inline(page: Page, labels: list[Range | None], cue_forms: Container[str]) -> Iterator[Turn]:
    """Her spokesman: "We do not do that."; Stojković, on his way in: "Nothing has moved." """
    for block in page.blocks:
        colon = block.start - 1
        if colon < 1 or page.words[colon] != ":" or block.last - block.first < _SHORTEST:
            continue
        if labels[page.paragraph_of(colon)] == Range(page.paragraphs[page.paragraph_of(colon)].start, colon):
            continue  # a turn, told already
        start = page.sentence_of(colon).start
        while start < colon and (page.tag[start] == "CD" or page.words[start] in (":", ".")):
            start += 1
        inner = next((i for i in range(colon - 1, start, -1) if page.words[i] == ":" or _closes_aside(page, i)), None)
        start = _past_lead(page, start if inner is None else inner + 1, colon)
        if colon - start > 2 * _LONGEST_LABEL or page.paragraph_of(start) != page.paragraph_of(block.start):
            continue
        # ..., on his way in: "..."; ..., arriving: "..."
        comma = next((i for i in range(start, colon) if page.words[i] == "," and page.tag[i + 1] in _ASIDES), colon)
        aside = comma < colon and page.lower[comma + 1] in cue_forms
        # Ana Ruiz, who leads the port, on the quay: "..."
        who = next((i for i in range(start, comma - 1) if page.words[i] == "," and page.lower[i + 1] == "who"), comma)
        who = who if comma < colon else comma
        spoken = aside or any(page.tag[i] in _VERBAL or page.lower[i] in cue_forms for i in range(start, who))
        label = trim(page, Range(start, comma))
        person = any(page.tag[i] in ("NNP", "PRP$") or page.lower[i] in _PEOPLE for i in range(*label))
        if label.end > label.start and person and not spoken and page.lower[label.start] not in _NOT_LABELS:
            yield Turn(label, Range(colon, colon + 1), Range(block.start, block.end), headline=False, inline=True)


def _past_lead(page: Page, start: int, end: int) -> int:
    """And from her deputy: "..."; then came this from Ana Ruiz: "..."; from inside, via text, a delegate: "..." """
    comma = max((i for i in range(start, end) if page.words[i] == ","), default=start)
    if page.tag[start] == "IN" and comma + 1 < end and page.tag[comma + 1] in _OPENS_LABEL:
        return comma + 1
    begin = next((i for i in range(start, min(end, start + _LONGEST_LEAD)) if page.lower[i] == "from"), start)
    return begin + 1 if page.lower[begin] == "from" else start


def _closes_aside(page: Page, i: int) -> bool:
    """(The island joined in October.) The commissioner: "..." """
    return page.words[i] == ")" and page.words[i - 1][-1] in ".!?"


def _is_dialogue(page: Page, labels: list[Range | None]) -> bool:
    """Two labelled paragraphs in a row, the first a question: a short interview."""
    for number, (one, other) in enumerate(pairwise(labels)):
        if one is not None and other is not None and _text(page, one) != _text(page, other):
            end = page.paragraphs[number].end
            if "?" in page.words[max(one.end, end - 2) : end]:
                return True
    return False


def _label(page: Page, paragraph: Range, cue_forms: Container[str]) -> Range | None:
    """MS. HALVERSEN: ... - the words before an early colon, if they look like a name."""
    start = paragraph.start
    if page.block_of[start] >= 0 and page.blocks[page.block_of[start]].first == start + 1:
        start += 1
    if start + 1 < paragraph.end and is_number(page.words[start]) and page.words[start + 1] != ":":
        start += 1  # Q41 Chair: ...
    inside = False  # Question (follow-up): ...
    outside = 0  # Hon. Joan Petrie (Minister of Foreign Affairs, Lib.): ...
    behind_name = False  # Joan Petrie, Harbour Post: ...
    for i in range(start, min(paragraph.end - 1, start + _LONGEST_IN_ALL)):
        if page.words[i] in (":", "):"):
            return Range(start, i) if i > start and page.words[i + 1] != "/" else None
        word = page.words[i]
        if word == "," and i - start >= _SHORTEST_NAME and not inside:
            behind_name = True
            continue
        inside = word == "(" or (inside and word != ")")
        aside = inside or behind_name
        outside += not aside
        if outside > _LONGEST_LABEL:
            return None
        named = inside or word[0].isupper() or word in ".’'()" or page.lower[i] in _SMALL
        if not named or (i == start and page.lower[i] in _NOT_LABELS):
            return None
        alone = i == start and page.words[i + 1] in (":", "(")  # Question: Which others? Question (Radio Sind): ...
        if not aside and page.lower[i] in cue_forms and not word.isupper() and not alone:
            return None
    return None


def _text(page: Page, span: Range) -> str:
    return " ".join(page.lower[span.start : span.end])


def _is_quoted(page: Page, label: Range) -> bool:
    """Velichko: «...» - a single line counts if all that follows is quoted."""
    start = label.end + 1
    return page.block_of[start] >= 0 and page.blocks[page.block_of[start]].start == start


def _told_end(page: Page, label: Range, paragraph: Range) -> int:
    """Holm: "I was given a calendar." He thanks them. - a lone line ends with its quotation."""
    block = page.blocks[page.block_of[label.end + 1]]
    alone = block.closed and all(number < 0 for number in page.block_of[block.end : paragraph.end])
    return block.end if alone else paragraph.end


def _content(page: Page, span: Range) -> Range:
    """Without (Laughter.) in front, and without an opening mark that nobody closes."""
    start, end = span
    if start < end and page.words[start] == "(":
        close = next((i for i in range(start, min(end, start + 6)) if page.words[i] == ")"), None)
        start = close + 1 if close is not None else start
    while start < end and page.is_space(start):
        start += 1
    return Range(start, end)


def _goes_on(page: Page, paragraph: Range, cue_forms: Container[str]) -> bool:
    """Somebody speaks of "I" and "you", or nobody is reported to speak."""
    words = page.lower[paragraph.start : paragraph.end]
    said = any(word in cue_forms for word in page.words[paragraph.start : paragraph.end])
    return not said or any(word in _FIRST_PERSON for word in words)


def _is_stage_direction(page: Page, paragraph: Range) -> bool:
    """(Laughter.)"""
    words = page.words[paragraph.start : paragraph.end]
    return bool(words) and "(" in words[:2] and ")" in words[-2:]
