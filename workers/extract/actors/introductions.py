"""Somebody named without an office in, the nameless office that was told just before and is theirs out."""

from collections.abc import Sequence
from typing import Final

from workers.extract.actors.holders import is_held_by_one
from workers.extract.actors.mentions import Mention
from workers.extract.actors.names import Names
from workers.extract.actors.people import Person
from workers.extract.actors.phrases import read_phrase
from workers.extract.actors.pronouns import Scene, is_subject
from workers.extract.actors.speech import speaks
from workers.lexicon.actors import Name
from workers.ontology import Sector

__all__ = ["Introductions"]

_REACH: Final = 3  # sentences back
_STATES: Final = frozenset((Sector.GOV, Sector.MIL, Sector.LEG, Sector.JUD, Sector.SPY, Sector.IGO))
_DESCRIBES: Final = frozenset(", ( of from who".split())
_SPAN: Final = 4  # tokens from "ministers" to the second of their countries


class Introductions:
    """Which offices told without a name belong to whoever is named next."""

    def __init__(self, scene: Scene, names: Names, people: Sequence[Person]) -> None:
        self.scene, self.names, self.people = scene, names, people
        self.named: dict[str, str] = {}
        """By the key of a nameless mention, that of the person whom it introduced."""

    def office(self, mention: Mention, earlier: Sequence[Mention]) -> Mention | None:
        """ "Its finance minister said ... The budget is bare, Kofi Asare told lawmakers": he is the minister."""
        columns, here = self.scene.columns, self.scene.sentence_of[mention.start]
        after = columns.lower[mention.end] if mention.end < columns.size else ""
        if after in _DESCRIBES or not speaks(columns, mention.head) or mention.plural:
            return None
        for one in reversed(earlier):
            back = here - self.scene.sentence_of[one.start]
            if back > _REACH:
                return None
            if back and one.kind in ("person", "people") and self._is_told_of(one):
                return one if one.key not in self.named and self._is_office(one) else None
        return None

    def _is_told_of(self, one: Mention) -> bool:
        """What the sentence says is said of or by them: the official, not the convoys that turned back."""
        columns = self.scene.columns
        verb = columns.head[one.head]
        return is_subject(columns, one) and (columns.dep[verb] == "ROOT" or speaks(columns, one.head))

    def of_two(self, mention: Mention, earlier: Sequence[Mention]) -> Mention | str | None:
        """ "The minister met his Somali counterpart. Ana Ruiz and Ali Noor spoke": she, then he.

        The country alone where one noun told both: "the ministers of Norway and Latvia".
        """
        place = self._place(mention)
        if place is None:
            return None
        here = self.scene.sentence_of[mention.start]
        for one in reversed(earlier):
            back = here - self.scene.sentence_of[one.start]
            if back > _REACH:
                return None
            if not back or one.kind not in ("person", "people") or one.key != f"at:{one.head}":
                continue
            if one.plural:
                codes = self._codes(one)
                return codes[place] if len(codes) == 2 else None
            pair = [two for two in earlier if self.scene.sentence_of[two.start] == here - back and self._is_office(two)]
            return pair[place] if len(pair) == 2 else None
        return None

    def _place(self, mention: Mention) -> int | None:
        """0 or 1 for the first and second of two who are named side by side without an office."""
        lower, start, end = self.scene.columns.lower, mention.start, mention.end
        for person in self.people:
            for naming in person.namings:
                if naming.start == end + 1 and lower[end] == "and" and not person.nouns and not person.country:
                    return 0
                if naming.end == start - 1 and lower[start - 1] == "and" and not person.nouns and not person.country:
                    return 1
        return None

    def _codes(self, group: Mention) -> list[str]:
        """The two countries of "the ministers of Norway and Latvia", "the Norwegian and Latvian ministers"."""
        columns, (low, high) = self.scene.columns, (group.start, group.head + _SPAN + 1)
        while low > 1 and (columns.lower[low - 1] == "and" or self.names.name_at(low - 1)):
            low -= 1
        found = {
            each.start: each.entry.code
            for i in range(low, min(high, columns.size))
            if (each := self.names.at(i)) and isinstance(each.entry, Name) and each.entry.kind in ("country", "demonym")
        }
        return list(found.values())

    def _is_office(self, one: Mention) -> bool:
        """One of a kind, of somebody's state or body: its finance minister, the top UN official, his counterpart."""
        if one.key != f"at:{one.head}" or one.kind != "person" or one.plural:
            return False
        reading = read_phrase(self.names, one.start, one.end)
        other = one.noun in self.names.words.others
        if other:
            return reading.owner is not None
        official = reading.sector in _STATES and reading.end <= one.end
        return official and is_held_by_one(self.names, one, reading)
