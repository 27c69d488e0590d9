"""One noun phrase in, its Actor out: what its words say, joined with what the article says elsewhere."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from spacy.tokens import Span

from workers.extract.actors.called import OWN, Called
from workers.extract.actors.chain import Chain
from workers.extract.actors.groups import Groups
from workers.extract.actors.labels import read_label
from workers.extract.actors.mentions import Mention
from workers.extract.actors.model import Actor
from workers.extract.actors.names import Names, find_names
from workers.extract.actors.people import Person, find_people
from workers.extract.actors.phrases import read_phrase, segments
from workers.extract.actors.places import BODIES
from workers.extract.actors.pronouns import PLURAL, PRONOUNS
from workers.extract.actors.reading import Reading, is_called, is_name_of, is_opposite, joined
from workers.extract.actors.turns import is_label
from workers.extract.columns import Columns
from workers.lexicon import ActorLexicon
from workers.lexicon.signs import Sign
from workers.ontology import ResolvedFrom, Sector

__all__ = ["Resolution"]

_PART_OF: Final = frozenset("one some both many several two three four most all none another each".split())
_EMPLOYED: Final = frozenset(("spokesman", "spokeswoman", "spokesperson", "aide", "adviser", "advisor"))


class Resolution:
    """One article's names, people and chain of mentions; each is built when first asked for."""

    def __init__(self, columns: Columns, lexicon: ActorLexicon, masthead: Sequence[Sign]) -> None:
        self.doc, self.columns, self.lexicon, self.masthead = columns.doc, columns, lexicon, masthead
        self._asked: set[int] = set()

    @cached_property
    def names(self) -> Names:
        """Names and role nouns of the lexicon in the article, those within people's names left out."""
        persons = {i for person in self.people for naming in person.namings for i in range(naming.start, naming.end)}
        return self._all_names.without(persons)

    @cached_property
    def _all_names(self) -> Names:
        return find_names(self.columns, self.lexicon, self.masthead)

    @cached_property
    def people(self) -> list[Person]:
        """Everybody named, in order of first mention."""
        return self._register[0]

    @cached_property
    def _register(self) -> tuple[list[Person], list[tuple[int, int]]]:
        return find_people(self._all_names, self.lexicon)

    @cached_property
    def chain(self) -> Chain:
        """Mentions of everybody, linked."""
        return Chain(self.names, *self._register)

    @cached_property
    def _groups(self) -> Groups:
        return Groups(self.names, self.chain)

    @cached_property
    def _called(self) -> Called:
        return Called(self.names)

    @cached_property
    def _person_at(self) -> dict[int, int]:
        return {
            i: k
            for k, person in enumerate(self.people)
            for naming in person.namings
            for i in range(naming.start, naming.end)
        }

    def actor(self, start: int, end: int) -> Actor:
        """Whom one noun phrase (no compound) stands for."""
        doc, lower = self.doc, self.columns.lower
        if end - start == 1 and lower[start] in PRONOUNS and not self.names.at(start) and start not in self._person_at:
            return self.pronoun(start)
        labelled = read_label(self.columns, self.people, start, end)
        if labelled and labelled.person is not None:
            return self._of_person(labelled.person, doc[start:end], ResolvedFrom.NOMINAL)
        if labelled and labelled.name == "interviewee":
            return Actor(doc[start:end], labelled.name, ResolvedFrom.NOMINAL)
        if labelled:
            return Actor(doc[start:end], labelled.name, ResolvedFrom.NOMINAL, "reporter", None, Sector.JRN)
        group = self._groups.before(start, end)
        if group is not None:
            return self._member(group[0], start, end, alone=group[1])
        if end - 1 in self.names.aliases and end - start <= 2 and not self.names.at(end - 1):
            return self.actor(*self.names.aliases[end - 1])._replace(span=doc[start:end])
        if end - start > 2 and lower[start] in _PART_OF and lower[start + 1] == "of":
            part = self._part(start, end)
            if part:
                return part
        pieces = segments(self.names, start, end) or [(start, end)]
        readings = [read_phrase(self.names, *piece) for piece in pieces]
        person = self._titled(pieces[0])
        person = self._named(readings, start) if person is None else person
        if person is not None:
            return self._of_person(person, doc[start:end], ResolvedFrom.NAMED)
        if len(readings) > 1 and is_name_of(readings[1], readings[0]):  # the airline, LATAM
            actor, kind = self._of_reading(readings[1], start, end, pieces[1]), readings[0]
            return actor._replace(country=actor.country or kind.country, sector=actor.sector or kind.sector)
        return self._of_reading(joined(readings), start, end, pieces[0])

    def pronoun(self, token: int) -> Actor:
        """Whom "he" or "it" stands for; unknown where the article does not say."""
        span = self.doc[token : token + 1]
        mention = self.chain.at(token)
        if mention is None:
            return Actor(span, self.columns.text[token], ResolvedFrom.UNKNOWN)
        return self.of_key(mention.key, span, ResolvedFrom.PRONOUN)

    def of_key(self, key: str, span: Span, how: ResolvedFrom) -> Actor:
        """The actor that a key of the chain stands for."""
        key = self.chain.named(key)
        if key.startswith("person:"):
            return self._of_person(int(key[7:]), span, how)
        first = self.chain.first[key]
        reading = read_phrase(self.names, first.start, first.end)
        actor = self._of_words(reading, span, (first.start, first.end), key)
        return actor._replace(span=span, resolved_from=how)

    def _part(self, start: int, end: int) -> Actor | None:
        """ "One of them" is one of those; "one of them, Dr Amna Elsheikh" is she."""
        pieces = segments(self.names, start, end)
        for piece in pieces[1:]:
            run = read_phrase(self.names, *piece)
            words = run.person or run.proper
            if words and words[1] - 1 in self._person_at:
                whole = self._whole(start + 2)
                actor = self._of_person(self._person_at[words[1] - 1], self.doc[start:end], ResolvedFrom.NAMED)
                return actor if actor.country or not whole else actor._replace(country=whole.country)
        group = self.chain.at(start + 2) if self.columns.lower[start + 2] in PLURAL else self._groups.of(start, end)
        if group is not None:
            return self._member(group, start, end, alone=self.columns.lower[start] in ("one", "another"))
        if self.columns.lower[start + 2] in OWN:
            inner = self.actor(start + 2, end)
            name = f"{self.columns.words(start, start + 2)} {inner.name}"
            return inner._replace(span=self.doc[start:end], name=name)
        return None

    def _member(self, group: Mention, start: int, end: int, *, alone: bool) -> Actor:
        """ "Two government sources said ... One of them": a government source."""
        actor = self.of_key(group.key, self.doc[start:end], ResolvedFrom.NOMINAL)
        name = self._groups.one_of(group.key) if alone else ""
        return actor._replace(name=name) if name else actor

    def _whole(self, token: int) -> Actor | None:
        if self.columns.lower[token] not in PLURAL:
            return None
        actor = self.pronoun(token)
        return None if actor.resolved_from is ResolvedFrom.UNKNOWN else actor

    def _named(self, readings: Sequence[Reading], start: int) -> int | None:
        """The person named in the phrase itself: not the owner, nor somebody in a prepositional phrase."""
        for k, reading in enumerate(readings):
            run = reading.person or reading.proper
            last = run[1] - 1 if run else reading.head if not reading.nouns and not reading.alone else None
            told = k == 0 or readings[0].nouns or (k == 1 and reading.core == run and not readings[0].alone)
            told = told or (k == 2 and self.names.is_bracketed_acronym(*readings[1].core))
            if last in self._person_at and told:
                return self._person_at[last]
        return None

    def _titled(self, piece: tuple[int, int]) -> int | None:
        """Ana Ruiz in "the UNHCR representative in Burundi Ana Ruiz"."""
        index = self._person_at.get(piece[1] - 1)
        if index is None:
            return None
        titles = (naming.title for naming in self.people[index].namings if naming.end == piece[1])
        return index if any(0 <= title <= piece[0] + 1 for title in titles) else None

    def _of_person(self, index: int, span: Span, how: ResolvedFrom) -> Actor:
        person = self.people[index]
        home = self.chain.belonging.home.get(f"person:{index}")
        country = person.country or self._owner_country(person) or home
        role, sector = person.role, person.sector
        introduced = self.chain.belonging.introduced.get(f"person:{index}")
        if introduced and not person.nouns:
            reading = read_phrase(self.names, introduced.start, introduced.end)
            role, sector = reading.role, sector or reading.sector
        sector = sector if person.country else _of_staff(country, sector)
        return Actor(span, person.name, how, role, country, sector)

    def _owner_country(self, person: Person) -> str | None:
        """ "Her brother Antti" is of her country, "its ambassador to Manila, Dang Quoc Hieu" of its."""
        for naming in person.namings:
            for reading in naming.readings:
                told = reading.nouns or (reading.person is None and reading.proper is None)
                if reading.owner is not None and told and id(person) not in self._asked:
                    self._asked.add(id(person))  # "her brother" whose pronoun leads back to him asks in a circle
                    owner = self._owner(reading)
                    self._asked.discard(id(person))
                    if owner is None and self._is_other(reading):  # I flew to Jeddah, and my counterpart told me
                        return self.chain.belonging.homes.last_foreign(reading.owner)
                    if owner and self._is_other(reading):  # "her counterpart Ana Ruiz"
                        return self._other_side(reading, owner.country)
                    if is_opposite(reading):
                        told_from = self.chain.belonging.homes.told_from
                        return told_from if owner and owner.country == told_from else None
                    return owner.country if owner and owner.name != person.name else None
        return None

    def _of_reading(self, reading: Reading, start: int, end: int, piece: tuple[int, int]) -> Actor:
        span = self.doc[start:end]
        if reading.abstract and reading.alone is None:
            return Actor(span, self.columns.words(*piece), ResolvedFrom.UNKNOWN)
        mention = self._mention_of(reading)
        if mention and self.chain.named(mention.key).startswith("person:"):
            return self.of_key(mention.key, span, ResolvedFrom.NOMINAL)
        if mention and reading.nouns and mention.start != self.chain.first[mention.key].start:
            actor = self.of_key(mention.key, span, ResolvedFrom.NOMINAL)
            return actor if actor.sector else actor._replace(sector=reading.sector)
        return self._of_words(reading, span, piece, mention.key if mention else "")

    def _mention_of(self, reading: Reading) -> Mention | None:
        if reading.head is None:
            return None
        mention = self.chain.at(self._head(reading))
        if not (reading.nouns or reading.alone or (mention and self.columns.lower[mention.head] == "old")):
            return None
        own = mention is not None and mention.key.startswith("org:") and reading.proper is not None
        return None if own else mention

    def _head(self, reading: Reading) -> int:
        return reading.head if reading.head is not None else reading.core[0]

    def _of_words(self, reading: Reading, span: Span, piece: tuple[int, int], key: str) -> Actor:
        if reading.alone and (not reading.nouns or is_called(reading)):
            return self._called.by_name(reading, reading.alone, span, piece)
        owner = self._owner(reading) or self._employer(reading)
        country, sector = reading.country, reading.sector
        if owner and self._is_other(reading):
            country = country or self._other_side(reading, owner.country)
        elif country is None and owner:
            country, sector = owner.country, _of_staff(owner.country, sector or owner.sector)
        if country is None and not reading.elsewhere:
            country = self.chain.belonging.home.get(key)
        named = bool(reading.proper or (reading.body and not reading.plural and not reading.nouns))
        how = ResolvedFrom.NAMED if named else ResolvedFrom.NOMINAL
        if not (country or sector or reading.proper or reading.nouns):
            how = ResolvedFrom.UNKNOWN
        return Actor(span, self._called.by_reading(reading, piece, owner), how, reading.role, country, sector)

    def _owner(self, reading: Reading) -> Actor | None:
        token = reading.owner
        if token is None:
            return None
        span, lower = self.doc[token : token + 1], self.columns.lower[token]
        if token in self._person_at:
            return self._of_person(self._person_at[token], span, ResolvedFrom.NAMED)
        if lower in PRONOUNS or lower in OWN:
            actor = self.pronoun(token)
            return None if actor.resolved_from is ResolvedFrom.UNKNOWN else actor
        mention = self.chain.at(token)
        if mention is None and lower in self.lexicon.words.countries:  # Ana Ruiz, the country's minister
            code = self.chain.belonging.homes.last_named(token)
            name = self.lexicon.country_names.get(code or "")
            return Actor(span, name, ResolvedFrom.NOMINAL, None, code, Sector.GOV) if name else None
        mention = mention or self.chain.called(token)
        return self.of_key(mention.key, span, ResolvedFrom.NOMINAL) if mention and mention.start < token else None

    def _is_other(self, reading: Reading) -> bool:
        return bool(reading.nouns) and reading.nouns[-1].noun in self.lexicon.words.others

    def _other_side(self, reading: Reading, own: str | None) -> str | None:
        """ "Its neighbour" is the other of the two countries that the article is about."""
        if reading.plural or reading.owner is None:
            return None
        sides = {name.code for name in self.chain.belonging.homes.sides(reading.owner)}
        return (sides - {own}).pop() if own in sides and len(sides) == 2 else None

    def _employer(self, reading: Reading) -> Actor | None:
        """ "A spokesman told the Times": of whoever is being talked about just then."""
        noun = reading.nouns[-1].noun if reading.nouns else ""
        first = reading.core[0]
        bare = reading.head is not None and reading.head - first <= 1 and len(reading.nouns) == 1
        if not bare or reading.end > reading.core[1] or noun not in _EMPLOYED or reading.country or reading.plural:
            return None
        if is_label(self.columns, first, reading.end):  # who answers is of no body that the answers name
            return None
        mention = self.chain.employer(first, persons=noun in ("aide", "adviser", "advisor"))
        if mention is None:
            return None
        return self.of_key(mention.key, self.doc[first : first + 1], ResolvedFrom.NOMINAL)


def _of_staff(country: str | None, sector: Sector | None) -> Sector | None:
    """The UN agency reopened its office. A spokeswoman said: she is the agency's, no government's."""
    return Sector(country) if country in BODIES and sector is Sector.GOV else sector
