"""A token in, what the countries named around it say for a home there out."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from workers.extract.actors.names import Names
from workers.extract.actors.places import Place

__all__ = ["REACH", "Vicinity"]

_NEAR: Final = (1.0, 0.9, 0.5, 0.3)  # what a mention counts for that is 0, 1, 2, 3 sentences back
_AROUND: Final = 40  # places to each side that are weighed
_TRAVEL: Final = frozenset("leave visit fly arrive travel head go tour reach return depart land go".split())
_SPEAK: Final = frozenset("say tell speak add announce write warn state declare".split())
_MARKS: Final = frozenset(("“", "”", '"', ":", ";"))
_BREAKING: Final = _MARKS | frozenset("that her his their its".split())
_RULERS: Final = frozenset("president minister premier chancellor king emir sultan counterpart".split())
_OBJECTS: Final = frozenset("dobj pobj iobj dative obj".split())
_MET: Final = 12  # words
_FRONTED: Final = 2.0
# 16.20 Paraguay hits back / 09:40 A refresher. / 4.15pm BST
_CLOCK: Final = re.compile(r"(?m)^\W{0,3}\d{1,2}[.:h]\d\d\b(?!%)")
_TOGETHER: Final = 8  # places of two sentences
_ENTRIES: Final = 3  # at least, of a page that is told by the clock
REACH: Final = len(_NEAR)


class Vicinity:
    """The places of an article, asked for those near a token."""

    def __init__(
        self, names: Names, sentence_of: Sequence[int], quoted: Sequence[bool], places: Sequence[Place]
    ) -> None:
        self.names, self.columns = names, names.columns
        self.sentence_of, self.quoted, self.places = sentence_of, quoted, places
        starts = [found.start() for found in _CLOCK.finditer(self.columns.content)]
        self._entries = [bisect_left(self.columns.idx, start) for start in starts] if len(starts) >= _ENTRIES else []

    def entry(self, token: int) -> int:
        """The first token of the entry of a live page that a token stands in; 0 on any other page."""
        at = bisect_right(self._entries, token)
        return self._entries[at - 1] if at else 0

    def near(self, token: int, reach: int, person: bool) -> dict[str, float]:
        """By country, what the sentences up to a token say for it, less what they say against it."""
        here, entry = self.sentence_of[token], self.entry(token)
        most: dict[str, float] = {}
        least: dict[str, float] = {}
        middle = bisect_left(self.places, token, key=lambda place: place.token)
        for place in self.places[max(middle - _AROUND, 0) : middle + _AROUND]:
            back = here - place.sentence
            if back < 0 or back >= reach or place.token < entry:
                continue
            weight = self.weight_at(place, token, person) * _NEAR[back]
            if self.quoted[place.token] and not self.quoted[token]:
                weight *= 0.5
            most[place.name.code] = max(most.get(place.name.code, 0.0), weight)
            least[place.name.code] = min(least.get(place.name.code, 0.0), weight)
        return {code: weight + least[code] for code, weight in most.items()}

    def in_line(self, token: int, person: bool) -> dict[str, float]:
        """By country, what the token's own line says for it."""
        votes: dict[str, float] = {}
        for place in self.places:
            if self.is_in_line(place, token):
                votes[place.name.code] = max(votes.get(place.name.code, 0.0), self.weight_at(place, token, person))
        return votes

    def is_in_line(self, place: Place, token: int) -> bool:
        """No line ends between them."""
        return "\n" not in self.columns.words(*sorted((place.token, token)))

    def just_before(self, token: int) -> Sequence[Place]:
        """The last places named before a token, in text order."""
        at = bisect_left(self.places, token, key=lambda place: place.token)
        return self.places[max(at - _TOGETHER, 0) : at]

    def told_just_before(self, token: int) -> str | None:
        """ "Australia, which brokered it, was glad. "...," Foreign Minister Ann Lee said": the country told of there.

        The sentence before has it for its subject and tells of no other, nor does the token's own up to the token.
        """
        near = [each for each in self.just_before(token) if each.sentence >= self.sentence_of[token] - 1]
        codes = {place.name.code for place in near if not self.quoted[place.token]}
        subject = near[0] if near else None
        if subject is None or len(codes) != 1 or subject.sentence == self.sentence_of[token]:
            return None
        dep, above = self.columns.dep, self.columns.head[subject.token]
        acts = dep[subject.token] == "nsubj" and dep[above] == "ROOT"  # not "the minister said Beijing had waited"
        return subject.name.code if acts and self.is_in_line(subject, token) else None

    def weight_at(self, place: Place, token: int, person: bool) -> float:
        """What one place says for a home at a token; below 0 it speaks against it."""
        if place.sentence != self.sentence_of[token]:
            return place.weight
        if place.token < token:
            # "Tokyo ..., its ambassador announced when he called on Governor Victor Almonte": no Japanese.
            if person and self.columns.dep[token] in _OBJECTS:
                return 0.3 * place.weight
            if "where" in self.columns.lower[place.token + 1 : min(place.token + 4, token)]:
                return 2.0  # In Dushanbe, where a court jailed him
            # In Helsinki, the foreign minister called ... / That matters in Helsinki, where the opposition accuses ...
            here = place.name.kind == "city" and place.token > 0 and self.columns.lower[place.token - 1] == "in"
            return max(place.weight, (_FRONTED if self._is_fronted(place) else 0.8) if here else 0.0)
        if person and self._is_met(token, place.token):
            return -1.0
        if place.weight < 0 or self._is_addressed(place):
            return min(place.weight, -0.3)
        # Economy Minister Robert Lindauer said in Berlin / Foreign Minister Ann Lee left Apia yesterday
        if place.name.kind == "city" and place.token - token <= 12:
            if self._is_visited(place.token, token):
                return -0.5
            if self._speaks_there(token, place.token):
                return 1.2
        # Foreign Minister Catherine Colonna said France ...
        said = place.weight >= 1.0 and self.columns.lower[place.token - 1] in ("said", "says", "that")
        return 0.5 if said else 0.0

    def _is_fronted(self, place: Place) -> bool:
        """In Helsinki, the foreign minister called ... / But in Helsinki, he called ..."""
        found = self.names.at(place.token)
        columns, after = self.columns, found.end if found else place.token + 1
        first, _ = columns.sentences[place.sentence]
        return first >= place.token - 2 and columns.text[after : after + 1] == [","]

    def _is_addressed(self, place: Place) -> bool:
        """The president's office has invited Kenyan leaders: it is not Kenyan.

        Nor is President Ana Ruiz who called Ethiopian President Abebe Tola, or who said that Kenya must withdraw.
        """
        dep, head = self.columns.dep, self.columns.head
        above = head[place.token]
        if place.name.kind == "demonym" and dep[place.token] in ("amod", "compound"):
            return dep[above] in ("dobj", "dative") or self.columns.lower[above] in _RULERS
        subject = above if dep[place.token] == "compound" else place.token
        return dep[subject] == "nsubj" and any(
            head[must] == head[subject] != must for must in self.columns.where({"must"})
        )

    def _is_met(self, token: int, place: int) -> bool:
        """The water minister held talks with the head of Afghanistan's ministry: he is none of theirs."""
        lower = self.columns.lower[token + 1 : place]
        return "with" in lower and len(lower) <= _MET and not any(word in _MARKS for word in lower)

    def _speaks_there(self, token: int, place: int) -> bool:
        """ "Told a regular briefing in Berlin", not "said that her talks in Niamey were difficult"."""
        columns, between = self.columns, slice(token + 1, place - 1)
        return (
            columns.lower[place - 1] == "in"
            and _BREAKING.isdisjoint(columns.lower[between])
            and all(columns.lemma[i] in _SPEAK for i in range(token + 1, place - 1) if columns.tag[i][:2] == "VB")
        )

    def _is_visited(self, place: int, token: int) -> bool:
        return not _TRAVEL.isdisjoint(self.columns.lemma[token:place])
