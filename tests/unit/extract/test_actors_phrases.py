"""One noun phrase, no article around it: what its own words say."""

import pytest

from tests.unit.extract.docs import find, unparsed
from workers.extract.actors import Actor, build_roster
from workers.lexicon import load_lexicon
from workers.ontology import ResolvedFrom

_LEXICON = load_lexicon()


def _actors(phrase: str) -> list[Actor]:
    doc = unparsed(phrase)
    return list(build_roster(doc, _LEXICON).resolve(doc[:]))


def _codes(phrase: str) -> list[tuple[str | None, str | None]]:
    return [(actor.country, actor.sector.value if actor.sector else None) for actor in _actors(phrase)]


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("the Kremlin", "RUS", "GOV"),
        ("China's foreign minister", "CHN", "GOV"),
        ("the foreign minister of China", "CHN", "GOV"),
        ("Russia’s ambassador to Poland", "RUS", "GOV"),
        ("the Polish ambassador in London", "POL", "GOV"),
        ("Israeli foreign ministry officials", "ISR", "GOV"),
        ("a retired Kenyan general", "KEN", "MIL"),
        ("a Kenyan army spokeswoman", "KEN", "MIL"),
        ("the head of Peru's spy agency", "PER", "SPY"),
        ("a member of the Knesset", "ISR", "LEG"),
        ("Chinese people", "CHN", "CVL"),
        ("Chinese officials", "CHN", "GOV"),
        ("people in the UK", "GBR", "CVL"),
        ("Burkina Faso’s displaced", "BFA", "REF"),
        ("a former CIA official", "USA", "ELI"),
        ("a UN official", "IGO", "IGO"),
        ("European Commission spokesperson", "IGO", "IGO"),
        ("the Malian unit of Amnesty International", "MLI", "NGO"),
        ("Pakistan's Foreign Office", "PAK", "GOV"),
        ("Madras High Court", "IND", "JUD"),
        ("the People's Liberation Army", "CHN", "MIL"),
        ("a Somalia-based militia", "SOM", "PRM"),
    ],
)
def test_country_and_sector(phrase: str, country: str, sector: str) -> None:
    assert _codes(phrase) == [(country, sector)]


@pytest.mark.parametrize("phrase", ["US-backed rebels", "pro-Russian separatists", "anti-French protesters"])
def test_whom_somebody_sides_with_is_not_where_they_belong(phrase: str) -> None:
    assert _actors(phrase)[0].country is None


@pytest.mark.parametrize("phrase", ["US pressure", "Chinese aggression", "the Iranian proposal", "Turkish involvement"])
def test_what_nobody_is_stays_unknown(phrase: str) -> None:
    actor = _actors(phrase)[0]
    assert (actor.country, actor.resolved_from) == (None, ResolvedFrom.UNKNOWN)


@pytest.mark.parametrize(
    ("phrase", "countries"),
    [
        ("France and Germany", ["FRA", "DEU"]),
        ("Norway, Spain and Ireland", ["NOR", "ESP", "IRL"]),
        ("Moscow and its allies", ["RUS", None]),
        ("the two Koreas", ["PRK", "KOR"]),
        ("the Baltic states", ["EST", "LVA", "LTU"]),
        ("Trinidad and Tobago", ["TTO"]),
        ("Bosnia and Herzegovina", ["BIH"]),
    ],
)
def test_compound_is_one_actor_a_conjunct(phrase: str, countries: list[str]) -> None:
    assert [actor.country for actor in _actors(phrase)] == countries


def test_name_and_role_are_told_apart() -> None:
    actor = _actors("French Foreign Minister Sophie Delmas")[0]
    assert (actor.name, actor.role) == ("Sophie Delmas", "Foreign Minister")


def test_speaker_of_a_compound_is_one() -> None:
    doc = unparsed("France and Germany said so.")
    actor = build_roster(doc, _LEXICON).resolve_one(find(doc, "France and Germany"))
    assert (actor.name, actor.country) == ("France and Germany", None)


@pytest.mark.parametrize("text", ["", ",", "“”", "'s", "of of of", "Mr", "(((", "and and", "\u200b", "A" * 3000])
def test_hostile_phrase_is_resolved(text: str) -> None:
    doc = unparsed(text + " x")
    assert build_roster(doc, _LEXICON).resolve(doc[:])
