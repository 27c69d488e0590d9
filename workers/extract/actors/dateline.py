"""An article's first lines in, the country that it was sent from out, and who is at home there."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from workers.extract.actors.names import Names
from workers.extract.actors.places import Place
from workers.lexicon.actors import Role
from workers.ontology import Sector

__all__ = ["Dateline", "find_dateline", "host"]

# MOSCOW, May 5. /TASS/. / Hanoi (VNNA) – / La Paz, 16 Apr (EFE).- / BONN/PARIS, Oct 8 - / CHENNAI: / a line of its own
_WORDS: Final = r"[^\W\d_a-z][\w.'’-]*(?:[ ,/]+\(?[^\W_a-z][\w.'’-]*\)?){0,7}?"
_DATELINE: Final = re.compile(
    rf"^{_WORDS}(?:\.? ?/\w+/\.?| ?\.?[-–—]+)[ ]|^[^\W\d_a-z]{{2}}[^\Wa-z\d_]*(?: [^\Wa-z\d_]+)*(?::[ ]|$)"
)
_LINES: Final = 5
_HEAD: Final = 500  # characters
_TAIL: Final = 4  # words after an office: of Iraq, of the ECOWAS Commission
_OFFICES: Final = frozenset((Sector.GOV, Sector.LEG, Sector.JUD, Sector.COP, Sector.MIL))


class Dateline(NamedTuple):
    """The country (alpha-3) of the town, and the token after which the story begins."""

    code: str
    end: int


def find_dateline(names: Names, places: Sequence[Place]) -> Dateline | None:
    """The first line that begins with a town and a mark, below the headline if there is one."""
    columns, begin = names.columns, 0
    for line in columns.content[:_HEAD].split("\n")[:_LINES]:
        match = _DATELINE.match(line)
        if match:
            stop = begin + match.end()
            inside = [place for place in places if begin <= columns.idx[place.token] < stop]
            if inside and columns.idx[inside[0].token] == begin:
                end = next((i for i in range(inside[0].token, columns.size) if columns.idx[i] >= stop), columns.size)
                return Dateline(inside[0].name.code, end)
        begin += len(line) + 1
    return None


def host(names: Names, dateline: Dateline) -> str | None:
    """The country whose own agency reports: "MUSCAT, 14 May - The Foreign Minister received Iraq's ambassador"."""
    columns, start = names.columns, dateline.end
    if start >= columns.size:
        return None
    here = columns.sentence_of[start]
    first = next((each for each in names.found if each.start >= start), None)
    if first is None or columns.sentence_of[first.start] != here or not isinstance(first.entry, Role):
        return None
    own = (
        first.entry.sector in _OFFICES and not first.entry.plural and first.entry.noun not in names.words.international
    )
    others = any(names.name_at(i) for i in range(first.end, first.end + _TAIL))
    return dateline.code if own and not others else None
