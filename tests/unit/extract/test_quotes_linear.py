"""Direct quotes where nothing was parsed: the linear rules alone."""

import time

import pytest

from tests.unit.extract.docs import unparsed
from workers.extract.actors import build_roster
from workers.extract.quotes import Quotation, find_quotes
from workers.lexicon import load_lexicon
from workers.ontology import QuoteType, ResolvedFrom

_LEXICON = load_lexicon()


def _quotes(text: str) -> list[Quotation]:
    doc = unparsed(text)
    return list(find_quotes(doc, _LEXICON, build_roster(doc, _LEXICON)))


def _pieces(quote: Quotation) -> list[str]:
    return [piece.text for piece in quote.content]


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ('"We will go," said Ana Ruiz.', ['"We will go,"'], "Ana Ruiz"),
        ('"We will go," Ana Ruiz said.', ['"We will go,"'], "Ana Ruiz"),
        ('"Will you go?" Ana Ruiz asked.', ['"Will you go?"'], "Ana Ruiz"),
        ('"We will go," Ruiz, who leads the talks, said on Monday.', ['"We will go,"'], "Ruiz, who leads the talks"),
        ('Ana Ruiz said: "We will go."', ['"We will go."'], "Ana Ruiz"),
        ('"We," Ruiz said, "will go."', ['"We,"', '"will go."'], "Ruiz"),
        ('"We will go," Ruiz said. "Now."', ['"We will go,"', '"Now."'], "Ruiz"),
        ("«We will go,» she told the BBC.", ["«We will go,»"], "she"),
    ],
)
def test_unparsed_quotation_has_content_and_source(text: str, content: list[str], source: str) -> None:
    [quote] = _quotes(text)
    assert (_pieces(quote), quote.source and quote.source.text) == (content, source)


def test_quotation_with_its_own_marks_is_direct() -> None:
    assert _quotes('"We will go," said Ana Ruiz.')[0].type is QuoteType.DIRECT


def test_speaker_is_inherited_by_a_paragraph_without_cue() -> None:
    quotes = _quotes('"We will go," said Ana Ruiz.\n\n"We always do, and we never tire."')
    assert [quote.speaker and (quote.speaker.name, quote.speaker.resolved_from) for quote in quotes] == [
        ("Ana Ruiz", ResolvedFrom.NAMED),
        ("Ana Ruiz", ResolvedFrom.INHERITED),
    ]


def test_labelled_turns_are_quotes() -> None:
    quotes = _quotes("QUESTION: Will you go?\n\nMS. RUIZ: We will.\n\nQUESTION: When?\n\nMS. RUIZ: Soon.")
    assert [quote.content[0].text for quote in quotes] == ["Will you go?", "We will.", "When?", "Soon."]


def test_name_behind_a_dash_signs_a_quotation() -> None:
    [quote] = _quotes("“Best mayor we ever had.” ― Ruth Adeyemi")
    assert quote.source is not None and quote.source.text == "Ruth Adeyemi"


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “gray zone” wears people down.",
        "She read “The Long Table” twice.",
        "They sang “Consular Girl” at noon.",
        "“All Bets Are Off”\n\nThe ships left at noon.",
    ],
)
def test_scare_quotes_and_titles_are_no_quotes(text: str) -> None:
    assert _quotes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        '" said',
        '"" said he.',
        "said",
        '"',
        "“ ” “",
        "He said “",
        "according to",
        "X:",
        '\n\n"\n\n',
        "'' said ''",
        '"a" "b',
    ],
)
def test_odd_marks_never_raise(text: str) -> None:
    _quotes(text)


@pytest.mark.parametrize(
    "text",
    ["said that " * 2_000, 'he said, "a b c," ' * 800, '"A b c." ' * 2_000, "according to " * 2_000, '"A b.\n' * 2_000],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    doc = unparsed(text)
    began = time.process_time()
    list(find_quotes(doc, _LEXICON, build_roster(doc, _LEXICON)))
    assert time.process_time() - began < 20
