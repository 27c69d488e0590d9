"""A compound noun phrase in, its conjuncts out: "Norway, Spain and Ireland" is three."""

from spacy.tokens import Doc

from workers.extract.actors.names import Names
from workers.extract.actors.phrases import read_phrase, segments

__all__ = ["conjuncts"]

_AND = frozenset(("and", "&", "or", "plus"))


def conjuncts(doc: Doc, names: Names, start: int, end: int) -> list[tuple[int, int]]:
    """Token ranges, in order; the whole phrase where it is not compound."""
    joints = [i for i in range(start + 1, end - 1) if doc[i].lower_ in _AND and not names.at(i)]
    if not joints:
        return [(start, end)]
    pieces = _cut(doc, names, start, end, joints)
    if len(pieces) < 2 or not all(_is_actor(doc, names, *piece) for piece in pieces):
        return [(start, end)]
    return pieces


def _cut(doc: Doc, names: Names, start: int, end: int, joints: list[int]) -> list[tuple[int, int]]:
    pieces, begin = [], start
    for i in range(start, end):
        list_comma = doc[i].text == "," and _is_list_comma(doc, names, begin, i, end)
        if i in joints or list_comma:
            pieces.append((begin, i))
            begin = i + 1
    pieces.append((begin, end))
    return [(a, b) for a, b in pieces if a < b]


def _is_list_comma(doc: Doc, names: Names, begin: int, comma: int, end: int) -> bool:
    """The comma of "Norway, Spain and Ireland", not of "Wang Yi, China's foreign minister, and Ann Lee"."""
    nxt = next((i for i in range(comma + 1, end) if doc[i].text == "," or doc[i].lower_ in _AND), end)
    if nxt == comma + 1:  # ", and"
        return True
    after = read_phrase(doc, names, comma + 1, nxt)
    before = read_phrase(doc, names, begin, comma)
    if before.person and not before.nouns and after.nouns and not after.person:
        return False
    return bool(after.alone or after.person or after.nouns or after.proper)


def _is_actor(doc: Doc, names: Names, start: int, end: int) -> bool:
    pieces = segments(doc, names, start, end)
    if not pieces:
        return False
    reading = read_phrase(doc, names, *pieces[0])
    pronoun = end - start == 1 and doc[start].tag_ == "PRP"
    return bool(reading.alone or reading.nouns or reading.person or reading.proper or pronoun)
