"""What extraction knows about noun phrases: the words that decide how one is read, and their loader."""

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct

from workers.lexicon.files import read_list
from workers.lexicon.signs import Signs, load_signs
from workers.ontology import Sector

__all__ = ["Honorific", "PhraseWords", "load_phrase_words"]


class Honorific(NamedTuple):
    """What "Ms" or "Gen." tells of its bearer."""

    gender: str | None = None
    sector: Sector | None = None


class PhraseWords(NamedTuple):
    """Lower case throughout but for `signs`, `initials` and `venues`; actor_words.toml says what each list is for."""

    honorifics: Mapping[str, Honorific]
    generic: frozenset[str]
    organisations: frozenset[str]
    tied: frozenset[str]
    tied_before: frozenset[str]
    abstract: frozenset[str]
    concrete: frozenset[str]
    abstract_suffixes: tuple[str, ...]
    female: frozenset[str]
    male: frozenset[str]
    kin: Mapping[str, tuple[str, ...]]
    titles: frozenset[str]
    international: tuple[str, ...]
    elsewhere: frozenset[str]
    offices: Mapping[str, str]
    vague: frozenset[str]
    others: frozenset[str]
    countries: frozenset[str]
    monarchs: frozenset[str]
    monarchies: frozenset[str]
    lacking: Mapping[str, frozenset[str]]
    shared_offices: frozenset[str]
    open_offices: frozenset[str]
    initials: Mapping[str, str]
    signs: Signs
    venues: frozenset[str]
    local: frozenset[str]


class _Honorifics(Struct, forbid_unknown_fields=True):
    male: str
    female: str
    either: str
    military: str
    legislative: str
    executive: str
    example: str


class _Generic(Struct, forbid_unknown_fields=True):
    nouns: str
    example: str


class _Organisations(Struct, forbid_unknown_fields=True):
    words: str
    example: str


class _Tied(Struct, forbid_unknown_fields=True):
    participles: str
    before: str
    example: str


class _Abstract(Struct, forbid_unknown_fields=True):
    nouns: str
    concrete: str
    suffixes: str
    example: str


class _Gender(Struct, forbid_unknown_fields=True):
    female: str
    male: str
    example: str


class _Titles(Struct, forbid_unknown_fields=True):
    before: str
    example: str


class _International(Struct, forbid_unknown_fields=True):
    nouns: str
    example: str


class _Elsewhere(Struct, forbid_unknown_fields=True):
    adjectives: str
    example: str


class _Vague(Struct, forbid_unknown_fields=True):
    nouns: str
    countries: str
    others: str
    example: str


class _Monarchies(Struct, forbid_unknown_fields=True):
    nouns: str
    codes: str
    example: str


class _Lacking(Struct, forbid_unknown_fields=True):
    offices: dict[str, str]
    example: str


class _Venues(Struct, forbid_unknown_fields=True):
    towns: str
    local: str
    example: str


class _Words(Struct, forbid_unknown_fields=True):
    honorifics: _Honorifics
    generic: _Generic
    organisations: _Organisations
    tied: _Tied
    abstract: _Abstract
    gender: _Gender
    kin: dict[str, str]
    titles: _Titles
    international: _International
    elsewhere: _Elsewhere
    vague: _Vague
    monarchies: _Monarchies
    lacking: _Lacking
    venues: _Venues
    offices: dict[str, str]
    initials: dict[str, str]


def load_phrase_words() -> PhraseWords:
    """Read actor_words.toml.

    Raises:
        msgspec.ValidationError: an entry has a wrong type or an unknown field.
    """
    words = read_list("actor_words", _Words)
    return PhraseWords(
        honorifics=_honorifics(words.honorifics),
        generic=frozenset(_nouns(words.generic.nouns)),
        organisations=frozenset(words.organisations.words.split()),
        tied=frozenset(words.tied.participles.split()),
        tied_before=frozenset(words.tied.before.split()),
        abstract=frozenset(words.abstract.nouns.split()),
        concrete=frozenset(words.abstract.concrete.split()),
        abstract_suffixes=tuple(words.abstract.suffixes.split()),
        female=frozenset(_nouns(words.gender.female)),
        male=frozenset(_nouns(words.gender.male)),
        kin={word: _nouns(nouns) for word, nouns in words.kin.items() if word != "example"},
        titles=frozenset(words.titles.before.split()),
        international=_nouns(words.international.nouns),
        vague=frozenset(_nouns(words.vague.nouns)),
        others=frozenset(words.vague.others.split()),
        countries=frozenset(words.vague.countries.split()),
        monarchs=frozenset(_nouns(words.monarchies.nouns)),
        monarchies=frozenset(words.monarchies.codes.split()),
        lacking={noun: frozenset(codes.split()) for noun, codes in words.lacking.offices.items()},
        elsewhere=frozenset(words.elsewhere.adjectives.split()),
        offices={noun: code for code, nouns in words.offices.items() if len(code) == 3 for noun in _nouns(nouns)},
        shared_offices=frozenset(_nouns(words.offices["shared"])),
        open_offices=frozenset(_nouns(words.offices["open"])),
        initials={word: noun for word, noun in words.initials.items() if word != "example"},
        signs=load_signs(),
        venues=frozenset(_nouns(words.venues.towns)),
        local=frozenset(words.venues.local.split()),
    )


def _honorifics(row: _Honorifics) -> dict[str, Honorific]:
    return (
        {word: Honorific("male") for word in row.male.split()}
        | {word: Honorific("female") for word in row.female.split()}
        | {word: Honorific() for word in row.either.split()}
        | {word: Honorific(None, Sector.MIL) for word in row.military.split()}
        | {word: Honorific(None, Sector.LEG) for word in row.legislative.split()}
        | {word: Honorific(None, Sector.GOV) for word in row.executive.split()}
    )


def _nouns(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (" ".join(noun.split()) for noun in text.replace("\n", " ").split(","))))
