"""Quotation marks of every kind, paired or not."""

import time

import pytest

from workers.extract.quotes.marks import pair_marks


def _quoted(text: str) -> list[str]:
    return [text[each.inner_start : each.inner_end] for each in pair_marks(text)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "go" and left.', ["go"]),
        ("He said “go” and left.", ["go"]),
        ("He said «go» and left.", ["go"]),
        ("He said »go« and left.", ["go"]),
        ("He said „go“ and left.", ["go"]),
        ("He said „go” and left.", ["go"]),
        ("He said ”go” and left.", ["go"]),
        ("He said ``go'' and left.", ["go"]),
        ("He said ''go'' and left.", ["go"]),
        ("He said 'go' and left.", ["go"]),
        ("He said ‘go’ and left.", ["go"]),
        ("彼は「行く」と言った", ["行く"]),
    ],
)
def test_marks_pair_by_kind(text: str, quoted: list[str]) -> None:
    assert _quoted(text) == quoted


@pytest.mark.parametrize(
    "text",
    [
        "The envoys’ view isn't the ministers’ view.",
        "It's the '90s again.",
        "The door is 6'2\" wide.",
        'A stray mark" stands here.',
        "Rock 'n' roll",
        "",
        '"',
        "”",
        "''",
    ],
)
def test_apostrophes_and_stray_marks_quote_nothing(text: str) -> None:
    assert [each for each in _quoted(text) if len(each) > 1] == []


def test_unclosed_quote_runs_to_the_end_of_its_paragraph() -> None:
    assert _quoted('"We wait. \n\nHe sat down.') == ["We wait."]


def test_quote_stays_in_its_paragraph() -> None:
    assert _quoted('"One.\n\n"Two," he said.') == ["One.", "Two,"]


def test_open_single_quote_goes_on_where_the_next_paragraph_opens_with_one() -> None:
    assert _quoted("‘One, two.\n\n‘Three,’ he said.") == ["One, two.", "Three,"]


def test_marks_within_marks_are_left_to_the_outer() -> None:
    assert _quoted("“They said ‘no’ twice,” he said.") == ["They said ‘no’ twice,"]


def test_straight_marks_pair_across_a_cue() -> None:
    assert _quoted('"A," he said, "B."') == ["A,", "B."]


@pytest.mark.parametrize("text", ['"' * 100_000, "‘" * 100_000, '" a ' * 30_000, "“‘" * 50_000, "'a " * 30_000])
def test_hostile_marks_take_linear_time(text: str) -> None:
    began = time.process_time()
    pair_marks(text)
    assert time.process_time() - began < 5
