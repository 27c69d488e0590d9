"""The floors: a drop is seen, and raising never lowers."""

import tomllib

from tests.gold.report import drops, raised


def test_a_drop_is_seen() -> None:
    assert drops({"cases": {"quotes": 0.8}}, {"cases": {"quotes": 0.79}}) == [("cases: quotes", 0.8, 0.79)]


def test_a_score_that_is_gone_is_a_drop() -> None:
    assert drops({"cases": {"quotes": 0.8}}, {}) == [("cases: quotes", 0.8, 0.0)]


def test_a_rise_is_no_drop() -> None:
    assert drops({"cases": {"quotes": 0.8}}, {"cases": {"quotes": 0.81}}) == []


def test_one_finding_that_another_processor_rounds_away_is_no_drop() -> None:
    floors = {"cases": {"quotes": 0.8, "speaker": 90.0}}
    assert drops(floors, {"cases": {"quotes": 0.797, "speaker": 89.0}}) == []
    assert len(drops(floors, {"cases": {"quotes": 0.795, "speaker": 88.0}})) == 2


def test_raising_never_lowers() -> None:
    text = raised({"cases": {"quotes": 0.8}}, {"cases": {"quotes": 0.7, "events": 0.5}})
    assert tomllib.loads(text) == {"cases": {"quotes": 0.8, "events": 0.5}}
