"""The head of a noun phrase in, the actors it stands for out, and whether they are political."""

from collections.abc import Sequence
from typing import NamedTuple

from workers.extract.actors import Actor, Roster, Voice
from workers.extract.events.arguments import inner_parties, preposition_objects
from workers.extract.events.tree import Tree
from workers.lexicon.actors import Name
from workers.lexicon.events import Domains
from workers.ontology import ResolvedFrom, Sector

__all__ = ["DEFINITE", "MUNITIONS", "PRESS", "Parties", "Side", "countries"]

_POLITICAL_ENTITIES = frozenset(("GPE", "NORP"))
# What flies is somebody's, and nobody by itself.
MUNITIONS = frozenset(
    "missile rocket shell mortar bomb grenade drone artillery round airstrike strike attack explosion blast bombing "
    "raid fire torpedo projectile warplane jet bullet gunfire helicopter plane airplane aircraft shelling bombardment "
    "crossfire gunshot".split()
)
PRESS = frozenset((Sector.JRN, Sector.MED))
DEFINITE = frozenset("the this that these those".split())
_CRAFT = frozenset(
    "ship vessel boat trawler tanker freighter dredger cutter frigate corvette destroyer tug barge ferry yacht dinghy "
    "plane jet aircraft airliner helicopter drone balloon truck lorry".split()
)
_BACK = 80  # tokens
_PRIVATE = frozenset((Sector.BUS, Sector.MED, Sector.EDU, Sector.JRN, Sector.AGR, Sector.CVL, Sector.CRM, Sector.MNC))
_OUR_OWN = frozenset((Sector.MIL, Sector.COP, Sector.SPY))  # our garrison; not "our friends"
_TITLES = frozenset(
    "president minister ambassador envoy king queen chancellor premier secretary leader diplomat delegation official "
    "commissioner chief pope prince emir chairman speaker senator governor general".split()
)


def countries(actors: Sequence[Actor]) -> frozenset[str]:
    """Their countries, and what stands in place of one."""
    return frozenset(actor.country for actor in actors if actor.country)


class Side(NamedTuple):
    """One side of an event: the token it was read from, its actors, what is known of them."""

    head: int
    actors: tuple[Actor, ...]
    political: bool
    explicit: bool = True  # the words themselves say whose it is: a name or a nationality is among them

    @property
    def countries(self) -> frozenset[str]:
        return countries(self.actors)

    @property
    def is_thing(self) -> bool:
        """Nothing tells that it is anybody: "a shipment", "the move"."""
        return all(actor.resolved_from is ResolvedFrom.UNKNOWN for actor in self.actors) and not self.explicit

    @property
    def sectors(self) -> frozenset[Sector]:
        return frozenset(actor.sector for actor in self.actors if actor.sector)


class Parties:
    """Resolves noun phrases, each once."""

    def __init__(self, tree: Tree, roster: Roster, domains: Domains, voices: Sequence[Voice]) -> None:
        self.tree = tree
        self.roster = roster
        self.domains = domains
        self.voices = voices
        self._known: dict[int, Side] = {}

    def side(self, head: int) -> Side:
        """The party a noun phrase names, political or not."""
        if head not in self._known:
            actors = self._actors(head)
            self._known[head] = Side(head, actors, self._is_political(head, actors), self._is_explicit(head))
        return self._known[head]

    def within(self, head: int, *, beside: frozenset[str] = frozenset()) -> Side | None:
        """The political party that a noun phrase belongs to, other than `beside`: "Serbia's suppression of unrest"."""
        pending, seen = inner_parties(self.tree, head), 0
        for word in ("near", "outside"):  # a radar site near Hodeidah
            pending.extend(preposition_objects(self.tree, head, word))
        while pending and seen < 12:
            found = self.side(pending.pop(0))
            seen += 1
            munition = self.tree.lemma[found.head] in MUNITIONS and not found.countries
            if found.political and not munition and not (beside and found.countries <= beside):
                return found
            pending.extend(inner_parties(self.tree, found.head))
        return None

    def named_before(self, thing: int) -> Side | None:
        """The party whose nationality stood beside the same noun before: "a Danish trawler" for "the ship"."""
        tree = self.tree
        if tree.pos[thing] != "NOUN" or tree.lower[tree.phrase(thing)[0]] not in DEFINITE:
            return None
        alike = _CRAFT if tree.lemma[thing] in _CRAFT else (tree.lemma[thing],)
        for token in range(thing - 1, max(thing - _BACK, -1), -1):
            if tree.lemma[token] in alike and tree.pos[token] == "NOUN" and (side := self.side(token)).countries:
                return side
        return None

    def _actors(self, head: int) -> tuple[Actor, ...]:
        span = self.tree.span(head)
        if self.tree.tag[head] in ("JJ", "NNP") and self.tree.lower[span.start + 1 : span.end - 1] == ["-"]:
            pieces = [self.roster.resolve_one(span.doc[token : token + 1]) for token in range(span.start, span.end, 2)]
            if all(piece.country for piece in pieces):
                return tuple(pieces)  # Sino-Indian talks
        found = tuple(self.roster.resolve(span, voices=self.voices))
        named = any(self.roster.names.name_at(i) for i in range(span.start, span.end))
        if len(found) == 1 and not named:
            if self.tree.tag[span.start] == "WP$":
                return self._of_antecedent(found[0], head)
            if self.tree.lower[span.start] == "our" and found[0].sector in _OUR_OWN and not found[0].country:
                side = self.roster.resolve(span.doc[span.start : span.start + 1], voices=self.voices)[0]
                return (found[0]._replace(country=side.country),)
        return found

    def _of_antecedent(self, actor: Actor, head: int) -> tuple[Actor, ...]:
        """ "Mali, whose army was attacked": the army is Mali's."""
        verb, tree = head, self.tree
        for _ in range(4):
            if tree.dep[verb] == "relcl":
                owner = self.side(tree.head[verb]).actors[0]
                words = actor.name.removeprefix("whose ")
                return (actor._replace(name=f"{owner.name}'s {words}", country=owner.country or actor.country),)
            verb = tree.head[verb]
        return (actor,)

    def _is_explicit(self, head: int) -> bool:
        low, high = self.tree.phrase(head)
        if self.tree.tag[head] in ("PRP", "WP"):
            return True
        return any(
            self.tree.tag[i] == "PRP$" or (self.tree.doc[i].text[:1].isupper() and self.tree.tag[i] != "DT")
            for i in range(low, high)
        )

    def _is_political(self, head: int, actors: tuple[Actor, ...]) -> bool:
        if any(actor.country or (actor.sector and actor.sector not in _PRIVATE) for actor in actors):
            return True
        tree = self.tree
        return any(
            tree.lemma[token] in self.domains.political or tree.doc[token].ent_type_ in _POLITICAL_ENTITIES
            for token in tree.conjuncts(head)
        )

    def is_named(self, noun: int) -> bool:
        """A name or an office that the lexicon knows; no city that only says where, or which accord is meant."""
        found = self.roster.names.at(noun)
        if found is None:
            return False
        city = isinstance(found.entry, Name) and found.entry.kind == "city"
        above = self.tree.head[noun]
        return not city or (
            self.tree.dep[noun] not in ("compound", "amod", "nmod") and self.tree.lower[above] not in ("in", "at")
        )

    def is_place(self, noun: int) -> bool:
        """A country, a city or a region by its name."""
        found = self.roster.names.at(noun)
        return found is not None and isinstance(found.entry, Name) and found.entry.kind != "body"

    def is_somebody(self, noun: int) -> bool:
        """Women, villagers, a worker: not "the charge"."""
        return self.roster.names.role_at(noun) is not None

    def is_official(self, side: Side) -> bool:
        """Somebody whose visit is diplomacy."""
        if side.sectors & self.domains.authorities:
            return True
        low, high = self.tree.phrase(side.head)
        return not _TITLES.isdisjoint(self.tree.lemma[low:high]) or bool(side.countries)

    def is_person(self, head: int) -> bool:
        """Somebody named, of whom nothing else may be known."""
        return self.tree.doc[head].ent_type_ == "PERSON" or self.tree.lower[head] in ("he", "she")

    def is_surname(self, head: int) -> bool:
        """A capitalised subject that no list knows: "Maduro", whom the model takes for nobody, or for a town."""
        tree = self.tree
        if tree.tag[head] != "NNP" or tree.dep[head] != "nsubj" or tree.kids[head]:
            return False
        return self.roster.names.at(head) is None and tree.doc[head].text[1:].islower()

    def is_people(self, side: Side) -> bool:
        """People rather than a thing: an official, somebody named, people of a nation or faith."""
        if self.tree.pos[side.head] == "PROPN":
            return self.tree.doc[side.head].ent_type_ in ("PERSON", "NORP") or self.is_somebody(side.head)
        return self.is_official(side)
