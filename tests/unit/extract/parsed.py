"""A parse written out by hand in, a Doc out: word/lemma/tag/dependency/head, head counted from 0."""

from spacy.lang.en import English
from spacy.tokens import Doc

__all__ = ["parsed", "unparsed"]

# The vocabulary of English without a model: it knows lower case, and loads in no time.
_VOCAB = English().vocab
_POS = {"NNP": "PROPN", "NN": "NOUN", "NNS": "NOUN", "IN": "ADP", "PRP": "PRON", "JJ": "ADJ", "MD": "AUX", "CD": "NUM"}


def parsed(rows: str, *, entities: str = "", sentences: tuple[int, ...] = (0,)) -> Doc:
    """One line a token; `entities` as "0:GPE 3:PERSON", one token each."""
    cells = [line.split("/") for line in rows.strip().splitlines()]
    tags = [cell[2].strip() for cell in cells]
    doc = Doc(
        _VOCAB,
        words=[cell[0].strip() for cell in cells],
        lemmas=[cell[1] for cell in cells],
        tags=tags,
        pos=["VERB" if tag.startswith("VB") else _POS.get(tag, "X") for tag in tags],
        deps=[cell[3] for cell in cells],
        heads=[int(cell[4]) for cell in cells],
        sent_starts=[i in sentences for i in range(len(cells))],
    )
    pairs = (pair.split(":") for pair in entities.split())
    doc.set_ents([doc[int(at) : int(at) + 1].char_span(0, len(doc[int(at)]), label=label) for at, label in pairs])
    return doc


def unparsed(text: str) -> Doc:
    """Tokens and sentence starts, nothing else."""
    words = text.split()
    return Doc(_VOCAB, words=words, sent_starts=[i == 0 for i in range(len(words))])
