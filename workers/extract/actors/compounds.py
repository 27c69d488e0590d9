"""A plural pronoun in, the compound subject of a sentence before it out: Ana Ruiz and Ken Abe met. They said ..."""

from typing import Final

from workers.extract.actors.speech import SUBJECTS
from workers.extract.columns import Columns

__all__ = ["compound_before"]

_BACK: Final = 2  # sentences


def compound_before(columns: Columns, token: int) -> tuple[int, int] | None:
    """Token range of the whole phrase; None where the nearest subject is not compound."""
    number = columns.sentence_of[token]
    for low, high in reversed(columns.sentences[max(0, number - _BACK) : number]):
        subject = next((i for i in range(low, high) if _is_main_subject(columns, i)), None)
        if subject is not None:
            phrase = columns.doc[subject]
            start, end = max(phrase.left_edge.i, low), min(phrase.right_edge.i + 1, high)
            return (start, end) if _is_compound(columns, subject, end) else None
    return None


def _is_main_subject(columns: Columns, i: int) -> bool:
    return columns.dep[i] in SUBJECTS and columns.dep[columns.head[i]] == "ROOT" and columns.tag[i] != "PRP"


def _is_compound(columns: Columns, subject: int, end: int) -> bool:
    """Ana Ruiz and Ken Abe; the ministers of Peru, Chile and Fiji."""
    for i in range(subject + 1, end):
        if columns.dep[i] != "conj":
            continue
        first = columns.head[i]
        while columns.dep[first] == "conj" and columns.head[first] != first:
            first = columns.head[first]
        of_many = columns.tag[subject] in ("NNS", "NNPS") and columns.lower[columns.head[first]] == "of"
        if first == subject or (of_many and columns.dep[first] == "pobj"):
            return True
    return False
