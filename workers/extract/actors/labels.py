"""The label of a turn in, who speaks there out: QUESTION, Q and A, REPORTER."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from workers.extract.actors.people import Person
from workers.extract.columns import Columns

__all__ = ["Labelled", "read_label"]

_ASKING: Final = frozenset(("QUESTION", "Q", "REPORTER", "JOURNALIST", "CORRESPONDENT"))
_REPORTING: Final = frozenset(("reporter", "correspondent", "journalist", "foreign correspondent"))
_CALLED: Final = 6  # words of a question up to the name of whom it is put to
_REPORTERS: Final = ("REPORTER", "CORRESPONDENT")


class Labelled(NamedTuple):
    """One of the article's people by number, or a name that says no more than what the label does."""

    name: str
    person: int | None = None


def read_label(columns: Columns, people: Sequence[Person], start: int, end: int) -> Labelled | None:
    """Whom a label at tokens `start` to `end` stands for; None where the words are no label of these."""
    text = columns.words(start, end)
    word, of, outlet = text.rstrip(")").partition(" (")  # Question (Daily Sahar):
    label, is_label = word.upper(), _has_colon(columns, end)
    if text == "A" and is_label and people:
        answers = _interviewee(columns, people)
        return Labelled("interviewee") if answers is None else Labelled(people[answers].name, answers)
    if label not in _ASKING or not (of or is_label or word.isupper()):
        return None
    if of:
        return Labelled(f"reporter ({outlet})")
    reporters = _reporters(columns, people) if label in _REPORTERS else []
    if len(reporters) == 1:
        return Labelled(people[reporters[0]].name, reporters[0])  # "our correspondent Ana Ruiz reports"
    return Labelled("interviewer" if label == "Q" and _has_answers(columns) else "reporter")


def _interviewee(columns: Columns, people: Sequence[Person]) -> int | None:
    """Who is introduced first, or spoken to in the first question; nobody whom the answers are about."""
    labels = [i for i, text in enumerate(columns.text) if text in ("Q", "A") and _has_colon(columns, i + 1)]
    answer = next(i for i in labels if columns.text[i] == "A")
    naming = people[0].namings[0]
    called = naming.end < answer and columns.text[naming.end] == ","  # Q: Minister Ruiz, will you go?
    return 0 if naming.start < labels[0] or (called and naming.start - labels[0] <= _CALLED) else None


def _reporters(columns: Columns, people: Sequence[Person]) -> list[int]:
    called = [k for k, person in enumerate(people) if person.nouns & _REPORTING]
    return called or _handed_over(columns, people)


def _handed_over(columns: Columns, people: Sequence[Person]) -> list[int]:
    """Who is named in the sentence before the first REPORTER: "Ana Ruiz has the story." """
    first = next((i for i, text in enumerate(columns.text) if text in _REPORTERS and _has_colon(columns, i + 1)), 0)
    before = next((i for i in range(first - 1, 0, -1) if columns.text[i].isalnum()), 0)
    low, high = columns.sentences[columns.sentence_of[before]] if before else (0, 0)
    return [
        k
        for k, person in enumerate(people)
        if not person.nouns and any(low <= naming.start < high for naming in person.namings)
    ]


def _has_colon(columns: Columns, end: int) -> bool:
    return columns.text[end : end + 1] == [":"]


def _has_answers(columns: Columns) -> bool:
    """An interview as Q and A: whoever asks is alone; at a briefing many ask, and the answers bear a name."""
    return any(text == "A" and _has_colon(columns, i + 1) for i, text in enumerate(columns.text))
