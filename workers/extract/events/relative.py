"""Words in, times told from the day of publication out: "on Monday", "last week", "two days ago", "overnight"."""

from datetime import timedelta
from typing import Final

from workers.extract.events.absolute import calendar_date
from workers.extract.events.timewords import (
    DAYS,
    MONTHS,
    PARTS_OF_DAY,
    UNITS,
    Page,
    TimeExpression,
    moved,
    other_month,
    recent,
    shift_months,
)

__all__ = ["ago", "before_last", "day_word", "feast", "last_or_next", "later_on", "weekday"]

_SIGNS: Final = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}
_SHORT: Final = 3
_BEFORE_SHORT: Final = frozenset(("on", "last", "next", "this", "late", "early"))
_SEASONS: Final = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11}
_VAGUE: Final = frozenset(("few", "several", "some"))
_VAGUE_COUNT: Final = {"day": (3, 6), "week": (2, 5), "month": (2, 6), "year": (2, 6)}
_HOURS: Final = frozenset(("hour", "hours", "minute", "minutes", "moments"))
_STRAIGHT: Final = frozenset(("consecutive", "successive", "straight", "running"))
_SAID_SOFTLY: Final = frozenset(("earlier", "later"))


def day_word(page: Page, at: int) -> TimeExpression | None:
    """Today, tonight, yesterday, overnight, tomorrow, the day before yesterday; for the third straight day."""
    word, today = page.word(at), page.published
    if word in ("today", "tonight"):
        return page.same(at, at + 1, today.isoformat())
    if word in ("yesterday", "overnight"):
        return page.same(at, at + 1, (today - timedelta(1)).isoformat())
    if word == "tomorrow":
        return TimeExpression(at, at + 1, "", (today + timedelta(1)).isoformat())
    if word == "day" and page.word(at + 1) in ("before", "after"):
        days = {"yesterday": -2, "tomorrow": 2}.get(page.word(at + 2))
        return page.same(at, at + 3, (today + timedelta(days)).isoformat()) if days else None
    if word == "day" and page.word(at - 1) in _STRAIGHT:
        return page.same(at, at + 1, today.isoformat())
    return None


def weekday(page: Page, at: int) -> TimeExpression | None:
    """On Monday; "Monday, 12 June" and "Monday last week" are one time."""
    word = page.word(at)
    number = DAYS.get(word)
    if number is None or (len(word) <= _SHORT and not _is_short_day(page, at)):
        return None
    after = at + 1
    after += page.word(after) in PARTS_OF_DAY
    following = after + (page.words[after] in (",", "(", "the") if after < page.end else 0)
    full = calendar_date(page, following)
    if full is not None:
        return full._replace(start=at)
    week = after + (page.word(after) == "of")
    if page.word(week) in ("last", "this", "next") and page.word(week + 1) == "week":
        monday = page.published - timedelta(page.published.weekday()) + timedelta(7 * _SIGNS[page.word(week)])
        return page.same(at, week + 2, (monday + timedelta(number)).isoformat())
    coming = page.published + timedelta((number - page.published.weekday()) % 7)
    return page.either(at, at + 1, recent(page.published, number).isoformat(), coming.isoformat())


def before_last(page: Page, at: int) -> TimeExpression | None:
    """The year before last."""
    unit = page.word(at)
    if unit not in ("week", "month", "year") or page.word(at + 1) != "before" or page.word(at + 2) != "last":
        return None
    return page.same(at, at + 3, moved(page.published.isoformat(), -2, unit))


def last_or_next(page: Page, at: int) -> TimeExpression | None:
    """Last week, this morning, next month, last June, next Friday."""
    sign, unit, today = _SIGNS.get(page.word(at)), page.word(at + 1), page.published
    if sign is None:
        return None
    end = at + 2
    if unit in DAYS:
        return _day_of_other_week(page, at, sign, DAYS[unit])
    if unit in MONTHS:
        return page.same(at, end, other_month(today, MONTHS[unit], sign))
    if unit == "night" and sign < 0:
        return page.same(at, end, (today - timedelta(1)).isoformat())
    if unit in ("morning", "afternoon", "evening"):
        return page.same(at, end, (today - timedelta(0 if page.word(at) == "this" else 1)).isoformat())
    # Over the past year, for the last month, in the next week: how long, not when.
    if page.word(at) == "past" or page.word(at - 1) == "the" or page.word(at - 1) in ("for", "over"):
        return None
    if unit == "week":
        return page.same(at, end, (today + timedelta(7 * sign)).strftime("%Y-%m"))
    if unit == "weekend":
        return page.same(at, end, (recent(today, 5) + timedelta(7 * max(sign, 0))).strftime("%Y-%m"))
    if unit == "month":
        return page.same(at, end, shift_months(today, sign))
    if unit == "year":
        return page.same(at, end, f"{today.year + sign:04d}")
    if unit in _SEASONS:
        over = today.month > _SEASONS[unit]
        return page.same(at, end, f"{today.year + (sign if sign > 0 or not over else 0):04d}")
    return None


def ago(page: Page, at: int) -> TimeExpression | None:
    """Two days ago, a couple of weeks ago, a few months ago, an hour ago; in three weeks' time."""
    word = page.word(at)
    unit_at = at + 1 + (page.word(at + 1) == "of")
    unit = page.word(unit_at)
    if unit in _HOURS and page.word(unit_at + 1) == "ago":
        return page.same(at, unit_at + 2, page.published.isoformat())
    if word in _HOURS and page.word(at + 1) == "ago":
        return page.same(at, at + 2, page.published.isoformat())
    if unit not in UNITS:
        return None
    end, iso = unit_at + 2, page.published.isoformat()
    if page.word(unit_at + 1) == "ago":
        if word in _VAGUE:
            return _vaguely_ago(page, at, end, unit)
        count = page.number(at)
        return None if count is None else page.same(at, end, moved(iso, -count, unit))
    count = page.number(at)
    if count is None:
        return None
    if page.words[unit_at + 1 : unit_at + 3] == ["from", "now"]:
        return page.same(at, unit_at + 3, moved(iso, count, unit))
    if page.words[unit_at + 1 : unit_at + 3] in (["'", "time"], ["’", "time"], ["'s", "time"], ["’s", "time"]):
        return page.same(at, unit_at + 3, moved(iso, count, unit))
    return None


def later_on(page: Page, at: int) -> TimeExpression | None:
    """At the end of the month, early in the year: "the" is this one where nothing else was told of."""
    if page.word(at) not in ("end", "beginning", "start", "middle", "half", "early", "late", "earlier", "later"):
        return None
    if page.word(at + 1) not in ("of", "in") or page.word(at + 2) != "the":
        return None
    unit = page.word(at + 3)
    cut = {"day": None, "week": 7, "month": 7, "year": 4}.get(unit, 0)
    if cut == 0 or (unit == "day" and page.word(at) not in _SAID_SOFTLY):
        return None
    return page.same(at, at + 4, page.published.isoformat()[:cut])


def feast(page: Page, at: int) -> TimeExpression | None:
    """At the weekend; before Christmas, on New Year's Eve."""
    word, today = page.word(at), page.published
    if word == "weekend" and page.word(at - 1) in ("the", "weekend"):
        return page.same(at, at + 1, recent(today, 5).strftime("%Y-%m"))
    if word != "christmas" or page.word(at + 1) in ("island", "tree", "market", "markets"):
        return None
    day = {"eve": "-24", "day": "-25"}.get(page.word(at + 1), "")
    last = today.year - (today.month < 12)
    return page.either(at, at + 1 + bool(day), f"{last:04d}-12{day}", f"{today.year:04d}-12{day}")


def _is_short_day(page: Page, at: int) -> bool:
    """Sat 3 May, on Wed; not "they sat down", "in the sun"."""
    return page.word(at - 1) in _BEFORE_SHORT or calendar_date(page, at + 1) is not None


def _day_of_other_week(page: Page, at: int, sign: int, number: int) -> TimeExpression:
    today = page.published
    day = recent(today, number)
    coming = today + timedelta(1)
    coming += timedelta((number - coming.weekday()) % 7)
    if sign > 0:
        return page.same(at, at + 2, coming.isoformat())
    if sign < 0:
        return page.same(at, at + 2, (day - timedelta(7 if day == today else 0)).isoformat())
    this = today + timedelta((number - today.weekday()) % 7)
    return page.either(at, at + 2, day.isoformat(), this.isoformat())


def _vaguely_ago(page: Page, at: int, end: int, unit: str) -> TimeExpression | None:
    """A few weeks ago: the month or year that all of the likely days lie in, if there is one."""
    few, many = (
        moved(page.published.isoformat(), -count, unit) for count in _VAGUE_COUNT.get(unit.rstrip("s"), (2, 6))
    )
    for cut in (7, 4):
        if few[:cut] == many[:cut] and len(few) >= cut:
            return page.same(at, end, few[:cut])
    return None
