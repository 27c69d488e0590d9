"""A Doc in, a Roster out: everybody an article names, and the way from a mention to its actors."""

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Span

from workers.extract.actors.compounds import compound_before
from workers.extract.actors.conjuncts import conjuncts
from workers.extract.actors.masthead import masthead_signs
from workers.extract.actors.model import Actor, Voice
from workers.extract.actors.names import Names
from workers.extract.actors.pairs import STATES, is_pair
from workers.extract.actors.people import Person
from workers.extract.actors.pronouns import FIRST, PLURAL
from workers.extract.actors.resolution import Resolution
from workers.extract.columns import Columns
from workers.lexicon import Lexicon
from workers.ontology import ResolvedFrom, Sector

__all__ = ["Roster", "build_roster"]

_LONGEST_PAIR: Final = 5  # words: "the two warring Balkan states"
_SINGULAR: Final = frozenset("i me my mine myself".split())


class Roster:
    """Everybody an article names, and the way from a mention to its actors. Built lazily, cached per article."""

    def __init__(
        self, doc: Doc, lexicon: Lexicon, text: str | None, *, outlet: str | None = None, url: str | None = None
    ) -> None:
        self.doc = doc
        self.columns = Columns(doc, text)
        self._lexicon = lexicon.actors
        self._resolution = Resolution(self.columns, lexicon.actors, masthead_signs(outlet, url, lexicon.actors))
        self._cache: dict[tuple[int, int], tuple[Actor, ...]] = {}

    @property
    def names(self) -> Names:
        """Names and role nouns of the lexicon in the article, by token."""
        return self._resolution.names

    @property
    def people(self) -> Sequence[Person]:
        """Everybody named, in order of first mention."""
        return self._resolution.people

    def resolve(self, span: Span, *, voices: Sequence[Voice] = ()) -> Sequence[Actor]:
        """The actors a noun phrase stands for, one for each conjunct; never empty.

        `voices` tell who "I" is and whose side "we" is; without them both stay unknown.
        """
        start, end = self._trimmed(span)
        if self._is_pronoun(start, end, FIRST):
            return (self._first_person(self.doc[start:end], voices),)
        return self._resolved(start, end)

    def resolve_one(self, span: Span, *, voices: Sequence[Voice] = ()) -> Actor:
        """The one actor (a speaker, say) a noun phrase stands for, compound or not.

        "We" is whoever says it: a speaker is a person where `resolve` gives the side.
        """
        start, end = self._trimmed(span)
        if self._is_pronoun(start, end, FIRST):
            return _speaker(self.doc[start:end], voices)
        compound = self._compound(start, end)
        if compound is not None:
            whole = self.resolve_one(compound)
            return whole._replace(span=span, resolved_from=ResolvedFrom.PRONOUN)
        actors = self._resolved(start, end)
        if len(actors) == 1:
            return actors[0]
        countries, sectors = {a.country for a in actors}, {a.sector for a in actors}
        text = self.columns.words(start, end)
        named = any(actor.name in text for actor in actors)
        return Actor(
            span,
            text if named else " and ".join(dict.fromkeys(actor.name for actor in actors)),  # both sides
            actors[0].resolved_from,
            None,
            countries.pop() if len(countries) == 1 else None,
            sectors.pop() if len(sectors) == 1 else None,
        )

    def issuer(self, span: Span, at: int, *, personal: bool) -> Actor | None:
        """The body or country (of a post: the person) most present `at` a token before "the note": it is theirs."""
        mention = self._resolution.chain.employer(at, persons=personal)
        return self._resolution.of_key(mention.key, span, ResolvedFrom.NOMINAL) if mention else None

    def _resolved(self, start: int, end: int) -> tuple[Actor, ...]:
        if (start, end) not in self._cache:
            self._cache[start, end] = tuple(self._actors(start, end))
        return self._cache[start, end]

    def _actors(self, start: int, end: int) -> Iterator[Actor]:
        if self._is_pronoun(start, end, PLURAL):
            yield from self._many(start)
            return
        whole = self._region(start, end) or self._pair(start, end)
        if whole:
            yield from whole
            return
        for first, last in conjuncts(self.names, start, end):
            group = self._region(first, last) if last - first < end - start else []
            yield from group or self._joint(self._resolution.actor(first, last), first, last)

    def _joint(self, actor: Actor, start: int, end: int) -> list[Actor]:
        """ "A Franco-German delegation" is of two countries; an Israeli-American man is one person."""
        dash = next((i for i in range(start + 1, end - 2) if self.columns.text[i] == "-"), None)
        if dash is None:
            return [actor]
        sides = [self.names.name_at(dash - 1), self.names.name_at(dash + 1)]
        codes = [name.code for name in sides if name and name.kind in ("demonym", "country", "prefix")]
        roles = [role for i in range(dash + 2, end) if (role := self.names.role_at(i))]
        one = not roles or (roles[0].kind == "person" and self.columns.tag[dash + 2] != "NNS")
        joint = len(codes) == 2 and actor.country == codes[0] != codes[1] and not one
        return [actor._replace(country=code) for code in codes] if joint else [actor]

    def _many(self, token: int) -> Iterator[Actor]:
        """ "They" are as many as the two sides were."""
        mention = self._resolution.chain.at(token)
        first = self._resolution.chain.first[mention.key] if mention else None
        pair = self._pair(first.start, first.head + 1) if first and first.key.startswith("at:") else []
        span = self.doc[token : token + 1]
        for actor in pair or [self._resolution.pronoun(token)]:
            yield actor._replace(span=span, resolved_from=ResolvedFrom.PRONOUN if pair else actor.resolved_from)

    def _compound(self, start: int, end: int) -> Span | None:
        """ "They" are all of the subject before, unless somebody else was named since."""
        if not self._is_pronoun(start, end, PLURAL):
            return None
        found = compound_before(self.columns, start)
        mention = self._resolution.chain.at(start) if found is not None else None
        first = self._resolution.chain.first[mention.key] if mention else None
        within = found is not None and (first is None or found[0] <= first.head < found[1])
        return self.doc[found[0] : found[1]] if found is not None and within else None

    def _region(self, start: int, end: int) -> list[Actor]:
        """ "The Baltic countries" are three."""
        text, lower = self.columns.text, self.columns.lower
        if self._lexicon.region_words.isdisjoint(lower[start:end]):
            return []
        if any(self.names.name_at(i) for i in range(start, end)):
            return []
        words = [lower[i] for i in range(start, end) if text[i].isalpha() or self.doc[i].like_num]
        for size in (2, 1):
            for i in range(len(words) - size + 1):
                codes = self._lexicon.regions.get(" ".join(words[i : i + size]))
                if codes and (i + size == len(words) or words[-1] in STATES):
                    return [self._country(code, start, end) for code in codes]
        return []

    def _pair(self, start: int, end: int) -> list[Actor]:
        """ "The two sides", "both countries": the last two that the article named."""
        words = self.columns.lower[start:end]
        if words != ["both"] and (end - start > _LONGEST_PAIR or not is_pair(words) or words[-1] not in STATES):
            return []
        if any(self.names.name_at(i) for i in range(start, end)):
            return []
        found = self._resolution.chain.belonging.homes.sides(start)
        return [self._country(name.code, start, end) for name in found] if len(found) == 2 else []

    def _country(self, code: str, start: int, end: int) -> Actor:
        name = self._lexicon.country_names.get(code, code)
        return Actor(self.doc[start:end], name, ResolvedFrom.NOMINAL, None, code, Sector.GOV)

    def _is_pronoun(self, start: int, end: int, pronouns: frozenset[str]) -> bool:
        """ "US" is none."""
        return end - start == 1 and self.columns.lower[start] in pronouns and self.names.at(start) is None

    def _trimmed(self, span: Span) -> tuple[int, int]:
        """Without marks, spaces and a final "'s"."""
        start, end = span.start, span.end
        text = self.columns.text
        while start < end - 1 and not text[start].isalnum() and self._is_mark(start):
            start += 1
        while end - 1 > start and self._is_trailing(end - 1):
            end -= 1
        return start, end

    def _is_mark(self, token: int) -> bool:
        word = self.doc[token]
        return word.is_punct or word.is_space or word.is_quote

    def _is_trailing(self, token: int) -> bool:
        if self.columns.text[token].isalnum() or self.names.at(token) is not None:
            return False
        last = self.doc[token]
        return (last.is_punct and last.text not in (")", "'")) or last.is_space or last.lower_ in ("'s", "’s")

    def _first_person(self, span: Span, voices: Sequence[Voice]) -> Actor:
        speaker = _speaker(span, voices)
        if span.text.lower() in _SINGULAR or speaker.resolved_from is ResolvedFrom.UNKNOWN:
            return speaker
        return self._side_of(speaker)

    def _side_of(self, speaker: Actor) -> Actor:
        """ "We" of a minister is the country, of a spokeswoman of the WHO the WHO."""
        person = next((person for person in self.people if person.name == speaker.name), None)
        if person and person.body:
            return speaker._replace(name=self.names.fullest.get(person.body, person.body), role=None)
        country = self._lexicon.country_names.get(speaker.country or "")
        return speaker._replace(name=country, role=None) if country and speaker.sector is Sector.GOV else speaker


def build_roster(
    doc: Doc, lexicon: Lexicon, text: str | None = None, *, outlet: str | None = None, url: str | None = None
) -> Roster:
    """Read the article once for its people, offices, countries and organisations; `text` is doc.text if at hand.

    `outlet` and `url`, its publisher and address, tell whose a minister is where the text leaves it nearly open.

    Needs: doc.sents; tag, dep and ent_type sharpen it where a sentence was parsed.
    """
    return Roster(doc, lexicon, text, outlet=outlet, url=url)


def _speaker(span: Span, voices: Sequence[Voice]) -> Actor:
    voice = next((voice for voice in reversed(voices) if voice.span.start <= span.start < voice.span.end), None)
    if voice is None:
        return Actor(span, span.text, ResolvedFrom.UNKNOWN)
    return voice.speaker._replace(span=span, resolved_from=ResolvedFrom.PRONOUN)
