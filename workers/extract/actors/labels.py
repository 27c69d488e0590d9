"""The label of a turn in, who speaks there out: QUESTION, Q and A, REPORTER."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from workers.extract.actors.people import Person
from workers.extract.columns import Columns

__all__ = ["Labelled", "read_label"]

_ASKING: Final = frozenset(("QUESTION", "Q", "REPORTER", "JOURNALIST", "CORRESPONDENT"))
_REPORTING: Final = frozenset(("reporter", "correspondent", "journalist", "foreign correspondent"))
_HANDED_OVER: Final = ("reports", "has the story", "has this report", "has the details", "has more", "joins")


class Labelled(NamedTuple):
    """One of the article's people by number, or a name that says no more than what the label does."""

    name: str
    person: int | None = None


def read_label(columns: Columns, people: Sequence[Person], start: int, end: int) -> Labelled | None:
    """Whom a label at tokens `start` to `end` stands for; None where the words are no label of these."""
    text = columns.words(start, end)
    word, of, outlet = text.rstrip(")").partition(" (")  # Question (Daily Sahar):
    label, is_label = word.upper(), _is_label(columns, end)
    if label == "A" and text == "A" and is_label and people:
        return Labelled(people[0].name, 0)  # who answers is who is introduced first
    if label not in _ASKING or not (of or is_label or word.isupper()):
        return None
    if of:
        return Labelled(f"reporter ({outlet})")
    reporters = [k for k, person in enumerate(people) if person.nouns & _REPORTING or _is_on_air(columns, person)]
    if label in ("REPORTER", "CORRESPONDENT") and len(reporters) == 1:
        return Labelled(people[reporters[0]].name, reporters[0])  # "our correspondent Ana Ruiz reports"
    return Labelled("interviewer" if label == "Q" and _has_answers(columns) else "reporter")


def _is_on_air(columns: Columns, person: Person) -> bool:
    """ "Ana Ruiz has the story": the reporter of a radio script."""
    after = (" ".join(columns.lower[naming.end : naming.end + 3]) for naming in person.namings)
    return any(words.startswith(_HANDED_OVER) for words in after)


def _is_label(columns: Columns, end: int) -> bool:
    return columns.text[end : end + 1] == [":"]


def _has_answers(columns: Columns) -> bool:
    """An interview as Q and A: whoever asks is alone; at a briefing many ask, and the answers bear a name."""
    return any(text == "A" and _is_label(columns, i + 1) for i, text in enumerate(columns.text))
