"""Station 2: an item's text in, one spaCy Doc out, annotated once and cheaply for all of extraction."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

import numpy as np
import spacy
from spacy.attrs import DEP, LEMMA, LOWER, POS, TAG
from spacy.language import Language
from spacy.lexeme import Lexeme
from spacy.strings import StringStore
from spacy.symbols import IDS
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops
from threadpoolctl import threadpool_limits

__all__ = ["annotate", "load_nlp"]

_PARAGRAPH: Final = re.compile(r"[^\n]+\n*|\n+")
_LONGEST_WORD: Final = 2000  # characters: the tokenizer's time grows with the square of a run without a space
_RUN: Final = re.compile(rf"\S{{{_LONGEST_WORD}}}(?=\S)")

# Universal part of speech by Penn Treebank tag, where the tag alone decides.
_POS_OF_TAG: Final = {
    tag: pos
    for pos, tags in {
        "ADJ": "AFX JJ JJR JJS",
        "ADP": "IN RP",
        "ADV": "RB RBR RBS",
        "AUX": "MD",
        "CCONJ": "CC",
        "DET": "DT PDT WDT WP$",
        "INTJ": "UH",
        "NOUN": "NN NNS",
        "NUM": "CD",
        "PART": "POS TO",
        "PRON": "EX PRP PRP$ WP",
        "PROPN": "NNP NNPS",
        "PUNCT": ". , -LRB- -RRB- `` '' \"\" : HYPH NFP",
        "SCONJ": "WRB",
        "SPACE": "_SP",
        "SYM": "$ # SYM",
        "VERB": "VB VBD VBG VBN VBP VBZ BES HVS",
    }.items()
    for tag in tags.split()
}
# Marks that the model was never shown and takes for nouns and verbs, and those it knows.
_KNOWN_MARKS: Final = {"―": "—", "‒": "—", "−": "-"} | dict.fromkeys("«„‟「『", "“") | dict.fromkeys("»」』", "”")
# After these the model likes to end a sentence, in the middle of a name: "Md. Rafiqul Islam", "Brig. Gen. Ana Ruiz".
_TITLES: Final = frozenset(
    "adm amb brig capt cdr cmdr col cpl dr fr gen gov hon insp lt maj md mohd mr mrs ms prof rep rev sen sgt sh shri "
    "smt supt st".split()
)
_CONJUNCTIONS: Final = frozenset(
    "that if because while since so whether although though unless once upon till til whereas whilst except "
    "despite but albeit besides".split()
)
_INDEFINITES: Final = frozenset(
    "something anyone anything nothing someone everything everyone everybody nobody somebody anybody".split()
)
_BE: Final = frozenset("be been being is 's am 'm are 're was were ’s ’m ’re".split())
_HAVE_DO: Final = frozenset("do does did 'd ’d have has had 've ’ve".split())
_MAIN_CLAUSE: Final = frozenset("ROOT advcl ccomp conj relcl xcomp".split())
# Lemmas that the rule lemmatizer does not know: auxiliaries, clitics and inflected pronouns.
_LEMMAS: Final = {
    form: lemma
    for lemma, forms in {
        "not": "n't n’t nt",
        "be": "be been being is am 'm ’m are 're ’re was were",
        "have": "have has had 've ’ve",
        "do": "do does did",
        "will": "'ll ’ll wo",
        "can": "ca",
        "I": "i me",
        "he": "him",
        "she": "her",
        "we": "us",
        "they": "them",
    }.items()
    for form in forms.split()
}


def load_nlp(model: str) -> Language:
    """The spaCy pipeline that `annotate` runs.

    Raises:
        OSError: no spaCy pipeline of that name is installed.
        ValueError: it is not English, or lacks a component that `annotate` promises the work of.
    """
    # One process per core is the pool's business; BLAS threads on top of it only get in the way.
    threadpool_limits(1)
    # The wheels of blis 1.x carry generic kernels only. numpy's OpenBLAS is about three times as
    # fast, but only what is loaded after this line uses it.
    set_current_ops(NumpyOps(use_blis=False))
    nlp = spacy.load(model, exclude=["attribute_ruler", "senter"])
    missing = {"tagger", "parser", "lemmatizer", "ner"} - set(nlp.pipe_names)
    if nlp.lang != "en" or missing:
        raise ValueError(f"{model} has no {', '.join(sorted(missing)) or 'English'}: it cannot be used here")
    for mark, known in _KNOWN_MARKS.items():
        _liken(nlp.vocab[mark], nlp.vocab[known])
    return nlp


def _liken(lexeme: Lexeme, known: Lexeme) -> None:
    """Let the model see one word as another: these four are all it sees of a word."""
    lexeme.norm_, lexeme.shape_ = known.norm_, known.shape_
    lexeme.prefix_, lexeme.suffix_ = known.prefix_, known.suffix_


def annotate(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """One Doc a text, in order; doc.text equals the text. `nlp` comes from `load_nlp`.

    What extraction may rely on everywhere: tokens and doc.sents (none crosses a line break). In a sentence that was
    parsed also tag, pos, lemma, dep, head and doc.ents. A sentence may be left unparsed: its tokens then have dep == 0
    and no tag. morph is never set.
    """
    for text in texts:
        # A paragraph is a Doc of its own until it is parsed: the parser then steps through all of
        # them at once, a fifth faster, and no sentence can cross a line break.
        paragraphs = [_bind_titles(nlp.make_doc(piece)) for piece in _pieces(text)]
        yield Doc.from_docs(_parse(nlp, paragraphs), ensure_whitespace=False) or nlp.make_doc(text)


def _pieces(text: str) -> Iterator[str]:
    """The paragraphs, cut within what is too long to be a word."""
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        if end - start > _LONGEST_WORD:
            for run in _RUN.finditer(text, start, end):
                yield text[start : run.end()]
                start = run.end()
        yield text[start:end]


def _bind_titles(doc: Doc) -> Doc:
    """Tell the parser that no sentence begins with the name after an abbreviated title."""
    dots = (i for i, token in enumerate(doc) if token.text[-1] == ".") if "." in doc.text else ()
    for i in dots:
        title = doc[i].lower_[:-1] or (doc[i - 1].lower_ if i else "")
        if title in _TITLES and i + 1 < len(doc) and not doc[i + 1].is_stop and doc[i + 1].is_title:
            doc[i + 1].is_sent_start = False
    return doc


def _parse(nlp: Language, docs: list[Doc]) -> list[Doc]:
    for name, component in nlp.pipeline:
        if name == "lemmatizer":
            for doc in docs:
                _set_pos(doc)
        docs = list(component.pipe(docs, batch_size=256))  # type: ignore[attr-defined]
    return docs


def _set_pos(doc: Doc) -> None:
    """What spaCy's attribute_ruler would set, for a fiftieth of its time."""
    strings = doc.vocab.strings
    rows = doc.to_array([TAG, LOWER, DEP]).tolist()
    values = np.array([_pos_and_lemma(strings, *row) for row in rows], dtype=np.uint64)
    doc.from_array([POS, LEMMA], values)  # type: ignore[arg-type]


@lru_cache(maxsize=100_000)
def _pos_and_lemma(strings: StringStore, tag_id: int, lower_id: int, dep_id: int) -> tuple[int, int]:
    tag, lower, dep = strings[tag_id], strings[lower_id], strings[dep_id]
    return IDS[_pos(tag, lower, dep)], strings.add(_lemma(tag, lower))


def _lemma(tag: str, lower: str) -> str:
    """Empty where the rule lemmatizer is to decide."""
    if tag[:2] in ("VB", "MD", "RB") or tag == "PRP":
        if lower in _LEMMAS:
            return _LEMMAS[lower]
        if lower in ("'s", "’s"):
            return "be"
    return lower if tag in ("NN", "VB", "JJ") else ""  # base forms as they stand


def _pos(tag: str, lower: str, dep: str) -> str:
    if dep in ("aux", "auxpass") and tag != "TO":
        return "AUX"
    if tag[:2] == "VB" and lower in _BE:
        return "AUX"
    if tag[:2] == "VB" and lower in _HAVE_DO:
        return "VERB" if dep in _MAIN_CLAUSE else "AUX"
    if tag == "IN" and (dep == "mark" or lower in _CONJUNCTIONS):
        return "SCONJ"
    if tag in ("DT", "WDT") and dep not in ("det", "quantmod", ""):
        return "PRON"
    if tag == "NN" and lower in _INDEFINITES:
        return "PRON"
    if tag == "RB" and lower in ("not", "n't", "n’t", "nt"):
        return "PART"
    return _POS_OF_TAG.get(tag, "X")
