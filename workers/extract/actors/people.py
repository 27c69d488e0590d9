"""An article's names in, its people out: everybody who is named, with what titles and appositions say of them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from workers.extract.actors.core import Parts, Reading
from workers.extract.actors.names import Names
from workers.extract.actors.phrases import read_phrase
from workers.lexicon import ActorLexicon
from workers.ontology import Sector

__all__ = ["Naming", "Person", "find_people"]

_STOPS = frozenset("who which that whose said says".split())


class Naming(NamedTuple):
    """One mention of a person by name, tokens `start` to `end` of the name alone."""

    start: int
    end: int
    words: tuple[str, ...]
    readings: tuple[Reading, ...]


class Person(NamedTuple):
    """Everything the article says of one named person. `namings` in text order."""

    name: str
    namings: tuple[Naming, ...]
    role: str | None = None
    nouns: frozenset[str] = frozenset()
    country: str | None = None
    country_name: str | None = None
    sector: Sector | None = None
    body: str | None = None
    gender: str | None = None


def find_people(doc: Doc, names: Names, lexicon: ActorLexicon) -> list[Person]:
    """Every named person, in order of first mention.

    Needs: doc.sents; token.tag and ent_type sharpen it where a sentence was parsed.
    """
    sure: list[Naming] = []
    unsure: list[Naming] = []
    for sent in doc.sents:
        parts = Parts(doc, names, sent.start, sent.end)
        for run in parts.proper:
            naming = _naming(doc, names, run, sent.start, sent.end)
            (sure if _is_person(doc, parts, naming, lexicon) else unsure).append(naming)
    groups = _grouped(sure)
    for naming in unsure:  # "Lavrov" in a headline, before the body says who he is
        home = _same(groups, naming)
        if home is not None:
            home.append(naming)
    people = [_person(doc, sorted(group), lexicon) for group in groups]
    return sorted(people, key=lambda person: person.namings[0].start)


def _naming(doc: Doc, names: Names, run: tuple[int, int], low: int, high: int) -> Naming:
    start = _title_start(doc, names, run[0], low)
    readings = [read_phrase(doc, names, start, run[1])]
    readings += _apposition_before(doc, names, start, low)
    readings += _apposition_after(doc, names, run[1], high)
    words = tuple(doc[i].text for i in range(*run) if doc[i].text not in ("'", "’", "-"))
    return Naming(*run, words, tuple(readings))


def _title_start(doc: Doc, names: Names, start: int, low: int) -> int:
    i = start
    while i > low:
        token, found = doc[i - 1], names.at(i - 1)
        if (
            found
            or token.lower_ in ("'s", "’s", "-", "former", "acting", "deputy", "'", "’", "then", "new", "outgoing")
            or token.lower_ in names.words.honorifics
        ):
            i = found.start if found else i - 1
        elif (
            token.tag_ in ("NNP", "NN", "JJ")
            and i - 1 > low
            and token.is_alpha
            and not token.is_stop
            and _has_role(names, i, start)
        ):
            i -= 1
        else:
            break
    return max(i, low)


def _has_role(names: Names, start: int, end: int) -> bool:
    return any(names.role_at(i) for i in range(start, end))


def _apposition_before(doc: Doc, names: Names, start: int, low: int) -> Iterator[Reading]:
    """China's ambassador to the EU, Fu Weiguo, rejected the charge."""
    if start - 1 <= low or doc[start - 1].text != ",":
        return
    begin = start - 2
    while (
        begin > low
        and doc[begin - 1].text not in (",", ";", "“", '"', "”", ":")
        and doc[begin - 1].tag_ not in ("VBD", "VBZ", "VBP", "CC")
        and start - begin < 14
    ):
        begin -= 1
    reading = read_phrase(doc, names, begin, start - 1)
    if (
        reading.nouns
        and not reading.person
        and not reading.proper
        and not reading.plural
        and reading.nouns[-1].kind != "arms"
    ):
        yield reading


def _apposition_after(doc: Doc, names: Names, end: int, high: int) -> Iterator[Reading]:
    """Wang Yi, China's foreign minister, ... / Lavrov (the Russian foreign minister)"""
    if end >= high - 1 or doc[end].text not in (",", "(", "—", "–"):
        return
    begin = stop = end + 1
    if doc[begin].like_num and begin + 1 < high and doc[begin + 1].text == ",":
        begin = stop = begin + 2
    while (
        stop < high
        and doc[stop].text not in (",", ")", ".", ";", "—", "–", "”", '"', ":")
        and doc[stop].lower_ not in _STOPS
        and doc[stop].tag_ not in ("VBD", "VBZ")
    ):
        stop += 1
    if stop >= high or stop == begin:
        stop = min(stop, high)
    reading = read_phrase(doc, names, begin, stop)
    opener = doc[begin].lower_ if begin < high else ""
    if (
        reading.nouns
        and not reading.person
        and not reading.proper
        and reading.nouns[-1].kind in ("person", "people")
        and opener not in ("and", "but", "or")
    ):
        yield reading


def _is_person(doc: Doc, parts: Parts, naming: Naming, lexicon: ActorLexicon) -> bool:
    if naming.readings[0].person or parts.is_person((naming.start, naming.end)):
        return True
    kinds = {doc[i].ent_type_ for i in range(naming.start, naming.end)}
    if (
        len(naming.words) > 1
        and naming.words[0] in lexicon.genders
        and not kinds & {"ORG", "FAC", "LAW", "EVENT", "WORK_OF_ART"}
    ):
        return not parts.names_organisation((naming.start, naming.end))
    return (
        len(naming.readings) > 1
        and not kinds & {"GPE", "LOC"}
        and not parts.names_organisation((naming.start, naming.end))
    )


def _grouped(namings: Iterable[Naming]) -> list[list[Naming]]:
    """Mentions of the same person together: fullest names first, so that surnames find them."""
    groups: list[list[Naming]] = []
    for naming in sorted(namings, key=lambda each: (-len(each.words), each.start)):
        home = _same(groups, naming)
        if home is None:
            groups.append([naming])
        else:
            home.append(naming)
    return groups


def _same(groups: Sequence[list[Naming]], naming: Naming) -> list[Naming] | None:
    fitting = [group for group in groups if _is_short_for(naming.words, group[0].words) and not _clash(group, naming)]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    by_surname = [group for group in fitting if group[0].words[-1] == naming.words[-1]] or fitting
    before = [group for group in by_surname if group[0].start <= naming.start]
    return max(before or by_surname, key=lambda group: group[0].start)


def _is_short_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """ "Lavrov" for "Sergei Lavrov", "Xi" for "Xi Jinping", "Ursula von der Leyen" for itself."""
    if short == full:
        return True
    if len(short) == 1:
        return short[0] in (full[-1], full[0]) or short[0] in full[1:]
    return (
        (set(short) <= set(full) and short[-1] == full[-1])
        or full[-len(short) :] == short
        or full[: len(short)] == short
    )


def _clash(group: list[Naming], naming: Naming) -> bool:
    """Ms Marsh is not Tom Marsh."""
    genders = {reading.gender for each in group for reading in each.readings if reading.gender}
    own = {reading.gender for reading in naming.readings if reading.gender}
    return bool(genders and own and not genders & own)


def _person(doc: Doc, namings: list[Naming], lexicon: ActorLexicon) -> Person:
    fullest = max(namings, key=lambda naming: len(naming.words))
    readings = [reading for naming in namings for reading in naming.readings]
    titled = [reading for reading in readings if reading.role]
    nouns = frozenset(noun.noun for reading in titled for noun in reading.nouns)
    owned = next((reading for reading in readings if reading.country), None)
    return Person(
        name=doc[fullest.start : fullest.end].text,
        namings=tuple(namings),
        role=titled[0].role if titled else None,
        nouns=nouns,
        country=owned.country if owned else None,
        country_name=owned.country_name if owned else None,
        sector=next((r.sector for r in readings if r.sector and (r.nouns or r.body or r.person)), None),
        body=next((r.body.name for r in readings if r.body), None),
        gender=_gender(readings, nouns, fullest, lexicon),
    )


def _gender(readings: list[Reading], nouns: frozenset[str], fullest: Naming, lexicon: ActorLexicon) -> str | None:
    said = next((reading.gender for reading in readings if reading.gender), None)
    if said:
        return said
    if nouns & lexicon.words.female:
        return "female"
    if nouns & lexicon.words.male:
        return "male"
    return lexicon.genders.get(fullest.words[0]) if len(fullest.words) > 1 else None
