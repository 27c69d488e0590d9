"""Ranges of token positions."""

from tests.unit.extract.docs import unparsed
from workers.extract.spans import Range


def test_range_is_half_open() -> None:
    assert [i for i in range(6) if Range(2, 4).holds(i)] == [2, 3]


def test_range_becomes_a_span() -> None:
    assert Range(1, 3).span(unparsed("The envoy left early.")).text == "envoy left"
