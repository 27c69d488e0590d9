"""Somebody named at one place and meant at another: the article's register of people."""

import pytest

from tests.unit.extract.docs import find, unparsed, with_subjects
from workers.extract.actors import Actor, Voice, build_roster
from workers.lexicon import load_lexicon
from workers.ontology import ResolvedFrom, Sector

_LEXICON = load_lexicon()


def _actor(text: str, phrase: str, nth: int = 0) -> Actor:
    doc = unparsed(text)
    return build_roster(doc, _LEXICON).resolve_one(find(doc, phrase, nth=nth))


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Foreign Minister Ana Ruiz of Peru left. Ruiz said nothing.", "Ruiz said"),
        ("Foreign Minister Ana Ruiz of Peru left. Ms Ruiz said nothing.", "Ms Ruiz"),
        ("Foreign Minister Ana Ruiz of Peru left. RUIZ: We refuse.", "RUIZ"),
        ("Peru's foreign minister, Ana Ruiz, left. The minister said nothing.", "The minister"),
        ("Ana Ruiz, Peru's foreign minister, left. The diplomat said nothing.", "The diplomat"),
    ],
)
def test_later_mention_is_the_same_person(text: str, phrase: str) -> None:
    actor = _actor(text, phrase.removesuffix(" said"), text[: text.index(phrase)].count(phrase.removesuffix(" said")))
    assert (actor.name, actor.country, actor.sector) == ("Ana Ruiz", "PER", Sector.GOV)


def test_two_ministers_stay_apart() -> None:
    text = "French Defence Minister Paul Roche met Italian Defence Minister Carla Neri. The Italian minister said no."
    assert _actor(text, "The Italian minister").name == "Carla Neri"


def test_honorific_tells_namesakes_apart() -> None:
    text = "President Omar Haddad and First Lady Mona Haddad arrived. Ms Haddad spoke."
    assert _actor(text, "Ms Haddad").name == "Mona Haddad"


def test_minister_of_no_named_country_is_of_the_one_that_acts() -> None:
    text = "Ghana recalled its envoy. Foreign Minister Kofi Asante said it was enough."
    assert _actor(text, "Foreign Minister Kofi Asante").country == "GHA"


def test_ministry_once_placed_stays_placed() -> None:
    text = "Chile's foreign ministry protested to Bolivia on Monday. The foreign ministry said it was serious."
    assert _actor(text, "The foreign ministry").country == "CHL"


def test_anonymous_diplomat_has_no_country() -> None:
    assert _actor("Chile protested to Bolivia. A diplomat said it was serious.", "A diplomat").country is None


def test_european_diplomat_has_no_country() -> None:
    text = "Chile protested to Bolivia. A European diplomat said it was serious."
    assert _actor(text, "A European diplomat").country is None


@pytest.mark.parametrize(("pronoun", "name"), [("She", "Ana Ruiz"), ("He", "Juan Mora")])
def test_pronoun_respects_gender(pronoun: str, name: str) -> None:
    text = f"Mrs Ana Ruiz met Mr Juan Mora. {pronoun} said nothing."
    assert _actor(text, pronoun).name == name


def test_pronoun_prefers_the_subject() -> None:
    doc = with_subjects("Mr Juan Mora told Mr Pedro Sanz. He left.", {"Mora": "told", "He": "left"})
    assert build_roster(doc, _LEXICON).resolve_one(find(doc, "He")).name == "Juan Mora"


def test_it_is_a_body_or_country() -> None:
    doc = with_subjects("Peru told Mr Juan Mora so. It left.", {"Peru": "told", "It": "left"})
    assert build_roster(doc, _LEXICON).resolve_one(find(doc, "It")).country == "PER"


def test_pronoun_without_antecedent_stays_unknown() -> None:
    assert _actor("She said nothing.", "She").resolved_from is ResolvedFrom.UNKNOWN


def test_both_sides_are_the_two_countries() -> None:
    doc = unparsed("Chile protested to Bolivia. Both sides said it was serious.")
    actors = build_roster(doc, _LEXICON).resolve(find(doc, "Both sides"))
    assert [actor.country for actor in actors] == ["CHL", "BOL"]


def test_spokesman_without_employer_speaks_for_who_acts() -> None:
    doc = with_subjects("Chile protested. A spokesman said so.", {"Chile": "protested", "spokesman": "said"})
    assert build_roster(doc, _LEXICON).resolve_one(find(doc, "A spokesman")).country == "CHL"


def test_owner_pronoun_leads_to_the_owner() -> None:
    actor = _actor("Mrs Ana Ruiz left. Her spokesman said nothing.", "Her spokesman")
    assert actor.name == "Ana Ruiz's spokesman"


def _voiced(word: str) -> list[Actor]:
    doc = unparsed("Foreign Minister Ana Ruiz of Peru spoke. We refuse and I agree.")
    roster = build_roster(doc, _LEXICON)
    voices = [Voice(find(doc, "We refuse and I agree"), roster.resolve_one(find(doc, "Foreign Minister Ana Ruiz")))]
    return [*roster.resolve(find(doc, word), voices=voices), roster.resolve_one(find(doc, word), voices=voices)]


def test_we_is_the_speakers_side() -> None:
    assert [actor.name for actor in _voiced("We")] == ["Peru", "Ana Ruiz"]


def test_i_is_the_speaker() -> None:
    assert [actor.name for actor in _voiced("I")] == ["Ana Ruiz", "Ana Ruiz"]


def test_first_person_without_voice_stays_unknown() -> None:
    assert _actor("We refuse.", "We").resolved_from is ResolvedFrom.UNKNOWN


def test_transcript_question_is_a_reporters() -> None:
    assert _actor("QUESTION: Why?", "QUESTION").sector is Sector.JRN
