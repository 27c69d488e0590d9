"""What extraction knows about actors: countries, bodies, role nouns and given names by their spelling."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, NamedTuple

from msgspec import Struct

from workers.lexicon.beginnings import sizes_of
from workers.lexicon.files import read_list
from workers.lexicon.homonyms import Homonym, load_homonyms
from workers.lexicon.mastheads import Mastheads, load_mastheads
from workers.lexicon.phrases import PhraseWords, load_phrase_words
from workers.lexicon.plurals import plural
from workers.lexicon.spelling import spelling
from workers.ontology import Sector

__all__ = ["ActorLexicon", "Gender", "Name", "NameKind", "Role", "RoleKind", "load_actors"]

NameKind = Literal["country", "demonym", "city", "seat", "prefix", "body"]
RoleKind = Literal["person", "body", "people", "arms"]
Gender = Literal["male", "female"]

_NO_PLURAL: Final = re.compile(r"(?:ese|ish|ch|ss|que|s)$")


class Name(NamedTuple):
    """A proper name: `code` is ISO 3166-1 alpha-3, or IGO, NGO, MNC in its place."""

    code: str
    name: str
    kind: NameKind
    sector: Sector | None = None
    written: str = ""


class Role(NamedTuple):
    """A noun for somebody who acts; `noun` is its singular."""

    noun: str
    kind: RoleKind
    sector: Sector | None
    plural: bool = False


class ActorLexicon(NamedTuple):
    """The actors half of the lexicon; keys are spelt by `spelling`, but `seats` and `homonyms` as names are written.

    `sizes` leads from how keys begin to their lengths (see `sizes_of`).
    """

    names: Mapping[str, Name]
    roles: Mapping[str, Role]
    genders: Mapping[str, Gender]
    country_names: Mapping[str, str]
    words: PhraseWords
    regions: Mapping[str, tuple[str, ...]]
    region_words: frozenset[str]
    seats: Mapping[str, Name]
    homonyms: Mapping[str, Homonym]
    mastheads: Mastheads
    sizes: Mapping[str, tuple[int, ...]]
    examples: Mapping[str, tuple[str, str | None, Sector | None]]


class _Country(Struct, forbid_unknown_fields=True):
    code: str
    names: list[str]
    demonyms: list[str]
    cities: list[str]


class _Countries(Struct, forbid_unknown_fields=True):
    country: list[_Country]


class _Nation(Struct, forbid_unknown_fields=True):
    code: str
    example: str
    name: str | None = None
    names: list[str] = []
    demonyms: list[str] = []
    capitals: list[str] = []
    regions: list[str] = []
    cities: list[str] = []
    seats: list[str] = []
    prefixes: list[str] = []


class _Nations(Struct, forbid_unknown_fields=True):
    nation: list[_Nation]


class _Place(Struct, forbid_unknown_fields=True):
    code: str
    example: str
    regions: str = ""
    towns: str = ""
    peoples: str = ""


class _Places(Struct, forbid_unknown_fields=True):
    place: list[_Place]


class _Town(Struct, forbid_unknown_fields=True):
    code: str
    towns: str


class _Towns(Struct, forbid_unknown_fields=True):
    country: list[_Town] = []  # none while `generate_towns` writes them anew


class _Group(Struct, forbid_unknown_fields=True):
    code: str
    sector: Sector
    bodies: str
    example: str


class _Seat(Struct, forbid_unknown_fields=True):
    city: str
    body: str
    example: str


class _Bodies(Struct, forbid_unknown_fields=True):
    group: list[_Group]
    seat: list[_Seat]


class _Region(Struct, forbid_unknown_fields=True):
    words: list[str]
    codes: list[str]
    example: str


class _Regions(Struct, forbid_unknown_fields=True):
    region: list[_Region]


class _RoleList(Struct, forbid_unknown_fields=True):
    kind: RoleKind
    nouns: str
    example: str
    sector: Sector | None = None


class _Roles(Struct, forbid_unknown_fields=True):
    role: list[_RoleList]


class _GivenNames(Struct, forbid_unknown_fields=True):
    male: str
    female: str


def load_actors() -> ActorLexicon:
    """Read the lists of this half.

    Raises:
        msgspec.ValidationError: an entry has a wrong type or an unknown field.
    """
    countries = read_list("countries", _Countries).country
    nations = read_list("nations", _Nations).nation
    places = read_list("places", _Places).place
    towns = read_list("towns", _Towns).country
    bodies = read_list("bodies", _Bodies)
    groups = bodies.group
    roles = read_list("roles", _Roles).role
    regions = read_list("regions", _Regions).region
    given = read_list("given_names", _GivenNames)
    called = {row.code: row.names[0] for row in countries}
    called |= {row.code: row.name for row in nations if row.name}
    homonyms, _ = load_homonyms()
    names = _of_nobody(homonyms) | _by_spelling(_names(towns, countries, nations, places, groups, called))
    nouns = {role.noun if not role.plural else noun: role for row in roles for noun, role in _nouns(row)}
    words = load_phrase_words()
    nouns |= {initials.lower(): nouns[noun] for initials, noun in words.initials.items()}
    return ActorLexicon(
        names=names,
        roles=nouns,
        genders=_genders(given),
        country_names=called,
        words=words,
        regions={words: tuple(row.codes) for row in regions for words in row.words},
        region_words=frozenset(word for row in regions for words in row.words for word in words.split()),
        seats={names[spelling(row.city)].written: names[spelling(row.body)] for row in bodies.seat},
        homonyms={names[key].written: homonym for key, homonym in homonyms.items()},
        mastheads=load_mastheads(),
        sizes=sizes_of([*names, *nouns]),
        examples=_examples(nations, places, groups, roles),
    )


def _genders(given: _GivenNames) -> dict[str, Gender]:
    genders: dict[str, Gender] = dict.fromkeys(given.male.split(), "male")
    genders.update(dict.fromkeys(given.female.split(), "female"))
    return genders


def _by_spelling(names: Iterable[Name]) -> dict[str, Name]:
    """Of "Nato" and "NATO" the first stays, for it matches both."""
    found: dict[str, Name] = {}
    for name in names:
        key = spelling(name.written)
        if not (name.written.isupper() and key in found and found[key].code == name.code):
            found[key] = name
    return found


def _of_nobody(homonyms: Mapping[str, Homonym]) -> dict[str, Name]:
    """No country has them until an article says which."""
    return {key: Name("", each.written, each.kind, each.sector, each.written) for key, each in homonyms.items()}


def _names(
    towns: Iterable[_Town],
    countries: Iterable[_Country],
    nations: Iterable[_Nation],
    places: Iterable[_Place],
    groups: Iterable[_Group],
    called: Mapping[str, str],
) -> Iterator[Name]:
    """Later ones win: what is written by hand corrects what is generated."""
    for row in towns:
        yield from (Name(row.code, called[row.code], "city", Sector.CVL, town) for town in _divided(row.towns))
    for place in places:
        yield from _of_place(place, called.get(place.code, place.code))
    for country in countries:
        name = called[country.code]
        yield from (Name(country.code, name, "city", Sector.GOV, city) for city in country.cities)
        yield from _of_country(country.code, name, country.names, country.demonyms)
    for nation in nations:
        name = called.get(nation.code, nation.code)
        yield from (Name(nation.code, name, "city", Sector.CVL, city) for city in nation.cities)
        yield from (Name(nation.code, name, "city", Sector.GOV, city) for city in (*nation.capitals, *nation.regions))
        yield from _of_country(nation.code, name, nation.names, nation.demonyms)
        yield from (Name(nation.code, seat, "seat", Sector.GOV, seat) for seat in nation.seats)
        yield from (Name(nation.code, name, "prefix", Sector.GOV, prefix) for prefix in nation.prefixes)
    for group in groups:
        for line in group.bodies.strip().split("\n"):
            aliases = line.split(" | ")
            yield from (Name(group.code, aliases[0], "body", group.sector, alias) for alias in aliases)


def _of_place(row: _Place, name: str) -> Iterator[Name]:
    yield from (Name(row.code, name, "city", Sector.CVL, town) for town in _divided(row.towns))
    yield from (Name(row.code, name, "city", Sector.GOV, region) for region in _divided(row.regions))
    yield from (Name(row.code, name, "demonym", None, people) for people in _divided(row.peoples))


def _of_country(code: str, name: str, names: Iterable[str], demonyms: Iterable[str]) -> Iterator[Name]:
    yield from (Name(code, name, "country", Sector.GOV, each) for each in names)
    for demonym in demonyms:
        yield Name(code, name, "demonym", None, demonym)
        if not _NO_PLURAL.search(demonym):
            yield Name(code, name, "demonym", None, demonym + "s")


def _divided(text: str) -> Iterator[str]:
    """Divided by commas, over several lines."""
    return filter(None, (" ".join(part.split()) for part in text.split(",")))


def _nouns(row: _RoleList) -> Iterator[tuple[str, Role]]:
    for noun in _divided(row.nouns):
        yield noun, Role(noun, row.kind, row.sector)
        yield plural(noun), Role(noun, row.kind, row.sector, True)


def _examples(
    nations: Iterable[_Nation], places: Iterable[_Place], groups: Iterable[_Group], roles: Iterable[_RoleList]
) -> dict[str, tuple[str, str | None, Sector | None]]:
    """What each hand-written entry must be read as: list, code and sector by example."""
    found: dict[str, tuple[str, str | None, Sector | None]] = {}
    found |= {row.example: ("nations", row.code, None) for row in nations}
    found |= {row.example: ("places", row.code, None) for row in places}
    found |= {row.example: ("bodies", row.code, row.sector) for row in groups}
    found |= {row.example: ("roles", None, row.sector) for row in roles}
    return found
