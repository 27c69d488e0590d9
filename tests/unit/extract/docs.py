"""Text in, a Doc built by hand out: spaCy's tokenizer, sentences at full stops and line breaks, no model."""

from collections.abc import Mapping
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

__all__ = ["find", "unparsed", "with_subjects"]


def unparsed(text: str) -> Doc:
    """A Doc as annotate leaves a sentence that it did not parse: no tag, no dep, no entity."""
    doc = _nlp().make_doc(text)
    for token in doc:
        before = doc[token.i - 1].text if token.i else "."
        token.is_sent_start = token.i == 0 or before in (".", "?", "!", ".”", '."') or "\n" in before
    return doc


def with_subjects(text: str, subjects: Mapping[str, str]) -> Doc:
    """Like `unparsed`, and each word that is a key is the subject of the verb that is its value."""
    doc = unparsed(text)
    for subject, verb in subjects.items():
        head = next(token for token in doc if token.text == verb)
        for token in doc:
            if token.text == subject and abs(token.i - head.i) < 12 and not token.dep:
                token.dep_, token.head = "nsubj", head
                head.dep_, head.lemma_ = "ROOT", _LEMMAS.get(verb, verb)
                break
    return doc


def find(doc: Doc, phrase: str, *, nth: int = 0) -> Span:
    """The span of the `nth` occurrence of a phrase."""
    start = -1
    for _ in range(nth + 1):
        start = doc.text.index(phrase, start + 1)
    span = doc.char_span(start, start + len(phrase), alignment_mode="expand")
    assert span is not None
    return span


_LEMMAS = {"said": "say", "told": "tell", "added": "add", "left": "leave", "met": "meet"}


@cache
def _nlp() -> Language:
    return spacy.blank("en")
