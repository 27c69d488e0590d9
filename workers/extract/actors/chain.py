"""Mentions in, the same linked out: who "he", "the minister" and "the ministry" are, and whose."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Final

from workers.extract.actors.belonging import Belonging, most_present
from workers.extract.actors.bodies import named_body
from workers.extract.actors.holders import holder
from workers.extract.actors.mentions import Mention, collect_mentions
from workers.extract.actors.names import Names
from workers.extract.actors.people import Person
from workers.extract.actors.phrases import read_phrase
from workers.extract.actors.pronouns import (
    FEMALE,
    MALE,
    NEUTER,
    PLURAL,
    Memory,
    Scene,
    antecedent,
    is_quoted,
    is_subject,
    number_paragraphs,
    salience,
)
from workers.extract.actors.reading import Reading
from workers.extract.actors.turns import is_label

__all__ = ["Chain"]

_NEAREST: Final = 80  # mentions back that a pronoun looks; articles stay below, hostile text does not
_FARTHEST: Final = 400  # mentions back that a description looks
_THIRD: Final = MALE | FEMALE | NEUTER | PLURAL
_DEFINITE: Final = frozenset("the this that these those".split())
_PORTFOLIOS: Final = frozenset("minister secretary ministry president".split())
_VISIT: Final = frozenset(("host", "guest"))
_REACH: Final = 6  # sentences that "the sources" look back


class Chain:
    """Every mention of an article with the key of whom it stands for, and the home of those who state none."""

    def __init__(self, names: Names, people: Sequence[Person], others: Sequence[tuple[int, int]] = ()) -> None:
        self.names, self.people = names, people
        columns = names.columns
        self.scene = Scene(columns, columns.sentence_of, is_quoted(columns), number_paragraphs(columns))
        self.belonging = Belonging(self.scene, names, people)
        self.first: dict[str, Mention] = {}
        self._linked: list[Mention] = []
        self._at: dict[int, Mention] = {}
        self._memory = Memory(Counter(), {})
        self._turn = ("", 0)
        self._labels: dict[str, str] = {}
        self._link(collect_mentions(names, people, others))

    def at(self, token: int) -> Mention | None:
        """The mention whose words cover a token, linked."""
        return self._at.get(token)

    def named(self, key: str) -> str:
        """The key of the person whom a nameless mention introduced, else the same key."""
        return self.belonging.introductions.named.get(key, key)

    def before(self, token: int) -> list[Mention]:
        """What was mentioned last before a token, in text order."""
        end = bisect_left(self._linked, token, key=lambda mention: mention.start)
        return self._linked[max(end - _NEAREST, 0) : end]

    def called(self, token: int) -> Mention | None:
        """The body named before that "the agency" stands for within a title: "the agency's spokesperson"."""
        lower = self.names.columns.lower
        if not token or lower[token - 1] not in _DEFINITE:
            return None
        mention = Mention(token - 1, token + 1, f"at:{token}", "body", noun=lower[token], head=token)
        return named_body(self.scene, self.names, mention, self.before(token))

    def employer(self, token: int, *, persons: bool) -> Mention | None:
        """The body, country or (for an aide) person most present at a token, no more than a sentence back."""
        return most_present(self.scene, token, self.before(token), persons=persons)

    def _link(self, raw: Sequence[Mention]) -> None:
        named = {mention.start for mention in raw if mention.key.startswith("person:")}
        third = [i for i in self.names.columns.where(_THIRD) if i not in named]  # not Vice Premier He
        pronouns = [Mention(i, i + 1, "", "person", head=i) for i in third]
        for mention in sorted([*raw, *pronouns]):
            linked = self._of_pronoun(mention) if not mention.key else self._of_description(mention)
            if linked is None:
                continue
            self._linked.append(linked)
            self._turn = self._turn_of(linked) or self._turn
            self._memory.counts[linked.key] += 1
            self.first.setdefault(linked.key, linked)
            self.belonging.settle(linked, self._linked[-_NEAREST:])
            found = self.names.at(mention.head)
            for i in range(found.start, found.end) if found else range(mention.start, mention.end):
                self._at[i] = linked

    def _turn_of(self, mention: Mention) -> tuple[str, int] | None:
        """ "SPOKESPERSON: He did." Who speaks, and to where: in there "he" is somebody else."""
        text, quoted = self.names.columns.text, self.scene.quoted
        if not is_label(self.names.columns, mention.start, mention.end):
            return None
        end = next((i for i in range(mention.end, len(text)) if "\n" in text[i]), len(text))
        inside = next((i for i in range(mention.end, min(mention.end + 3, end)) if quoted[i]), None)
        if inside is not None:  # Guterres: "I asked for courage." He thanked them.
            end = next((i for i in range(inside, end) if not quoted[i]), end)
        return mention.key, end

    def _of_pronoun(self, mention: Mention) -> Mention | None:
        key, end = self._turn
        speaking = key if mention.start < end else ""
        found = antecedent(self.scene, mention.start, self._linked[-_NEAREST:], self._memory, speaking)
        if found is None:
            return None
        lower = self._opening(mention)
        gender = "male" if lower in MALE else "female" if lower in FEMALE else None
        if gender and not found.gender:  # "Choque and De la Maza agreed," he joked, she replied
            self._memory.genders.setdefault(found.key, gender)
        return found._replace(start=mention.start, end=mention.end, head=mention.head, gender=gender or found.gender)

    def _of_description(self, mention: Mention) -> Mention:
        """ "The minister" is the last person before it who is said to be one."""
        if not mention.key.startswith("at:"):
            return mention
        reading = read_phrase(self.names, mention.start, mention.end)
        if reading.person or reading.proper:
            return mention
        if self._opening(mention) not in _DEFINITE:
            held = self._of_office(mention, reading)
            return held if held.key != mention.key else self._of_label(mention) or mention
        if mention.plural:
            return self._of_several(mention, reading)
        if mention.noun in self.names.words.countries and mention.head - mention.start == 1:
            return self._of_country(mention)
        if mention.noun in _VISIT and mention.head - mention.start == 1:
            return self._of_visit(mention)
        best, best_score, subject = None, -99.0, is_subject(self.names.columns, mention)
        for earlier in islice(reversed(self._linked), _FARTHEST):
            if earlier.kind != mention.kind or earlier.plural or earlier.end > mention.start:
                continue
            if not self._is_said_to_be(earlier, mention, reading.country):
                continue
            score = 0.4 * salience(self.scene, mention.start, earlier) + (1.2 if earlier.noun == mention.noun else 0.0)
            score += 0.8 if earlier.key.startswith("person:") else 0.0
            score += 0.8 if self._is_called(earlier, mention.noun) else 0.0
            score += 0.5 if subject and is_subject(self.names.columns, earlier) else 0.0
            if score > best_score:
                best, best_score = earlier, score
        if best is None or (best.kind == "body" and best_score < -3.5):
            return self._of_body(mention) if mention.kind == "body" else self._of_office(mention, reading)
        return mention._replace(key=best.key, kind=best.kind, gender=best.gender or mention.gender)

    def _of_visit(self, mention: Mention) -> Mention:
        """ "The host" is the one at home of those from two countries who met, "the guest" the other."""
        here = self.scene.sentence_of[mention.start]
        named = (self.names.name_at(earlier.head) for earlier in reversed(self._linked[-_NEAREST:]))
        town = next((name.code for name in named if name and name.kind == "city"), None)
        home = self.belonging.homes.told_from or town
        known: dict[str, str] = {}
        for earlier in self._linked[-_NEAREST:]:
            if earlier.key.startswith("person:") and here - self.scene.sentence_of[earlier.start] <= _REACH:
                country = self.people[int(earlier.key[7:])].country or self.belonging.home.get(earlier.key)
                known |= {earlier.key: country} if country else {}
        at_home = [key for key, country in known.items() if country == home]
        abroad = [key for key, country in known.items() if country != home]
        meant = at_home if mention.noun == "host" else abroad
        if not (at_home and abroad and len(meant) == 1):
            return mention
        return mention._replace(key=meant[0], kind="person", gender=self.people[int(meant[0][7:])].gender)

    def _of_office(self, mention: Mention, reading: Reading) -> Mention:
        """ "Iran's foreign minister" in the lead, whose name the third paragraph gives."""
        index = holder(
            self.names, self.people, self.belonging.homes, self.belonging.home, mention, reading, self._opening(mention)
        )
        if index is None:
            return mention
        return mention._replace(key=f"person:{index}", gender=self.people[index].gender or mention.gender)

    def _of_body(self, mention: Mention) -> Mention:
        """ "The agency" after UNHCR was named."""
        bare = mention.head - mention.start == len(mention.noun.split()) and not self._is_named_next(mention)
        best = named_body(self.scene, self.names, mention, self._linked[-_NEAREST:]) if bare else None
        return mention._replace(key=best.key) if best else mention

    def _is_named_next(self, mention: Mention) -> bool:
        """The airline, LATAM, said ..."""
        columns, after = self.names.columns, mention.end + 1
        return (
            after < columns.size
            and columns.text[mention.end] == ","
            and columns.dep[after] == "appos"
            and self.names.proper[after]
        )

    def _of_label(self, mention: Mention) -> Mention | None:
        """ "Spokesperson:" is the same at each turn."""
        words = self.names.columns.words(mention.start, mention.end)
        if mention.end >= self.names.columns.size or not is_label(self.names.columns, mention.start, mention.end):
            return None
        return mention._replace(key=self._labels.setdefault(words, mention.key))

    def _of_several(self, mention: Mention, reading: Reading) -> Mention:
        """ "The sources" are the Yemeni sources of the paragraph before."""
        if mention.kind != "people" or reading.country or mention.head - mention.start != 1:
            return mention
        earlier = next(
            (one for one in reversed(self._linked[-_NEAREST:]) if one.plural and one.noun == mention.noun), None
        )
        if earlier is None or self.scene.sentence_of[mention.start] - self.scene.sentence_of[earlier.start] > _REACH:
            return mention
        return mention._replace(key=earlier.key)

    def _opening(self, mention: Mention) -> str:
        return self.names.columns.lower[mention.start]

    def _is_called(self, earlier: Mention, noun: str) -> bool:
        """The very noun, not one that ends like it: the president before the vice president."""
        return earlier.key.startswith("person:") and noun in self.people[int(earlier.key[7:])].nouns

    def _of_country(self, mention: Mention) -> Mention:
        """ "The island" is the country named last."""
        named = [
            earlier
            for earlier in self._linked[-_NEAREST:]
            if earlier.kind == "country" and earlier.end <= mention.start
        ]
        best = max(named, key=lambda earlier: salience(self.scene, mention.start, earlier), default=None)
        return mention._replace(key=best.key, kind="country") if best else mention

    def _is_said_to_be(self, earlier: Mention, mention: Mention, country: str | None) -> bool:
        wanted = mention.noun
        if not wanted:  # "the Pole"
            return self._may_come_from(earlier, country)
        kin = self._kin(wanted)
        if earlier.key.startswith("person:"):
            person, introduced = self.people[int(earlier.key[7:])], self.belonging.introduced.get(earlier.key)
            known = person.country or self.belonging.home.get(earlier.key)
            nouns = person.nouns or ({introduced.noun} if introduced else ())
            fits = any(noun == wanted or noun.endswith((" " + wanted, *kin)) for noun in nouns)
            # "Wang Hui of China and Aiko Mori of Japan left. The Japanese diplomat said ..."
            fits = fits or (bool(kin) and not nouns and country is not None and person.country == country)
            return fits and mention.kind == "person" and (country is None or known in (None, country))
        if country and country == self._code(earlier):  # "the website Axios", then "the US website"
            return earlier.noun == wanted
        if country or self.names.columns.words(mention.start + 1, mention.head + 1).lower() != wanted:
            return False  # more than the bare noun: somebody else
        if mention.kind == "body" and earlier.kind == "body":
            same = earlier.noun.split()[-1:] == wanted.split()[-1:] or earlier.noun.startswith(f"{wanted} of ")
            return same or earlier.noun in kin
        return earlier.kind == mention.kind and (earlier.noun == wanted or earlier.noun.endswith((" " + wanted, *kin)))

    def _code(self, mention: Mention) -> str | None:
        name = self.names.name_at(mention.head)
        return name.code if name else None

    def _kin(self, noun: str) -> tuple[str, ...]:
        """What else "the diplomat" may have been called; a defence minister is no other minister."""
        words = self.names.words
        last = noun.split()[-1]
        return words.kin.get(noun) or (() if last in _PORTFOLIOS and last != noun else words.kin.get(last, ()))

    def _may_come_from(self, earlier: Mention, country: str | None) -> bool:
        if not earlier.key.startswith("person:"):
            return False
        known = self.people[int(earlier.key[7:])].country or self.belonging.home.get(earlier.key)
        return known in (None, country)
