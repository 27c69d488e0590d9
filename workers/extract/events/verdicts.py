"""An evocation and its parties in, a verdict out: an event, or why it is none."""

import re
from collections.abc import Container

from workers.extract.actors.pairs import is_two_sides
from workers.extract.events.arguments import agent, is_passive, object_of, preposition_objects
from workers.extract.events.frames import Frame
from workers.extract.events.mention import Verdict
from workers.extract.events.parties import PRESS, Parties, Side
from workers.extract.events.tree import Tree
from workers.extract.events.triggers import Evocation
from workers.lexicon.events import Domains, Nominal, Rule
from workers.ontology import QUAD_CLASS, EventType, Mode, QuadClass, Sector

__all__ = ["Judge"]

_SCORE = re.compile(r"(?<![\w-])\d{1,2}[-–]\d{1,2}(?![\w-])")  # won 3-1
_FIRMS = frozenset(("MNC",))
_BUSINESS = frozenset((Sector.BUS,))
_LABOUR = frozenset((Sector.LAB,))
_UNOFFICIAL = frozenset((Sector.BUS, Sector.EDU, Sector.MED, Sector.AGR, Sector.CVL, Sector.JRN))
_DEALINGS = frozenset((EventType.AGREE, EventType.CONSULT, EventType.COOPERATE))
_WORDS = frozenset((QuadClass.VERBAL_CONFLICT, QuadClass.VERBAL_COOPERATION))
# What is not yet done where it is only the purpose of something else.
_DEEDS = frozenset(
    (
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.SANCTION,
        EventType.MOBILIZE,
        EventType.RETREAT,
        EventType.CONCEDE,
    )
)
_CAUSES = frozenset((EventType.REQUEST, EventType.ACCUSE, EventType.PROTEST))
_EFFORTS = frozenset(
    "offensive operation campaign push bid effort attempt drive raid mission assault struggle fight battle war move "
    "initiative mandate force unit".split()
)
_MISHAPS = frozenset("crash collide overturn plunge sink capsize derail skid veer collapse topple burst".split())
# A boat that sinks is nature; one of these is somebody's.
_CREWED = frozenset("patrol guard coastguard navy naval police gun attack torpedo missile".split())
_PLACES = frozenset("region province city town village district territory county island peninsula enclave".split())
_PRESUPPOSING = frozenset("condemn denounce deplore decry mourn slam lament protest hail welcome avenge".split())
_WHERE = ("in", "at", "for")
_TOKENS_PER_WORD = 100
_FEWEST_WORDS = 2


class Judge:
    """Weighs candidates of one Doc."""

    def __init__(self, tree: Tree, parties: Parties, domains: Domains) -> None:
        self.tree = tree
        self.parties = parties
        words = sum(lemma in domains.elsewhere for lemma in tree.lemma) + bool(_SCORE.search(tree.content))
        self.domains = domains
        self.other_page = words > 0
        self.elsewhere = words >= _FEWEST_WORDS + len(tree.lemma) // _TOKENS_PER_WORD

    def is_background(self, row: Evocation) -> bool:
        """A participle that only says which one is meant: "prisoners arrested last year"."""
        tree, head = self.tree, row.head
        is_top = tree.head[tree.head[head]] == tree.head[head]  # a headline: "Minister arrested in Lima"
        return tree.dep[head] == "acl" and not is_top and is_passive(tree, head) and agent(tree, head) is None

    def is_purpose(self, row: Evocation, protests: Container[int]) -> bool:
        """A deed that another is done for: "sent tanks to retake the town", "an offensive to retake the town".

        And what a protest, one of `protests`, says: "rallied to demand new elections".
        """
        tree, verb = self.tree, row.head if row.carrier is None else row.carrier
        is_infinitive = tree.tag[verb] == "VB" and any(tree.tag[kid] == "TO" for kid in tree.kids[verb])
        if row.type in _CAUSES and tree.dep[verb] in ("advcl", "xcomp") and tree.head[verb] in protests:
            return is_infinitive or (tree.tag[verb] == "VBG" and row.type is not EventType.REQUEST)
        if row.type not in _DEEDS or row.mode is Mode.CROWD_CONTROL or not is_infinitive:
            return False
        return tree.dep[verb] == "advcl" or (tree.dep[verb] == "acl" and tree.lemma[tree.head[verb]] in _EFFORTS)

    def verdict(self, row: Evocation, frame: Frame) -> Verdict:
        """EVENT, or what is missing."""
        alone = isinstance(row.rule, Nominal) and row.carrier is None
        if frame.actor is None and frame.recipient is None:
            return Verdict.ALONE if alone else Verdict.NO_ACTOR
        if row.type is EventType.ASSAULT and self._is_mishap(row.head):
            return Verdict.ELSEWHERE
        if (self.elsewhere and not self._is_between_states(row, frame)) or self._is_game(row, frame):
            return Verdict.ELSEWHERE
        if frame.actor is not None and self._is_no_actor(frame.actor, frame.recipient):
            return Verdict.ELSEWHERE
        if row.type is EventType.CONSULT and frame.recipient is not None and self._is_press(frame.recipient):
            return Verdict.NO_PARTY
        if self._has_needed(row, frame) and self._is_fitting(row, frame):
            return Verdict.EVENT
        return Verdict.ALONE if alone else Verdict.NO_PARTY

    def _is_mishap(self, verb: int) -> bool:
        """A plane crashed, killing two."""
        return self.tree.dep[verb] == "advcl" and self.tree.lemma[self.tree.head[verb]] in _MISHAPS

    def _is_game(self, row: Evocation, frame: Frame) -> bool:
        """Two nations meet "in the semi-final"."""
        if row.type is not EventType.CONSULT:
            return False
        heads = [row.head] if frame.recipient is None else [row.head, frame.recipient.head]
        places = (noun for head in heads for word in _WHERE for noun in preposition_objects(self.tree, head, word))
        return any(self.tree.lemma[noun] in self.domains.games for noun in places)

    def _is_between_states(self, row: Evocation, frame: Frame) -> bool:
        """Diplomacy on the sports page; but there one nation only beats the other at a game."""
        sides = [side for side in frame if side is not None and side.political]
        return (
            row.type is not EventType.ASSAULT
            and bool(sides)
            and all(side.countries and side.sectors & self.domains.authorities for side in sides)
        )

    def _is_no_actor(self, side: Side, other: Side | None) -> bool:
        """A flood, or somebody of the sports page who faces no official: "the Brazilian coach praised"."""
        tree, nature = self.tree, self.domains.nature
        named = (kid for kid in tree.kids[side.head] if tree.dep[kid] == "compound")  # Typhoon Noru
        if tree.lemma[side.head] in nature or (
            tree.tag[side.head] == "NNP" and any(tree.lemma[kid] in nature for kid in named)
        ):
            return _CREWED.isdisjoint(tree.lower[kid] for kid in tree.kids[side.head])
        if other is not None and other.sectors & self.domains.authorities and not self.elsewhere:
            return False
        low, high = tree.phrase(side.head)
        strikers = {"striker"} if "NNS" in tree.tag[low:high] else set()  # of a union, where they are many
        return bool(self.domains.elsewhere.intersection(tree.lemma[low:high]) - {"film", "goal"} - strikers)

    def _is_press(self, side: Side) -> bool:
        """Speaking to reporters."""
        return bool(side.sectors & PRESS) and self.tree.pos[side.head] == "NOUN"

    def _is_private(self, row: Evocation, side: Side) -> bool:
        """A firm, or people whose words are no politics."""
        if side.countries == _FIRMS or self.tree.lemma[side.head] in self.domains.firms:
            return True
        words = QUAD_CLASS[row.type] in _WORDS
        return words and not side.countries and self.tree.lemma[side.head] in self.domains.private

    def _is_weighty(self, side: Side) -> bool:
        """An authority, no neighbour or town council: residents complain, critics praise a novelist."""
        return bool(side.sectors & self.domains.authorities) and not self._is_local(side)

    def _is_local(self, side: Side) -> bool:
        """A town's council, but not a city's."""
        tree, (low, high) = self.tree, self.tree.phrase(side.head)
        return not side.countries and tree.lemma[side.head] in self.domains.local and "city" not in tree.lower[low:high]

    def _is_own_affair(self, row: Evocation, frame: Frame) -> bool:
        """What concerns nobody else: banks sign a merger, researchers agree, a town council rejects a plan."""
        actor = frame.actor
        if actor is None or not actor.sectors or len(actor.countries) > 1:
            return False
        if self._is_local(actor):
            return QUAD_CLASS[row.type] in _WORDS
        if row.type is EventType.SUPPORT:
            return actor.sectors == _BUSINESS
        if row.type is EventType.SANCTION:  # a strike shut the ports
            return actor.sectors == _LABOUR
        return row.type in _DEALINGS and actor.sectors <= _UNOFFICIAL

    def _is_business(self, frame: Frame) -> bool:
        """A firm and its customers or rivals at home: "sued its insurer", "sells drones to farmers"."""
        actor, other = frame
        if actor is None or other is None or actor.sectors != _BUSINESS or other.sectors & self.domains.authorities:
            return False
        return bool(other.sectors) and (not other.countries or other.countries == actor.countries)

    def _has_needed(self, row: Evocation, frame: Frame) -> bool:
        actor, recipient = self._political(row, frame)
        passive = frame.actor is None
        return {
            "either": actor or recipient,
            "actor": actor,
            "both": actor and recipient,
            "authority": actor or (recipient and passive),
            "crowd": not passive,
            "state": actor
            or (recipient and passive)
            or (frame.actor is not None and self._is_person(frame.actor.head)),
            "known": actor and frame.actor is not None and bool(frame.actor.countries),
            "victim": recipient,
            "none": True,
            "any": bool(preposition_objects(self.tree, row.head, "of")),
            "never": False,
        }["either" if self.is_presupposed(row) else _needs(row)]

    def is_presupposed(self, row: Evocation) -> bool:
        """What is condemned or mourned has happened: "condemned the attack on the mission"."""
        tree, head = self.tree, row.head
        if not isinstance(row.rule, Nominal) or row.carrier is not None or QUAD_CLASS[row.type] in _WORDS:
            return False
        return tree.dep[head] in ("dobj", "nsubjpass") and tree.lemma[tree.head[head]] in _PRESUPPOSING

    def is_only_mentioned(self, row: Evocation) -> bool:
        """What is denied is another deed: "has never bargained over its support for Togo"."""
        tree, head = self.tree, row.head
        if not isinstance(row.rule, Nominal) or row.carrier is not None or row.type in _DEALINGS:
            return False
        above = tree.head[head]
        return tree.dep[head] == "pobj" and tree.dep[above] == "prep" and tree.lower[above] != "without"

    def is_nobodys(self, row: Evocation, frame: Frame) -> bool:
        """Asked whether the embassy could be shut, whether troops should be sent: by whom is not told."""
        actor = frame.actor
        if actor is None:
            return True
        return "object" in row.rule.actor and not actor.countries and is_passive(self.tree, row.head)

    def _political(self, row: Evocation, frame: Frame) -> tuple[bool, bool]:
        actor, recipient = (side is not None and side.political for side in frame)
        if actor and frame.actor is not None and self._is_private(row, frame.actor):
            actor = False
            recipient = recipient and frame.recipient is not None and self._is_weighty(frame.recipient)
        if self._is_business(frame) or (not recipient and self._is_own_affair(row, frame)):
            return False, False
        if recipient and frame.recipient is not None and frame.recipient.countries == _FIRMS:
            recipient = False
        if recipient and frame.actor is not None and self._is_person(frame.actor.head):
            actor = True  # "Putin offered the Armenian president talks", with nothing told of Putin
        if actor and frame.recipient is not None and self._is_person(frame.recipient.head):
            recipient = True
        together = row.rule.reciprocal or isinstance(row.rule, Nominal)
        if together and actor and frame.actor is not None and len(frame.actor.actors) > 1:
            recipient = True
        if row.rule.reciprocal and frame.actor is not None and self._is_pair(frame.actor.head):
            return True, True
        return actor, recipient

    def _is_pair(self, head: int) -> bool:
        """The two leaders, both ministers: who they are was told before."""
        return is_two_sides(self.tree.lower[self.tree.phrase(head)[0] : head + 1])

    def _is_person(self, head: int) -> bool:
        return self.parties.is_person(head) or (not self.other_page and self.parties.is_surname(head))

    def _is_fitting(self, row: Evocation, frame: Frame) -> bool:
        if isinstance(row.rule, Nominal):
            return True
        if row.rule.subject_is == "official" and not self._is_official_abroad(frame):
            return False
        if row.rule.subject_is == "government" and not (frame.actor and Sector.GOV in frame.actor.sectors):
            return False
        return row.rule.object_is is None or self._object_fits(row.rule, row.head, frame)

    def _is_official_abroad(self, frame: Frame) -> bool:
        """Only an official's travels to another country are diplomacy."""
        actor, recipient = frame
        if actor is None or not self.parties.is_official(actor):
            return False
        return recipient is None or not actor.countries or recipient.countries != actor.countries

    def _is_called_something(self, verb: int) -> bool:
        """Called him a liar; not "called him to discuss the border"."""
        tree, words = self.tree, ("oprd", "xcomp", "ccomp", "acomp", "attr")
        named = (kid for kid in tree.kids[verb] if tree.dep[kid] in words)
        return any(all(tree.tag[below] != "TO" for below in tree.kids[kid]) for kid in named)

    def _object_fits(self, rule: Rule, verb: int, frame: Frame) -> bool:
        if rule.object_is == "any":
            return object_of(self.tree, verb) is not None
        side = frame.actor if rule.actor == ("object",) else frame.recipient
        if side is None:
            return False
        if rule.object_is == "state":
            named = self.tree.pos[side.head] == "PROPN" or self.tree.lemma[side.head] in _PLACES
            return bool(side.countries) and named
        if rule.object_is == "called" and self._is_called_something(verb):
            return False
        if rule.type is EventType.CONSULT and not all(actor.sector for actor in side.actors):
            return False  # welcomed the Doha track
        return self.parties.is_people(side)


def _needs(row: Evocation) -> str:
    if isinstance(row.rule, Nominal):
        return row.rule.alone if row.carrier is None else "either"
    return row.rule.needs
