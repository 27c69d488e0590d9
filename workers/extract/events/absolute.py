"""Words in, the calendar's own dates out: "3 May 2021", "Oct. 3", "in March", "in 2019", "2024-06-12"."""

import calendar
import re
from datetime import date, timedelta
from typing import Final

from workers.extract.events.timewords import MONTHS, Page, TimeExpression, day_in, other_month, shift_months

__all__ = ["calendar_date", "day_of_month", "month_of", "numeric_date", "year_of"]

_ISO: Final = re.compile(r"((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")
_FIGURES: Final = re.compile(r"([0-9]{1,2})([/.])([0-9]{1,2})\2((?:19|20)[0-9]{2})$")
_ORDINAL: Final = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?$")
_BEFORE_YEAR: Final = frozenset(
    "in since during of early late mid from by before after until around circa throughout".split()
)
_BEFORE_MONTH: Final = frozenset(
    "in since during of early late mid from by before after until till through this last next past for around".split()
)
_AS_FAR_BACK: Final = frozenset("recently late early ago back".split())
_BEFORE_NOUN: Final = frozenset(("a", "the", "its", "their", "his", "her", "our", "'s", "’s"))
_RANGES: Final = frozenset(("-", "–", "to", "and"))
_ORDINALS: Final = {
    word: number for number, word in enumerate("first second third fourth fifth sixth seventh eighth ninth".split(), 1)
}
_ENDINGS: Final = ("st", "nd", "rd", "th")
_BEFORE_DAY: Final = frozenset(("on", "since", "by", "until", "from"))
_AFTER_DAY: Final = frozenset((".", ",", ";", "", "and", "but", "when", "in", "at", "to", "for", "with"))
_MONTHS_OFF: Final = {"last": -1, "the": 0, "this": 0, "next": 1}
_VERBS_TOO: Final = frozenset(("may", "march", "mar"))


def numeric_date(page: Page, at: int) -> TimeExpression | None:
    """2024-06-12, 13/06/2024; where day and month could change places, only the year is sure."""
    word, end = page.word(at), at + 1
    if page.words[at + 1 : at + 4 : 2] == ["-", "-"]:
        word, end = "".join(page.words[at : at + 5]).rstrip("."), at + 5
    if match := _ISO.match(word):
        year, month, day = map(int, match.groups())
    elif match := _FIGURES.match(word):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
        if month > 12:
            day, month = month, day
        if day <= 12 and day != month and match[2] == "/":
            return page.same(at, at + 1, f"{year:04d}")
    else:
        return None
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return page.same(at, end, date(year, month, day).isoformat())


def calendar_date(page: Page, at: int) -> TimeExpression | None:
    """14 March, 3rd of May 2021, March 14, Oct. 3, 2019; of a range, the month."""
    return _day_first(page, at) or _month_first(page, at)


def month_of(page: Page, at: int) -> TimeExpression | None:
    """June 2021, June last year, in June."""
    word = page.word(at)
    if word not in MONTHS or (word in _VERBS_TOO and not _is_month(page, at)):
        return None
    month, after = MONTHS[word], at + 1 + (page.words[at : at + 2][-1] == ".")
    after += page.word(after) == "of" and (page.year(after + 1) is not None or page.word(after + 2) == "year")
    year, ends = _year_after(page, after)
    if year is not None:
        return page.same(at, ends, f"{year:04d}-{month:02d}")
    if _day(page, after) is not None:
        return None  # no day of the calendar
    this = f"{page.published.year:04d}-{month:02d}"
    past = other_month(page.published, month, -1) if month > page.published.month else this
    future = other_month(page.published, month, 1) if month < page.published.month else this
    return page.either(at, at + 1, past, future)


def day_of_month(page: Page, at: int) -> TimeExpression | None:
    """On the 14th, since the first of the month: the last such day, or the next."""
    day = _ORDINALS.get(page.word(at)) or (_day(page, at) if page.word(at)[-2:] in _ENDINGS else None)
    if day is None or page.word(at - 1) != "the":
        return None
    shift = _MONTHS_OFF.get(page.word(at + 2)) if page.word(at + 1) == "of" else None
    if shift is not None and page.word(at + 3) == "month":
        month = date.fromisoformat(f"{shift_months(page.published, shift)}-01")
        return page.same(at, at + 4, day_in(month.year, month.month, day).isoformat())
    if page.word(at - 2) not in _BEFORE_DAY or page.word(at + 1) not in _AFTER_DAY:
        return None
    return page.either(at, at + 1, _nth(page, day, -1), _nth(page, day, 1))


def _nth(page: Page, day: int, sign: int) -> str:
    today = page.published
    this = day_in(today.year, today.month, day)
    if (this > today) if sign < 0 else (this < today):
        month = date.fromisoformat(f"{shift_months(today, sign)}-01")
        this = day_in(month.year, month.month, day)
    return this.isoformat()


def year_of(page: Page, at: int) -> TimeExpression | None:
    """In 2019, mid-2020, the 2018 treaty."""
    word = page.word(at)
    for prefix in ("mid-", "early-", "late-"):
        if word.startswith(prefix) and word.removeprefix(prefix).isdecimal() and len(word) == len(prefix) + 4:
            return page.same(at, at + 1, word[-4:])
    year = page.year(at)
    if year is None or page.word(at + 1) in ("%", "percent", "people"):
        return None
    before, after = page.word(at - 1), page.word(at + 1)
    is_modifier = before in _BEFORE_NOUN and after[:1].isalpha()
    if before == "-" and page.word(at - 2) == "mid":
        is_modifier = True
    if before == "as" and page.word(at - 2) in _AS_FAR_BACK:
        is_modifier = True  # as recently as 2019
    return page.same(at, at + 1, str(year)) if before in _BEFORE_YEAR or is_modifier else None


def _day_first(page: Page, at: int) -> TimeExpression | None:
    day = _day(page, at)
    if day is None:
        return None
    after, is_range = at + 1, False
    if page.word(after) in _RANGES and _day(page, after + 1) is not None:
        after, is_range = after + 2, True  # 3 to 5 March
    after += page.word(after) == "of"
    month = MONTHS.get(page.word(after))
    if month is None:
        return None
    after += 1 + (page.words[after : after + 2][-1] == "." and after + 1 < page.end)
    return _dated(page, at, after, month, day, is_range=is_range)


def _month_first(page: Page, at: int) -> TimeExpression | None:
    month = MONTHS.get(page.word(at))
    if month is None:
        return None
    after = at + 1 + (page.words[at : at + 2][-1] == ".")
    after += page.word(after) == "the"
    day = _day(page, after)
    if day is None:
        return None
    after, is_range = after + 1, False
    if page.word(after) in _RANGES and page.word(after) != "and" and _day(page, after + 1) is not None:
        after, is_range = after + 2, True
    return _dated(page, at, after, month, day, is_range=is_range)


def _dated(page: Page, start: int, after: int, month: int, day: int, *, is_range: bool) -> TimeExpression | None:
    year, end = _year_after(page, after)
    if day > calendar.monthrange(year or 2000, month)[1]:
        return None
    cut = len("2024-06") if is_range else None
    if year is not None:
        return page.same(start, end, date(year, month, day).isoformat()[:cut])
    published = page.published
    this = day_in(published.year, month, day)
    past = this if this <= published + timedelta(1) else day_in(published.year - 1, month, day)
    future = this if this >= published else day_in(published.year + 1, month, day)
    return page.either(start, end, past.isoformat()[:cut], future.isoformat()[:cut])


def _day(page: Page, at: int) -> int | None:
    match = _ORDINAL.match(page.word(at))
    return int(match[1]) if match and match[1].isascii() and 1 <= int(match[1]) <= 31 else None


def _year_after(page: Page, at: int) -> tuple[int | None, int]:
    """The year of a month or day before it and where it ends: "2021", ", 2021", "last year"."""
    comma = page.word(at) == ","
    year = page.year(at + comma)
    if year is not None:
        return year, at + comma + 1
    shift = {"last": -1, "this": 0, "next": 1}.get(page.word(at))
    if shift is not None and page.word(at + 1) == "year":
        return page.published.year + shift, at + 2
    return None, at


def _is_month(page: Page, at: int) -> bool:
    """May and March the months, not the verbs."""
    before = page.word(at - 2) if page.word(at - 1) == "-" else page.word(at - 1)
    return before in _BEFORE_MONTH or page.year(at + 1) is not None
