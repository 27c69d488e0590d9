"""A person's name at its place in, what stands around it out: title, appositions, affiliation."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from spacy.tokens import Doc, Token

from workers.extract.actors.names import Names
from workers.extract.actors.phrases import read_phrase
from workers.extract.actors.reading import Reading
from workers.lexicon.actors import Role
from workers.ontology import Sector

__all__ = ["Naming", "read_naming"]

_STOPS: Final = frozenset("who which that whose said says".split())
_MARKS: Final = frozenset(', ) ( . ; — – ” “ " :'.split())
_BRIEFER: Final = Role("briefer", "person", Sector.GOV)
_HEADS: Final = frozenset("lead head chair run represent direct command".split())


class Naming(NamedTuple):
    """One mention of a person by name, tokens `start` to `end` of the name alone."""

    start: int
    end: int
    words: tuple[str, ...]
    readings: tuple[Reading, ...]


def read_naming(doc: Doc, names: Names, run: tuple[int, int], low: int, high: int) -> Naming:
    """The name at tokens `run` with its title, appositions and affiliation, within the sentence `low` to `high`."""
    start = _title_start(doc, names, run[0], low)
    readings = [read_phrase(doc, names, start, run[1])]
    if readings[0].gender and doc[run[1] : run[1] + 1].text == ":" and _is_briefing(names):
        readings.append(readings[0]._replace(nouns=(_BRIEFER,), sector=Sector.GOV))
    readings += _belonging(doc, names, start, run[1], high)
    readings += _apposition_before(doc, names, start, low)
    readings += _apposition_after(doc, names, run[1], high)
    words = tuple(text for text in names.columns.text[run[0] : run[1]] if text not in ("'", "’", "-"))
    return Naming(*run, words, tuple(readings))


def _title_start(doc: Doc, names: Names, start: int, low: int) -> int:
    i, columns = start, names.columns
    if start > 1 and doc[start - 1].text == "." and doc[start - 2].lower_ in names.words.honorifics:
        return start - 2  # "MS. HALVERSEN", cut by the tokenizer
    while i > max(low, start - 15):
        tag, lower, found = columns.tag[i - 1], columns.lower[i - 1], names.at(i - 1)
        if tag == "PRP$":
            return i - 1
        if (
            found
            or lower in ("'s", "’s", "-", "former", "acting", "deputy", "'", "’", "then", "new", "outgoing")
            or lower in names.words.honorifics
        ):
            i = found.start if found else i - 1
        elif (
            tag in ("NNP", "NN", "JJ")
            and i - 1 > low
            and columns.text[i - 1].isalpha()
            and not doc[i - 1].is_stop
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


def _belonging(doc: Doc, names: Names, start: int, end: int, high: int) -> Iterator[Reading]:
    """Marie Lindqvist of the International Rescue Committee"""
    if end + 1 >= high or doc[end].lower_ not in ("of", "from"):
        return
    reading = _read_to_stop(doc, names, end + 1, high)
    if reading and (reading.country or reading.sector):
        yield reading._replace(core=(end, end), nouns=(), role=None, gender=None, person=None, plural=False)


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
    if reading and doc[reading.end : reading.end + 1].text and doc[reading.end].tag_ in ("VBD", "VBZ", "VBP"):
        reading = None  # "..., in Luang Prabang, the official said"
    if reading and doc[begin].tag_ != "VBG" and not reading.plural and not reading.person and not reading.proper:
        kind = reading.nouns[-1].kind if reading.nouns else ""
        if kind in ("person", "people") or _tells_origin(doc, reading, begin):
            yield reading
    while begin < high and doc[begin].lower_ not in _STOPS and not _ends_phrase(doc[begin]):
        begin += 1
    if begin + 1 < high and doc[begin].lower_ == "who":
        begin += 1
    if begin < high and doc[begin].lemma_ in _HEADS:
        led = _read_to_stop(doc, names, begin + 1, high)
        if led and (led.body or led.country):
            yield led._replace(nouns=(), role=None, gender=None)


def _tells_origin(doc: Doc, reading: Reading, begin: int) -> bool:
    """Fu Weiguo, the Kenyan who ... / Ali Hassan, a beekeeper from Jenin"""
    if reading.alone is not None:
        return reading.alone.kind == "demonym" and not reading.plural
    return bool(reading.country) and not reading.abstract and doc[begin].lower_ in ("a", "an", "the", "one")


def _read_to_stop(doc: Doc, names: Names, begin: int, high: int) -> Reading | None:
    stop = begin
    lower, tag = names.columns.lower, names.columns.tag
    while stop < high and lower[stop] not in _STOPS and lower[stop] not in _MARKS:
        if tag[stop] in ("VBD", "VBZ") and stop > begin:
            break
        stop += 1
    opener = lower[begin] if begin < high else ""
    if stop == begin or opener in ("and", "but", "or"):
        return None
    return read_phrase(doc, names, begin, stop)


def _is_briefing(names: Names) -> bool:
    """A transcript with "QUESTION:" lines, as the US government prints them: "MS. HALVERSEN: ..." answers."""
    return "QUESTION" in names.columns.text
