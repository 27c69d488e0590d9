"""Names and role nouns of the lexicon, where a text has them."""

import pytest

from tests.unit.extract.docs import unparsed
from workers.extract.actors.acronyms import find_aliases
from workers.extract.actors.names import find_names
from workers.extract.columns import Columns
from workers.lexicon import load_lexicon
from workers.lexicon.actors import Name

_LEXICON = load_lexicon().actors


def _codes(text: str) -> list[str]:
    return [
        each.entry.code for each in find_names(Columns(unparsed(text)), _LEXICON).found if isinstance(each.entry, Name)
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("the US and us", ["USA"]),
        ("WHO staff who left", ["IGO"]),
        ("Polish officials polish it", ["POL"]),
        ("TEHRAN said no", ["IRN"]),
        ("South Korean and South Sudanese", ["KOR", "SSD"]),
        ("the Côte d’Ivoire army", ["CIV"]),
        ("turkey for dinner", []),
    ],
)
def test_names_are_told_from_words(text: str, codes: list[str]) -> None:
    assert _codes(text) == codes


def test_longest_name_wins() -> None:
    found = find_names(Columns(unparsed("the UN Security Council")), _LEXICON).found
    assert [(each.start, each.end) for each in found] == [(1, 4)]


def test_own_acronym_comes_before_the_lexicon() -> None:
    text = "Reporters spoke to the Rapid Support Forces. The RSF denied it."
    assert _codes(text) == ["SDN", "SDN"]


def test_acronym_of_unknown_words_is_an_alias() -> None:
    doc = unparsed("The Department of Foreign Affairs protested. The DFA said so.")
    assert find_aliases(Columns(doc)) == {8: (1, 5)}


def test_capital_that_seats_a_body_stands_for_it() -> None:
    assert _codes("Brussels was unmoved.") == ["IGO"]


def test_capital_of_a_named_country_is_no_seat() -> None:
    assert _codes("Belgium said Brussels was calm.") == ["BEL", "BEL"]
