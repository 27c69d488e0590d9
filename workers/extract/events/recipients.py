"""The noun phrases where the other side may stand in, that side out."""

from collections.abc import Iterable

from workers.extract.events.arguments import DOCUMENTS, by_of_verb, object_of, preposition_objects
from workers.extract.events.parties import Parties, Side
from workers.extract.events.reach import beyond
from workers.extract.events.triggers import Evocation, Evoker
from workers.ontology import EventType, Sector

__all__ = ["Search"]

# Slots where a noun phrase is the other side even if nothing political is known of it.
_TELLING = frozenset("subject object dative clause_subject with against to from on at for content".split())
_GIVING = frozenset((EventType.AGREE, EventType.AID))
_PERFORMED = frozenset((EventType.ACCUSE, EventType.REQUEST))
_ADDRESSED = frozenset((EventType.REQUEST, EventType.THREATEN))
_MESSAGES = frozenset("letter message note cable telegram call conversation email memorandum memo".split())
_TELLING_VERBS = frozenset("tell inform remind write notify".split())
_SUFFERED = frozenset((EventType.ASSAULT, EventType.COERCE, EventType.SANCTION))
_PRIVATE = frozenset((Sector.BUS, Sector.MED, Sector.EDU, Sector.JRN, Sector.AGR, Sector.CVL, Sector.REL, Sector.LAB))
_FORCES = frozenset((Sector.MIL, Sector.COP))
_EXCHANGE = frozenset("return exchange response retaliation reply turn".split())


class Search:
    """For whom it is done to, of one evocation whose actor is known."""

    def __init__(self, evoker: Evoker, parties: Parties, found: Evocation, actor: Side | None) -> None:
        self.evoker, self.tree, self.parties = evoker, parties.tree, parties
        self.found, self.actor = found, actor
        self.own: Side | None = None  # of the actor's own country
        self.fallback: Side | None = None  # a noun phrase at least
        self.things: list[int] = []

    def among(self, heads: Iterable[tuple[str, int]]) -> Side | None:
        """The first party of another country among (slot, head), else the first party, else the first noun phrase."""
        for slot, head in heads:
            if head in self.found.words or self._is_no_party(head):
                continue  # the first: opened fire on the crowd
            side = self._party(slot, head)
            if side is not None and self._is_other(side):
                return side if side.countries or side.explicit else self._further(side)
        best = self.own or self.fallback or self._addressee()
        if best is not None and (best.countries or best.explicit):
            return best
        return self._further(best)

    def _further(self, best: Side | None) -> Side | None:
        """What is told in other places than beside the verb, where that is nobody or "sixty nurses"."""
        is_open = best is None or best.is_thing or self.found.type in _GIVING
        further = beyond(self.tree, self.parties, self.found, self.actor) if is_open else None
        return further or self._told_to() or self._told_before() or best

    def _party(self, slot: str, head: int) -> Side | None:
        """The political party that a noun phrase is or belongs to, if it is not the actor."""
        side = self.parties.side(head)
        if not side.countries:
            self.things.append(head)
        if not side.political:
            outer, _, inner = slot.partition(">")
            if outer in _TELLING and (inner != "inner" or self.parties.is_somebody(head)):
                self.fallback = self.fallback or self._doer(head) or side
            side = self._behind(head) or side
        elif self._is_own(side):
            side = self.parties.within(head, beside=side.countries) or side
        is_within = ">" in slot or side.head != head or not self.parties.is_somebody(head)
        if is_within and self._is_victim(side, head):
            return None
        return side if side.political and (self.actor is None or side.head != self.actor.head) else None

    def _is_other(self, side: Side) -> bool:
        """Whether it is the one; what may be if there is no better is kept."""
        actor = self.actor
        is_it = self.tree.lower[side.head] == "it" and self._is_own(side)
        if actor is not None and (is_it or _names(side) == _names(actor)):
            self.fallback = self.fallback or side._replace(actors=())  # "he urged it": not his own country
            return False
        if not (side.countries or side.sectors) and self.fallback is not None:
            return False  # swapped prisoners of war
        if not self._is_own(side):
            return True
        is_given = self.found.type in _GIVING and not side.explicit and side.sectors <= _FORCES
        if not is_given and self.tree.tag[side.head] != "PRP$":  # not: "Kenya offered 400 police"
            self.own = self.own or (side if side.explicit else None)
            self.fallback = self.fallback or side
        return False

    def _behind(self, thing: int) -> Side | None:
        """Whose it is, rather another's: "condemned the expulsion of its nuns by Nicaragua"."""
        owner = self.parties.within(thing)
        if owner is None or not self._is_own(owner):
            return owner
        return self.parties.within(thing, beside=owner.countries) or owner

    def _is_victim(self, side: Side, deed: int) -> bool:
        """Somebody of one's own to whom it was done: "condemned the attack on its consulate"."""
        if self.found.type not in _PERFORMED or not self._is_own(side):
            return False
        low, high = self.tree.phrase(side.head)
        if "PRP$" in self.tree.tag[low:high]:
            return True
        suffered = self.evoker.evoke(deed)
        return suffered is not None and suffered.type in _SUFFERED and not side.sectors - _PRIVATE

    def _addressee(self) -> Side | None:
        """Of what a letter says whom it was sent to: "sent a letter to the WHO threatening to leave"."""
        tree, verb = self.tree, self.found.head
        above = tree.head[verb]
        if tree.dep[verb] not in ("acl", "advcl") or tree.tag[verb] != "VBG":
            return None
        letter = object_of(tree, above) if tree.is_verb(above) else above
        if letter is None or tree.lemma[letter] not in DOCUMENTS:
            return None
        heads = [*preposition_objects(tree, letter, "to"), *preposition_objects(tree, above, "to")]
        sides = (self.parties.side(head) for head in heads)
        return next((side for side in sides if side.political), None)

    def _told_to(self) -> Side | None:
        """ "In a letter to Togo he asked for water", "told the envoy that he was tired and warned of sanctions"."""
        tree, verb = self.tree, self.found.head
        if self.found.type not in _ADDRESSED:
            return None
        letters = [noun for noun in preposition_objects(tree, verb, "in") if tree.lemma[noun] in _MESSAGES]
        heads = [
            head for letter in letters for word in ("to", "with") for head in preposition_objects(tree, letter, word)
        ]
        above = tree.head[verb]
        if tree.dep[verb] == "conj" and tree.lemma[above] in _TELLING_VERBS:
            heads += [kid for kid in tree.kids[above] if tree.dep[kid] in ("dobj", "dative")]
            heads += preposition_objects(tree, above, "to")
        sides = (self.parties.side(head) for head in heads)
        return next((side for side in sides if side.countries and not self._is_own(side)), None)

    def _told_before(self) -> Side | None:
        """Whose "the ship" is, of "a Danish survey vessel" that was told of just before."""
        things = [low for head in self.things for low in (head, *preposition_objects(self.tree, head, "of"))]
        sides = (self.parties.named_before(thing) for thing in things)
        return next((side for side in sides if side is not None and not self._is_own(side)), None)

    def _doer(self, deed: int) -> Side | None:
        """Of a deed the people who did it: "condemned the attack on Sunday by gang members"."""
        if self.tree.pos[deed] != "NOUN":
            return None
        doers = preposition_objects(self.tree, deed, "by") or by_of_verb(self.tree, deed)
        sides = (self.parties.side(doer) for doer in doers)
        return next((side for side in sides if side.sectors), None)

    def _is_own(self, side: Side) -> bool:
        """A thing of the actor's: "Chad will close two of its crossings with Sudan"."""
        return self.actor is not None and bool(side.countries) and side.countries <= self.actor.countries

    def _is_no_party(self, head: int) -> bool:
        if self.tree.pos[head] in ("VERB", "ADP", "ADV") or self.tree.is_time(head):
            return True
        if self.tree.lemma[head] in _EXCHANGE:
            return True  # sent wheat in return for shells
        return self.actor is not None and head == self.actor.head


def _names(side: Side) -> list[str]:
    return [actor.name for actor in side.actors]
