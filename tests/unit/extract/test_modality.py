"""Factuality from auxiliaries, negation, conditions and governing verbs."""

import pytest

from tests.unit.extract.parsed import parsed
from workers.extract.modality import judge
from workers.ontology import Factuality


def judged(words: str) -> Factuality:
    rows = words.split()
    lines = ["Chad/Chad/NNP/nsubj/{0}", *rows, "attack/attack/VB/ROOT/{0}"]
    head = len(lines) - 1
    return judge(parsed("\n".join(line.format(head) for line in lines))[head])


@pytest.mark.parametrize(
    ("auxiliaries", "factuality"),
    [
        ("", Factuality.ASSERTED),
        ("did/do/VBD/aux/{0}", Factuality.ASSERTED),
        ("will/will/MD/aux/{0}", Factuality.PLANNED),
        ("could/could/MD/aux/{0}", Factuality.HYPOTHETICAL),
        ("would/would/MD/aux/{0}", Factuality.HYPOTHETICAL),
        ("never/never/RB/neg/{0}", Factuality.NEGATED),
        ("will/will/MD/aux/{0} not/not/RB/neg/{0}", Factuality.NEGATED),
    ],
)
def test_auxiliary_decides(auxiliaries: str, factuality: Factuality) -> None:
    assert judged(auxiliaries) is factuality


def test_reported_would_is_planned() -> None:
    doc = parsed("""
    Chad/Chad/NNP/nsubj/1
    said/say/VBD/ROOT/1
    it/it/PRP/nsubj/4
    would/would/MD/aux/4
    attack/attack/VB/ccomp/1
    """)
    assert judge(doc[4]) is Factuality.PLANNED


@pytest.mark.parametrize(
    ("verb", "factuality"),
    [
        ("plans/plan", Factuality.PLANNED),
        ("failed/fail", Factuality.NEGATED),
        ("considered/consider", Factuality.HYPOTHETICAL),
        ("began/begin", Factuality.ASSERTED),
    ],
)
def test_governing_verb_decides(verb: str, factuality: Factuality) -> None:
    doc = parsed(f"""
    Chad/Chad/NNP/nsubj/1
    {verb}/VBZ/ROOT/1
    to/to/TO/aux/3
    attack/attack/VB/xcomp/1
    """)
    assert judge(doc[3]) is factuality


def test_condition_is_hypothetical() -> None:
    doc = parsed("""
    if/if/IN/mark/2
    Chad/Chad/NNP/nsubj/2
    attacks/attack/VBZ/advcl/4
    Togo/Togo/NNP/nsubj/4
    answers/answer/VBZ/ROOT/4
    """)
    assert judge(doc[2]) is Factuality.HYPOTHETICAL


def test_not_only_asserts() -> None:
    doc = parsed("""
    Chad/Chad/NNP/nsubj/3
    not/not/RB/neg/3
    only/only/RB/advmod/3
    attacked/attack/VBD/ROOT/3
    """)
    assert judge(doc[3]) is Factuality.ASSERTED


def test_no_before_the_object_negates() -> None:
    doc = parsed("""
    Chad/Chad/NNP/nsubj/1
    imposed/impose/VBD/ROOT/1
    no/no/DT/det/3
    sanctions/sanction/NNS/dobj/1
    """)
    assert judge(doc[1]) is Factuality.NEGATED


def test_headline_infinitive_is_planned() -> None:
    doc = parsed("""
    Chad/Chad/NNP/nsubj/2
    to/to/TO/aux/2
    attack/attack/VB/ROOT/2
    """)
    assert judge(doc[2]) is Factuality.PLANNED
