"""An article's names, offices and telling words in, the country out that it is told from, named or not."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from workers.extract.actors.names import Names
from workers.extract.actors.places import Place
from workers.lexicon.actors import Role
from workers.ontology import Sector

__all__ = ["find_setting"]

# Institutions that a paper of the country names without naming the country: "the Home Office".
_INSTITUTIONS: Final = frozenset(
    (Sector.GOV, Sector.LEG, Sector.JUD, Sector.COP, Sector.MIL, Sector.SPY, Sector.PTY, Sector.OPP)
)
_OFFICE, _SHARED_OFFICE, _INSTITUTION, _TOWN, _NAMED = 1.5, 0.7, 1.0, 0.5, 0.5
_PARTY_AND_STATE: Final = re.compile(r"[,(] ?[RD]-[A-Z][a-z]")  # Sen. Ann Lee, R-Ohio,
_LEAST_TOLD: Final = 2.0  # by offices, institutions and telling words: towns alone make no story of a state
_FEWEST_TOLD: Final = 2
_PLAINER: Final = 1.6  # than the next country


class _Clue(NamedTuple):
    """What an article has once or often; `told` where only who is at home there says so."""

    code: str
    words: str
    weight: float
    told: bool


def find_setting(names: Names, places: Sequence[Place]) -> str | None:
    """The one country (alpha-3) that most different clues lead to; None where two are near or there are too few."""
    weights: dict[str, float] = defaultdict(float)
    told: dict[str, list[float]] = defaultdict(list)
    for clue in {(clue.code, clue.words.lower()): clue for clue in _clues(names, places)}.values():
        weights[clue.code] += clue.weight
        if clue.told:
            told[clue.code].append(clue.weight)
    best, *rest = sorted(weights, key=lambda code: -weights[code]) or [""]
    plain = not rest or weights[best] >= _PLAINER * weights[rest[0]]
    sure = len(told[best]) >= _FEWEST_TOLD and sum(told[best]) >= _LEAST_TOLD
    return best if plain and sure else None


def _clues(names: Names, places: Sequence[Place]) -> Iterator[_Clue]:
    columns, words = names.columns, names.words
    for place in places:
        name = place.name
        if name.kind in ("body", "seat"):
            if name.sector in _INSTITUTIONS:
                yield _Clue(name.code, name.name, _INSTITUTION, True)
        elif place.weight > 0:
            town = name.kind == "city"
            yield _Clue(name.code, name.written, _TOWN if town else _NAMED, False)
    for each in names.found:
        noun = each.entry.noun if isinstance(each.entry, Role) else ""
        if noun in words.offices and not _is_introduced(names, each.start):
            weight = _SHARED_OFFICE if noun in words.shared_offices else _OFFICE
            yield _Clue(words.offices[noun], noun, weight, True)
    for sign in words.signs.found(columns.content, columns.text):
        yield _Clue(*sign, True)
    if _PARTY_AND_STATE.search(columns.content):
        yield _Clue("USA", "R-Ohio", _OFFICE, True)


def _is_introduced(names: Names, start: int) -> bool:
    """ "US Commerce Secretary": who is at home there does not say whose."""
    before = names.name_at(start - 1) if start else None
    owned = before is not None and before.kind != "city"
    return owned or names.columns.lower[start - 1 : start] in (["'s"], ["’s"])
