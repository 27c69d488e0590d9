"""An article's names, offices and telling words in, the country out that it is told from, named or not."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from workers.extract.actors.found import Found
from workers.extract.actors.masthead import MASTHEAD
from workers.extract.actors.names import Names
from workers.extract.actors.places import Place
from workers.lexicon.actors import Role
from workers.ontology import Sector

__all__ = ["find_setting", "find_shown_setting"]

# Institutions that a paper of the country names without naming the country: "the Home Office".
_INSTITUTIONS: Final = frozenset(
    (Sector.GOV, Sector.LEG, Sector.JUD, Sector.COP, Sector.MIL, Sector.SPY, Sector.PTY, Sector.OPP)
)
_OFFICE, _SHARED_OFFICE, _INSTITUTION, _TOWN, _NAMED, _MEMBER = 1.5, 0.7, 1.0, 0.5, 0.5, 3.0
_PARTY_AND_STATE: Final = re.compile(r"[,(] ?[RD]-[A-Z][a-z]")  # Sen. Ann Lee, R-Ohio,
_PARTY_OF_MEMBER: Final = re.compile(r"\((?:Con|Lab|Lab/Co-op|LD|SNP|DUP|SDLP)\)")  # Mr Ian Lee (Truro) (LD):
_LEAST_TOLD: Final = 2.0  # by offices, institutions and telling words: towns alone make no story of a state
_FEWEST_TOLD: Final = 2
_PLAINER: Final = 1.6  # than the next country
# What tells where those are at home whose offices stand without a country.
_SMALL_TOWN, _LARGE_TOWN, _NEVER_NAMED, _NAMED_TOO, _SEAT_OF_EMBASSY = 0.8, 0.5, 1.2, 0.4, 1.0
_LEAST_SHOWN: Final = 1.7
_LEAD: Final = 2  # sentences beside the first, the headline being one
_BEHIND: Final = 4  # words
_GATHERINGS: Final = frozenset(
    "talks meeting meetings summit conference congress forum festival prize award fair tournament match final".split()
)
_POST: Final = 6  # words from a country to the town where its consul sits


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
    for clue in _once(_clues(names, places)):
        weights[clue.code] += clue.weight
        if clue.told:
            told[clue.code].append(clue.weight)
    best = _plainest(weights)
    sure = sum(told[best]) >= _LEAST_TOLD and (len(told[best]) >= _FEWEST_TOLD or max(told[best]) > _LEAST_TOLD)
    return best if sure else None


def find_shown_setting(names: Names, places: Sequence[Place]) -> str | None:
    """Where ministers need no country: "Growers in Te Puke want an Indian deal, Trade Minister Ann Lee said".

    It takes another country for there to be a home: whom a story of one town tells of needs none.
    """
    first = {place.sentence: place.token for place in reversed(places)}
    if not any(_is_bare_office(names, each, first) for each in names.found):
        return None
    named = {place.name.code for place in places if place.name.kind in ("country", "demonym", "prefix")}
    weights: dict[str, float] = defaultdict(float)
    told = (clue for clue in _clues(names, places) if clue.told)
    for clue in _once([*told, *_towns(names, places)]):
        weights[clue.code] += clue.weight
    for code in named:
        weights[code] += _NAMED_TOO
    in_lead = [place.name for place in places if place.sentence <= _LEAD and _is_town(names, place)]
    small = {name.code for name in in_lead if name.sector is Sector.CVL}
    guests = {place.name.code for place in places if place.abroad}
    if named <= guests:  # the home needs no name where the other side has an ambassador
        small |= {place.name.code for place in places if place.name.sector is Sector.CVL and _is_town(names, place)}
    for code in (small or {name.code for name in in_lead}) - named:  # growers in Te Puke, a deal signed in New Delhi
        weights[code] += _NEVER_NAMED
    signs = (sign for sign in names.signs if sign.word != MASTHEAD)  # foreign correspondents write for it, too
    for code in {sign.code for sign in signs if sign.weight >= _INSTITUTION} - named:
        weights[code] += _NEVER_NAMED
    for code in guests:
        weights[code] /= 2
    best = _plainest(weights)
    alone = all(place.name.code == best for place in places)
    return best if weights[best] >= _LEAST_SHOWN and best not in named and not alone else None


def _once(clues: Iterable[_Clue]) -> Iterable[_Clue]:
    return {(clue.code, clue.words.lower()): clue for clue in clues}.values()


def _plainest(weights: Mapping[str, float]) -> str:
    """The country of the most weight, if the next has much less."""
    best, *rest = sorted(weights, key=lambda code: -weights[code]) or [""]
    return best if not rest or weights[best] >= _PLAINER * weights[rest[0]] else ""


def _towns(names: Names, places: Sequence[Place]) -> Iterator[_Clue]:
    for k, place in enumerate(places):
        if _is_town(names, place):
            small = place.name.sector is Sector.CVL
            yield _Clue(place.name.code, place.name.written, _SMALL_TOWN if small else _LARGE_TOWN, False)
        elif place.abroad:
            seat = next((each for each in places[k + 1 : k + 2] if each.token - place.token <= _POST), None)
            if seat and _is_town(names, seat) and seat.name.code != place.name.code:
                yield _Clue(seat.name.code, "seat of an embassy", _SEAT_OF_EMBASSY, False)


def _is_town(names: Names, place: Place) -> bool:
    """Not where they met (Geneva, talks in Vilnius), nor where an analyst is based, nor a capital that is silent."""
    columns, token = names.columns, place.token
    if columns.lower[token - 1 : token] in (["in"], ["at"]) and columns.lower[max(token - 2, 0)] in _GATHERINGS:
        return False
    if place.name.sector is Sector.GOV and columns.dep[token][:5] == "nsubj":
        return False
    based = "based" in columns.lower[token + 1 : token + 4]
    return place.name.kind == "city" and place.name.written not in names.words.venues and not based


def _is_bare_office(names: Names, each: Found, first: Mapping[int, int]) -> bool:
    """A minister, a governor, the opposition, with no country in front in the sentence nor just behind.

    `first` has, by sentence, the token of its first place.
    """
    role = each.entry
    if not isinstance(role, Role) or role.sector not in _INSTITUTIONS or role.plural or role.noun in names.words.vague:
        return False
    here = names.columns.sentence_of[each.start]
    return first.get(here, each.end + _BEHIND) >= each.end + _BEHIND


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
    for sign in names.signs:
        yield _Clue(*sign, True)
    if _PARTY_AND_STATE.search(columns.content):
        yield _Clue("USA", "R-Ohio", _OFFICE, True)
    if _PARTY_OF_MEMBER.search(columns.content):
        yield _Clue("GBR", "(LD)", _MEMBER, True)


def _is_introduced(names: Names, start: int) -> bool:
    """ "US Commerce Secretary": who is at home there does not say whose."""
    before = names.name_at(start - 1) if start else None
    owned = before is not None and before.kind != "city"
    return owned or names.columns.lower[start - 1 : start] in (["'s"], ["’s"])
