"""Words in, time expressions out: ISO dates with the granularity that the text gives."""

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

__all__ = ["PLAUSIBLE_YEARS", "TimeExpression", "dateline_day", "find_times"]

_DAYS: Final = {
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
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,september sep sept,"
        "october oct,november nov,december dec".split(","),
        1,
    )
    for name in names.split()
}
_NUMBERS: Final = {
    word: number
    for number, word in enumerate("a one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1, "an": 1, "couple": 2, "few": 3}
_UNITS: Final = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365}
_BEFORE_YEAR: Final = frozenset(("in", "since", "during", "of", "early", "late", "mid"))
# What is published outside of these has a broken stamp; counting days from it leads out of the calendar.
PLAUSIBLE_YEARS: Final = range(1500, 3000)
_PARTS: Final = frozenset(("day", "evening", "night", "morning", "afternoon"))
# A day told by one told before: "the previous day", "a day later", "hours later".
_FROM_ANCHOR: Final = {"same": 0, "that": 0, "previous": -1, "preceding": -1, "following": 1, "next": 1}
_AFTER_DAY: Final = {"before": -1, "earlier": -1, "previously": -1, "later": 1, "after": 1}
_WORD: Final = re.compile(r"[\w']+")
_DATELINE_CHARACTERS: Final = 60
_FRESH_DAYS: Final = 3
_DAY: Final = len("2024-06-12")
_ISO: Final = re.compile(r"(?:19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")


class TimeExpression(NamedTuple):
    """Tokens `start` to `end`; `past` and `future` are its ISO date told of what was, and of what will be."""

    start: int
    end: int
    past: str
    future: str


def find_times(
    words: Sequence[str], start: int, end: int, published: date, anchor: date | None = None
) -> Iterator[TimeExpression]:
    """The time expressions among lower-cased `words` from `start` to `end`, in order.

    `anchor` is the day that the text told last; "the same day" is that one. There are none where `published` is no
    plausible year: a week from it the calendar may end.
    """
    at = start if published.year in PLAUSIBLE_YEARS else end
    while at < end:
        found = _read(words, at, end, published) or _anchored(words, at, end, anchor)
        if found is None:
            at += 1
        else:
            yield found
            at = found.end
            # On Saturday a shell fell, and Togo condemned it the same evening.
            anchor = date.fromisoformat(found.past) if len(found.past) == _DAY else anchor


def dateline_day(text: str, published: date) -> date | None:
    """The day that a dateline names: "MOSCOW, March 5." or "NEW YORK, 28 August -"; what "today" means below it."""
    words = _WORD.findall(text[:_DATELINE_CHARACTERS])
    if not words or not (words[0].isupper() and len(words[0]) > 2):
        return None
    for time in find_times([word.lower() for word in words], 0, len(words), published):
        if len(time.past) == _DAY:
            day = date.fromisoformat(time.past)
            return day if abs((published - day).days) <= _FRESH_DAYS else None
    return None


def _anchored(words: Sequence[str], at: int, end: int, anchor: date | None) -> TimeExpression | None:
    if anchor is None or at + 1 >= end:
        return None
    word, after = words[at], words[at + 1]
    if word in _FROM_ANCHOR and after in _PARTS:
        return _same(at, at + 2, (anchor + timedelta(_FROM_ANCHOR[word])).isoformat())
    if word == "day" and after in _AFTER_DAY:
        return _same(at, at + 2, (anchor + timedelta(_AFTER_DAY[after])).isoformat())
    if word in ("hours", "hour", "minutes") and after in ("later", "earlier", "after"):
        return _same(at, at + 2, anchor.isoformat())
    if word == "within" and (after in ("hours", "minutes") or words[at + 1 : at + 3] == ["the", "hour"]):
        return _same(at, at + 2, anchor.isoformat())
    if word == "in" and after == "the" and at + 2 < end and words[at + 2] in ("morning", "afternoon", "evening"):
        return _same(at, at + 3, anchor.isoformat())  # he rang Oslo at nine in the evening
    if word == "that" and after in _MONTHS:
        return _same(at, at + 2, f"{anchor.year + (_MONTHS[after] < anchor.month):04d}-{_MONTHS[after]:02d}")
    return None


def _read(words: Sequence[str], at: int, end: int, published: date) -> TimeExpression | None:
    word = words[at].rstrip(".")
    after = words[at + 1] if at + 1 < end else ""
    if word in ("today", "tonight"):
        return _same(at, at + 1, published.isoformat())
    if _ISO.match(word) and int(word[8:]) <= calendar.monthrange(int(word[:4]), int(word[5:7]))[1]:
        return _same(at, at + 1, word)
    if word in ("yesterday", "overnight"):
        return _same(at, at + 1, (published - timedelta(1)).isoformat())
    if word == "tomorrow":
        return _same(at, at + 1, (published + timedelta(1)).isoformat())
    if word in ("last", "past", "next", "this", "that", "coming"):
        return _relative(word, after, at, published)
    if word in _NUMBERS or word.isdecimal():
        return _counted(words, at, end, published)
    if word in _DAYS:
        return _weekday(_DAYS[word], at, at + 1, published)
    if word in _MONTHS and (word not in ("may", "march") or _is_month(words, at, end)):
        return _month_first(words, at, end, published)
    if word == "weekend":
        return _same(at, at + 1, _recent(published, 5).strftime("%Y-%m"))
    return None


def _same(start: int, end: int, iso: str) -> TimeExpression:
    return TimeExpression(start, end, iso, iso)


def _recent(published: date, weekday: int) -> date:
    return published - timedelta((published.weekday() - weekday) % 7)


def _weekday(weekday: int, start: int, end: int, published: date) -> TimeExpression:
    coming = published + timedelta((weekday - published.weekday()) % 7)
    return TimeExpression(start, end, _recent(published, weekday).isoformat(), coming.isoformat())


def _relative(word: str, unit: str, at: int, published: date) -> TimeExpression | None:
    """Last week, this morning, next month, last June, next Friday."""
    sign = {"last": -1, "past": -1, "that": -1, "next": 1, "coming": 1}.get(word, 0)
    end = at + 2
    if unit in _DAYS:
        day = _recent(published, _DAYS[unit])
        last, coming = (day - timedelta(7) if day == published else day), published + timedelta(1)
        coming += timedelta((_DAYS[unit] - coming.weekday()) % 7)
        return TimeExpression(at, end, (last if sign <= 0 else coming).isoformat(), coming.isoformat())
    if unit in _MONTHS and word != "that":
        return _same(at, end, _other_month(published, _MONTHS[unit], sign))
    if word == "that":
        return None  # that week: a day the sentence before has named
    if unit == "night" and sign < 0:
        return _same(at, end, (published - timedelta(1)).isoformat())
    if unit in ("morning", "afternoon", "evening") and word == "this":
        return _same(at, end, published.isoformat())
    if unit in ("week", "weekend"):
        return _same(at, end, (published + timedelta(7 * sign)).strftime("%Y-%m"))
    if unit == "month":
        return _same(at, end, _shift(published, sign))
    if unit == "year":
        return _same(at, end, str(published.year + sign))
    return None


def _shift(published: date, months: int) -> str:
    index = published.year * 12 + published.month - 1 + months
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def _other_month(published: date, month: int, sign: int) -> str:
    year = published.year
    if sign < 0 and month >= published.month:
        year -= 1
    elif sign > 0 and month <= published.month:
        year += 1
    return f"{year:04d}-{month:02d}"


def _counted(words: Sequence[str], at: int, end: int, published: date) -> TimeExpression | None:
    """Two days ago, three weeks earlier, 14 March, 3 May 2021, in 2019."""
    word = words[at]
    unit = words[at + 1] if at + 1 < end else ""
    if unit in _UNITS and at + 2 < end and words[at + 2] == "ago":
        then = published - timedelta(_UNITS[unit] * _number(word))
        return _same(at, at + 3, _cut(then, unit))
    if word.isdecimal() and unit.rstrip(".") in _MONTHS and 1 <= int(word) <= 31:
        year = _year(words, at + 2, end)
        return _dated(at, at + 2 + (year is not None), _MONTHS[unit.rstrip(".")], int(word), year, published)
    if len(word) == 4 and word.isdecimal() and 1900 <= int(word) <= published.year + 30:
        before = words[at - 1] if at else ""
        return _same(at, at + 1, str(int(word))) if before in _BEFORE_YEAR else None
    return None


def _number(word: str) -> int:
    return min(int(word), 1000) if word.isdecimal() else _NUMBERS[word]


def _cut(then: date, unit: str) -> str:
    if unit.startswith("day"):
        return then.isoformat()
    return then.strftime("%Y") if unit.startswith("year") else then.strftime("%Y-%m")


def _month_first(words: Sequence[str], at: int, end: int, published: date) -> TimeExpression | None:
    """March 14, Oct. 3, March 14, 2021, in June, June 2021."""
    month, after = _MONTHS[words[at].rstrip(".")], at + 1
    if after < end and words[after] == ".":
        after += 1
    year = _year(words, after, end)
    if year is not None:
        return _same(at, after + 1, f"{year:04d}-{month:02d}")
    day = (
        words[after].removesuffix("th").removesuffix("st").removesuffix("nd").removesuffix("rd") if after < end else ""
    )
    if day.isdecimal() and 1 <= int(day) <= 31:
        comma = after + 1 < end and words[after + 1] == ","
        year = _year(words, after + 1 + comma, end)
        return _dated(at, after + 1 + (comma + 1 if year else 0), month, int(day), year, published)
    if after + 1 < end and words[after + 1] == "year" and words[after] in ("last", "next"):
        return _same(at, after + 2, f"{published.year + (1 if words[after] == 'next' else -1):04d}-{month:02d}")
    past = _other_month(published, month, -1) if month > published.month else f"{published.year:04d}-{month:02d}"
    future = _other_month(published, month, 1) if month < published.month else f"{published.year:04d}-{month:02d}"
    return TimeExpression(at, at + 1, past, future)


def _is_month(words: Sequence[str], at: int, end: int) -> bool:
    """May and March the months, not the verbs."""
    before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < end else ""
    return before in ("in", "since", "of", "last", "next", "early", "late", "mid", "until", "by") or after.isdecimal()


def _year(words: Sequence[str], at: int, end: int) -> int | None:
    if at < end and len(words[at]) == 4 and words[at].isdecimal() and 1900 <= int(words[at]) <= 2100:
        return int(words[at])
    return None


def _dated(start: int, end: int, month: int, day: int, year: int | None, published: date) -> TimeExpression | None:
    if day > calendar.monthrange(year or 2000, month)[1]:
        return None
    if year is not None:
        return _same(start, end, date(year, month, day).isoformat())
    this = _safe(published.year, month, day)
    past = this if this <= published + timedelta(1) else _safe(published.year - 1, month, day)
    future = this if this >= published else _safe(published.year + 1, month, day)
    return TimeExpression(start, end, past.isoformat(), future.isoformat())


def _safe(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
