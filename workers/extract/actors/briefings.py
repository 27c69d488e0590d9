"""A briefing's names in, what they tell of the spokesperson's own country out."""

from collections.abc import Iterable
from typing import Final

from workers.extract.actors.places import Place
from workers.extract.columns import Columns

__all__ = ["BRIEFER", "find_peers", "has_ministers"]

BRIEFER: Final = "briefer"  # who answers a QUESTION

_PEERS: Final = frozenset(("counterpart", "counterparts"))


def has_ministers(columns: Columns) -> bool:
    """Whether ministers stand without an office, "Minister Ruiz will travel", and no "Secretary" does."""
    text = columns.text
    before = {text[i - 1] for i, word in enumerate(text) if word == "Minister" and i}
    bare = any(not word[:1].isupper() or word == "The" for word in before)
    return "ministry" in columns.lower or (bare and "Secretary" not in text)


def find_peers(columns: Columns, places: Iterable[Place]) -> set[str]:
    """The countries (alpha-3) spoken of as another's: our American friends, her Kenyan counterpart."""
    lower = ["", *columns.lower, ""]
    theirs = (place for place in places if place.name.kind == "demonym")
    return {each.name.code for each in theirs if lower[each.token] == "our" or lower[each.token + 2] in _PEERS}
