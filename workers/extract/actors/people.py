"""An article's names in, its people out: everybody who is named, with what titles and appositions say of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from spacy.tokens import Doc, Token

from workers.extract.actors.core import Parts, Reading
from workers.extract.actors.names import Names
from workers.extract.actors.phrases import read_phrase
from workers.lexicon import ActorLexicon
from workers.lexicon.actors import Role
from workers.ontology import Sector

__all__ = ["Naming", "Person", "find_people"]

_STOPS: Final = frozenset("who which that whose said says".split())
_MARKS: Final = frozenset(', ) ( . ; — – ” “ " :'.split())
_NAMESAKES: Final = 20  # that are compared; hostile text has thousands
_BRIEFER: Final = Role("briefer", "person", Sector.GOV)
_HEADS: Final = frozenset("lead head chair run represent direct".split())


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
    elsewhere: bool = False


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
    unsure += _by_surname(doc, names, groups, {naming.start for naming in unsure})
    by_word = _index(groups)
    for naming in unsure:  # "Lavrov" in a headline, before the body says who he is
        home = _same(by_word, naming)
        if home is not None:
            home.append(naming)
    people = [_person(doc, sorted(group), lexicon) for group in groups]
    return sorted(people, key=lambda person: person.namings[0].start)


def _is_briefing(doc: Doc) -> bool:
    """A transcript with "QUESTION:" lines, as the US government prints them: "MS. HALVERSEN: ..." answers."""
    return any(token.text == "QUESTION" for token in doc)


def _by_surname(doc: Doc, names: Names, groups: Sequence[list[Naming]], taken: set[int]) -> Iterator[Naming]:
    """A surname alone that the tagger took for something else: "Velichko: ..."."""
    surnames = {group[0].words[-1].lower() for group in groups}
    taken = taken | {i for group in groups for naming in group for i in range(naming.start, naming.end)}
    for token in doc:
        if token.lower_ in surnames and token.i not in taken and token.text[:1].isupper() and not names.at(token.i):
            yield Naming(token.i, token.i + 1, (token.text,), ())


def _naming(doc: Doc, names: Names, run: tuple[int, int], low: int, high: int) -> Naming:
    start = _title_start(doc, names, run[0], low)
    readings = [read_phrase(doc, names, start, run[1])]
    if readings[0].gender and doc[run[1] : run[1] + 1].text == ":" and _is_briefing(doc):
        readings.append(readings[0]._replace(nouns=(_BRIEFER,), sector=Sector.GOV))
    readings += _apposition_before(doc, names, start, low)
    readings += _apposition_after(doc, names, run[1], high)
    words = tuple(doc[i].text for i in range(*run) if doc[i].text not in ("'", "’", "-"))
    return Naming(*run, words, tuple(readings))


def _title_start(doc: Doc, names: Names, start: int, low: int) -> int:
    i = start
    if start > 1 and doc[start - 1].text == "." and doc[start - 2].lower_ in names.words.honorifics:
        return start - 2  # "MS. HALVERSEN", cut by the tokenizer
    while i > max(low, start - 15):
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
    begin = start - 1
    while begin > low and start - begin < 15 and not _ends_phrase(doc[begin - 1]):
        begin -= 1
    for i in range(start - 2, begin - 1, -1):  # "met with the Lebanese President, Michel Aoun": not from "with"
        if doc[i].tag_ in ("IN", "TO") and not _has_role(names, begin, i):
            begin = i + 1
            break
    reading = read_phrase(doc, names, begin, start - 1)
    if reading.nouns and not reading.person and not reading.proper and not reading.plural and reading.head is not None:
        yield reading


def _ends_phrase(token: Token) -> bool:
    return token.text in (",", ";", "“", '"', "”", ":", "—", "–", ".") or token.tag_ in (
        "VBD",
        "VBZ",
        "VBP",
        "CC",
        "MD",
    )


def _apposition_after(doc: Doc, names: Names, end: int, high: int) -> Iterator[Reading]:
    """Wang Yi, China's foreign minister, ... / Lavrov (the Russian foreign minister) / Ann Lee, who heads UNICEF"""
    begin = end
    if begin < high - 1 and doc[begin].text in (",", "(", "—", "–"):
        begin += 1
        if begin + 1 < high and doc[begin].like_num and doc[begin + 1].text == ",":
            begin += 2
    elif not (begin < high and doc[begin].lemma_ in _HEADS):
        return
    reading = _read_to_stop(doc, names, begin, high)
    if reading and (reading.nouns or reading.alone) and not reading.person and not reading.proper:
        kind = reading.nouns[-1].kind if reading.nouns else ""
        if kind in ("person", "people") or (reading.alone and reading.alone.kind == "demonym" and not reading.plural):
            yield reading
    while begin < high and doc[begin].lower_ not in _STOPS and not _ends_phrase(doc[begin]):
        begin += 1
    if begin + 1 < high and doc[begin].lower_ == "who":
        begin += 1
    if begin < high and doc[begin].lemma_ in _HEADS:
        led = _read_to_stop(doc, names, begin + 1, high)
        if led and (led.body or led.country):
            yield led._replace(nouns=(), role=None, gender=None)


def _read_to_stop(doc: Doc, names: Names, begin: int, high: int) -> Reading | None:
    stop = begin
    while stop < high and doc[stop].lower_ not in _STOPS and doc[stop].text not in _MARKS:
        if doc[stop].tag_ in ("VBD", "VBZ") and stop > begin:
            break
        stop += 1
    opener = doc[begin].lower_ if begin < high else ""
    if stop == begin or opener in ("and", "but", "or"):
        return None
    return read_phrase(doc, names, begin, stop)


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
    by_word: dict[str, list[list[Naming]]] = {}
    for naming in sorted(namings, key=lambda each: (-len(each.words), each.start)):
        home = _same(by_word, naming)
        if home is None:
            home = []
            groups.append(home)
            for word in naming.words:
                by_word.setdefault(word.lower(), []).append(home)
        home.append(naming)
    return groups


def _index(groups: Iterable[list[Naming]]) -> dict[str, list[list[Naming]]]:
    by_word: dict[str, list[list[Naming]]] = {}
    for group in groups:
        for word in group[0].words:
            by_word.setdefault(word.lower(), []).append(group)
    return by_word


def _same(by_word: Mapping[str, list[list[Naming]]], naming: Naming) -> list[Naming] | None:
    last = naming.words[-1].lower()
    namesakes = by_word.get(last, [])[:_NAMESAKES]
    fitting = [
        group for group in namesakes if _is_short_for(naming.words, group[0].words) and not _clash(group, naming)
    ]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    by_surname = [group for group in fitting if group[0].words[-1].lower() == last] or fitting
    before = [group for group in by_surname if group[0].start <= naming.start]
    return max(before or by_surname, key=lambda group: group[0].start)


def _is_short_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """ "Lavrov" for "Sergei Lavrov", "Xi" for "Xi Jinping", "LAVROV" in a transcript's label."""
    short, full = tuple(word.lower() for word in short), tuple(word.lower() for word in full)
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
    fullest = max(namings, key=lambda naming: (len(naming.words), not naming.words[-1].isupper()))
    readings = [reading for naming in namings for reading in naming.readings]
    titled = [reading for reading in readings if reading.role]
    nouns = frozenset(noun.noun for reading in readings for noun in reading.nouns)
    owned = _owned(readings)
    return Person(
        name=doc[fullest.start : fullest.end].text,
        namings=tuple(namings),
        role=titled[0].role if titled else None,
        nouns=nouns,
        country=owned.country if owned else None,
        country_name=owned.country_name if owned else None,
        sector=next((r.sector for r in readings if r.sector and (r.nouns or r.body or r.person)), None),
        body=next((r.body.name for r in readings if r.body), None),
        elsewhere=any(reading.elsewhere or reading.owner is not None for reading in titled),
        gender=_gender(readings, nouns, fullest, lexicon),
    )


def _owned(readings: list[Reading]) -> Reading | None:
    """What says the country: a title, else whom they lead ("who heads the IGAD panel"), else where they are from."""
    told = [reading for reading in readings if reading.country]
    titled = [reading for reading in told if reading.nouns]
    leads = [reading for reading in told if not (reading.alone and reading.alone.kind == "demonym")]
    return next(iter(titled or leads or told), None)


def _gender(readings: list[Reading], nouns: frozenset[str], fullest: Naming, lexicon: ActorLexicon) -> str | None:
    said = next((reading.gender for reading in readings if reading.gender), None)
    if said:
        return said
    if nouns & lexicon.words.female:
        return "female"
    if nouns & lexicon.words.male:
        return "male"
    return lexicon.genders.get(fullest.words[0]) if len(fullest.words) > 1 else None
