"""A mention in, the country it belongs to out, where the words of the mention name none."""

from collections.abc import Sequence
from typing import Final

from workers.extract.actors.home import Homes
from workers.extract.actors.introductions import Introductions
from workers.extract.actors.mentions import Mention
from workers.extract.actors.names import Names
from workers.extract.actors.people import Person
from workers.extract.actors.phrases import read_phrase
from workers.extract.actors.pronouns import Scene, is_subject, salience
from workers.extract.actors.reading import Reading
from workers.extract.actors.turns import is_label, is_outlet_label
from workers.lexicon.actors import Name, Role
from workers.ontology import Sector

__all__ = ["Belonging", "most_present"]

# Sectors of which a country has its own: "police" are some country's police.
_HOME_SECTORS: Final = frozenset(
    (Sector.GOV, Sector.MIL, Sector.COP, Sector.LEG, Sector.JUD, Sector.SPY, Sector.OPP, Sector.PTY, Sector.ELI)
)
_ARMED: Final = frozenset((Sector.REB, Sector.UAF, Sector.PRM))  # a paper says of its own whose they are
_CHAIRS: Final = frozenset("chair chairman chairwoman chairperson speaker deputy".split())
_ABROAD: Final = ("embassy", "consulate", "mission", "delegation", "legation", "commission", "team")
# A text that is nothing but owners of owners must not exhaust the stack.
_MOST_OWNERS: Final = 20
_ANYBODY: Final = ("diplomat", "delegate", "envoy", "mediator", "negotiator", "leader")
_EMPLOYED: Final = frozenset(("spokesman", "spokeswoman", "spokesperson"))
_DEFINITE: Final = frozenset("the this that".split())


class Belonging:
    """By key, the home of everybody whose mentions state none. Mentions must be settled in text order."""

    def __init__(self, scene: Scene, names: Names, people: Sequence[Person]) -> None:
        self.scene, self.names, self.people = scene, names, people
        self.homes = Homes(names, scene.sentence_of, scene.quoted)
        self.home: dict[str, str | None] = {}
        self.introduced: dict[str, Mention] = {}
        self.introductions = Introductions(scene, names, people)

    def settle(self, mention: Mention, earlier: Sequence[Mention]) -> None:
        """Find the home of a mention's key at its first mention; `earlier` are those just before it."""
        if mention.key in self.home:
            return
        if mention.key.startswith("person:"):
            self.home[mention.key] = self._of_person(mention, self.people[int(mention.key[7:])], earlier)
        elif mention.key.startswith("at:"):
            self.home[mention.key] = self._of_other_side(mention, earlier) or self._of_description(mention)

    def _of_person(self, mention: Mention, person: Person, earlier: Sequence[Mention]) -> str | None:
        if person.country:
            return None
        told = self._read(mention).country if mention.noun else None
        if told:  # "Iran's foreign minister", whose name comes later
            return told
        if not person.nouns and is_outlet_label(self.names.columns, mention.start, mention.end):
            return None
        if not person.nouns:
            introduced = self._introduced_by_office(mention, earlier) or self._introduced(mention, earlier)
            return introduced or (None if _is_anothers(person) else self.homes.setting or self._resident(mention))
        noun = max(sorted(person.nouns), key=len)
        if person.elsewhere:
            return self.homes.setting if self._is_of_these_parts(person) else None
        if noun in self.names.words.vague:
            return self.homes.told_from or self._resident(mention)
        if person.sector not in _HOME_SECTORS:
            return self.homes.setting or self._resident(mention)
        if self._is_international(noun):
            return "IGO"
        if noun in self.names.words.generic and self.homes.is_assembly:
            return None
        if noun in _EMPLOYED:
            employer = most_present(self.scene, mention.start, earlier, persons=False)
            code = self._code_of(employer, earlier) if employer else None
            if code:
                return code
        return self.homes.choose([naming.end - 1 for naming in person.namings], noun, person=True)

    def _is_of_these_parts(self, person: Person) -> bool:
        """Ana Ruiz, the museum's chair: of a body that needs no name. Not a European envoy, nor head of a firm."""
        titled = [reading for naming in person.namings for reading in naming.readings if reading.role]
        owners = [reading.owner for reading in titled if reading.owner is not None]
        columns = self.names.columns
        unnamed = all(  # the museum's, the Opposition's; Our Ambassador, Her chief rival
            columns.text[owner].islower() or columns.tag[owner] == "PRP$" or self.names.role_at(owner)
            for owner in owners
        )
        own = person.sector is not Sector.BUS and "counterpart" not in person.nouns
        return own and unnamed and not any(reading.elsewhere for reading in titled)

    def _resident(self, mention: Mention) -> str | None:
        if is_label(self.names.columns, mention.start, mention.end):
            return None
        return self.homes.resident(mention.start)

    def _of_description(self, mention: Mention) -> str | None:
        reading = self._read(mention)
        if reading.country:
            if mention.kind == "body" and not mention.noun.endswith(_ABROAD):
                self.homes.told(mention.noun, reading.country)
            return None
        noun = reading.nouns[-1].noun if reading.nouns else ""
        if not noun or reading.owner is not None or reading.elsewhere or noun in self.names.words.vague:
            return None
        if is_label(self.names.columns, mention.start, mention.end):  # who answers speaks of many countries
            chairs = reading.sector in _HOME_SECTORS or noun in _CHAIRS
            home = (self.homes.held_in or self.homes.told_from) if chairs else None
            return home or ("IGO" if self._is_briefing_of_body() else None)
        if self._is_anybody(mention):
            return None
        if reading.sector not in _HOME_SECTORS and not noun.startswith("state "):
            anybody = mention.kind in ("person", "people")
            told_from = None if reading.sector in _ARMED else self.homes.plainly_told_from
            return (told_from or self._resident(mention)) if anybody else None
        if self._is_international(noun):
            return "IGO"
        return self.homes.choose([mention.head], noun, person=mention.kind == "person")

    def _of_other_side(self, mention: Mention, earlier: Sequence[Mention]) -> str | None:
        """ "The opposition was less relaxed": than the minister who spoke last."""
        if not mention.noun.endswith("opposition") or self._read(mention).country:
            return None
        here = self.scene.sentence_of[mention.start]
        speaker = next(
            (one for one in reversed(earlier) if one.kind == "person" and is_subject(self.names.columns, one)), None
        )
        if speaker is None or not speaker.key.startswith("person:") or here - self.scene.sentence_of[speaker.start] > 2:
            return None
        person = self.people[int(speaker.key[7:])]
        return (person.country or self.home.get(speaker.key)) if person.sector is Sector.GOV else None

    def _introduced_by_office(self, mention: Mention, earlier: Sequence[Mention]) -> str | None:
        """Turkey's minister met his Somali counterpart. Ana Ruiz and Ali Noor spoke for an hour."""
        found = self.introductions.of_two(mention, earlier) or self.introductions.office(mention, earlier)
        if found is None or isinstance(found, str):
            return found
        self.introduced[mention.key] = found
        self.introductions.named[found.key] = mention.key
        told = self._code_of(found, earlier)
        reading = self._read(found)
        if reading.country or reading.owner is not None:
            return told
        return self.homes.setting or self._resident(mention) or told

    def _introduced(self, mention: Mention, earlier: Sequence[Mention]) -> str | None:
        """ "A Finnish aid worker was freed. Kaisa Lehtomäki, 38, smiled": she is the worker."""
        here = self.scene.sentence_of[mention.start]
        nameless = [
            one
            for one in earlier
            if one.key == f"at:{one.head}" and one.kind in ("person", "people") and not one.plural
            if here - self.scene.sentence_of[one.start] in (1, 2) and self._read(one).country
        ]
        subjects = [one for one in nameless if is_subject(self.names.columns, one)]
        nameless = subjects or nameless  # she, not the engineer whom she was exchanged for
        countries = {self._read(one).country for one in nameless}
        if len(countries) != 1 or is_label(self.names.columns, mention.start, mention.end):
            return None
        self.introduced[mention.key] = nameless[-1]
        return countries.pop()

    def _code_of(self, mention: Mention, earlier: Sequence[Mention], steps: int = _MOST_OWNERS) -> str | None:
        name = self.names.name_at(mention.head)
        if name:
            return name.code
        if mention.key.startswith("person:"):
            return self.people[int(mention.key[7:])].country or self.home.get(mention.key)
        reading = self._read(mention)
        owner = next((one for one in earlier if one.head == reading.owner), None)  # "her office"
        code = reading.country or self.home.get(mention.key)
        return code or (self._code_of(owner, earlier, steps - 1) if owner and steps else None)

    def _read(self, mention: Mention) -> Reading:
        return read_phrase(self.names, mention.start, mention.end)

    def _is_anybody(self, mention: Mention) -> bool:
        """ "A diplomat said": of which country is not told."""
        return self.names.columns.lower[mention.start] not in _DEFINITE and mention.noun.endswith(_ANYBODY)

    def _is_briefing_of_body(self) -> bool:
        """The High Representative, the Secretary-General: those who speak here speak for such a body."""
        return any(
            isinstance(found.entry, Role) and found.entry.noun in self.names.words.international
            for found in self.names.found
        )

    def _is_international(self, noun: str) -> bool:
        """A secretary-general; a commissioner where the article names the EU, an envoy where it names the UN."""
        if noun in ("secretary-general", "secretary general"):
            return True
        return noun.endswith(self.names.words.international) and any(
            isinstance(found.entry, Name) and found.entry.code == "IGO" for found in self.names.found
        )


def _is_anothers(person: Person) -> bool:
    """Ana Ruiz, who chairs the islands' assembly: of whichever islands those are. Leila: of wherever she came from."""
    readings = [reading for naming in person.namings for reading in naming.readings]
    told = person.gender or any(len(naming.words) > 1 for naming in person.namings)
    return not told or any(reading.owner is not None and not reading.person for reading in readings)


def most_present(scene: Scene, token: int, earlier: Sequence[Mention], *, persons: bool) -> Mention | None:
    """The body or country (or else the person) most present at a token, no more than a sentence back."""
    best, best_score = None, -1.7
    for mention in reversed(earlier):
        if mention.end > token or mention.plural or mention.kind == "people" or (mention.kind == "person") != persons:
            continue
        if persons and scene.sentence_of[mention.start] == scene.sentence_of[token]:
            return mention  # "who, according to an aide": of the person beside it
        score = salience(scene, token, mention)
        if score > best_score:
            best, best_score = mention, score
    return best
