"""Every list of words that decide how a phrase is read, on its own example."""

import tomllib
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

from tests.unit.extract.docs import find, unparsed
from workers.extract.actors import Actor, Roster, build_roster
from workers.lexicon import load_lexicon
from workers.ontology import ResolvedFrom, Sector

_LEXICON = load_lexicon()


def _list(name: str) -> dict[str, Any]:
    return tomllib.loads(files("workers.lexicon").joinpath(f"{name}.toml").read_text(encoding="utf8"))


def _roster(text: str) -> Roster:
    return build_roster(unparsed(text), _LEXICON)


def _actor(text: str, phrase: str) -> Actor:
    roster = _roster(text)
    return roster.resolve_one(find(roster.doc, phrase))


# Section, the article its example stands in, what the example must be read as.
_READ: list[tuple[str, str, Callable[[str, str], bool]]] = [
    ("honorifics", "{} left.", lambda text, _: _roster(text).people[0].gender == "female"),
    ("generic", "{} left.", lambda text, example: _actor(text, example).sector is Sector.MIL),
    ("organisations", "{} left.", lambda text, _: not _roster(text).people),
    ("tied", "{} left.", lambda text, example: _actor(text, example).country is None),
    ("abstract", "{} grew.", lambda text, example: _actor(text, example).resolved_from is ResolvedFrom.UNKNOWN),
    ("gender", "{} of Peru left. He and she left.", lambda text, _: "spokeswoman" in _actor(text, "she").name),
    ("kin", "Ambassador Ana Ruiz left. Then {} left.", lambda text, example: _actor(text, example).name == "Ana Ruiz"),
    ("titles", "{} left.", lambda text, example: _actor(text, example).role == "acting trade minister"),
    ("international", "NATO met. Then {} left.", lambda text, example: _actor(text, example).country == "IGO"),
    ("elsewhere", "Peru met. Then {} left.", lambda text, example: _actor(text, example).country is None),
    ("offices", "{} left.", lambda text, example: _actor(text, example).country == "GBR"),
    ("vague", "Peru met. Then {} left.", lambda text, example: _actor(text, example).country == "PER"),
    ("initials", "Peru met at 5 PM. Then {} left.", lambda text, example: _actor(text, example).sector is Sector.GOV),
    ("monarchies", "China met Bhutan. Then {} left.", lambda text, example: _actor(text, example).country == "BTN"),
    (
        "lacking",
        "Britain met the United States. Then {} left.",
        lambda text, example: _actor(text, example).country == "USA",
    ),
    ("venues", "{} met.", lambda text, example: example in _LEXICON.actors.words.venues),
]


def test_every_list_is_read() -> None:
    assert [section for section, _, _ in _READ] == list(_list("actor_words"))


@pytest.mark.parametrize(("section", "template", "is_read"), _READ)
def test_list_reads_its_example(section: str, template: str, is_read: Callable[[str, str], bool]) -> None:
    example = _list("actor_words")[section]["example"]
    assert is_read(template.format(example), example)


@pytest.mark.parametrize("region", _list("regions")["region"], ids=lambda region: region["example"])
def test_region_stands_for_its_countries(region: dict[str, Any]) -> None:
    roster = _roster(f"{region['example']} met.")
    actors = roster.resolve(find(roster.doc, region["example"]))
    assert [actor.country for actor in actors] == region["codes"]


def test_seat_stands_for_its_body() -> None:
    seat = _list("bodies")["seat"][0]
    assert _actor(f"{seat['example']} was unmoved.", seat["example"]).name == seat["body"]
