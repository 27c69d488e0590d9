"""Annotations find their place in the text or say that they cannot."""

import pytest

from tests.gold.offsets import bare, nearest_place, only_place, places

_TEXT = "He said so. Then she said it, and he left."


def test_a_word_is_not_found_inside_another() -> None:
    assert places("she left", "he") == []


def test_a_phrase_in_two_places_is_refused() -> None:
    with pytest.raises(ValueError, match="2 times"):
        only_place(_TEXT, "said")


def test_a_phrase_that_is_missing_is_refused() -> None:
    with pytest.raises(ValueError, match="0 times"):
        only_place(_TEXT, "denied")


def test_brackets_tell_places_apart() -> None:
    assert only_place(_TEXT, "she [said] it") == (21, 25)


def test_the_nearest_place_is_meant() -> None:
    assert nearest_place(_TEXT, "said", [only_place(_TEXT, "it")]) == (21, 25)


def test_marks_and_stops_are_not_part_of_a_phrase() -> None:
    assert bare("“Who, me?”") == "Who, me"
