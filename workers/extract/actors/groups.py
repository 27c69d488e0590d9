""" "One of them", "another", "a third" in, the group it is one of out, and what such a one is called."""

from itertools import pairwise
from typing import Final

from workers.extract.actors.called import OWN
from workers.extract.actors.chain import Chain
from workers.extract.actors.mentions import Mention
from workers.extract.actors.names import Names
from workers.lexicon.actors import Role

__all__ = ["Groups"]

_ONE: Final = frozenset("one another".split())
_ORDINALS: Final = frozenset("second third fourth fifth".split())
_MORE: Final = frozenset("some others both".split())
_THE_OTHER: Final = (["the", "other"], ["the", "first"], ["the", "second"], ["the", "third"], ["the", "others"])
_OF_TWO: Final = (["the", "former"], ["the", "latter"])
_OF_GROUP: Final = frozenset("one another none each both".split())
_NUMBERS: Final = frozenset("two three four five six".split())
_REACH: Final = 3  # sentences back
_COUNTING: Final = frozenset(
    "the these those some several many few both all other a number group couple handful dozen dozens of at least more "
    "than about around nearly almost".split()
)
_SINGULAR: Final = {"people": "person", "persons": "person", "men": "man", "women": "woman"}
# A European diplomat, a UN official.
_BROAD: Final = ("eu", "union", "unit", "univ", "un ", "uk", "us ", "us-", "u.", "one")
_TELLING: Final = frozenset("familiar briefed close with involved".split())
_LONGEST_TAIL: Final = 8  # words: "familiar with the talks"


class Groups:
    """The groups that an article speaks of without naming their members."""

    def __init__(self, names: Names, chain: Chain) -> None:
        self.names, self.chain = names, chain

    def before(self, start: int, end: int) -> tuple[Mention, bool] | None:
        """The group just spoken of that the words are part of, and whether one of it alone is meant."""
        lower = self.names.columns.lower
        words = lower[start:end]
        if words in _OF_TWO:
            half = self._half(start, latter=words[1] == "latter")
            return (half, False) if half is not None else None
        ordinal = len(words) == 2 and words[0] in ("a", "the") and words[1] in _ORDINALS
        number = len(words) == 4 and words[0] in _ONE and words[1:3] == ["of", "the"] and words[3] in _NUMBERS
        if not (ordinal or number or words in _THE_OTHER or (len(words) == 1 and words[0] in _ONE | _MORE)):
            return None
        here = self.names.columns.sentence_of[start]
        for mention in reversed(self.chain.before(start)):
            if here - self.names.columns.sentence_of[mention.start] > _REACH:
                return None
            if mention.plural and mention.kind == "people" and mention.end <= start:
                return mention, words[-1] not in _MORE and words[-1] != "others"
        return None

    def _half(self, start: int, *, latter: bool) -> Mention | None:
        """Who "the former" is: of two names joined by "and", or of the two people of the sentence before."""
        columns = self.names.columns
        here = columns.sentence_of[start]
        near = [m for m in self.chain.before(start) if here - columns.sentence_of[m.start] <= 1 and m.end <= start]
        joined = [
            (a, b)
            for a, b in pairwise(near)
            if columns.lower[a.end : b.start] == ["and"] and a.key != b.key and columns.text[a.start - 1] != ","
        ]
        people = list({m.key: m for m in reversed(near) if m.kind == "person"}.values())[::-1]
        if joined:
            return joined[-1][latter]
        return people[latter] if len(people) == len(_OF_TWO) else None

    def of(self, start: int, end: int) -> Mention | None:
        """The group of "one of the officials"; None where the words are no such phrase."""
        lower = self.names.columns.lower
        if end - start < 4 or lower[start] not in _OF_GROUP or lower[start + 1] != "of" or lower[start + 2] != "the":
            return None
        mention = self.chain.at(end - 1)
        found = mention is not None and mention.plural and mention.kind == "people" and mention.start >= start
        return mention if found and mention and mention.end == end else None

    def one_of(self, key: str) -> str:
        """ "Two government sources": a government source. Empty where no word tells of whom the group is."""
        first, columns = self.chain.first[key], self.names.columns
        role = self.names.at(first.head)
        if role is None or not isinstance(role.entry, Role) or not role.entry.plural:
            return ""
        start, words = first.start, columns.lower
        while start < role.start and (words[start] in _COUNTING or columns.tag[start] == "CD"):
            start += 1
        if words[start] in OWN:  # my aunts
            return f"one of {columns.words(first.start, first.end)}"
        noun = _SINGULAR.get(words[role.start], role.entry.noun)
        if columns.text[role.end - 1][:-1].isupper():
            noun = columns.text[role.end - 1][:-1]  # two MPs
        before = f"{columns.words(start, role.start)} " if start < role.start else ""
        tail = columns.words(role.end, self._tail(first))
        name = f"{before}{noun} {tail}".strip()
        vowel = name[0].lower() in "aeiou" and not name.lower().startswith(_BROAD)
        return f"{'an' if vowel else 'a'} {name}"

    def _tail(self, group: Mention) -> int:
        """Where "familiar with the talks" ends behind "two people"."""
        columns, end = self.names.columns, group.end
        if end >= columns.size or columns.lower[end] not in _TELLING or group.end > group.head + 1:
            return group.end
        stop = min(end + _LONGEST_TAIL, columns.size)
        return next(
            (i for i in range(end, stop) if not columns.text[i].isalnum() or columns.tag[i] in ("VBD", "VBZ", "VBP")),
            group.end,
        )
