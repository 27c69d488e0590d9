"""A Doc in, its tokens as plain lists out: one table an article, for every rule that reads tokens by the thousand."""

from collections.abc import Set as AbstractSet
from functools import cached_property

import numpy as np
from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LEMMA, LENGTH, POS, SENT_START, TAG
from spacy.strings import StringStore
from spacy.tokens import Doc

__all__ = ["Columns"]


class Columns:
    """One entry a token in every list: reading a list costs a tenth of making a Token.

    `content` is doc.text, which spaCy joins anew at every call, where it is at hand.
    """

    def __init__(self, doc: Doc, content: str | None = None) -> None:
        self.doc = doc
        self.size = len(doc)
        self.content: str = doc.text if content is None else content
        attributes = [IDX, LENGTH, TAG, DEP, ENT_TYPE, HEAD, SENT_START]
        table = doc.to_array(attributes).view(np.int64).reshape(self.size, len(attributes))
        self.idx: list[int] = table[:, 0].tolist()
        self.ends: list[int] = (table[:, 0] + table[:, 1]).tolist()
        self.text = [self.content[start:end] for start, end in zip(self.idx, self.ends, strict=True)]
        self.lower = [text.lower() for text in self.text]
        strings = doc.vocab.strings
        self.tag = _named(strings, table[:, 2].tolist())
        self.dep = _named(strings, table[:, 3].tolist())
        self.ent_type = _named(strings, table[:, 4].tolist())
        self.head: list[int] = (table[:, 5] + np.arange(self.size)).tolist()
        self.sent_start: list[bool] = (table[:, 6] == 1).tolist()

    @cached_property
    def pos(self) -> list[str]:
        """Universal parts of speech; empty where a sentence was not parsed."""
        return self._column(POS)

    @cached_property
    def lemma(self) -> list[str]:
        """Lemmas as the model writes them; empty where a sentence was not parsed."""
        return self._column(LEMMA)

    @cached_property
    def capitals(self) -> list[int]:
        """The tokens that begin with a capital, in order."""
        return [i for i, text in enumerate(self.text) if text[:1].isupper()]

    @cached_property
    def spaces(self) -> list[int]:
        """The tokens that are nothing but white space, in order."""
        return self.where({word for word in self.vocabulary if word.isspace()})

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The token ranges of doc.sents, in order."""
        starts = [0, *(i for i, flag in enumerate(self.sent_start) if flag and i)] if self.size else []
        return list(zip(starts, [*starts[1:], self.size], strict=True)) if starts else []

    @cached_property
    def sentence_of(self) -> list[int]:
        """By token, the number of its sentence."""
        return [number for number, (start, end) in enumerate(self.sentences) for _ in range(start, end)]

    @property
    def vocabulary(self) -> AbstractSet[str]:
        """The different words in lower case."""
        return self._positions.keys()

    def where(self, words: AbstractSet[str]) -> list[int]:
        """The tokens that in lower case are one of these words, in order."""
        return sorted([i for word in self._positions.keys() & words for i in self._positions[word]])

    @cached_property
    def _positions(self) -> dict[str, list[int]]:
        positions: dict[str, list[int]] = {}
        for i, word in enumerate(self.lower):
            if word in positions:
                positions[word].append(i)
            else:
                positions[word] = [i]
        return positions

    def words(self, start: int, end: int) -> str:
        """The text of some tokens, like that of their Span."""
        return self.content[self.idx[start] : self.ends[end - 1]] if start < end else ""

    def _column(self, attribute: int) -> list[str]:
        return _named(self.doc.vocab.strings, self.doc.to_array([attribute]).tolist() if self.size else [])


def _named(strings: StringStore, keys: list[int]) -> list[str]:
    """Each distinct id is looked up once."""
    names = {key: strings[key & 0xFFFFFFFFFFFFFFFF] for key in set(keys)}
    return list(map(names.__getitem__, keys))
