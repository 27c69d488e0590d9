"""A noun phrase's tokens in, what its words say out: country, sector, role, a person's name."""

from typing import Final

from workers.extract.actors.core import Parts
from workers.extract.actors.names import Names
from workers.extract.actors.reading import Reading

__all__ = ["SPEAKS_FOR", "read_phrase", "segments"]

_OF: Final = frozenset("of from at in for within under across throughout".split())
_PREPOSITIONS: Final = _OF | frozenset(
    "to with on against about into over by after before between among near outside toward towards behind during "
    "through since until as via without across amid around".split()
)
_RELATIVE: Final = frozenset("who which that whose whom where".split())
_CUTS: Final = frozenset(", ( ) — – -- ; [ ] :".split())
_NOMINATIVE: Final = frozenset("it he she they we i you".split())
_OPENERS: Final = frozenset(
    "the a an this that these those some any no all both each every another his her its their our my your one two "
    "three four five six seven eight nine ten several many most few dozens hundreds thousands".split()
)
_ENDS: Final = frozenset("VBZ VBD MD TO WDT WP".split())
SPEAKS_FOR: Final = ("lawyer", "minister", "secretary", "speaker", "delegate")
_CALLED: Final = frozenset("named identified known".split())  # a Slovak named in court only as Pavol K.
_LOYAL: Final = frozenset(("loyal", "faithful"))
_OF_BODIES: Final = frozenset(("secretary-general", "secretary general", "high representative"))
_POSSESSIVE: Final = frozenset("'s ’s ' ’".split())
_OWN: Final = frozenset("his her its their our my your whose".split())


def segments(names: Names, start: int, end: int) -> list[tuple[int, int]]:
    """The phrase cut at commas, dashes and brackets, up to a relative clause."""
    found, begin, lowers = [], start, names.columns.lower
    for i in range(start, end):
        lower = lowers[i]
        if lower in _RELATIVE and i > start and i > begin - 1 and lower != "that":
            found.append((begin, i))
            return [pair for pair in found if pair[0] < pair[1]]
        if ((lower in _CUTS or _is_dash(names, i)) and not names.at(i)) or lower.isspace():
            found.append((begin, i))
            begin = i + 1
    found.append((begin, end))
    return [pair for pair in found if pair[0] < pair[1]]


def _is_dash(names: Names, i: int) -> bool:
    """Ruth Lim - the envoy to Oslo: a hyphen with space around it."""
    if names.columns.lower[i] != "-" or i == 0:
        return False
    doc = names.columns.doc
    return bool(doc[i].whitespace_ and doc[i - 1].whitespace_)


def read_phrase(names: Names, start: int, end: int) -> Reading:
    """Read one segment: [owner's] modifiers, role, name, then prepositional phrases.

    Works on tokens alone, so it needs no parse.
    """
    if (start, end) not in names.readings:
        names.readings[start, end] = _read(names, start, end)
    return names.readings[start, end]


def _read(names: Names, start: int, end: int) -> Reading:
    lower = names.columns.lower
    core_end = _core_end(names, start, end)
    begin = _after_owner(names, start, core_end)
    owner_pronoun = next((i for i in range(start, min(begin + 1, core_end)) if lower[i] in _OWN), None)
    reading = Parts(names, begin, core_end).read((start, core_end), owner_pronoun, end)
    if (begin > start and begin != start + 1) or (begin > start and lower[start] not in _OPENERS):
        reading = _with_owner(names, reading, Parts(names, start, begin).read(), begin - 2)
    return _with_tail(names, reading, core_end, end)


def _core_end(names: Names, start: int, end: int) -> int:
    text, lowers, tags, i = names.columns.text, names.columns.lower, names.columns.tag, start
    while i < end:
        found = names.at(i)
        if found and found.start >= start:
            i = max(found.end, i + 1)
            continue
        if i > start:
            lower = lowers[i]
            if lower in _PREPOSITIONS and not text[i][0].isupper():
                return i
            if tags[i] in _ENDS or lower in _NOMINATIVE:
                return i
            if (lower == "based" and text[i - 1] != "-") or (lower in _CALLED and tags[i] == "VBN"):
                return i
            if lower in _LOYAL and lowers[i + 1 : i + 2] == ["to"]:
                return i
        i += 1
    return end


def _after_owner(names: Names, start: int, end: int) -> int:
    """Where the owned part begins: after the last "'s" ("China's foreign minister")."""
    lower, tag = names.columns.lower, names.columns.tag
    for i in range(end - 2, start - 1, -1):
        if lower[i] not in _POSSESSIVE or names.at(i):  # "People's Liberation Army"
            continue
        if len(lower[i]) > 1 or tag[i] == "POS":
            return i + 1
    return start


def _with_owner(names: Names, reading: Reading, owner: Reading, head: int) -> Reading:
    """ "Iran's embassy": the country comes from the owner; "Netanyahu's office": the owner is a person."""
    if owner.person or owner.proper:
        reading = reading._replace(owner=(owner.person or owner.proper or (head, head))[0])
    elif owner.nouns and not owner.country and not (owner.plural and owner.nouns[-1].kind in ("person", "people")):
        reading = reading._replace(owner=owner.head)  # "the army's team"
    if owner.country and not (reading.country and reading.country in ("IGO", "NGO", "MNC")):
        reading = reading._replace(country=owner.country, country_name=owner.country_name)
    if (
        reading.nouns
        and (reading.nouns[-1].noun in names.words.generic or reading.sector is None)
        and (owner.nouns or owner.body)
    ):
        reading = reading._replace(sector=owner.sector or reading.sector)
    elif not reading.nouns and reading.sector is None and not reading.abstract and (owner.body or owner.nouns):
        reading = reading._replace(sector=owner.sector)
    return reading


def _with_tail(names: Names, reading: Reading, start: int, end: int) -> Reading:
    """Prepositional phrases: "minister of China" and "people in the UK" belong, "ambassador to Poland" does not."""
    lower, i = names.columns.lower, start
    while i < end:
        preposition = lower[i]
        j = i + 1
        while j < end and not (lower[j] in _PREPOSITIONS and not names.at(j)):
            j += 1
        belongs = preposition in _OF or lower[i - 1] in _LOYAL  # forces loyal to the Libyan commander
        if belongs and j > i + 1 and _belongs_by(preposition, reading):
            reading = _with_object(names, reading, read_phrase(names, i + 1, j))
        i = j
    return reading


def _belongs_by(preposition: str, reading: Reading) -> bool:
    head = reading.nouns[-1].noun if reading.nouns else ""
    if preposition == "of":
        return True
    if preposition == "for":
        told = "spokes" in head or head.startswith(SPEAKS_FOR)
        return told and reading.country is None
    if head.endswith(
        ("ambassador", "envoy", "embassy", "consul", "consulate", "representative", "mission", "diplomat", "visitor")
    ):
        return preposition in ("from", "at")
    return True


def _with_object(names: Names, reading: Reading, inner: Reading) -> Reading:
    if reading.country is None and inner.country and not inner.abstract:
        reading = reading._replace(country=inner.country, country_name=inner.country_name)
    elif reading.country is None and inner.nouns and inner.nouns[-1].noun in _OF_BODIES:
        reading = reading._replace(country="IGO")  # Deputy Spokesperson for the Secretary-General
    if reading.body is None and inner.body is not None:
        reading = reading._replace(body=inner.body)
    if inner.nouns and inner.nouns[-1].noun in names.words.vague:  # "an analyst at Meridian Capital"
        return reading
    generic = not reading.nouns or reading.nouns[-1].noun in names.words.generic or reading.sector is None
    if generic and inner.sector and (inner.nouns or inner.body) and not (reading.person and not reading.nouns):
        reading = reading._replace(sector=inner.sector)
    return reading
