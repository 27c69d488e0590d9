"""The words of time expressions, and the calendar's arithmetic; what `times.py` and its readers share."""

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

__all__ = [
    "DAYS",
    "MONTHS",
    "NUMBERS",
    "PARTS_OF_DAY",
    "SEASONS",
    "TO_DAY",
    "TO_MONTH",
    "TO_YEAR",
    "UNITS",
    "Anchor",
    "Page",
    "TimeExpression",
    "day_in",
    "moved",
    "other_month",
    "recent",
    "shift_months",
]

DAYS: Final = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thur thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
MONTHS: Final = {
    name: number
    for number, names in enumerate(
        "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,september sep sept,"
        "october oct,november nov,december dec".split(","),
        1,
    )
    for name in names.split()
}
NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"a": 1, "an": 1, "couple": 2, "pair": 2}
UNITS: Final = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365} | {
    "fortnight": 14,
    "decade": 3652,
    "decades": 3652,
}
# The month that each ends in.
SEASONS: Final = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 2}
PARTS_OF_DAY: Final = frozenset(("day", "evening", "night", "morning", "afternoon"))
# How many characters of an ISO date tell no more than its year, its month, its day.
TO_YEAR: Final = len("2024")
TO_MONTH: Final = len("2024-06")
TO_DAY: Final = len("2024-06-12")
_COUNTED: Final = 14  # days
_MOST: Final = 1000  # years: farther is no news, and leads out of the calendar


class TimeExpression(NamedTuple):
    """Tokens `start` to `end`; `past` and `future` are its ISO date told of what was, and of what will be.

    Either is "" where the words cannot mean that: "next week" has no past.
    """

    start: int
    end: int
    past: str
    future: str


class Anchor(NamedTuple):
    """The times that the text told last: a day, any, and the one before that; "" before there is one."""

    day: str = ""
    any: str = ""
    earlier: str = ""

    def after(self, iso: str) -> "Anchor":
        """The anchor once the text has told `iso`."""
        return Anchor(iso if len(iso) > TO_MONTH else self.day, iso, self.any) if iso else self

    def of_day(self) -> "Anchor":
        """What of it holds in the next paragraph."""
        return Anchor(self.day)


class Page(NamedTuple):
    """Lower-cased words up to `end`, and the day that they count from."""

    words: Sequence[str]
    end: int
    published: date

    def word(self, at: int) -> str:
        """The word there without its full stop; "" outside of the page."""
        return self.words[at].rstrip(".") if 0 <= at < self.end else ""

    def year(self, at: int) -> int | None:
        """The year that stands there."""
        word = self.word(at)
        return int(word) if len(word) == TO_YEAR and word.isdecimal() and 1800 <= int(word) <= 2100 else None

    def number(self, at: int) -> int | None:
        """The number that stands there, in words or figures."""
        word = self.word(at)
        if word.isdecimal():
            return min(int(word), _MOST)
        return NUMBERS.get(word)

    def same(self, start: int, end: int, iso: str) -> TimeExpression:
        """One date, whichever way it is told."""
        return self.either(start, end, iso, iso)

    def either(self, start: int, end: int, past: str, future: str) -> TimeExpression:
        """What was is not after the day of publication (or the next: readers have clocks of their own)."""
        latest, today = (self.published + timedelta(1)).isoformat(), self.published.isoformat()
        return TimeExpression(
            start, end, past if past <= latest[: len(past)] else "", future if future >= today[: len(future)] else ""
        )


def recent(published: date, weekday: int) -> date:
    """The last such day, today included."""
    return published - timedelta((published.weekday() - weekday) % 7)


def shift_months(month: date, months: int) -> str:
    """The month so many months away."""
    index = month.year * 12 + month.month - 1 + months
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def other_month(published: date, month: int, sign: int) -> str:
    """Last June (-1), this June (0), next June (1)."""
    year = published.year
    if sign < 0 and month >= published.month:
        year -= 1
    elif sign > 0 and month <= published.month:
        year += 1
    return f"{year:04d}-{month:02d}"


def moved(iso: str, count: int, unit: str) -> str:
    """`iso` and so many units on (or back), no finer than the unit or `iso` is: a month from May 3 is June."""
    year, month = int(iso[:TO_YEAR]), int(iso[5:TO_MONTH] or 6)
    if unit.startswith(("year", "decade")):
        year += count * (10 if unit.startswith("decade") else 1)
        return f"{year:04d}" if 1000 <= year <= 9999 else ""
    if len(iso) == TO_YEAR:
        return iso if unit.startswith(("day", "week", "fortnight")) else ""
    if unit.startswith("month"):
        return shift_months(date(year, month, 1), count)
    days = count * UNITS[unit]
    if len(iso) == TO_MONTH:
        return iso if abs(days) <= 1 else (date(year, month, 15) + timedelta(days)).strftime("%Y-%m")
    then = date.fromisoformat(iso) + timedelta(days)
    # More than two weeks told in days have not been counted by the calendar: no finer than the month.
    return then.isoformat() if unit.startswith("day") and abs(days) <= _COUNTED else then.strftime("%Y-%m")


def day_in(year: int, month: int, day: int) -> date:
    """The day; the month's last where it is shorter."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
