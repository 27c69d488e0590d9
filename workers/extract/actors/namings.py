"""A person's name at its place in, what stands around it out: title, appositions, affiliation."""

from typing import Final, NamedTuple

from workers.extract.actors.appositions import beside
from workers.extract.actors.briefings import BRIEFER
from workers.extract.actors.core import INCOMING
from workers.extract.actors.names import Names
from workers.extract.actors.phrases import read_phrase
from workers.extract.actors.reading import Reading
from workers.lexicon.actors import Role
from workers.ontology import Sector

__all__ = ["OBJECT_OF", "Naming", "read_naming"]

_BRIEFER: Final = Role(BRIEFER, "person", Sector.GOV)
OBJECT_OF: Final[frozenset[str]] = frozenset("of for in to at".split())
_LONGEST_OBJECT: Final = 6  # words between a title and the name it belongs to


class Naming(NamedTuple):
    """One mention of a person by name, tokens `start` to `end` of the name alone."""

    start: int
    end: int
    words: tuple[str, ...]
    readings: tuple[Reading, ...]
    title: int = -1
    """Where a title with an object of its own begins ("UNHCR Representative in Burundi Ana Ruiz"), or -1."""


def read_naming(names: Names, run: tuple[int, int], low: int, high: int) -> Naming:
    """The name at tokens `run` with its title, appositions and affiliation, within the sentence `low` to `high`."""
    start, title = _title_start(names, run[0], low), -1
    role_end = _far_title_end(names, start, run[0], low)
    if role_end > low:
        title = _title_start(names, role_end, low)
        readings = [read_phrase(names, *run), read_phrase(names, title, run[0])]
    else:
        readings = [read_phrase(names, start, run[1])]
    if readings[0].gender and names.columns.text[run[1] : run[1] + 1] == [":"] and _is_briefing(names):
        readings.append(readings[0]._replace(nouns=(_BRIEFER,), sector=Sector.GOV))
    readings += beside(names, start, run[1], low, high)
    words = tuple(text for text in names.columns.text[run[0] : run[1]] if text not in ("'", "’", "-"))
    return Naming(*run, words, tuple(readings), title)


def _title_start(names: Names, start: int, low: int) -> int:
    i, columns = start, names.columns
    if start > 1 and columns.text[start - 1] == "." and columns.lower[start - 2] in names.words.honorifics:
        return start - 2  # "MS. HALVERSEN", cut by the tokenizer
    while i > max(low, start - 15):
        tag, lower, found = columns.tag[i - 1], columns.lower[i - 1], names.at(i - 1)
        if tag == "PRP$":
            return i - 1
        if (
            found
            or lower in ("'s", "’s", "-", "former", "acting", "deputy", "'", "’", "then", "new", "outgoing", *INCOMING)
            or lower in names.words.honorifics
        ):
            i = found.start if found else i - 1
        elif (
            tag in ("NNP", "NNPS", "NN", "NNS", "JJ")
            and i - 1 > low
            and columns.text[i - 1].isalpha()
            and not columns.doc[i - 1].is_stop
            and _has_role(names, i, start)
        ):
            i -= 1
        else:
            break
    return max(i, low)


def _far_title_end(names: Names, start: int, name: int, low: int) -> int:
    """The end of the role noun in "Minister of State | for External Affairs Ana Ruiz", or -1."""
    text, lower, i = names.columns.text, names.columns.lower, start
    while i - 1 > low and start - i < _LONGEST_OBJECT and (text[i - 1][:1].isupper() or lower[i - 1] in ("and", "the")):
        found = names.at(i - 1)
        i = found.start if found else i - 1
    if i == name or i - 1 <= low or lower[i - 1] not in OBJECT_OF:
        return -1
    role = names.role_at(i - 2)
    return i - 1 if role is not None and role.kind == "person" and not role.plural and text[i - 2][:1].isupper() else -1


def _has_role(names: Names, start: int, end: int) -> bool:
    return any(names.role_at(i) for i in range(start, end))


def _is_briefing(names: Names) -> bool:
    """A transcript with "QUESTION:" lines, as the US government prints them: "MS. HALVERSEN: ..." answers."""
    return "QUESTION" in names.columns.text
