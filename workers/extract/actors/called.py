"""A reading in, what its actor is called out: the fullest name the article has, or the words of the description."""

from typing import Final

from spacy.tokens import Span

from workers.extract.actors.model import Actor
from workers.extract.actors.names import Names
from workers.extract.actors.reading import Reading
from workers.lexicon.actors import Name
from workers.ontology import ResolvedFrom, Sector

__all__ = ["OWN", "Called"]

OWN: Final = frozenset("his her its their my our your whose".split())


class Called:
    """What those mentioned in one article are called."""

    def __init__(self, names: Names) -> None:
        self.columns, self.names = names.columns, names

    def by_name(self, reading: Reading, name: Name, span: Span, piece: tuple[int, int]) -> Actor:
        """The actor that a name of the lexicon stands for."""
        if name.kind in ("body", "seat"):
            called = self.names.fullest.get(name.name, name.name)
            return Actor(span, called, ResolvedFrom.NAMED, None, reading.country or name.code, name.sector)
        if name.kind == "demonym" and (reading.plural or "CD" in self.columns.tag[slice(*piece)]):
            # "The Russians say": the state, as a rule; "two Russians", "200 Rohingya" and "Russians" are people.
            sector = Sector.GOV if self.columns.lower[piece[0]] == "the" else Sector.CVL
            return Actor(span, self.by_words(piece, None), ResolvedFrom.NAMED, None, name.code, sector)
        if name.kind == "city":
            return Actor(span, name.written, ResolvedFrom.NAMED, None, name.code, name.sector)
        return Actor(span, _country(name), ResolvedFrom.NAMED, None, name.code, Sector.GOV)

    def by_reading(self, reading: Reading, piece: tuple[int, int], owner: Actor | None) -> str:
        """What a phrase that is more than a name is called: "the newspaper Al-Manbar" is Al-Manbar."""
        noun, head = (reading.nouns[-1] if reading.nouns else None), reading.head
        if noun is None or noun.kind != "body" or owner is not None:
            return self.by_words(piece, owner)
        if reading.proper and reading.proper[1] - 1 == head and piece[0] < reading.proper[0]:
            return self.by_words(reading.proper, None)
        outlet = noun.sector is Sector.JRN or noun.noun == "agency"
        if outlet and reading.body is not None and reading.body.sector is Sector.JRN:  # the IRNA agency
            return self.names.fullest.get(reading.body.name, reading.body.name)
        return self.by_words(piece, owner)

    def by_words(self, piece: tuple[int, int], owner: Actor | None) -> str:
        """The words as they stand, without "the"; "her spokesman" with her name."""
        (start, end), lower, words = piece, self.columns.lower, self.columns.words
        while start < end - 1 and lower[start] == "the":
            start += 1
        if owner and lower[start] in OWN:
            return f"{owner.name}'s {words(start + 1, end)}"
        if owner and lower[start] in ("a", "an") and end - start == 2:
            return f"{owner.name} {words(start + 1, end)}"
        return words(start, end)


def _country(name: Name) -> str:
    """ "Britain" is what the article calls it; "US" is no name to give."""
    spelt = name.kind == "country" and not name.written.isupper() and "." not in name.written
    return name.written if spelt else name.name
