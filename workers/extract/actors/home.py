"""A mention that names no country in, the country it most likely belongs to out: "the commerce ministry", "police"."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from spacy.tokens import Doc, Span

from workers.extract.actors.names import Names
from workers.lexicon.actors import Name

__all__ = ["Homes"]

_REACH = 3  # sentences back
_OTHER_SIDE = frozenset("to with against on from by over between for toward towards at".split())
_SUBJECT = frozenset("nsubj nsubjpass".split())
_BLOCKS = frozenset(("IGO", "NGO", "MNC"))


class Homes:
    """The countries an article is about, by where it names them."""

    def __init__(self, doc: Doc, names: Names) -> None:
        self.doc, self.names = doc, names

    def near(self, token: int) -> Name | None:
        """The country whose ministry or police is meant at a token, from what was said before it."""
        sents = self._sents
        k = self._sent_of(token)
        beside = self._beside(sents[k], token)
        if beside:
            return beside
        for back in range(0, min(_REACH, k) + 1):
            sent = sents[k - back]
            named = [pair for pair in self._countries(sent) if pair[0] < token]
            if named:
                return self._best(named)
        return self._most_named

    @cached_property
    def _sents(self) -> list[Span]:
        return list(self.doc.sents)

    def _sent_of(self, token: int) -> int:
        return self._index[token]

    @cached_property
    def _index(self) -> list[int]:
        return [k for k, sent in enumerate(self._sents) for _ in range(len(sent))]

    def _beside(self, sent: Span, token: int) -> Name | None:
        """Economy Minister Robert Lindauer said in Berlin"""
        for i, name in self._countries(sent):
            if token < i <= token + 9 and name.kind == "city" and self.doc[i - 1].lower_ == "in":
                return name
        return None

    def _countries(self, sent: Span) -> Iterator[tuple[int, Name]]:
        last = -1
        for i in range(sent.start, sent.end):
            found = self.names.at(i)
            if found and found.start != last and isinstance(found.entry, Name) and found.entry.code not in _BLOCKS:
                last = found.start
                if found.entry.sector is None or found.entry.sector.value != "JRN":
                    yield found.start, found.entry

    def _best(self, named: list[tuple[int, Name]]) -> Name:
        for i, name in named:
            if self.doc[i].dep_ in _SUBJECT or self.doc[i].head.dep_ in _SUBJECT:
                return name
        for i, name in named:
            if i and self.doc[i - 1].lower_ not in _OTHER_SIDE:
                return name
        return named[0][1]

    @cached_property
    def _most_named(self) -> Name | None:
        named = [name for sent in self._sents for _, name in self._countries(sent)]
        counts = Counter(name.code for name in named)
        best = counts.most_common(1)
        return next((name for name in named if best and name.code == best[0][0]), None)
