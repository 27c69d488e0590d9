"""The tokens of a Doc in, out which of them may stand in somebody's name."""

from typing import Final

from workers.extract.actors.turns import is_number
from workers.extract.columns import Columns

__all__ = ["proper_words"]

_CALENDAR: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
_NAMES: Final = frozenset(("NNP", "NNPS", "FW"))
_MISTAKEN: Final = frozenset(("NN", "NNS", "JJ", "VBG", "UH", "RB", "VB", "VBP", "VBN"))


def proper_words(columns: Columns) -> list[bool]:
    """By token, whether it is capitalised and by its tag (where it has one) part of a name."""
    proper = [False] * columns.size
    for i in columns.capitals:
        proper[i] = _is_proper(columns, i)
    return proper


def _is_proper(columns: Columns, i: int) -> bool:
    text, tag = columns.text[i], columns.tag[i]
    if not (text.isalpha() or any(c.isalpha() for c in text)) or columns.lower[i] in _CALENDAR or is_number(text):
        return False
    if text in ("HE", "HRH", "HM"):  # His Excellency
        return False
    if tag:
        if tag in _NAMES or (tag in _MISTAKEN and not columns.sent_start[i]):
            return True
        if columns.ent_type[i] == "PERSON" and columns.ent_type[i + 1 : i + 2] == ["PERSON"]:
            return not columns.sent_start[i]  # Than Myint, To Lam
        if columns.text[i + 2 : i + 3] == [":"] and columns.text[i + 1].istitle() and not columns.doc[i].is_stop:
            return True  # Ffion Llewelyn: ...
        shouted = text.isupper() and columns.text[i + 1 : i + 2] and columns.text[i + 1].isupper()
        # ADAEZE OBI told the Council
        return bool(shouted) and len(text) > 1 and columns.tag[i + 1] in _NAMES
    return not columns.doc[i].is_stop
