"""What a publisher's name and address tell of a story's country."""

import pytest

from tests.unit.extract.docs import find, unparsed
from workers.extract.actors import build_roster
from workers.extract.actors.masthead import masthead_signs
from workers.lexicon import load_lexicon

_LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("outlet", "url", "code"),
    [
        ("Riga Evening Post", None, "LVA"),
        ("The Irish Times", None, "IRL"),
        (None, "https://news.example.co.nz/politics/12", "NZL"),
        ("The Daily Lamp", "http://lamp.example.my:8080", "MYS"),
        ("Reuters", "https://reuters.example.uk/world", None),
        ("The Daily Lamp", "https://lamp.example.tv", None),
        ("", "lamp", None),
        (None, None, None),
    ],
)
def test_masthead_tells_a_country(outlet: str | None, url: str | None, code: str | None) -> None:
    found = masthead_signs(outlet, url, _LEXICON.actors)
    assert [sign.code for sign in found] == ([code] if code else [])


def _country(text: str, phrase: str, outlet: str | None) -> str | None:
    doc = unparsed(text)
    return build_roster(doc, _LEXICON, outlet=outlet).resolve_one(find(doc, phrase)).country


def test_masthead_is_a_clue_beside_those_of_the_text() -> None:
    assert (
        _country(
            "The taoiseach left. Danish Cllr Ann Lee met Education Minister Max Roe.",
            "Education Minister Max Roe",
            "Irish Times",
        )
        == "IRL"
    )


def test_masthead_alone_tells_nothing() -> None:
    assert _country("Denmark met. Minister Ann Lee left.", "Minister Ann Lee", "Irish Times") == "DNK"
