"""Every entry of the actor lists is found, on its own words and on its example."""

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from tests.unit.extract.docs import unparsed
from workers.extract.actors import Actor, build_roster
from workers.lexicon import load_lexicon
from workers.lexicon.actors import Name, Role
from workers.lexicon.homonyms import load_homonyms
from workers.lexicon.spelling import spelling, unaccented
from workers.ontology import Sector

_LEXICON = load_lexicon()
_ACTORS = _LEXICON.actors
_HOMONYMS = load_homonyms()[1]


def _resolve(phrase: str) -> Actor:
    doc = unparsed(phrase)
    return build_roster(doc, _LEXICON).resolve(doc[:])[0]


@pytest.mark.parametrize("example", sorted(_ACTORS.examples))
def test_entry_reads_its_example(example: str) -> None:
    _, code, sector = _ACTORS.examples[example]
    actor = _resolve(example)
    assert (code in (None, actor.country), sector in (None, actor.sector)) == (True, True)


@pytest.mark.parametrize("example", sorted(_HOMONYMS))
def test_homonym_is_of_the_country_that_the_example_is_about(example: str) -> None:
    found = build_roster(unparsed(example), _LEXICON).names.found
    last = max((each for each in found if isinstance(each.entry, Name)), key=lambda each: each.start)
    assert isinstance(last.entry, Name) and last.entry.code == _HOMONYMS[example]


@pytest.mark.parametrize("example", sorted(_ACTORS.words.signs.examples))
def test_sign_tells_the_country_of_its_example(example: str) -> None:
    signs = _ACTORS.words.signs
    found = signs.found(example, [token.text for token in unparsed(example)])
    assert max(found, key=lambda sign: sign.weight).code == signs.examples[example]


# The countries are generated, so one check for all stands for an example each.
def test_every_name_leads_to_its_country() -> None:
    names = [
        name for name in _ACTORS.names.values() if name.code and name.kind != "prefix" and name.written != "Brussels"
    ]
    wrong = {name.written: _resolve(name.written).country for name in names}
    assert {name.written for name in names if wrong[name.written] != name.code} == set()


def test_no_role_noun_stands_in_two_lists() -> None:
    text = files("workers.lexicon").joinpath("roles.toml").read_text(encoding="utf-8")
    rows = [row["nouns"] for row in tomllib.loads(text)["role"]]
    nouns = Counter(" ".join(noun.split()) for row in rows for noun in set(row.split(",")) if noun.strip())
    assert [noun for noun, lists in nouns.items() if lists > 1] == []


def test_every_role_noun_leads_to_its_sector() -> None:
    initials = {word.lower(): word for word in _ACTORS.words.initials}
    wrong = [
        noun
        for noun, role in _ACTORS.roles.items()
        if role.sector and _resolve(initials.get(noun, noun)).sector is not role.sector
    ]
    assert wrong == []


def test_keys_are_spelled_as_they_are_looked_up() -> None:
    keys = [*_ACTORS.names, *_ACTORS.roles]
    assert [key for key in keys if key != spelling(key)] == []


@pytest.mark.parametrize("text", ["İstanbul", "Türkiye’s\ngovernment", "ǅ", "각하", "e\u0301", ""])
def test_spelling_keeps_the_length(text: str) -> None:
    assert (len(spelling(text)), len(unaccented(text))) == (len(text), len(text))


def test_accents_and_strokes_are_taken_off() -> None:
    assert unaccented("Białystok, Málaga’s Đà Nẵng") == "Bialystok, Malaga’s Da Nang"


def test_hand_written_demonym_wins_over_a_generated_one() -> None:
    assert _ACTORS.names["congolese"] == Name("COD", "Democratic Republic of Congo", "demonym", None, "Congolese")


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("secretaries of state", "secretary of state"),
        ("attorneys general", "attorney general"),
        ("spokesmen", "spokesman"),
        ("embassies", "embassy"),
        ("coaches", "coach"),
    ],
)
def test_plural_of_a_role(plural: str, singular: str) -> None:
    role = _ACTORS.roles[plural]
    assert role == Role(singular, role.kind, role.sector, True)


def test_given_names_of_both_genders_tell_none() -> None:
    assert set(_ACTORS.genders.values()) == {"male", "female"}


def test_regions_name_known_countries() -> None:
    codes = {code for codes in _ACTORS.regions.values() for code in codes}
    assert codes <= set(_ACTORS.country_names)


def test_international_bodies_carry_their_code() -> None:
    assert (_ACTORS.names["nato"].code, _ACTORS.names["nato"].sector) == ("IGO", Sector.IGO)
