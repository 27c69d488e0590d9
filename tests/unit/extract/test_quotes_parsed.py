"""Indirect and mixed quotes over a parse written out by hand."""

from tests.unit.extract.parsed import parsed
from workers.extract.actors import build_roster
from workers.extract.quotes import Quotation, find_quotes
from workers.lexicon import load_lexicon
from workers.ontology import QuoteType

_LEXICON = load_lexicon()

_SAID_THAT = """
Rao/Rao/NNP/nsubj/1
said/say/VBD/ROOT/1
Monday/Monday/NNP/npadvmod/1
that/that/IN/mark/6
the/the/DT/det/5
talks/talk/NNS/nsubj/6
failed/fail/VBD/ccomp/1
,/,/,/punct/1
adding/add/VBG/advcl/1
that/that/IN/mark/11
he/he/PRP/nsubj/11
left/leave/VBD/ccomp/8
./././punct/1
"""
_TOLD = """
The/the/DT/det/1
envoy/envoy/NN/nsubj/2
told/tell/VBD/ROOT/2
reporters/reporter/NNS/dobj/2
the/the/DT/det/5
ship/ship/NN/nsubj/6
was/be/VBD/ccomp/2
safe/safe/JJ/acomp/6
./././punct/2
"""
_AFTERTHOUGHT = """
The/the/DT/det/1
talks/talk/NNS/nsubj/2
failed/fail/VBD/ccomp/5
,/,/,/punct/5
Rao/Rao/NNP/nsubj/5
said/say/VBD/ROOT/5
./././punct/5
"""
_URGED = """
Rao/Rao/NNP/nsubj/1
urged/urge/VBD/ROOT/1
Mali/Mali/NNP/dobj/1
not/not/RB/neg/6
to/to/TO/aux/6
“/“/``/punct/6
look/look/VB/xcomp/1
away/away/RB/advmod/6
”/”/''/punct/6
./././punct/1
"""


def _quotes(rows: str) -> list[Quotation]:
    doc = parsed(rows)
    return list(find_quotes(doc, _LEXICON, build_roster(doc, _LEXICON)))


def test_clause_starts_behind_that_and_the_day() -> None:
    assert _quotes(_SAID_THAT)[0].content[0].text == "the talks failed"


def test_adding_opens_a_quote_of_the_same_source() -> None:
    assert [quote.source and quote.source.text for quote in _quotes(_SAID_THAT)] == ["Rao", "Rao"]


def test_addressee_is_no_content() -> None:
    assert _quotes(_TOLD)[0].content[0].text == "the ship was safe"


def test_addressee_is_told() -> None:
    addressee = _quotes(_TOLD)[0].addressee
    assert addressee is not None and addressee.span.text == "reporters"


def test_clause_may_come_first() -> None:
    [quote] = _quotes(_AFTERTHOUGHT)
    assert (quote.content[0].text, quote.type) == ("The talks failed", QuoteType.INDIRECT)


def test_marked_fragment_makes_a_request_mixed() -> None:
    [quote] = _quotes(_URGED)
    assert (quote.content[0].text, quote.type) == ("not to “ look away ”", QuoteType.MIXED)


def test_confidence_is_a_share() -> None:
    assert all(0 < quote.confidence < 1 for quote in _quotes(_SAID_THAT))
