"""An article's names in, its people out: everybody who is named, with what titles and appositions say of them."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from workers.extract.actors.core import Parts
from workers.extract.actors.names import Names
from workers.extract.actors.namings import OBJECT_OF, Naming, read_naming
from workers.extract.actors.reading import Reading
from workers.extract.actors.speech import speaks
from workers.extract.actors.turns import labelled
from workers.lexicon import ActorLexicon
from workers.ontology import Sector

__all__ = ["Person", "find_people"]

_NAMESAKES: Final = 20  # that are compared; hostile text has thousands


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


def find_people(names: Names, lexicon: ActorLexicon) -> tuple[list[Person], list[tuple[int, int]]]:
    """Every named person, in order of first mention; and the capitalised names that are no person's.

    Needs: doc.sents; token.tag and ent_type sharpen it where a sentence was parsed.
    """
    sure: list[Naming] = []
    unsure: list[Naming] = []
    in_sentences = [(Parts(names, low, high), low, high) for low, high in names.columns.sentences]
    turns = labelled(names.columns, (run for parts, _, _ in in_sentences for run in parts.proper))
    surnames = _speaking_surnames(names)
    for parts, low, high in in_sentences:
        for run in parts.proper:
            naming = read_naming(names, _without_portfolio(names, run, low, lexicon), low, high)
            person = naming.start in turns or _is_person(parts, naming, lexicon) or _speaks(parts, naming, surnames)
            (sure if person else unsure).append(naming)
    joined = _joined(names, sure, unsure, lexicon.genders)
    sure, unsure = [*sure, *joined], [naming for naming in unsure if naming not in joined]
    groups = _grouped(sure, lexicon.genders)
    unsure += _by_surname(names, groups, {naming.start for naming in unsure})
    by_word = _index(groups)
    for naming in unsure:  # "Lavrov" in a headline, before the body says who he is
        home = _same(by_word, naming, lexicon.genders)
        if home is not None:
            home.append(naming)
    people = [_person(names, sorted(group), lexicon) for group in groups]
    taken = {naming.start for group in groups for naming in group}
    others = [(naming.start, naming.end) for naming in unsure if naming.start not in taken]
    return sorted(people, key=lambda person: person.namings[0].start), others


def _joined(names: Names, sure: Sequence[Naming], unsure: Sequence[Naming], given: Mapping[str, str]) -> list[Naming]:
    """ "Rodrigo Roa and Sione Fale walked in": where one of two full names is somebody's, the other is too."""
    ends = {naming.end for naming in sure if len(naming.words) > 1}
    starts = {naming.start for naming in sure if len(naming.words) > 1}
    lower, kinds = names.columns.lower, names.columns.ent_type
    return [
        naming
        for naming in unsure
        if len(naming.words) > 1
        if naming.words[0] in given or "ORG" not in kinds[naming.start : naming.end]
        if (lower[naming.start - 1] == "and" and naming.start - 1 in ends)
        or (lower[naming.end : naming.end + 1] == ["and"] and naming.end + 1 in starts)
    ]


def _speaking_surnames(names: Names) -> set[str]:
    """ "Aksoylu told reporters": whoever is called so in full is a person, whatever the tagger takes them for."""
    columns = names.columns
    return {
        columns.text[i]
        for i in columns.capitals
        if speaks(columns, i)
        if names.proper[i] and (i == 0 or not names.proper[i - 1]) and not names.at(i) and columns.head[i] != i - 1
    }


def _speaks(parts: Parts, naming: Naming, surnames: Container[str]) -> bool:
    """A full name that says something, of which the tagger knows nothing, or that later goes by its last word."""
    if len(naming.words) < 2 or parts.names_organisation((naming.start, naming.end)):
        return False
    columns = parts.names.columns
    unknown = not any(columns.ent_type[naming.start : naming.end])
    return naming.words[-1] in surnames or (unknown and speaks(columns, naming.end - 1))


def _without_portfolio(names: Names, run: tuple[int, int], low: int, lexicon: ActorLexicon) -> tuple[int, int]:
    """ "Minister for External Trade Ana Ruiz", "ambassador to Chile Juan Roa": the name begins after the object."""
    start, end = run
    columns = names.columns
    if start - 2 < low or columns.lower[start - 1] not in OBJECT_OF or end - start < 3:
        return run
    if names.role_at(start - 2) is None:
        return run
    if names.name_at(start) is not None:
        return start + 1, end
    given = next((i for i in range(start, end - 1) if columns.text[i] in lexicon.genders), None)
    if given is not None:
        return given, end
    person = next((i for i in range(start, end) if columns.ent_type[i] == "PERSON"), start)
    return (person, end) if end - person > 1 else run


def _by_surname(names: Names, groups: Sequence[list[Naming]], taken: set[int]) -> Iterator[Naming]:
    """A surname alone that the tagger took for something else: "Velichko: ..."."""
    surnames = {word.lower() for group in groups for word in (group[0].words[0], group[0].words[-1])}
    taken = taken | {i for group in groups for naming in group for i in range(naming.start, naming.end)}
    text = names.columns.text
    for i in names.columns.where(surnames):
        if i not in taken and text[i][:1].isupper() and _is_free(names, i):
            yield Naming(i, i + 1, (text[i],), ())


def _is_free(names: Names, token: int) -> bool:
    """Gao is a town in Mali, but not in an article on Gao Mingyuan."""
    if names.columns.lower[token] in ("he", "she") and names.columns.tag[token] == "PRP":
        return False  # nor is every "He" He Guoliang
    name = names.name_at(token)
    if name is not None:
        return name.kind == "city" and names.columns.ent_type[token] == "PERSON"
    return names.at(token) is None


def _is_person(parts: Parts, naming: Naming, lexicon: ActorLexicon) -> bool:
    if naming.readings[0].person or parts.is_person((naming.start, naming.end)):
        return True
    kinds = set(parts.names.columns.ent_type[naming.start : naming.end])
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


def _grouped(namings: Iterable[Naming], given: Mapping[str, str]) -> list[list[Naming]]:
    """Mentions of the same person together: fullest names first, so that surnames find them."""
    groups: list[list[Naming]] = []
    by_word: dict[str, list[list[Naming]]] = {}
    for naming in sorted(namings, key=lambda each: (-len(each.words), each.start)):
        home = _same(by_word, naming, given)
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


def _same(by_word: Mapping[str, list[list[Naming]]], naming: Naming, given: Mapping[str, str]) -> list[Naming] | None:
    last = naming.words[-1].lower()
    namesakes = by_word.get(last, [])[:_NAMESAKES]
    fitting = [
        group for group in namesakes if _is_short_for(naming.words, group[0].words) and not _clash(group, naming, given)
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


def _clash(group: list[Naming], naming: Naming, given: Mapping[str, str]) -> bool:
    """Ms Marsh is not Tom Marsh."""
    genders = {reading.gender for each in group for reading in each.readings if reading.gender}
    if not genders and len(group[0].words) > 1 and group[0].words[0] in given:
        genders = {given[group[0].words[0]]}
    own = {reading.gender for reading in naming.readings if reading.gender}
    return bool(genders and own and not genders & own)


def _person(names: Names, namings: list[Naming], lexicon: ActorLexicon) -> Person:
    fullest = max(namings, key=lambda naming: (len(naming.words), not naming.words[-1].isupper()))
    readings = [reading for naming in namings for reading in naming.readings]
    titled = [reading for reading in readings if reading.role]
    nouns = frozenset(noun.noun for reading in readings for noun in reading.nouns)
    owned = _owned(readings)
    return Person(
        name=_written(names.columns.words(fullest.start, fullest.end)),
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


def _written(name: str) -> str:
    """ "ADAEZE OBI" is Adaeze Obi."""
    return name.title() if name.isupper() and " " in name else name


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
