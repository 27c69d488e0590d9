"""Words in, times told from the day of publication out: "on Monday", "last week", "two days ago", "overnight"."""

from datetime import timedelta
from typing import Final

from workers.extract.events.absolute import calendar_date
from workers.extract.events.timewords import (
    DAYS,
    MONTHS,
    PARTS_OF_DAY,
    SEASONS,
    UNITS,
    Page,
    TimeExpression,
    moved,
    other_month,
    recent,
    shift_months,
)

__all__ = ["ago", "before_last", "before_out", "day_word", "last_or_next", "later_on", "season", "this_time", "weekday"]

_SIGNS: Final = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}
_SHORT: Final = 3
_BEFORE_SHORT: Final = frozenset(("on", "last", "next", "this", "late", "early"))
# "In two days of talks", "in three weeks, Togo lost"
_OF_LENGTH: Final = frozenset("of ' ’ 's ’s from ago before after earlier later since and or , alone".split())
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
    if page.word(after) == "week" and page.word(at - 1) == "on":  # on Saturday week
        return TimeExpression(at, after + 1, "", (coming + timedelta(7)).isoformat())
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
        days = {"this": 0, "last": 1}.get(page.word(at))
        return None if days is None else page.same(at, end, (today - timedelta(days)).isoformat())
    # Over the past year, for the last month, in the next week: how long, not when.
    if page.word(at) == "past" or page.word(at - 1) == "the" or page.word(at - 1) in ("for", "over"):
        return None
    if unit == "week":
        return _day_in_week(page, at, sign) or page.same(at, end, (today + timedelta(7 * sign)).strftime("%Y-%m"))
    if unit == "weekend":
        return page.same(at, end, (recent(today, 5) + timedelta(7 * max(sign, 0))).strftime("%Y-%m"))
    if unit == "month":
        return page.same(at, end, shift_months(today, sign))
    if unit == "year":
        return page.same(at, end, f"{today.year + sign:04d}")
    if unit in SEASONS and unit != "winter":
        over = today.month > SEASONS[unit]
        return page.same(at, end, f"{today.year + (sign if sign > 0 or not over else 0):04d}")
    return None


def this_time(page: Page, at: int) -> TimeExpression | None:
    """This time last year."""
    if page.words[at + 1 : at + 4] != ["time", "last", "year"]:
        return None
    return page.same(at, at + 4, f"{page.published.year - 1:04d}-{page.published.month:02d}")


def ago(page: Page, at: int) -> TimeExpression | None:
    """Two days ago, a couple of weeks ago, a few months ago, an hour ago; in three weeks' time."""
    word = page.word(at)
    unit_at = at + 1 + (page.word(at + 1) == "of")
    unit = page.word(unit_at)
    if unit in _HOURS and page.word(unit_at + 1) == "ago":
        return page.same(at, unit_at + 2, page.published.isoformat())
    if word in _HOURS and page.word(at + 1) == "ago":
        return page.same(at, at + 2, page.published.isoformat())
    if unit.rstrip("s") in SEASONS and page.word(unit_at + 1) == "ago" and (years := page.number(at)):
        return page.same(at, unit_at + 2, f"{page.published.year - years:04d}")  # two summers ago
    if unit not in UNITS:
        return None
    end, iso = unit_at + 2, page.published.isoformat()
    if page.word(unit_at + 1) == "ago":
        if word in _VAGUE:
            return _vaguely_ago(page, at, end, unit)
        count = page.number(at)
        return None if count is None else _so_long_ago(page, at, end, (count, unit))
    count = page.number(at)
    if count is None:
        return None
    if page.word(at - 1) == "in" and page.word(unit_at + 1) not in _OF_LENGTH:
        return TimeExpression(at, unit_at + 1, "", moved(iso, count, unit))  # will meet in two weeks
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


def season(page: Page, at: int) -> TimeExpression | None:
    """In the autumn, in the spring of 2024, in summer 2019: no finer than the year."""
    word, end = page.word(at), at + 1
    after = end + (page.word(end) == "of")
    year = page.year(after)
    if year is not None:
        return page.same(at, after + 1, f"{year:04d}")
    shift = {"last": -1, "this": 0, "next": 1}.get(page.word(after))
    if shift is not None and page.word(after + 1) == "year":
        return page.same(at, after + 2, f"{page.published.year + shift:04d}")
    if word == "winter" or page.word(at - 1) != "the" or page.word(at - 2) not in ("in", "since", "during"):
        return None
    this, ends = page.published.year, SEASONS[word]
    return page.either(
        at, end, f"{this - (page.published.month < ends - 2):04d}", f"{this + (page.published.month > ends):04d}"
    )


def before_out(page: Page, at: int) -> TimeExpression | None:
    """Before the year is out."""
    unit = page.word(at + 2)
    if page.words[at + 1 : at + 2] != ["the"] or page.words[at + 3 : at + 5] != ["is", "out"]:
        return None
    cut = {"week": 7, "month": 7, "year": 4}.get(unit, 0)
    return TimeExpression(at, at + 5, "", page.published.isoformat()[:cut]) if cut else None


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


def _day_in_week(page: Page, at: int, sign: int) -> TimeExpression | None:
    """Last week, on Monday."""
    after = at + 2 + (page.word(at + 2) == ",")
    number = DAYS.get(page.word(after + 1)) if page.word(after) == "on" else None
    if number is None:
        return None
    monday = page.published - timedelta(page.published.weekday()) + timedelta(7 * sign)
    return page.same(at, after + 2, (monday + timedelta(number)).isoformat())


def _so_long_ago(page: Page, at: int, end: int, told: tuple[int, str]) -> TimeExpression:
    """Two years ago; a week ago today, a week ago on Friday, a year ago this month."""
    count, unit = told
    then = moved(page.published.isoformat(), -count, unit)
    if page.words[end : end + 2] in (["this", "month"], ["this", "week"]) and unit.startswith("year"):
        return page.same(at, end + 2, f"{page.published.year - count:04d}-{page.published.month:02d}")
    on = page.word(end) == "on"
    number = page.published.weekday() if page.word(end) == "today" else DAYS.get(page.word(end + on))
    if number is None or not unit.startswith(("week", "fortnight")):
        return page.same(at, end, then)
    day = recent(page.published, number) - timedelta(count * UNITS[unit])
    return page.same(at, end + on + 1, day.isoformat())


def _vaguely_ago(page: Page, at: int, end: int, unit: str) -> TimeExpression | None:
    """A few weeks ago: the month or year that all of the likely days lie in, if there is one."""
    few, many = (
        moved(page.published.isoformat(), -count, unit) for count in _VAGUE_COUNT.get(unit.rstrip("s"), (2, 6))
    )
    for cut in (7, 4):
        if few[:cut] == many[:cut] and len(few) >= cut:
            return page.same(at, end, few[:cut])
    return None
