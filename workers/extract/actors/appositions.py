"""A person's name at its place in, what stands beside it and tells who that is out: appositions, whom they lead."""

from collections.abc import Iterator
from typing import Final

from workers.extract.actors.names import Names
from workers.extract.actors.phrases import read_phrase
from workers.extract.actors.reading import Reading
from workers.extract.columns import Columns
from workers.lexicon.actors import Name, Role
from workers.ontology import Sector

__all__ = ["beside"]

_STOPS: Final = frozenset("who which that whose said says".split())
_MARKS: Final = frozenset(', ) ( . ; — – ” “ " :'.split())
_ENDS: Final = frozenset(', ; “ " ” : — – .'.split())
_OPENERS: Final = frozenset(", ( — –".split())
_END_TAGS: Final = frozenset("VBD VBZ VBP CC MD".split())
_FINITE: Final = frozenset("VBD VBZ VBP".split())
_HEADS: Final = frozenset("lead head chair run represent direct command".split())
_BEING: Final = frozenset("is was became remains served".split())
_PASSING: Final = frozenset("fly travel arrive visit return go tour land leave escape meet speak talk say".split())
_PLACED: Final = frozenset("in near outside around".split())
_ORIGIN: Final = frozenset("come hail be".split())
_OUT: Final = frozenset("out town city village province district suburb".split())
_POSSESSIVE: Final = frozenset(("'s", "’s"))
_PARTIES: Final = frozenset(("delegation", "side", "team"))
_LED_BY: Final = frozenset("was is were headed led chaired represented".split())
_FOR: Final = (("speaking", "for"), ("speaking", "on", "behalf", "of"), ("representing",))
_DELEGATE: Final = Role("delegate", "person", Sector.GOV)
_LONGEST_CLAUSE: Final = 14  # words of a relative clause that are read for a place
_LONGEST: Final = 15  # words of an apposition


def beside(names: Names, start: int, end: int, low: int, high: int) -> Iterator[Reading]:
    """Readings of what stands around the name at `start` to `end`, within the sentence `low` to `high`."""
    yield from _affiliation(names, end, high)
    yield from _spoken_for(names, start, low)
    yield from _called(names, start, low)
    yield from _headed(names, start, low)
    yield from _before(names, start, low)
    yield from _after(names, end, high)


def _affiliation(names: Names, end: int, high: int) -> Iterator[Reading]:
    """Marie Lindqvist of the International Rescue Committee, JAMES KARIUKI (United Kingdom)"""
    columns = names.columns
    if end + 1 < high and columns.text[end] == "(":
        home = names.at(end + 1)
        if home and isinstance(home.entry, Name) and columns.text[home.end : home.end + 1] == [")"]:
            delegate = columns.text[end - 1].isupper()
            yield Reading(
                core=(end, end),
                country=home.entry.code,
                country_name=home.entry.name,
                sector=Sector.GOV if delegate else None,
                alone=home.entry,
                nouns=(_DELEGATE,) if delegate else (),
                end=home.end + 1,
            )
        return
    if end + 3 < high and columns.text[end] == columns.text[end + 2] == "," and columns.text[end + 1].isdigit():
        end += 2  # Ana Ruiz, 29, from Arequipa
    if end + 1 < high and columns.text[end] == "," and columns.lower[end + 1] in ("of", "from"):
        end += 1  # Li Jun, of the China Steel Association,
    if end + 1 >= high or names.columns.lower[end] not in ("of", "from"):
        return
    reading = _read_to_stop(names, end + 1, high)
    if reading and (reading.country or reading.sector):
        yield reading._replace(core=(end, end), nouns=(), role=None, gender=None, person=None, plural=False)


def _spoken_for(names: Names, start: int, low: int) -> Iterator[Reading]:
    """Speaking for Peru, Ana Ruiz said ..."""
    columns = names.columns
    home = names.at(start - 2) if start - 2 > low and columns.text[start - 1] == "," else None
    if home is None or not isinstance(home.entry, Name) or home.end != start - 1:
        return
    begin = home.start - (columns.lower[home.start - 1] == "the")
    if any(tuple(columns.lower[max(begin - len(words), low) : begin]) == words for words in _FOR):
        yield Reading(core=(start, start), country=home.entry.code, country_name=home.entry.name, alone=home.entry)


def _headed(names: Names, start: int, low: int) -> Iterator[Reading]:
    """The Peruvian delegation was headed by Minister Ana Ruiz and the Chilean delegation by Max Roe."""
    columns = names.columns
    by = next((i for i in range(start - 1, max(start - _LONGEST, low), -1) if columns.lower[i] == "by"), low)
    words = columns.lower[by + 1 : start]
    if by == low or "," in columns.text[by:start] or "and" in words or any(names.name_at(i) for i in range(by, start)):
        return
    i = by - 1
    while i > low and columns.lower[i] in _LED_BY:
        i -= 1
    home = names.at(i - 1) if columns.lower[i] in _PARTIES and i - 1 > low else None
    if home is not None and isinstance(home.entry, Name) and home.entry.kind in ("demonym", "country"):
        yield Reading(core=(start, start), country=home.entry.code, country_name=home.entry.name, alone=home.entry)


def _called(names: Names, start: int, low: int) -> Iterator[Reading]:
    """Their leader, a retired colonel called Prasert Wongsa"""
    columns = names.columns
    role = names.at(start - 2) if start - 2 > low and columns.lower[start - 1] in ("called", "named") else None
    if role is None or role.end != start - 1 or not isinstance(role.entry, Role) or role.entry.plural:
        return
    begin = role.start
    while begin > low and columns.tag[begin - 1] in ("JJ", "NN", "NNP", "VBN", "DT", "POS"):
        begin -= 1
    yield read_phrase(names, begin, start - 1)
    yield from _before(names, begin, low)


def _before(names: Names, start: int, low: int) -> Iterator[Reading]:
    """China's ambassador to the EU, Fu Weiguo, rejected the charge. / The Minister for Food (Ana Ruiz):"""
    columns = names.columns
    if start - 1 <= low or columns.text[start - 1] not in (",", "("):
        return
    begin = start - 1
    while begin > low and start - begin < _LONGEST and not _ends_phrase(columns, begin - 1):
        if columns.text[begin - 1] == ")":  # Accra, 4 May (GNA) - State Minister Ana Ruiz
            break
        begin -= 1
    for i in range(start - 2, begin - 1, -1):  # "met with the Lebanese President, Michel Aoun": not from "with"
        led = columns.lower[i] == "by"  # a delegation led by the attorney-general, Ana Ruiz,
        if led or (columns.tag[i] in ("IN", "TO") and not any(names.role_at(j) for j in range(begin, i))):
            begin = i + 1
            break
    if columns.lower[start - 2] in names.words.others:  # a press conference with his Iraqi counterpart, Ana Ruiz
        begin = next((i + 1 for i in range(start - 2, begin - 1, -1) if columns.tag[i] in ("IN", "TO", "CC")), begin)
    role = next((i for i in range(begin, start - 1) if names.role_at(i)), begin)
    article = next((i for i in range(role, begin, -1) if columns.tag[i] in ("DT", "PRP$")), begin)
    reading = read_phrase(names, article, start - 1)
    titled = bool(reading.nouns) and reading.nouns[-1].kind != "body" and columns.tag[article] != "VBG"
    if titled and not (reading.person or reading.proper or reading.plural) and reading.head is not None:
        yield reading
    elif columns.lower[start - 2] in _POSSESSIVE and names.name_at(start - 3):  # Peru's minister and Chile's, Ana Ruiz,
        owner = read_phrase(names, start - 3, start - 2)
        yield owner._replace(alone=None)


def _after(names: Names, end: int, high: int) -> Iterator[Reading]:
    """Wang Yi, China's foreign minister, ... / Lavrov (the Russian foreign minister) / Ann Lee, who heads UNICEF"""
    columns, begin = names.columns, end
    if begin < high - 1 and columns.text[begin] in _OPENERS:
        begin += 1
        if begin + 1 < high and columns.text[begin].isdigit() and columns.text[begin + 1] == ",":
            begin += 2
    elif not (begin < high and columns.lemma[begin] in _HEADS):
        return
    reading = _read_to_stop(names, begin, high)
    if reading and reading.end < columns.size and columns.tag[reading.end] in _FINITE:
        reading = None  # "..., in Luang Prabang, the official said"
    if reading and _is_of_next(names, reading.end, high):
        reading = None
    if reading and columns.tag[begin] != "VBG" and not (reading.plural or reading.person or reading.proper):
        kind = reading.nouns[-1].kind if reading.nouns else ""
        if kind in ("person", "people") or _tells_origin(columns, reading, begin):
            yield reading
    if begin < high and columns.lemma[begin] in _HEADS:  # Ann Lee, representing Chad,
        yield from _led(names, begin, high)
        return
    yield from _clauses(names, begin, high)


def _clauses(names: Names, begin: int, high: int) -> Iterator[Reading]:
    """Ann Lee, a nurse, who heads UNICEF"""
    columns = names.columns
    while begin < high and columns.lower[begin] not in _STOPS and not _ends_phrase(columns, begin):
        begin += 1
    if begin + 1 < high and columns.text[begin] == "," and columns.lower[begin + 1] in ("who", "whose"):
        begin += 1
    if begin + 2 < high and columns.lower[begin] == "whose":  # Ali Noor, whose company in Jenin makes soap
        yield from _lived(names, begin + 1, high)
    if begin + 1 < high and columns.lower[begin] == "who":
        yield from _led(names, begin + 1, high)
        yield from _held(names, begin + 1, high)
        yield from _lived(names, begin + 1, high)


def _is_of_next(names: Names, end: int, high: int) -> bool:
    """At the invitation of Helena Queiroz, the Minister of External Affairs of India, Arvind Menon, will come."""
    columns = names.columns
    if end + 2 >= high or columns.text[end] != "," or not (names.proper[end + 1] and names.proper[end + 2]):
        return False
    last = end + 1
    while last < high and names.proper[last] and not names.at(last):
        last += 1
    return last > end + 2 and last < high and (columns.text[last] == "," or columns.tag[last] in _END_TAGS)


def _led(names: Names, verb: int, high: int) -> Iterator[Reading]:
    """Ann Lee, who heads UNICEF; Max Roe, who chairs its energy committee; Ana Ruiz, who negotiated for Peru"""
    columns = names.columns
    begin = verb + 1
    if columns.lemma[verb] not in _HEADS:
        if columns.tag[verb] not in _FINITE or columns.lower[begin : begin + 1] != ["for"]:
            return
        begin += 1
    led = _read_to_stop(names, begin, high)
    if led and (led.body or led.country or led.owner is not None):
        yield led._replace(nouns=(), role=None, gender=None, person=None, proper=None)


def _held(names: Names, verb: int, high: int) -> Iterator[Reading]:
    """Ana Ruiz, who was Peru's ambassador to France until May"""
    columns, begin = names.columns, verb + 1
    if columns.lower[verb] not in _BEING:
        return
    office = _read_to_stop(names, begin, high)
    if office and office.country and office.nouns and office.nouns[-1].kind == "person" and not office.plural:
        yield office._replace(person=None, proper=None)


def _lived(names: Names, verb: int, high: int) -> Iterator[Reading]:
    """Abdi Noor, who runs forty lorries out of Garissa: only a place, and none that he flew in from."""
    columns = names.columns
    owned = columns.lower[verb - 1] == "whose"
    if (columns.tag[verb] not in _FINITE and not owned) or columns.lemma[verb] in _PASSING:
        return
    for i in range(verb + 1, min(high, verb + _LONGEST_CLAUSE)):
        if _ends_phrase(columns, i) or (owned and columns.tag[i] in _FINITE):
            return
        name = names.name_at(i)
        if name and name.kind in ("city", "country") and _is_placed(columns, verb, i):
            yield Reading(core=(i, i + 1), country=name.code, country_name=name.name, alone=name, end=i + 1)
            return


def _is_placed(columns: Columns, verb: int, place: int) -> bool:
    """In Lima, out of Lima, hails from Lima; not the mayor of Lima, nor a letter from Lima."""
    before, second = columns.lower[place - 1], columns.lower[place - 2]
    return (
        before in _PLACED
        or (before == "of" and second in _OUT)
        or (before == "from" and columns.lemma[verb] in _ORIGIN)
        or columns.lemma[place - 1] == "flee"  # who fled Lima
        or before == "native"  # flown in from her native Lima
    )


def _tells_origin(columns: Columns, reading: Reading, begin: int) -> bool:
    """Fu Weiguo, the Kenyan who ... / Ali Hassan, a beekeeper from Jenin"""
    if reading.alone is not None:
        return reading.alone.kind == "demonym" and not reading.plural
    return bool(reading.country) and not reading.abstract and columns.lower[begin] in ("a", "an", "the", "one")


def _ends_phrase(columns: Columns, i: int) -> bool:
    return columns.text[i] in _ENDS or columns.tag[i] in _END_TAGS


def _read_to_stop(names: Names, begin: int, high: int) -> Reading | None:
    stop = begin
    lower, tag = names.columns.lower, names.columns.tag
    while stop < high and lower[stop] not in _STOPS and lower[stop] not in _MARKS:
        if tag[stop] in ("VBD", "VBZ") and stop > begin:
            break
        stop += 1
    opener = lower[begin] if begin < high else ""
    if stop == begin or opener in ("and", "but", "or"):
        return None
    return read_phrase(names, begin, stop)
