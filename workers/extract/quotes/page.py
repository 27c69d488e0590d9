"""A Doc in, a Page out: its words, parse, quoted blocks, paragraphs and sentences as plain lists.

Every other room reads the Page: lists of strings are ten times as fast to read as Tokens.
"""

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from workers.extract.columns import Columns
from workers.extract.quotes.marks import Quoted, pair_marks
from workers.extract.spans import Range

__all__ = ["ANY_DAY", "ASKED", "BREAKS", "DASHES", "DAYS", "FINITE", "STOPS", "Block", "Page"]

DAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())
"""What tells the day of saying it."""
ASKED: Final = frozenset("asked pressed questioned challenged prodded quizzed confronted reminded told".split())
"""What was done to somebody who then says something."""
DASHES: Final = frozenset("– — -- - ―".split())
FINITE: Final = frozenset("VBD VBZ VBP MD".split())
"""Tags of what makes a clause finite."""

BREAKS: Final = DASHES | {",", "("}
ANY_DAY: Final = DAYS | {"tomorrow"}
STOPS: Final = frozenset(".!?…")
_PAUSES: Final = DASHES | {","}
_LONGEST_TITLE: Final = 9
_SMALL_WORDS: Final = frozenset("a an the of and or to in on at for with by from is n't".split())
_LONGEST_DATELINE: Final = 12
_LONGEST_HEADLINE: Final = 25
_OPENERS: Final = frozenset("but and so yet still".split())
_NAME_TAGS: Final = frozenset("NNP NNPS PRP DT IN CC WP WDT WRB MD".split())
_LONGEST_PARSE: Final = 400  # a longer "sentence" is a table or an attack: its parse is not worth walking


class Block(NamedTuple):
    """A quoted stretch in tokens; `start`..`end` with its marks, `first`..`last` without, half-open."""

    start: int
    first: int
    last: int
    end: int
    closed: bool
    single: bool


_PARTICIPLES: Final = frozenset(("warning", "reasoning", "ruling"))
_TURNING: Final = ([",", "however", ",", "that"], [",", "though", ",", "that"])


class Page:
    """One article as lists, one entry a token."""

    def __init__(self, columns: Columns) -> None:
        self.doc, self.size = columns.doc, columns.size
        self.words, self.lower, self.dep = columns.text, columns.lower, columns.dep
        self.tag = [*columns.tag]
        if "" in self.tag:
            self.tag = [tag or _guess_tag(word) for tag, word in zip(columns.tag, columns.text, strict=True)]
        for i in _missed_names(columns, self.tag):
            self.tag[i] = "NNP"
        for i in columns.where(_PARTICIPLES):  # ..., warning, however, that ...
            if columns.lower[i - 1 : i] == [","] and columns.lower[i + 1 : i + 5] in _TURNING:
                self.tag[i] = "VBG"
        self.head, self._sent_start = columns.head, columns.sent_start
        self.columns = columns
        self.blocks = self._find_blocks()
        self.block_of = self._cover()
        self.paragraphs = self._find_paragraphs()
        self.sentences = self._find_sentences()
        self._inner = self._find_inner()

    @cached_property
    def kids(self) -> "_Kids":
        """The children of each token, in order, none from farther away than a sentence is long."""
        return _Kids(self.columns)

    def edges(self, i: int) -> Range:
        """What hangs below a token."""
        token = self.doc[i]
        return Range(token.left_edge.i, token.right_edge.i + 1)

    def is_finite(self, span: Range) -> bool:
        """A verb stands there that makes a clause of it."""
        return any(self.tag[i] in FINITE for i in range(*span))

    def sentence_of(self, i: int) -> Range:
        """The sentence around a token; one with a quotation in it holds all of the quotation."""
        return self.sentences[self._sentence_at[i]]

    def opening(self, sentence: Range) -> int:
        """Where a sentence begins to speak: past a dateline, a dash and a conjunction."""
        start = sentence.start
        if self.words[start].isupper():
            dash = (
                i
                for i in range(start + 1, min(sentence.end, start + _LONGEST_DATELINE))
                if self.words[i] in DASHES and not self.is_hyphen(i)
            )
            start = next(dash, start - 1) + 1
        while start < sentence.end - 1 and (self.lower[start] in _OPENERS or self.words[start] in _PAUSES):
            start += 1
        return start

    def scope_of(self, i: int) -> Range:
        """How far a cue at a token may reach: its sentence, or within a quotation the sentence in there."""
        if self.block_of[i] < 0:
            return self.sentence_of(i)
        return Range(*self._inner[bisect_right(self._inner, (i, self.size)) - 1])

    def paragraph_of(self, i: int) -> int:
        """The number of the paragraph around a token."""
        return bisect_right(self._paragraph_starts, i) - 1

    @cached_property
    def headline(self) -> Range | None:
        """The first paragraph, where it is short, does not end like a sentence, and is followed by another."""
        first = self.paragraphs[0] if len(self.paragraphs) > 1 else Range(0, 0)
        short = 0 < first.end - first.start <= _LONGEST_HEADLINE
        return first if short and self.words[first.end - 1] != "." else None

    def is_title(self, block: Block) -> bool:
        """A work, a show, a heading: several words, all that matter with a capital."""
        words = [word for word in self.words[block.first : block.last] if word[0].isalnum()]
        if not 2 <= len(words) <= _LONGEST_TITLE:
            return False
        return all(not word[0].islower() or word in _SMALL_WORDS for word in words) and words[-1][0].isupper()

    def opens_block(self, i: int) -> bool:
        """Whether a quotation begins at a token."""
        return i < self.size and self.block_of[i] >= 0 and self.blocks[self.block_of[i]].start == i

    def is_hyphen(self, i: int) -> bool:
        """Within a word, as in pay-scale trick: no dash."""
        return self.words[i] == "-" and not (self.doc[i].whitespace_ and self.doc[i - 1].whitespace_)

    def is_space(self, i: int) -> bool:
        return self.words[i].isspace()

    def _find_blocks(self) -> list[Block]:
        return [self._block(quoted, self.columns.idx) for quoted in pair_marks(self.columns.content)]

    def _block(self, quoted: Quoted, starts: list[int]) -> Block:
        start = bisect_right(starts, quoted.start) - 1
        first = bisect_left(starts, quoted.inner_start)
        # A mark glued to its word ('tis) leaves no token of its own: the word is inside.
        first = max(start, first - (first > start + 1))
        last = bisect_left(starts, quoted.inner_end)
        end = max(bisect_left(starts, quoted.end), last)
        return Block(start, min(first, last), last, end, quoted.closed, quoted.single)

    def _cover(self) -> list[int]:
        cover = [-1] * self.size
        for number, block in enumerate(self.blocks):
            cover[block.start : block.end] = [number] * (min(block.end, self.size) - block.start)
        return cover

    def _find_paragraphs(self) -> list[Range]:
        """Lines that hold something, without the space around it."""
        found: list[Range] = []
        start = 0
        for i in self.columns.spaces:
            if i == start:
                start = i + 1
            elif "\n" in self.words[i]:
                found.append(Range(start, i))
                start = i + 1
        if start < self.size:
            found.append(Range(start, self.size))
        self._paragraph_starts = [paragraph.start for paragraph in found]
        return found

    def _find_sentences(self) -> list[Range]:
        """The parser's sentences, but none ends within a quotation or without a stop."""
        found: list[Range] = []
        parsed = [start for start, _ in self.columns.sentences]
        spaced = [i + 1 for i in self.columns.spaces]
        places = sorted({*parsed, *spaced, *(i for block in self.blocks for i in (block.start, block.end))})
        for paragraph in self.paragraphs:
            start = paragraph.start
            for i in places[bisect_right(places, paragraph.start) : bisect_left(places, paragraph.end)]:
                if self._starts_sentence(i, start):
                    found.append(Range(start, i))
                    start = i
            found.append(Range(start, paragraph.end))
        self._sentence_at = [-1] * self.size
        starts = [sentence.start for sentence in found]
        for number, (start, after) in enumerate(pairwise([*starts, self.size])):  # no words, no sentence
            self._sentence_at[start:after] = [number] * (after - start)
        return found

    def _find_inner(self) -> list[tuple[int, int]]:
        """The parser's sentences within quotations."""
        found: list[tuple[int, int]] = []
        parsed = [start for start, _ in self.columns.sentences]
        for block in self.blocks:
            start = block.first
            for i in parsed[bisect_right(parsed, block.first) : bisect_left(parsed, block.last)]:
                if self.words[i - 1][-1] in STOPS:
                    found.append((start, i))
                    start = i
            found.append((start, block.last) if start > block.first else (block.start, block.last))
        return found

    def _starts_sentence(self, i: int, since: int) -> bool:
        if self.is_space(i):
            return False
        if self.is_space(i - 1) and i - 1 > since:  # two spaces make a token
            return self.words[i - 2][-1] in STOPS and self.block_of[i - 1] < 0
        here, before = self.block_of[i], self.block_of[i - 1]
        if here >= 0 and here == before:
            return False
        if before >= 0:  # just after a quotation
            block = self.blocks[before]
            ended = block.last > block.first and self.words[block.last - 1][-1] in STOPS
            return ended and (self._is_capital(i) or here >= 0)
        if not self._sent_start[i] and not (here >= 0 and self.words[i - 1] in STOPS):
            return False
        if self.words[i - 1][-1] == "." and self.words[i][0].islower():
            return False  # the govt. spokesman
        return self.words[i - 1][-1] in STOPS or (self.words[i - 1] == ":" and self._is_capital(i))

    def _is_capital(self, i: int) -> bool:
        return self.words[i][:1].isupper() or self.words[i][:1].isdigit() or self.words[i][:1] in "$€£"


class _Kids(dict[int, list[int]]):
    """Of most tokens nobody asks: each is read when it is asked for."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    def __missing__(self, token: int) -> list[int]:
        heads = self._columns.head
        low, high = self._columns.sentences[self._columns.sentence_of[token]]
        low, high = max(low, token - _LONGEST_PARSE), min(high, token + _LONGEST_PARSE + 1)
        self[token] = kids = [low + k for k, head in enumerate(heads[low:high]) if head == token != low + k]
        return kids


def _missed_names(columns: Columns, tags: list[str]) -> list[int]:
    """Where a word that elsewhere in the article is a name was taken for something else: Marsh charges that ..."""
    words = columns.text
    odd = [i for i in columns.capitals if tags[i] not in _NAME_TAGS and len(words[i]) > 1]
    if not odd:
        return []
    written = set(words)
    odd = [i for i in odd if columns.lower[i] not in written]
    votes = dict.fromkeys((words[i] for i in odd), 0)
    for i in columns.capitals if odd else ():
        if words[i] in votes:
            votes[words[i]] += 1 if tags[i] == "NNP" else -1
    return [i for i in odd if votes[words[i]] > 0]


# Enough of a tagger for sentences that were left unparsed: the linear rules must still read them.
_CLOSED: Final = {
    word: tag
    for tag, words in {
        "PRP": "i you he she it we they him her them us me",
        "PRP$": "his its our their my your",
        "DT": "the a an this these those every some any no",
        "IN": "in on at of for from with by to as after before over about",
        "CC": "and but or",
        "VBD": "said told wrote was were had did went put",
        "VBZ": "says tells writes is has does adds",
        "VBP": "say tell are have do",
        "MD": "will would can could may might must should",
        "RB": "not also then later once again only",
    }.items()
    for word in words.split()
}


def _guess_tag(word: str) -> str:
    lower = word.lower()
    if lower in _CLOSED:
        return _CLOSED[lower]
    if not word[:1].isalnum():
        return "," if word == "," else ""
    if word[0].isdigit():
        return "CD"
    if word[0].isupper():
        return "NNP"
    return "VBD" if lower.endswith("ed") else "VBG" if lower.endswith("ing") else "NN"
