"""Words in, the times of weekends and feasts out: "at the weekend", "before Christmas", "on Easter Monday"."""

from datetime import date, timedelta

from workers.extract.events.timewords import Page, TimeExpression, recent

__all__ = ["feast", "weekend"]

_NO_FEAST = frozenset("island islands tree market markets gift gifts present presents card cards".split())
_EASTER_DAYS = {"sunday": 0, "monday": 1, "saturday": -1}


def weekend(page: Page, at: int) -> TimeExpression | None:
    """At the weekend: the last one, or the one to come."""
    if page.word(at - 1) != "the":
        return None
    last = recent(page.published, 5)
    coming = last if (page.published - last).days <= 1 else last + timedelta(7)
    return page.either(at, at + 1, last.strftime("%Y-%m"), coming.strftime("%Y-%m"))


def feast(page: Page, at: int) -> TimeExpression | None:
    """Before Christmas, on Boxing Day, on New Year's Eve, at Easter, on Good Friday."""
    word, after = page.word(at), page.word(at + 1)
    if word == "christmas" and after not in _NO_FEAST:
        day = {"eve": "-24", "day": "-25"}.get(after, "")
        return _yearly(page, at, at + 1 + bool(day), f"12{day}")
    if word == "boxing" and after == "day":
        return _yearly(page, at, at + 2, "12-26")
    if word == "new" and after == "year" and page.word(at + 3) in ("eve", "day"):
        return _yearly(page, at, at + 4, "12-31" if page.word(at + 3) == "eve" else "01-01")
    if word == "good" and after == "friday":
        return _by_easter(page, at, at + 2, -2)
    if word == "easter" and after in _EASTER_DAYS:
        return _by_easter(page, at, at + 2, _EASTER_DAYS[after])
    is_time = word == "easter" and page.word(at - 1) in ("at", "over", "before", "after", "since", "last")
    return _by_easter(page, at, at + 1, None) if is_time and not after.startswith("island") else None


def _yearly(page: Page, at: int, end: int, day: str) -> TimeExpression:
    """The last such day and the next; a year that is told behind it holds."""
    year = page.year(end)
    if year is not None:
        return page.same(at, end + 1, f"{year:04d}-{day}")
    this, today = page.published.year, page.published.isoformat()
    is_over = f"{this:04d}-{day}" <= today[: len(day) + 5]
    return page.either(at, end, f"{this - (not is_over):04d}-{day}", f"{this + is_over:04d}-{day}")


def _by_easter(page: Page, at: int, end: int, days: int | None) -> TimeExpression:
    """So many days from Easter Sunday; the month of Easter where none are told."""
    told = page.year(end)
    year = page.published.year if told is None else told
    cut = len("2024-06") if days is None else None
    last, this, coming = (_easter(year + shift) + timedelta(days or 0) for shift in (-1, 0, 1))
    if told is not None:
        return page.same(at, end + 1, this.isoformat()[:cut])
    is_over = this <= page.published
    past, future = (this, coming) if is_over else (last, this)
    return page.either(at, end, past.isoformat()[:cut], future.isoformat()[:cut])


def _easter(year: int) -> date:
    """Western Easter. Source: the anonymous Gregorian algorithm (Meeus, Jones, Butcher)."""
    century, rest = divmod(year, 100)
    epact = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
