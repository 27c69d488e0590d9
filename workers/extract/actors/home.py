"""A mention that names no country in, the country it most likely belongs to out: "the commerce ministry", "police"."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from workers.extract.actors.briefings import BRIEFER, find_peers, has_ministers
from workers.extract.actors.core import PAST
from workers.extract.actors.dateline import Dateline, find_dateline, host
from workers.extract.actors.digest import is_digest
from workers.extract.actors.meetings import is_meeting
from workers.extract.actors.names import Names
from workers.extract.actors.places import BODIES, Place, find_places
from workers.extract.actors.setting import find_setting, find_shown_setting
from workers.extract.actors.vicinity import REACH, Vicinity
from workers.lexicon.actors import Name

__all__ = ["Homes"]

_ACTED_ON: Final = 0.4  # weighs a country no more that stands after "against", "to" or "with"
_PAIR_REACH: Final = 15  # sentences
_OFTEN: Final = 4  # mentions
_PARAGRAPH: Final = 120  # words at most
_TWICE: Final = 2
_TOLD_FROM: Final = 0.4  # votes
_BESIDE: Final = 0.8
_TOLD_BEFORE: Final = 0.6
_EMBASSY: Final = 0.4
_OF_EMBASSY: Final = 1.2  # named just before
_PLAIN, _PLAIN_ENTRY = 0.6, 0.4  # votes, and those in an entry of a live page
_PLAINER: Final = 1.5  # than the next country
_MENTIONS: Final = 5  # of a person, that are asked
_TITLE: Final = 8  # words before a name
_POSTED: Final = tuple(
    "embassy|consulate|ambassador|high commissioner|consul|consul general|consul-general|chargé d'affaires".split("|")
)
_FORM: Final = 0.6  # votes: a briefing with QUESTION lines is the US government's, which has no ministries
_RANKS: Final = frozenset(  # of every country: one general's home says nothing of the next one's
    "general colonel admiral major captain commander lieutenant spokesman spokeswoman spokesperson official ambassador "
    "envoy diplomat soldier adviser advisor officer lawmaker analyst expert leader".split()
)


class Homes:
    """The countries an article is about, by where and how it names them."""

    def __init__(self, names: Names, sentence_of: Sequence[int], quoted: Sequence[bool]) -> None:
        self.names, self.sentence_of, self.quoted = names, sentence_of, quoted
        self._chosen: dict[str, str] = {}
        self._digest = is_digest(names.columns.content)

    def choose(self, tokens: Sequence[int], noun: str, *, person: bool = False) -> str | None:
        """The country (alpha-3) whose ministry, minister or police is meant at `tokens`, all its mentions.

        Call it in text order: what was chosen for "foreign ministry" counts when "the ministry's spokesman" follows.
        """
        words, lower, votes = self.names.words, self.names.columns.lower, self._votes(tokens, person)
        if self.told_from and not self.plainly_told_from:
            votes[self.told_from] = votes.get(self.told_from, 0.0) + _TOLD_FROM
        votes = self._possible(votes, noun)
        posted = noun.endswith(_POSTED)
        if posted and self.is_assembly:
            return None
        if posted and PAST.isdisjoint(lower[max(tokens[0] - _TITLE, 0) : tokens[0]]):
            votes = self._posting(votes, tokens[0])
        office = self._office(noun)
        if office in votes:
            votes[office] += 0.8
        elif office and noun == BRIEFER:
            votes[office] = _FORM
        family = _family(noun)
        for code in () if posted else votes:
            votes[code] += 0.2 * sum(home == code for home in self._chosen.values()) / max(len(self._chosen), 1)
        if self._chosen.get(family) in votes and family not in _RANKS:
            votes[self._chosen[family]] += 0.8
        if not votes and office and noun not in words.open_offices:
            votes[office] = 0.8
        best = max(votes, key=lambda code: votes[code], default=None)
        if self.told_from in votes and self._beside(tokens[0], person).get(best or "", 0.0) < _BESIDE:
            best = self.told_from  # a paper introduces a foreign minister with his country
        if best is None or votes[best] < 0.4:
            return None
        abroad = person and best != self.told_from
        if abroad and (self._is_other_side(best, tokens[0]) or self._is_afterthought(best, tokens[0])):
            return None
        self._chosen.setdefault(family, best)
        return best

    def _office(self, noun: str) -> str | None:
        """The country whose office goes by this name above all."""
        shared = self.told_from and noun in self.names.words.shared_offices
        if shared or (noun == BRIEFER and has_ministers(self.names.columns)):
            return None
        return self.names.words.offices.get(noun)

    def _possible(self, votes: Mapping[str, float], noun: str) -> dict[str, float]:
        """No king of France, no president of Japan, no foreign minister of the United States."""
        words = self.names.words
        lacking = words.lacking.get(noun) or words.lacking.get(noun.split()[-1] if noun else "", frozenset())
        peers = find_peers(self.names.columns, self._places) if noun == BRIEFER else frozenset()
        codes = {code for code in votes if noun not in words.monarchs or code in words.monarchies} - lacking - peers
        return {code: vote for code, vote in votes.items() if code in codes}

    def _beside(self, token: int, person: bool) -> dict[str, float]:
        """What is near in the same paragraph: with the next one a paper is at home again."""
        columns = self.names.columns
        first, _ = columns.sentences[self.sentence_of[token]]
        opens = not first or "\n" in columns.content[columns.ends[first - 1] - 1 : columns.idx[first] + 1]
        return self._vicinity.near(token, 1 if opens else 2, person)

    def _posting(self, votes: Mapping[str, float], token: int) -> dict[str, float]:
        """The ambassador in an Irish story is no Irish one, but of the embassy that it names, or of who acts there."""
        abroad, near = {place.name.code for place in self._places if place.abroad}, self._vicinity.near(token, 1, True)
        posts = {place.name.code for place in self._places if self._is_post(place, token)}
        near[self.embassy(token) or ""] = _OF_EMBASSY
        return {
            code: vote / 2 + (_EMBASSY if code in abroad else 0.0) + near.get(code, 0.0)
            for code, vote in votes.items()
            if code != self.told_from and code not in posts
        }

    def _is_post(self, place: Place, token: int) -> bool:
        """Ambassador Ana Ruiz said in Lima: she is sent there."""
        here = place.sentence == self.sentence_of[token] and place.token > token and place.name.kind == "city"
        return here and self.names.columns.lower[place.token - 1] == "in"

    def _is_other_side(self, code: str, token: int) -> bool:
        """ "President Ana Ruiz sent troops against Iraq": the article names no country but the one acted on."""
        here = self.sentence_of[token]
        places = [place for place in self._places if place.name.code == code and place.name.kind != "body"]
        return bool(places) and all(
            place.token > token and place.sentence == here and place.weight <= _ACTED_ON for place in places
        )

    def _is_afterthought(self, code: str, token: int) -> bool:
        """ "Prime Minister Ana Ruiz chaired the cabinet. Addis Ababa had no comment": named once, and later."""
        places = [place for place in self._places if place.name.code == code]
        if len(places) != 1 or places[0].sentence <= self.sentence_of[token] + 1:
            return False
        return places[0].name.kind in ("city", "country") or self.names.columns.dep[places[0].token][:5] == "nsubj"

    @cached_property
    def setting(self) -> str | None:
        """The country that everything happens in: told from there, or named often and three times as any other."""
        if self.told_from:
            return self.told_from
        if self.is_assembly:
            return None
        counts = Counter(place.name.code for place in self._places).most_common(2)
        if not counts or counts[0][1] < _OFTEN or (len(counts) > 1 and counts[0][1] < 3 * counts[1][1]):
            return None
        return counts[0][0]

    @cached_property
    def told_from(self) -> str | None:
        """The country whose offices, institutions and money the article takes for known, if one plainly is."""
        if self.plainly_told_from or self._digest:
            return self.plainly_told_from
        dateline = self._dateline
        shown = None if is_meeting(self.names) else find_shown_setting(self.names, self._places)
        return shown or (host(self.names, dateline) if dateline else None)

    @cached_property
    def plainly_told_from(self) -> str | None:
        """The same where money, institutions and offices of one country only say so: it holds for everybody."""
        return None if self._digest else find_setting(self.names, self._places)

    @cached_property
    def held_in(self) -> str | None:
        """The country of the one town in the first line: "Transcript of the weekly briefing, Islamabad"."""
        first = [place for place in self._places if not self.sentence_of[place.token]]
        return first[0].name.code if len(first) == 1 and first[0].name.kind == "city" else None

    @cached_property
    def is_assembly(self) -> bool:
        """Those who speak before the Security Council are of any country, the one that they speak of or another."""
        return self.told_from is None and is_meeting(self.names)

    def resident(self, token: int) -> str | None:
        """The country of somebody of no office and no stated origin: where the story is just then, if that is plain."""
        if self.is_assembly:
            return None
        told = self._countries_told
        around = [place.name.code for place in self._places if self._is_just_before(place, token)]
        if len(around) >= _TWICE and len(set(around)) == 1:  # a digest goes from country to country
            return around[0] if around[0] in told else None
        votes = self._votes([token], True)
        if not votes:
            return None
        best, *rest = sorted(votes, key=lambda code: -votes[code])
        least = _PLAIN_ENTRY if self._vicinity.entry(token) else _PLAIN
        plain = votes[best] >= least and (not rest or votes[best] >= _PLAINER * votes[rest[0]])
        if plain and best in told and sum(place.name.code == best for place in self._places) >= _TWICE:
            return best
        return self._sent_from(token, votes)

    def _sent_from(self, token: int, votes: Mapping[str, float]) -> str | None:
        """MAPUTO - ... Amina Said sells tea: of two countries the one where the reporter is, if none is beside her."""
        dateline = self._dateline
        code = dateline.code if dateline else ""
        beside = any(other != code and weight > 0 for other, weight in self._beside(token, True).items())
        rivals = sum(votes[other] > votes.get(code, 0.0) for other in votes)
        return code if code in self._countries_told and not beside and rivals <= 1 else None

    @cached_property
    def _dateline(self) -> Dateline | None:
        return find_dateline(self.names, self._places)

    @cached_property
    def _countries_told(self) -> frozenset[str]:
        """Named as countries or nations: a band from Leeds that plays Glasgow makes no story about Britain."""
        return frozenset(place.name.code for place in self._places if place.name.kind != "city")

    def _is_just_before(self, place: Place, token: int) -> bool:
        back = token - place.token
        return 0 < back <= _PARAGRAPH and self._vicinity.is_in_line(place, token)

    def last_named(self, token: int) -> str | None:
        """The country named last before a token, no more than a sentence back; of several the one that acts there."""
        last = self._vicinity.just_before(token)
        near = [place for place in last if place.sentence == last[-1].sentence]
        if not near or self.sentence_of[token] - near[-1].sentence > 1:
            return None
        acting = next((place for place in near if place.weight >= 1.0 and place.name.kind == "country"), near[-1])
        return acting.name.code

    def embassy(self, token: int) -> str | None:
        """The country whose embassy or envoy was named last before a token, no more than two sentences back."""
        last = next((place for place in reversed(self._vicinity.just_before(token)) if place.abroad), None)
        return last.name.code if last and self.sentence_of[token] - last.sentence <= _TWICE else None

    def last_foreign(self, token: int) -> str | None:
        """The country named last before a token, in a story that is told from another."""
        code = self.last_named(token) if self.told_from else None
        return code if code != self.told_from else None

    def told(self, noun: str, code: str) -> None:
        """The article itself says whose foreign ministry it is."""
        if code not in BODIES:
            self._chosen[_family(noun)] = code

    def sides(self, token: int) -> list[Name]:
        """The two countries that "both sides" are at a token: most named, and named not long before."""
        votes = dict(self._shares)
        first: dict[str, Name] = {}
        for place in self._places:
            back = self.sentence_of[token] - place.sentence
            if place.token < token and back <= _PAIR_REACH:
                first[place.name.code] = place.name
                votes[place.name.code] = max(
                    votes[place.name.code], self._shares[place.name.code] + max(0.3 - 0.05 * back, 0.0)
                )
        best = sorted(first, key=lambda code: -votes[code])[:2]
        return [first[code] for code in best]

    def _votes(self, tokens: Sequence[int], person: bool) -> dict[str, float]:
        if self._digest:
            return self._vicinity.in_line(tokens[0], person)
        live = self._vicinity.entry(tokens[0])
        votes = {code: (0.2 if live else 0.4) * share for code, share in self._shares.items()}
        for k, token in enumerate(tokens[:_MENTIONS]):
            for code, weight in self._vicinity.near(token, REACH if k == 0 else 1, person).items():
                votes[code] = votes.get(code, 0.0) + weight * (1.0 if k == 0 else 0.6)
        told = self._vicinity.told_just_before(tokens[0])
        if told:
            votes[told] = votes.get(told, 0.0) + _TOLD_BEFORE
        if self._places and not live:
            votes[self._places[0].name.code] += 0.25
        if self.plainly_told_from:
            votes[self.plainly_told_from] = votes.get(self.plainly_told_from, 0.0) + _TOLD_FROM
        return votes

    @cached_property
    def _places(self) -> list[Place]:
        return find_places(self.names, self.sentence_of)

    @cached_property
    def _vicinity(self) -> Vicinity:
        return Vicinity(self.names, self.sentence_of, self.quoted, self._places)

    @cached_property
    def _shares(self) -> dict[str, float]:
        counts = Counter(place.name.code for place in self._places)
        most = max(counts.values(), default=1)
        return {code: count / most for code, count in counts.items()}


def _family(noun: str) -> str:
    """ "Foreign ministry", "foreign minister" and "foreign secretary" are of one country; so are all courts."""
    words = noun.split()
    if len(words) > 1 and words[-1] in ("ministry", "minister", "secretary"):
        return words[0]
    return words[-1] if words else ""
