"""An evocation in, its two sides out: who acts on whom, by the slots that its rule names."""

from collections.abc import Iterator
from typing import NamedTuple

from workers.extract.events.arguments import (
    agent,
    by_of_verb,
    inner_parties,
    is_passive,
    object_of,
    preposition_objects,
    subject,
    surface_subject,
)
from workers.extract.events.parties import MUNITIONS, Parties, Side
from workers.extract.events.recipients import Search
from workers.extract.events.tree import Tree
from workers.extract.events.triggers import Evocation, Evoker
from workers.lexicon.events import Nominal, Rule
from workers.ontology import EventType, Mode

__all__ = ["Filler", "Frame"]


_OWN_DEEDS = frozenset((EventType.THREATEN, EventType.AGREE))


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
        return fallback or self._expeller(found) or self._speaker(found)

    def _expeller(self, found: Evocation) -> Side | None:
        """Who is left unsaid: "was expelled from Moscow", "whose consul was turned out of Yangon"."""
        if found.mode not in (Mode.EXPEL, Mode.DEPORT) or not is_passive(self.tree, found.head):
            return None
        heads = (head for word in ("from", "of") for head in preposition_objects(self.tree, found.head, word))
        return next((side for head in heads if (side := self.parties.side(head)).countries), None)

    def _speaker(self, found: Evocation) -> Side | None:
        """Who says so in words of their own: "It will not go unpunished," the minister said."""
        if "teller" not in found.rule.actor:
            return None
        spoken = (voice for voice in self.parties.voices if voice.span.start <= found.head < voice.span.end)
        said = next(spoken, None)
        return Side(found.head, (said.speaker,), political=bool(said.speaker.country)) if said else None

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
        slots = ("carrier", *found.rule.recipient) if found.undergone else found.rule.recipient
        heads = ((slot, head) for slot in slots for head in self._heads(found, slot))
        return Search(self.evoker, self.parties, found, actor).among(heads)

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
            yield from (head for head in heads if not (self.tree.is_relative(head) or self.tree.is_time(head)))

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
        elif slot == "clause_subject":  # its demand that Niger open the road; a call for Niger to open it
            clauses = (kid for kid in tree.kids[noun] if tree.dep[kid] in ("acl", "ccomp", "advcl"))
            yield from (who for kid in clauses for who in _some(tree.child(kid, "nsubj")) if not tree.is_relative(who))
        else:
            direct = preposition_objects(tree, noun, slot)
            yield from direct
            if not direct:  # the arrest of the editor by police: "by" may hang on the editor
                inner = [low for kid in tree.kids[noun] if tree.dep[kid] == "prep" for low in tree.kids[kid]]
                yield from (low for kid in inner for low in preposition_objects(tree, kid, slot))
            if slot == "by" and not direct:
                yield from by_of_verb(tree, noun)
            for above in (found.carrier, self._governor(noun)):
                if above is not None and (above == found.carrier or slot not in ("by", "of", "from")):
                    yield from preposition_objects(tree, above, slot)

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

    def _teller(self, found: Evocation) -> Iterator[int]:
        """Who says so: "the raid will not go unanswered, Tehran said"."""
        verb, tree = found.head, self.tree
        for _ in range(3):
            if tree.dep[verb] in ("ccomp", "parataxis"):
                yield from _some(surface_subject(tree, tree.head[verb]))
                return
            verb = tree.head[verb]

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
    "teller": Filler._teller,
    "clause_inner": Filler._clause_inner,
    "content": Filler._content,
}
