"""A Doc in, a Roster out: everybody an article names, and the way from a mention to its actors."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from spacy.tokens import Doc, Span

from workers.extract.actors.conjuncts import conjuncts
from workers.extract.actors.core import Reading
from workers.extract.actors.home import Homes
from workers.extract.actors.model import Actor, Voice
from workers.extract.actors.names import Names, find_names
from workers.extract.actors.people import Person, find_people
from workers.extract.actors.phrases import read_phrase, segments
from workers.extract.actors.pronouns import FEMALE, FIRST, MALE, PLURAL, PRONOUNS, Mention, antecedent, quoted
from workers.lexicon import Lexicon
from workers.lexicon.actors import Name, Role
from workers.ontology import ResolvedFrom, Sector

__all__ = ["Roster", "build_roster"]

_HOME_SECTORS = frozenset(
    (Sector.GOV, Sector.MIL, Sector.COP, Sector.LEG, Sector.JUD, Sector.SPY, Sector.OPP, Sector.PTY)
)
_DEFINITE = frozenset("the this that its his her their".split())


class Roster:
    """Everybody an article names, and the way from a mention to its actors. Built lazily, cached per article."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.doc = doc
        self.lexicon = lexicon.actors
        self._cache: dict[tuple[int, int], tuple[Actor, ...]] = {}

    def resolve(self, span: Span, *, voices: Sequence[Voice] = (), before: int | None = None) -> Sequence[Actor]:
        """The actors a noun phrase stands for, one for each conjunct; never empty.

        `voices` tell who "I" and "we" are; without them they stay unknown. `before` is kept for callers who know a
        limit: a pronoun is resolved to mentions before that token.
        """
        start, end = _trimmed(span)
        if end - start == 1 and self.doc[start].lower_ in FIRST:
            return (self._first_person(span, voices),)
        key = (start, end)
        if key not in self._cache:
            self._cache[key] = tuple(self._actors(start, end))
        return self._cache[key]

    def resolve_one(self, span: Span, *, voices: Sequence[Voice] = (), before: int | None = None) -> Actor:
        """The one actor (a speaker, say) a noun phrase stands for, compound or not."""
        return self.resolve(span, voices=voices, before=before)[0]

    @cached_property
    def names(self) -> Names:
        """Names and role nouns of the lexicon in the article."""
        return find_names(self.doc, self.lexicon)

    @cached_property
    def people(self) -> list[Person]:
        """Everybody named, in order of first mention."""
        return find_people(self.doc, self.names, self.lexicon)

    @cached_property
    def _homes(self) -> Homes:
        return Homes(self.doc, self.names)

    @cached_property
    def _person_at(self) -> dict[int, Person]:
        return {
            i: person for person in self.people for naming in person.namings for i in range(naming.start, naming.end)
        }

    def _actors(self, start: int, end: int) -> Iterator[Actor]:
        lower = self.doc[start:end].text.lower()
        if "koreas" in lower.split():
            span = self.doc[start:end]
            for code, name in (("PRK", "North Korea"), ("KOR", "South Korea")):
                yield Actor(span, name, ResolvedFrom.NAMED, None, code, Sector.GOV)
            return
        for first, last in conjuncts(self.doc, self.names, start, end):
            yield self._actor(first, last)

    def _actor(self, start: int, end: int) -> Actor:
        doc = self.doc
        if end - start == 1 and doc[start].lower_ in PRONOUNS:
            return self._pronoun(start)
        person = self._named_person(start, end)
        if person:
            return self._from_person(person, doc[start:end])
        pieces = segments(doc, start, end) or [(start, end)]
        reading = read_phrase(doc, self.names, *pieces[0])
        if (
            end - start > 1
            and doc[start].lower_ in ("one", "some", "both", "many", "several", "two", "three", "most")
            and doc[start + 1].lower_ == "of"
            and start + 2 < end
            and doc[start + 2].lower_ in PLURAL
        ):
            whole = self._pronoun(start + 2)
            return whole._replace(span=doc[start:end], resolved_from=ResolvedFrom.NOMINAL)
        for piece in pieces[1:]:  # an apposition may say what the first words do not
            more = read_phrase(doc, self.names, *piece)
            if more.nouns and not reading.nouns:
                reading = reading._replace(
                    role=more.role,
                    nouns=more.nouns,
                    country=reading.country or more.country,
                    sector=reading.sector or more.sector,
                )
        return self._from_reading(reading, start, end, pieces[0])

    def _named_person(self, start: int, end: int) -> Person | None:
        """The person named in the phrase itself: not the owner, nor somebody in a prepositional phrase."""
        pieces = segments(self.doc, start, end) or [(start, end)]
        readings = [read_phrase(self.doc, self.names, *piece) for piece in pieces]
        for k, reading in enumerate(readings):
            run = reading.person or reading.proper
            if run and run[1] - 1 in self._person_at:
                if k and not (readings[0].nouns or self.doc[start].lower_ in ("one", "another")):
                    continue
                return self._person_at[run[1] - 1]
        return None

    def _from_person(self, person: Person, span: Span, how: ResolvedFrom = ResolvedFrom.NAMED) -> Actor:
        country, sector = person.country, person.sector
        if country is None and person.nouns and sector in _HOME_SECTORS:
            home = self._homes.near(person.namings[0].start)
            country = home.code if home else None
        return Actor(span, person.name, how, person.role, country, sector)

    def _from_reading(self, reading: Reading, start: int, end: int, piece: tuple[int, int]) -> Actor:
        doc = self.doc
        span = doc[start:end]
        if reading.alone and not reading.nouns:
            return self._from_name(reading, span, piece)
        if reading.abstract:
            return Actor(span, doc[piece[0] : piece[1]].text, ResolvedFrom.UNKNOWN)
        definite = doc[start].lower_ in _DEFINITE
        if (
            definite
            and reading.nouns
            and not reading.plural
            and reading.nouns[-1].kind == "person"
            and not reading.proper
        ):
            person = self._by_role(reading, start)
            if person:
                return self._from_person(person, span, ResolvedFrom.NOMINAL)
        country, sector = reading.country, reading.sector
        if reading.owner is not None and country is None:
            owner = self._owner(reading.owner)
            if owner:
                country, sector = owner.country, sector or owner.sector
        if country is None and reading.nouns and sector in _HOME_SECTORS and not self._is_indefinite(start):
            home = self._homes.near(start)
            country = home.code if home else None
        how = (
            ResolvedFrom.NAMED
            if reading.proper or reading.body or (reading.nouns and reading.country)
            else ResolvedFrom.NOMINAL
        )
        if not (country or sector or reading.proper):
            how = ResolvedFrom.UNKNOWN
        return Actor(span, _description(doc, piece), how, reading.role, country, sector)

    def _is_indefinite(self, start: int) -> bool:
        return False

    def _from_name(self, reading: Reading, span: Span, piece: tuple[int, int]) -> Actor:
        name = reading.alone
        assert name is not None
        if name.kind == "body" or name.kind == "seat":
            text = name.name
            code = reading.country or name.code
            return Actor(span, text, ResolvedFrom.NAMED, None, code, name.sector)
        if name.kind == "demonym":
            people = reading.plural
            return Actor(
                span,
                name.name if not people else _description(self.doc, piece),
                ResolvedFrom.NAMED,
                None,
                name.code,
                Sector.CVL if people else Sector.GOV,
            )
        return Actor(span, name.name, ResolvedFrom.NAMED, None, name.code, Sector.GOV)

    def _owner(self, token: int) -> Actor | None:
        if token in self._person_at:
            return self._from_person(self._person_at[token], self.doc[token : token + 1])
        if self.doc[token].lower_ in PRONOUNS:
            actor = self._pronoun(token)
            return actor if actor.resolved_from is not ResolvedFrom.UNKNOWN else None
        return None

    def _by_role(self, reading: Reading, start: int) -> Person | None:
        """ "The minister" is the last person before it who is said to be one, of that country if one is named."""
        wanted = reading.nouns[-1].noun
        kin = self.lexicon.words.kin.get(wanted.split()[-1], ())
        fitting = [
            (max(n.start for n in person.namings if n.start < start), person)
            for person in self.people
            if person.namings[0].start < start
            and _fits(wanted, person, kin)
            and (reading.country is None or person.country is None or person.country == reading.country)
        ]
        return max(fitting, key=lambda pair: pair[0])[1] if fitting else None

    def _first_person(self, span: Span, voices: Sequence[Voice]) -> Actor:
        token = span.root.i if len(span) == 1 else span.start
        voice = next((v for v in reversed(voices) if v.span.start <= token < v.span.end), None)
        if voice is None:
            return Actor(span, span.text, ResolvedFrom.UNKNOWN)
        speaker = voice.speaker._replace(span=span, resolved_from=ResolvedFrom.PRONOUN)
        if span.text.lower() in ("i", "me", "my", "mine", "myself"):
            return speaker
        return self._side_of(speaker)

    def _side_of(self, speaker: Actor) -> Actor:
        """ "We" of a minister is the country, of a spokeswoman of the WHO the WHO."""
        person = next((p for p in self.people if p.name == speaker.name), None)
        name = (person.body if person else None) or (
            self.lexicon.country_names.get(speaker.country or "") if speaker.sector is Sector.GOV else None
        )
        return speaker._replace(name=name, role=None) if name else speaker

    def _pronoun(self, token: int) -> Actor:
        span = self.doc[token : token + 1]
        mention = self._antecedents.get(token)
        if mention is None:
            mention = antecedent(self.doc, token, self._mentions, self._sentence_of, self._inside)
        if mention is None:
            return Actor(span, span.text, ResolvedFrom.UNKNOWN)
        person = self._person_at.get(mention.end - 1) if mention.key.startswith("person:") else None
        if mention.key.startswith("person:"):
            person = self.people[int(mention.key[7:])]
        if person:
            return self._from_person(person, span, ResolvedFrom.PRONOUN)
        actor = self._actor(mention.start, mention.end)
        return actor._replace(span=span, resolved_from=ResolvedFrom.PRONOUN)

    @cached_property
    def _sentence_of(self) -> list[int]:
        return [k for k, sent in enumerate(self.doc.sents) for _ in range(len(sent))]

    @cached_property
    def _inside(self) -> list[bool]:
        return quoted(self.doc)

    @cached_property
    def _antecedents(self) -> dict[int, Mention]:
        """He and she, resolved in text order, so that each is a mention for the next; fills `_mentions` too."""
        found: dict[int, Mention] = {}
        mentions = self._named_mentions()
        for token in self.doc:
            if token.lower_ in MALE or token.lower_ in FEMALE:
                earlier = [m for m in mentions if m.start < token.i]
                who = antecedent(self.doc, token.i, earlier, self._sentence_of, self._inside)
                if who:
                    found[token.i] = who
                    gender = "male" if token.lower_ in MALE else "female"
                    mentions.append(who._replace(start=token.i, end=token.i + 1, gender=gender))
                    mentions.sort()
        self._mentions_with_pronouns = mentions
        return found

    @property
    def _mentions(self) -> list[Mention]:
        _ = self._antecedents
        return self._mentions_with_pronouns

    def _named_mentions(self) -> list[Mention]:
        mentions = [
            Mention(n.start, n.end, f"person:{k}", "person", person.gender)
            for k, person in enumerate(self.people)
            for n in person.namings
        ]
        titled = {i for person in self.people for n in person.namings for r in n.readings for i in range(*r.core)}
        for found in self.names.found:
            if found.start in titled or found.end - 1 in titled:
                continue
            mentions.append(self._mention(found.start, found.end, found.entry))
        return sorted(mentions)

    def _mention(self, start: int, end: int, entry: Name | Role) -> Mention:
        if isinstance(entry, Name):
            kind = "country" if entry.kind != "body" else "body"
            return Mention(start, end, f"name:{entry.name}", kind, None, False)  # type: ignore[arg-type]
        begin = self._phrase_start(start)
        if entry.kind == "person":
            return Mention(
                begin, end, f"at:{start}", "people" if entry.plural else "person", self._gender_of(entry), entry.plural
            )
        kind = "body" if entry.kind == "body" and not entry.plural else "people"
        return Mention(begin, end, f"at:{start}", kind, self._gender_of(entry), entry.plural)  # type: ignore[arg-type]

    def _gender_of(self, role: Role) -> str | None:
        words = self.lexicon.words
        return "female" if role.noun in words.female else "male" if role.noun in words.male else None

    def _phrase_start(self, start: int) -> int:
        doc, i = self.doc, start
        low = doc[start].sent.start
        while i > low:
            token = doc[i - 1]
            if (
                self.names.at(i - 1)
                or token.tag_ in ("DT", "JJ", "NN", "NNP", "POS", "CD", "VBN", "HYPH")
                or token.lower_ in ("the", "a", "an", "'s", "’s")
            ):
                i -= 1
                if token.tag_ == "DT" or token.lower_ in ("the", "a", "an"):
                    break
            else:
                break
        return i


def build_roster(doc: Doc, lexicon: Lexicon) -> Roster:
    """Read the article once for its people, offices, countries and organisations."""
    return Roster(doc, lexicon)


def _fits(wanted: str, person: Person, kin: Sequence[str]) -> bool:
    return any(
        noun == wanted or noun.endswith(" " + wanted) or any(word in noun for word in kin) for noun in person.nouns
    )


def _trimmed(span: Span) -> tuple[int, int]:
    start, end, doc = span.start, span.end, span.doc
    while start < end - 1 and (doc[start].is_punct or doc[start].is_space or doc[start].is_quote):
        start += 1
    while end - 1 > start and (
        (doc[end - 1].is_punct and doc[end - 1].text not in (")", "'"))
        or doc[end - 1].is_space
        or doc[end - 1].lower_ in ("'s", "’s")
    ):
        end -= 1
    return start, end


def _description(doc: Doc, piece: tuple[int, int]) -> str:
    start, end = piece
    while start < end - 1 and doc[start].lower_ in ("the",):
        start += 1
    return doc[start:end].text
