"""A compound noun phrase in, its conjuncts out: "Norway, Spain and Ireland" is three."""

from typing import Final

from workers.extract.actors.names import Names
from workers.extract.actors.phrases import read_phrase, segments

__all__ = ["conjuncts"]

_AND: Final = frozenset(("and", "&", "or", "plus"))
_RELATIVE: Final = frozenset("who which whose whom where".split())


def conjuncts(names: Names, start: int, end: int) -> list[tuple[int, int]]:
    """Token ranges, in order; the whole phrase where it is not compound."""
    lower = names.columns.lower
    # "Ilyas Dar, whose house burnt and whose sons fled" is one.
    stop = next((i for i in range(start + 1, end) if lower[i] in _RELATIVE), end)
    joints = [
        i
        for i in range(start + 1, min(end - 1, stop))
        if (lower[i] in _AND and not names.at(i)) or lower[i - 1 : i + 2] == ["as", "well", "as"]
    ]
    if not joints:
        return _countries(names, start, stop) or [(start, end)]
    pieces = _cut(names, start, end, stop, joints)
    if len(pieces) < 2 or not all(_is_actor(names, *piece) for piece in pieces):
        return [(start, end)]
    return pieces


def _countries(names: Names, start: int, end: int) -> list[tuple[int, int]]:
    """The countries of a headline's "Oman, Qatar", where a comma stands for "and"."""
    commas = [i for i in range(start + 1, end - 1) if names.columns.text[i] == ","]
    if not commas:
        return []
    pieces = list(zip([start, *(i + 1 for i in commas)], [*commas, end], strict=True))
    found = [names.at(first) for first, _ in pieces]
    whole = all(each and (each.start, each.end) == piece for each, piece in zip(found, pieces, strict=True))
    named = all(name is not None and name.kind == "country" for name in (names.name_at(first) for first, _ in pieces))
    return pieces if whole and named else []


def _cut(names: Names, start: int, end: int, stop: int, joints: list[int]) -> list[tuple[int, int]]:
    pieces, begin, text, lower = [], start, names.columns.text, names.columns.lower
    for i in range(start, stop):
        if lower[i] == "well" and begin < i - 1 and lower[i - 1 : i + 2] == ["as", "well", "as"]:
            pieces.append((begin, i - 1))
            begin = i + 2
        elif i in joints or (text[i] == "," and _is_list_comma(names, begin, i, end)):
            pieces.append((begin, i))
            begin = i + 1
    pieces.append((begin, end))
    return [(a, b) for a, b in pieces if a < b]


def _is_list_comma(names: Names, begin: int, comma: int, end: int) -> bool:
    """The comma of "Norway, Spain and Ireland", not of "Wang Yi, China's foreign minister, and Ann Lee"."""
    columns = names.columns
    nxt = next((i for i in range(comma + 1, end) if columns.text[i] == "," or columns.lower[i] in _AND), end)
    if nxt == comma + 1:  # ", and"
        return True
    after = read_phrase(names, comma + 1, nxt)
    before = read_phrase(names, begin, comma)
    if before.person and not before.nouns and after.nouns and not after.person:
        return False
    titled = bool(before.nouns) and before.nouns[-1].kind == "person" and not before.plural
    if titled and not (before.person or before.proper) and after.person and not after.nouns:  # his aide, Ana Ruiz,
        return False
    return bool(after.alone or after.person or after.nouns or after.proper)


def _is_actor(names: Names, start: int, end: int) -> bool:
    pieces = segments(names, start, end)
    if not pieces:
        return False
    reading = read_phrase(names, *pieces[0])
    pronoun = end - start == 1 and names.columns.tag[start] == "PRP"
    return bool(reading.alone or reading.nouns or reading.person or reading.proper or pronoun)
