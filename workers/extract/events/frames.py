"""An evocation in, its two sides out: who acts on whom, by the slots that its rule names."""

from collections.abc import Iterator
from typing import NamedTuple

from workers.extract.events.arguments import (
    DOCUMENTS,
    agent,
    inner_parties,
    is_passive,
    object_of,
    preposition_objects,
    subject,
    surface_subject,
)
from workers.extract.events.parties import MUNITIONS, Parties, Side
from workers.extract.events.reach import beyond
from workers.extract.events.tree import Tree
from workers.extract.events.triggers import Evocation, Evoker
from workers.lexicon.events import Nominal, Rule
from workers.ontology import EventType, Mode

__all__ = ["Filler", "Frame"]

# Slots where a noun phrase is the other side even if nothing political is known of it.
_TELLING = frozenset("subject object dative clause_subject with against to from on at for content".split())
_OWN_DEEDS = frozenset((EventType.THREATEN, EventType.AGREE))
_EXCHANGE = frozenset("return exchange response retaliation reply turn".split())


class Frame(NamedTuple):
    """Both sides of an event; None where the text names nobody."""

    actor: Side | None
    recipient: Side | None


class Filler:
    """Finds the parties of evocations of one Doc."""

    def __init__(self, tree: Tree, evoker: Evoker, parties: Parties) -> None:
        self.tree = tree
        self.evoker = evoker
        self.parties = parties

    def fill(self, found: Evocation) -> Frame:
        """Both sides of what was evoked."""
        actor = self._actor(found)
        return Frame(actor, self._recipient(found, actor))

    def _actor(self, found: Evocation) -> Side | None:
        slots = found.rule.actor
        if found.undergone:
            slots = (*slots, "from")
        elif found.carrier is not None:
            slots = ("carrier", *slots)
        fallback = None
        for slot in slots:
            for head in self._heads(found, slot):
                side = self._who(found, head)
                if side is not None and side.political:
                    return side
                if slot != "modifier":  # air strikes are nobody's
                    fallback = fallback or side
        return fallback or self._expeller(found)

    def _expeller(self, found: Evocation) -> Side | None:
        """Who is left unsaid: "was expelled from Moscow", "whose consul was turned out of Yangon"."""
        if found.mode not in (Mode.EXPEL, Mode.DEPORT) or not is_passive(self.tree, found.head):
            return None
        heads = (head for word in ("from", "of") for head in preposition_objects(self.tree, found.head, word))
        return next((side for head in heads if (side := self.parties.side(head)).countries), None)

    def _who(self, found: Evocation, head: int) -> Side | None:
        """The party itself; of what is nobody, whose it is: "Israeli missiles", "the attack by rebels killed six"."""
        deed = self.evoker.evoke(head) if found.type is EventType.ASSAULT else None
        if deed is not None and isinstance(deed.rule, Nominal) and deed.type is EventType.ASSAULT:
            return self._actor(deed)
        return self._owner_of(head) if self.tree.lemma[head] in MUNITIONS else self.parties.side(head)

    def _owner_of(self, munition: int) -> Side | None:
        """Whose missiles they were: "Israeli missiles", "missiles fired by the army"."""
        side = self.parties.side(munition)
        if side.political:
            return side
        for kid in self.tree.kids[munition]:
            if self.tree.dep[kid] == "acl" and (by := agent(self.tree, kid)) is not None:
                return self.parties.side(by)
        return self.parties.within(munition)

    def _recipient(self, found: Evocation, actor: Side | None) -> Side | None:
        """The first party of another country in slot order, else the first party, else the first noun phrase."""
        own, fallback = None, None
        for slot in ("carrier", *found.rule.recipient) if found.undergone else found.rule.recipient:
            for head in self._heads(found, slot):
                if head in found.words or self._is_no_party(head, actor):
                    continue  # the first: opened fire on the crowd
                side = self.parties.side(head)
                if not side.political:
                    if slot.partition(">")[0] in _TELLING:
                        fallback = fallback or self._doer(head) or side
                    side = self.parties.within(head) or side
                elif self._is_own(side, actor):
                    side = self.parties.within(head, beside=side.countries) or side
                if not side.political or (actor is not None and side.head == actor.head):
                    continue
                if actor is None or not side.countries or side.countries != actor.countries:
                    return side
                own = own or (side if side.explicit and self.tree.tag[side.head] != "PRP$" else None)
                fallback = fallback or (None if self.tree.tag[side.head] == "PRP$" else side)
        best = own or fallback or self._addressee(found.head)
        return (beyond(self.tree, self.parties, found, actor) or best) if best is None or best.is_thing else best

    def _addressee(self, verb: int) -> Side | None:
        """Of what a letter says whom it was sent to: "sent a letter to the WHO threatening to leave"."""
        tree, above = self.tree, self.tree.head[verb]
        if tree.dep[verb] not in ("acl", "advcl") or tree.tag[verb] != "VBG":
            return None
        letter = object_of(tree, above) if tree.is_verb(above) else above
        if letter is None or tree.lemma[letter] not in DOCUMENTS:
            return None
        heads = [*preposition_objects(tree, letter, "to"), *preposition_objects(tree, above, "to")]
        sides = (self.parties.side(head) for head in heads)
        return next((side for side in sides if side.political), None)

    def _doer(self, deed: int) -> Side | None:
        """Of a deed the people who did it: "condemned the attack on Sunday by gang members"."""
        if self.tree.pos[deed] != "NOUN":
            return None
        doers = preposition_objects(self.tree, deed, "by") or self._by_of_verb(deed)
        sides = (self.parties.side(doer) for doer in doers)
        return next((side for side in sides if side.sectors), None)

    def _is_own(self, side: Side, actor: Side | None) -> bool:
        """ "Chad will close two of its crossings with Sudan"."""
        return actor is not None and bool(side.countries) and side.countries == actor.countries

    def _is_no_party(self, head: int, actor: Side | None) -> bool:
        if self.tree.pos[head] in ("VERB", "ADP", "ADV") or self.tree.is_time(head):
            return True
        if self.tree.lemma[head] in _EXCHANGE:
            return True  # sent wheat in return for shells
        return actor is not None and head == actor.head

    def _heads(self, found: Evocation, slot: str) -> Iterator[int]:
        head, _, inner = slot.partition(">")
        for first in self._outer(found, head):
            if not inner:
                yield first
            elif inner == "inner":
                yield from inner_parties(self.tree, first)
            else:
                yield from preposition_objects(self.tree, first, inner)

    def _outer(self, found: Evocation, slot: str) -> Iterator[int]:
        if slot == "carrier" and found.carrier is not None:
            yield from _some(subject(self.tree, found.carrier))
        elif isinstance(found.rule, Nominal):
            yield from self._of_noun(found, slot)
        elif slot in _VERB_SLOTS:
            yield from _VERB_SLOTS[slot](self, found)
        else:  # not: a raid in which two envoys were detained
            heads = preposition_objects(self.tree, found.head, slot)
            yield from (head for head in heads if not self.tree.is_relative(head))

    def _of_noun(self, found: Evocation, slot: str) -> Iterator[int]:
        tree, noun = self.tree, found.head
        if slot == "subject":
            yield from _some(self._traveller(noun))
        elif slot == "possessor":
            yield from (kid for kid in _some(tree.child(noun, "poss")) if not tree.is_time(kid))
        elif slot == "modifier":
            modifiers = (kid for kid in tree.kids[noun] if tree.dep[kid] in ("amod", "compound", "nmod"))
            yield from (kid for kid in modifiers if tree.lower[kid] != "state" and not self._is_scene(found, kid))
        elif slot == "scene":
            modifiers = (kid for kid in tree.kids[noun] if tree.dep[kid] in ("compound", "nmod"))
            yield from (kid for kid in modifiers if self._is_scene(found, kid))
        else:
            direct = preposition_objects(tree, noun, slot)
            yield from direct
            if not direct:  # the arrest of the editor by police: "by" may hang on the editor
                inner = [low for kid in tree.kids[noun] if tree.dep[kid] == "prep" for low in tree.kids[kid]]
                yield from (low for kid in inner for low in preposition_objects(tree, kid, slot))
            if slot == "by" and not direct:
                yield from self._by_of_verb(noun)
            for above in (found.carrier, self._governor(noun)):
                if above is not None and (above == found.carrier or slot not in ("by", "of", "from")):
                    yield from preposition_objects(tree, above, slot)

    def _by_of_verb(self, noun: int) -> list[int]:
        """ "Condemned the attack on Sunday by gang members": "by" hangs on an active verb, and tells of the noun."""
        tree, above = self.tree, self.tree.head[noun]
        active = tree.dep[noun] == "dobj" and not is_passive(tree, above)
        return preposition_objects(tree, above, "by") if active else []

    def _is_scene(self, found: Evocation, modifier: int) -> bool:
        """Where it happened, and no doer: "the Quetta attack"; but "US strikes", "the Israel strike on Gaza"."""
        tree = self.tree
        if found.type is not EventType.ASSAULT or tree.tag[modifier][:2] != "NN" or tree.doc[modifier].text.isupper():
            return False
        if not self.parties.is_place(modifier):
            return False
        return not any(preposition_objects(tree, found.head, word) for word in ("on", "against"))

    def _governor(self, noun: int) -> int | None:
        """The word that a nominal hangs on: its verb, or what "on a visit" and "for talks" are said of."""
        tree, head = self.tree, self.tree.head[noun]
        if tree.is_verb(head):
            return head
        if tree.dep[noun] == "pobj" and tree.lower[head] in ("on", "for", "during"):
            above = tree.head[head]
            return tree.head[above] if tree.pos[above] == "ADP" else above
        return None

    def _traveller(self, noun: int) -> int | None:
        above = self._governor(noun)
        if above is None or self.tree.dep[noun] != "pobj":
            return None
        return subject(self.tree, above) if self.tree.is_verb(above) else above

    def _subject(self, found: Evocation) -> Iterator[int]:
        verb = self._predicate(found)
        who = subject(self.tree, verb)
        if who is None and isinstance(found.rule, Rule) and "to" in found.rule.via:
            who = surface_subject(self.tree, verb)  # the envoy is scheduled to arrive
        yield from _some(who)

    def _object(self, found: Evocation) -> Iterator[int]:
        thing = object_of(self.tree, found.head)
        if thing is None:  # called in the ambassador: the parser takes the particle for a preposition
            objects = (self.tree.child(word, "pobj") for word in found.words if word != found.head)
            thing = next((noun for noun in objects if noun is not None), None)
        yield from _some(thing)
        if thing is None and self.tree.child(found.head, "ccomp") is not None:
            yield from self._clause_subject(found)

    def _dative(self, found: Evocation) -> Iterator[int]:
        kid = self.tree.child(found.head, "dative")
        if kid is not None:
            yield self.tree.child(kid, "pobj") or kid
        elif is_passive(self.tree, found.head) and self.tree.child(found.head, "dobj", "oprd") is not None:
            yield from _some(self.tree.child(found.head, "nsubjpass"))  # was denied a visa

    def _clause_subject(self, found: Evocation) -> Iterator[int]:
        for kid in self.tree.kids[found.head]:
            if self.tree.dep[kid] in ("ccomp", "xcomp"):
                own = self.tree.child(kid, "nsubj", "nsubjpass")
                if own is not None and self.tree.dep[own] == "nsubj":
                    yield own
                elif own is not None:
                    yield from _some(agent(self.tree, kid))
                    yield own

    def _clause_inner(self, found: Evocation) -> Iterator[int]:
        for kid in self.tree.kids[found.head]:
            if self.tree.dep[kid] in ("ccomp", "xcomp"):
                yield from _some(object_of(self.tree, kid))
                for word in ("in", "with", "to", "from", "on", "against", "of"):
                    yield from preposition_objects(self.tree, kid, word)

    def _content(self, found: Evocation) -> Iterator[int]:
        if found.content is None:
            return
        inner = self.evoker.evoke(found.content)
        if inner is None:
            if self.tree.is_verb(found.content):
                yield from _some(object_of(self.tree, found.content))
                for word in ("with", "to", "from", "on", "against", "in", "for", "through"):
                    yield from preposition_objects(self.tree, found.content, word)
            else:
                yield from inner_parties(self.tree, found.content)
            return
        own = {subject(self.tree, self._predicate(found))}
        if found.type in _OWN_DEEDS:  # threatened that Dodoma would charge Ugandan trucks double
            own.add(surface_subject(self.tree, found.content))
        slots = inner.rule.recipient if "object" not in inner.rule.actor else ("object", *inner.rule.recipient)
        for slot in slots:  # refused to receive the envoy: the envoy would have been the actor
            yield from (head for head in self._heads(inner, slot) if head not in own)

    def _predicate(self, found: Evocation) -> int:
        """The verb whose subject counts: for "is ready to", the copula above the adjective."""
        tree, head = self.tree, found.head
        if not tree.is_verb(head) and tree.dep[head] in ("acomp", "attr", "oprd"):
            return tree.head[head]
        return head


def _some(token: int | None) -> Iterator[int]:
    if token is not None:
        yield token


_VERB_SLOTS = {
    "subject": Filler._subject,
    "object": Filler._object,
    "dative": Filler._dative,
    "clause_subject": Filler._clause_subject,
    "clause_inner": Filler._clause_inner,
    "content": Filler._content,
}
