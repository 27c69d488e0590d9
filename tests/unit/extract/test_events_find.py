"""Event finding on parses written by hand: what fires, what is hidden, what never raises."""

from datetime import date

import pytest
from spacy.tokens import Doc

from tests.unit.extract.parsed import parsed, unparsed
from workers.extract.actors import build_roster
from workers.extract.events import EventMention, Verdict, explain_events, find_events
from workers.lexicon import load_lexicon
from workers.ontology import EventType, Factuality

LEXICON = load_lexicon()

CONDEMNED = """
France/France/NNP/nsubj/1
condemned/condemn/VBD/ROOT/1
Mali/Mali/NNP/dobj/1
"""
URGED = """
France/France/NNP/nsubj/1
urged/urge/VBD/ROOT/1
Mali/Mali/NNP/dobj/1
to/to/TO/aux/4
release/release/VB/xcomp/1
prisoners/prisoner/NNS/dobj/4
"""


def found(doc: Doc) -> list[EventMention]:
    return list(find_events(doc, LEXICON, build_roster(doc, LEXICON), published=date(2024, 6, 12)))


def verdicts(doc: Doc) -> dict[str, Verdict]:
    decisions = explain_events(doc, LEXICON, build_roster(doc, LEXICON), published=None)
    return {decision.trigger.text: decision.verdict for decision in decisions}


def test_verb_with_two_states_fires() -> None:
    doc = parsed(CONDEMNED, entities="0:GPE 2:GPE")
    assert [event.type for event in found(doc)] == [EventType.ACCUSE]


def test_rule_is_the_id_of_the_lexicon_entry() -> None:
    doc = parsed(CONDEMNED, entities="0:GPE 2:GPE")
    assert [event.rule for event in found(doc)] == ["condemn"]


def test_what_is_demanded_is_no_event() -> None:
    assert verdicts(parsed(URGED, entities="0:GPE 2:GPE"))["release"] is Verdict.CONTENT


def test_demand_takes_its_mode_from_what_is_demanded() -> None:
    event = found(parsed(URGED, entities="0:GPE 2:GPE"))[0]
    assert event.mode is not None and event.mode.value == "yield"


def test_visit_to_come_is_a_promise() -> None:
    doc = parsed(
        """
        France/France/NNP/nsubj/2
        will/will/MD/aux/2
        visit/visit/VB/ROOT/2
        Mali/Mali/NNP/dobj/2
        """,
        entities="0:GPE 3:GPE",
    )
    assert [(event.type, event.factuality) for event in found(doc)] == [(EventType.AGREE, Factuality.PLANNED)]


def test_private_quarrel_does_not_fire() -> None:
    doc = parsed("""
    cook/cook/NN/nsubj/1
    condemned/condemn/VBD/ROOT/1
    soup/soup/NN/dobj/1
    """)
    assert found(doc) == []


def test_unparsed_text_yields_nothing() -> None:
    assert found(unparsed("France condemned Mali .")) == []


def test_empty_doc_yields_nothing() -> None:
    assert found(unparsed("")) == []


def test_event_of_the_headline_is_reported_where_the_body_tells_it() -> None:
    rows = """
    France/France/NNP/nsubj/1
    condemns/condemn/VBZ/ROOT/1
    Mali/Mali/NNP/dobj/1
    France/France/NNP/nsubj/4
    condemned/condemn/VBD/ROOT/4
    Mali/Mali/NNP/dobj/4
    """
    doc = parsed(rows, entities="0:GPE 2:GPE 3:GPE 5:GPE", sentences=(0, 3))
    events = find_events(doc, LEXICON, build_roster(doc, LEXICON), published=None, body_start=doc[3].idx)
    assert [event.trigger.start for event in events] == [4]


@pytest.mark.parametrize("length", [400, 1600])
def test_chain_of_heads_does_not_raise(length: int) -> None:
    rows = "\n".join(f"condemned/condemn/VBD/{'ROOT' if i == 0 else 'conj'}/{max(0, i - 1)}" for i in range(length))
    assert found(parsed(rows)) == []
