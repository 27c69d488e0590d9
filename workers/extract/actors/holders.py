"""An office mentioned without a name in, the person of the article who holds it out, named before or after."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from workers.extract.actors.home import Homes
from workers.extract.actors.mentions import Mention
from workers.extract.actors.names import Names
from workers.extract.actors.people import Person
from workers.extract.actors.reading import Reading

__all__ = ["holder", "is_held_by_one"]

_INDEFINITE: Final = frozenset(
    "a an another one some any no every each former ex then his her its their our my your two three this that".split()
)
# Held by many at a time: "the Iranian official" is not whoever else is called an official.
_SHARED: Final = frozenset(
    "official diplomat member lawmaker source aide adviser advisor deputy senator mp mep delegate analyst expert "
    "politician soldier officer figure researcher economist lawyer journalist activist resident witness envoy leader "
    "general negotiator candidate counterpart commander judge prosecutor director head chief".split()
)
# The one at the top: "the senior United Nations official in Port-au-Prince".
_TOPMOST: Final = frozenset("senior top chief highest leading seniormost foremost ranking".split())
_HEADS: Final = frozenset("head chief director leader".split())  # the head of UNICEF
_OWNED: Final = frozenset("his her its their the".split())


def is_held_by_one(names: Names, mention: Mention, reading: Reading) -> bool:
    """ "Iran's foreign minister", "its defence chief", "the top UN official", not "an official" nor "its envoy"."""
    opening = names.columns.lower[mention.start]
    if mention.plural or not reading.nouns or (opening in _INDEFINITE and opening not in _OWNED):
        return False
    noun = reading.nouns[-1].noun
    heads = noun in _HEADS and reading.body is not None
    return noun not in _SHARED or (opening in _OWNED and (heads or _is_topmost(names, mention)))


def _is_topmost(names: Names, mention: Mention) -> bool:
    return not _TOPMOST.isdisjoint(names.columns.lower[mention.start : mention.head])


def holder(
    names: Names,
    people: Sequence[Person],
    homes: Homes,
    settled: Mapping[str, str | None],
    mention: Mention,
    reading: Reading,
    opening: str,
) -> int | None:
    """Whose office "Iran's foreign minister" or a headline's "Minister" is: of the one person said to hold it.

    `settled` are the homes found so far: of who is named later, only what the words say is known.
    """
    if mention.kind != "person" or mention.plural or opening in _INDEFINITE or not reading.nouns:
        return None
    noun = reading.nouns[-1].noun
    if reading.owner is not None:
        return None
    if noun in _SHARED:
        return _top(names, people, reading.country) if opening == "the" and _is_topmost(names, mention) else None
    found = list(_holders(people, settled, noun, reading.country))
    if len(found) != 1:
        return None
    sender = homes.embassy(people[found[0]].namings[0].start) if noun.endswith("ambassador") else None
    if reading.country and sender and sender != reading.country:
        return None  # "The Russian embassy denied it, and Ambassador Oleg Ilyin said": he is not the Moldovan one
    if (
        reading.country is None and opening == "the"
    ):  # "A word from Athens: the foreign minister ..." is not the one of Ankara
        here, there = homes.last_named(mention.start), homes.last_named(people[found[0]].namings[0].start)
        if here and there and here != there:
            return None
    return found[0]


def _top(names: Names, people: Sequence[Person], country: str | None) -> int | None:
    """The one person of a body or country who holds an office there."""
    found = [
        index
        for index, person in enumerate(people)
        if country and person.role and country == (person.country or _body_of(names, person))
    ]
    return found[0] if len(found) == 1 else None


def _body_of(names: Names, person: Person) -> str | None:
    """A special representative is of the UN wherever no country is told."""
    return "IGO" if any(noun.endswith(names.words.international) for noun in person.nouns) else None


def _holders(
    people: Sequence[Person], settled: Mapping[str, str | None], noun: str, country: str | None
) -> Iterator[int]:
    for index, person in enumerate(people):
        if noun not in person.nouns:
            continue
        known = person.country or settled.get(f"person:{index}")
        if country is None or known in (None, country):
            yield index
