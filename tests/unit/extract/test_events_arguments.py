"""Subjects and objects, followed through passives, control, relative clauses and conjunction."""

from tests.unit.extract.parsed import parsed
from workers.extract.columns import Columns
from workers.extract.events.arguments import agent, inner_parties, is_passive, object_of, particle, subject
from workers.extract.events.tree import Tree

ACTIVE = """
France/France/NNP/nsubj/1
expelled/expel/VBD/ROOT/1
Mali/Mali/NNP/dobj/1
"""
PASSIVE = """
Mali/Mali/NNP/nsubjpass/2
was/be/VBD/auxpass/2
expelled/expel/VBN/ROOT/2
by/by/IN/agent/2
France/France/NNP/pobj/3
"""
CONTROL = """
Chad/Chad/NNP/nsubj/1
urged/urge/VBD/ROOT/1
Togo/Togo/NNP/dobj/1
to/to/TO/aux/4
withdraw/withdraw/VB/xcomp/1
"""
DECLARATION = """
Togo/Togo/NNP/nsubj/1
signed/sign/VBD/ROOT/1
a/a/DT/det/3
declaration/declaration/NN/dobj/1
condemning/condemn/VBG/acl/3
Mali/Mali/NNP/dobj/4
"""
RELATIVE = """
Malta/Malta/NNP/nsubj/4
which/which/WDT/nsubj/2
criticised/criticise/VBD/relcl/0
Libya/Libya/NNP/dobj/2
left/leave/VBD/ROOT/4
"""
REDUCED = """
sanctions/sanction/NNS/nsubj/4
imposed/impose/VBN/acl/0
by/by/IN/agent/1
Peru/Peru/NNP/pobj/2
hurt/hurt/VBD/ROOT/4
"""
ON_FRIDAY = """
Chad/Chad/NNP/nsubj/1
called/call/VBD/ROOT/1
on/on/IN/prep/1
Friday/Friday/NNP/pobj/2
"""
CONJOINED = """
Chad/Chad/NNP/nsubj/1
left/leave/VBD/ROOT/1
and/and/CC/cc/1
condemned/condemn/VBD/conj/1
Togo/Togo/NNP/dobj/3
"""


def tree(rows: str) -> Tree:
    return Tree(Columns(parsed(rows)))


def test_subject_of_active_verb() -> None:
    assert subject(tree(ACTIVE), 1) == 0


def test_agent_is_subject_of_passive() -> None:
    assert subject(tree(PASSIVE), 2) == 4


def test_passive_without_agent_has_no_subject() -> None:
    rows = "\n".join(PASSIVE.strip().splitlines()[:3])
    assert subject(tree(rows), 2) is None


def test_subject_of_passive_is_its_object() -> None:
    assert object_of(tree(PASSIVE), 2) == 0


def test_object_of_urge_is_subject_of_infinitive() -> None:
    assert subject(tree(CONTROL), 4) == 2


def test_author_of_document_is_subject_of_its_clause() -> None:
    assert subject(tree(DECLARATION), 4) == 0


def test_antecedent_is_subject_of_relative_clause() -> None:
    assert subject(tree(RELATIVE), 2) == 0


def test_reduced_relative_is_passive() -> None:
    assert is_passive(tree(REDUCED), 1)


def test_noun_is_object_of_its_reduced_relative() -> None:
    assert object_of(tree(REDUCED), 1) == 0


def test_agent_of_reduced_relative() -> None:
    assert agent(tree(REDUCED), 1) == 3


def test_conjoined_verb_shares_the_subject() -> None:
    assert subject(tree(CONJOINED), 3) == 0


def test_preposition_before_a_weekday_is_no_particle() -> None:
    assert particle(tree(ON_FRIDAY), 1, "on") is None


def test_possessor_is_the_first_inner_party() -> None:
    rows = """
    Serbia/Serbia/NNP/poss/2
    's/'s/POS/case/0
    crackdown/crackdown/NN/ROOT/2
    on/on/IN/prep/2
    students/student/NNS/pobj/3
    """
    assert inner_parties(tree(rows), 2)[0] == 0


def test_unheaded_token_ends_the_search() -> None:
    assert subject(tree("Withdraw/withdraw/VB/ROOT/0"), 0) is None
