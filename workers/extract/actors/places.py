"""An article's names in, the countries they stand for out: where each is named, and what it counts for as a home."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from workers.extract.actors.found import Found
from workers.extract.actors.names import Names
from workers.extract.columns import Columns
from workers.lexicon.actors import Name
from workers.ontology import Sector

__all__ = ["BODIES", "Place", "find_places"]

BODIES: Final = frozenset(("IGO", "NGO", "MNC"))  # stand in place of a country
_MODIFIES: Final = frozenset("compound amod nmod poss det case nummod".split())
_MAIN: Final = frozenset("ROOT conj ccomp parataxis".split())
_OTHER_SIDE: Final = frozenset("to with against on from over between for toward towards at into".split())
# Where somebody is a guest.
_TRAVELS: Final = frozenset("visit tour arrive land fly travel jet journey".split())
_SHARED: Final = frozenset("our my your his her its their".split())
_SPOKEN: Final = frozenset("in into speak speaks spoke speaking fluent broken".split())
_OTHERS: Final = frozenset(
    "counterpart counterparts colleague colleagues friend friends brother brothers brethren partner partners neighbour "
    "neighbours neighbor neighbors ally allies host hosts opposite foe foes rival rivals sister sisters guest guests "
    "interlocutor interlocutors comrades adversaries enemies cousins visitor visitors".split()
)
# "A ministry summoned the Chinese ambassador" is no Chinese ministry.
_ABROAD: Final = re.compile(r"\b(?:ambassador|embassy|envoy|diplomat|consul|consulate|chargé|charge|legation)", re.I)


class Place(NamedTuple):
    """A country at a token: `weight` is what its grammatical role says for a home there, below 0 against it."""

    token: int
    name: Name
    sentence: int
    weight: float
    abroad: bool = False
    """Named as the country of an embassy or envoy."""


def find_places(names: Names, sentence_of: Sequence[int]) -> list[Place]:
    """Every mention of a country, its people, its towns and its institutions, in text order."""
    return [
        Place(each.start, each.entry, sentence_of[each.start], *_weight(names, each.start, each.end))
        for each in names.found
        if isinstance(each.entry, Name) and each.entry.code not in BODIES and each.entry.sector is not Sector.JRN
        if not _is_language(names, each)
    ]


def _is_language(names: Names, found: Found) -> bool:
    """He said sorry in English."""
    columns = names.columns
    if not isinstance(found.entry, Name) or found.entry.kind != "demonym" or not found.start:
        return False
    tag = columns.tag[found.end] if found.end < columns.size else ""
    return columns.lower[found.start - 1] in _SPOKEN and tag[:2] not in ("NN", "JJ", "VB", "HY", "PO")


def _weight(names: Names, start: int, end: int) -> tuple[float, bool]:
    columns, token = names.columns, end - 1
    after = columns.words(end, min(end + 3, columns.size))
    if end < columns.size and _ABROAD.match(after.replace("'s ", "").replace("’s ", "")):
        return -0.3, True
    if start and columns.lower[start - 1] in _SHARED and not _OTHERS.isdisjoint(columns.lower[end : end + 2]):
        return -0.3, False  # "We are talking to our Chadian friends," said the general, who is none.
    if not columns.dep[token]:
        return 0.6, False
    top = token
    while columns.dep[top] in _MODIFIES and columns.head[top] != top:
        top = columns.head[top]
    return _weight_of_role(columns, top) * (0.85 if top != token else 1.0), False


def _weight_of_role(columns: Columns, top: int) -> float:
    dep, above = columns.dep[top], columns.head[top]
    if dep in ("nsubj", "nsubjpass", "ROOT"):
        return 1.0 if dep == "ROOT" or columns.dep[above] in _MAIN else 0.6
    if dep == "pobj":
        return 0.4 if columns.lower[above] in _OTHER_SIDE or columns.lemma[columns.head[above]] in _TRAVELS else 0.55
    if dep == "dobj" and columns.lemma[above] in _TRAVELS:
        return 0.4
    return 0.5
