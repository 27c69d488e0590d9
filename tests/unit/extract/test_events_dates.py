"""Time expressions to ISO dates, with the granularity that the text gives."""

from datetime import date

import pytest

from tests.unit.extract.parsed import parsed
from workers.extract.columns import Columns
from workers.extract.events.dates import Calendar
from workers.extract.events.times import Anchor, dateline_day, find_times
from workers.extract.events.tree import Tree

WEDNESDAY = date(2024, 6, 12)

PAST = [
    ("today", "2024-06-12"),
    ("yesterday", "2024-06-11"),
    ("overnight", "2024-06-11"),
    ("last night", "2024-06-11"),
    ("this morning", "2024-06-12"),
    ("on monday", "2024-06-10"),
    ("on wednesday", "2024-06-12"),
    ("last wednesday", "2024-06-05"),
    ("last week", "2024-06"),
    ("last month", "2024-05"),
    ("last year", "2023"),
    ("last june", "2023-06"),
    ("in march", "2024-03"),
    ("in september", "2023-09"),
    ("in may", "2024-05"),
    ("march 2021", "2021-03"),
    ("14 march", "2024-03-14"),
    ("oct. 3", "2023-10-03"),
    ("october 3 , 2019", "2019-10-03"),
    ("3 october 2019", "2019-10-03"),
    ("in 2019", "2019"),
    ("two days ago", "2024-06-10"),
    ("3 weeks ago", "2024-05"),
    ("six years ago", "2018"),
    ("at the weekend", "2024-06"),
    ("earlier today", "2024-06-12"),
    ("late on thursday", "2024-06-06"),
    ("overnight", "2024-06-11"),
    ("the day before yesterday", "2024-06-10"),
    ("the year before last", "2022"),
    ("in the early hours of sunday", "2024-06-09"),
    ("wednesday , 5 june", "2024-06-05"),
    ("tuesday of last week", "2024-06-04"),
    ("this week", "2024-06"),
    ("earlier this month", "2024-06"),
    ("this year", "2024"),
    ("last spring", "2024"),
    ("the 3rd of march", "2024-03-03"),
    ("3 to 5 march", "2024-03"),
    ("march 3 - 5", "2024-03"),
    ("in march last year", "2023-03"),
    ("since march of 2021", "2021-03"),
    ("mid - july", "2023-07"),
    ("mid-2020", "2020"),
    ("the 2018 treaty", "2018"),
    ("in the first half of 2022", "2022"),
    ("since the first of the month", "2024-06-01"),
    ("on the 14th .", "2024-05-14"),
    ("a fortnight ago", "2024-05"),
    ("13/05/2024", "2024-05-13"),
    ("03/05/2024", "2024"),
    ("a couple of days ago", "2024-06-10"),
    ("an hour ago", "2024-06-12"),
    ("five months ago", "2024-01"),
    ("a few days ago", "2024-06"),
    ("at the end of the month", "2024-06"),
    ("for the third straight day", "2024-06-12"),
    ("last christmas eve", "2023-12-24"),
]

FUTURE = [
    ("monday", "2024-06-17"),
    ("next friday", "2024-06-14"),
    ("next month", "2024-07"),
    ("next june", "2025-06"),
    ("in march", "2025-03"),
    ("14 march", "2025-03-14"),
    ("tomorrow", "2024-06-13"),
    ("friday next week", "2024-06-21"),
    ("in two weeks ' time", "2024-06"),
    ("three days from now", "2024-06-15"),
    ("before christmas", "2024-12"),
    ("later this year", "2024"),
    ("at the end of the year", "2024"),
]

NONE = [
    "chad may leave",
    "they march on",
    "2000 troops",
    "a second chance",
    "they sat down in the sun",
    "over the past year",
    "for the last month",
    "in the 1990s",
    "a few weeks",
    "the day before the vote",
    "february 30",
    "the 14th round",
    "the second day",
]


@pytest.mark.parametrize(("text", "iso"), PAST)
def test_time_told_of_the_past(text: str, iso: str) -> None:
    words = text.split()
    assert [time.past for time in find_times(words, 0, len(words), WEDNESDAY)] == [iso]


@pytest.mark.parametrize(("text", "iso"), FUTURE)
def test_time_told_of_the_future(text: str, iso: str) -> None:
    words = text.split()
    assert [time.future for time in find_times(words, 0, len(words), WEDNESDAY)] == [iso]


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    words = text.split()
    assert list(find_times(words, 0, len(words), WEDNESDAY)) == []


def test_leap_day_is_a_date() -> None:
    words = ["29", "february", "2024"]
    assert next(find_times(words, 0, 3, WEDNESDAY)).past == "2024-02-29"


def test_impossible_day_of_a_year_does_not_raise() -> None:
    words = ["february", "29", "2023"]
    assert [time.past for time in find_times(words, 0, 3, WEDNESDAY)] == []


SAID_ON_MONDAY = """
Chad/Chad/NNP/nsubj/1
said/say/VBD/ROOT/1
on/on/IN/prep/1
Monday/Monday/NNP/pobj/2
Togo/Togo/NNP/nsubj/5
attacked/attack/VBD/ccomp/1
in/in/IN/prep/5
May/May/NNP/pobj/6
"""


def calendar(rows: str, heads: set[int], published: date | None = WEDNESDAY) -> Calendar:
    out = Calendar(Tree(Columns(parsed(rows))), published)
    out.heads = heads
    return out


def test_date_belongs_to_its_own_verb() -> None:
    assert calendar(SAID_ON_MONDAY, {5}).date_of(5, future=False) == "2024-05"


def test_date_of_the_report_is_not_the_date_of_the_event() -> None:
    rows = "\n".join(SAID_ON_MONDAY.strip().splitlines()[:6])
    assert calendar(rows, {5}).date_of(5, future=False) is None


def test_no_publication_date_no_event_date() -> None:
    assert calendar(SAID_ON_MONDAY, {5}, None).date_of(5, future=False) is None


def test_bound_is_no_date() -> None:
    rows = """
    Chad/Chad/NNP/nsubj/1
    attacked/attack/VBD/ROOT/1
    until/until/IN/prep/1
    Friday/Friday/NNP/pobj/2
    """
    assert calendar(rows, {1}).date_of(1, future=False) is None


@pytest.mark.parametrize("text", ["2024-02-31", "0000-01-01", "²0 may", "in ²019", "99999999999 years ago"])
def test_absurd_time_does_not_raise(text: str) -> None:
    words = text.split()
    assert all(len(time.past) <= len("2024-06-12") for time in find_times(words, 0, len(words), WEDNESDAY))


@pytest.mark.parametrize("text", ["next month", "tomorrow", "next june"])
def test_what_is_to_come_has_no_past(text: str) -> None:
    words = text.split()
    assert [time.past for time in find_times(words, 0, len(words), WEDNESDAY)] == [""]


ANCHORED = [
    ("the same evening", "2024-03-01"),
    ("the next day", "2024-03-02"),
    ("the day before", "2024-02-29"),
    ("the previous night", "2024-02-29"),
    ("two weeks later", "2024-03"),
    ("a month later", "2024-04"),
    ("in the same month", "2024-03"),
    ("the following year", "2025"),
    ("that november", "2024-11"),
    ("hours later", "2024-03-01"),
]


@pytest.mark.parametrize(("text", "iso"), ANCHORED)
def test_time_counted_from_the_one_told_last(text: str, iso: str) -> None:
    words = text.split()
    anchor = Anchor().after("2024-03-01")
    assert [time.past for time in find_times(words, 0, len(words), date(2026, 1, 1), anchor)] == [iso]


def test_anchor_keeps_its_day_and_what_was_told_since() -> None:
    anchor = Anchor().after("2024-03-01").after("2019")
    told = [next(find_times(words, 0, 2, WEDNESDAY, anchor)).past for words in (["that", "day"], ["following", "year"])]
    assert told == ["2024-03-01", "2020"]


def test_year_told_goes_on_for_later_months() -> None:
    words = "in january 2022 and in april".split()
    assert [time.past for time in find_times(words, 0, len(words), WEDNESDAY)] == ["2022-01", "2022-04"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("MOSCOW, June 10. Russia said", date(2024, 6, 10)),
        ("NEW YORK, 11 June - The council", date(2024, 6, 11)),
        ("MOSCOW, June 1. Russia said", None),
        ("Russia said on 10 June", None),
        ("Tehran, June 11, Kaveh News Agency - Iran", date(2024, 6, 11)),
        ("La Paz, 12 Jun (Sur Noticias).- The", date(2024, 6, 12)),
        ("On Monday, June 10, Chad left", None),
    ],
)
def test_dateline_names_the_day(text: str, day: date | None) -> None:
    assert dateline_day(text, WEDNESDAY) == day
