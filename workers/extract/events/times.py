"""Words in, time expressions out: ISO dates with the granularity that the text gives."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final

from workers.extract.events.absolute import calendar_date, day_of_month, month_of, numeric_date, year_of
from workers.extract.events.anchored import anchored
from workers.extract.events.feasts import feast, weekend
from workers.extract.events.relative import (
    ago,
    before_last,
    before_out,
    day_word,
    last_or_next,
    later_on,
    season,
    this_time,
    weekday,
)
from workers.extract.events.timewords import DAYS, MONTHS, NUMBERS, TO_DAY, Anchor, Page, TimeExpression

__all__ = ["PLAUSIBLE_YEARS", "Anchor", "TimeExpression", "dateline_day", "find_times"]

# What is published outside of these has a broken stamp; counting days from it leads out of the calendar.
PLAUSIBLE_YEARS: Final = range(1500, 3000)
_Reader = Callable[[Page, int], TimeExpression | None]
# What may begin a time expression, and who reads it; a figure may too.
_BY_FIRST_WORD: Final[dict[str, tuple[_Reader, ...]]] = {
    word: readers
    for words, readers in (
        (" ".join(DAYS), (weekday,)),
        (" ".join(MONTHS), (calendar_date, month_of)),
        (" ".join(NUMBERS) + " few several some hour hours minutes moments", (ago,)),
        ("today tonight yesterday overnight tomorrow day", (day_word,)),
        ("last past this next coming", (last_or_next, this_time)),
        ("week month year", (before_last,)),
        ("end beginning start middle half early late earlier later", (later_on,)),
        ("weekend", (weekend,)),
        ("christmas boxing new good easter", (feast,)),
        ("spring summer autumn fall winter", (season,)),
        ("before", (before_out,)),
        ("first second third fourth fifth sixth seventh eighth ninth", (day_of_month,)),
        ("night evening morning that same previous preceding following within in days weeks months years", ()),
    )
    for word in words.split()
}
_FIGURES: Final[tuple[_Reader, ...]] = (numeric_date, calendar_date, ago, year_of, day_of_month)
# "Tehran, Dec 3, Kaveh News Agency", "La Paz, 16 Apr (Sur Noticias)"
_PLACE_AND_DAY: Final = re.compile(
    r"(?!(?:On|In|At|By|Last|Since|The) )(?:[A-Z][\w'’]+[ ]?){1,3}, "
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})\b"
)
_WORD: Final = re.compile(r"[\w']+")
# Not "FISHERMEN yesterday condemned": a dateline ends.
_DATELINE_ENDS: Final = re.compile(r"\s*(?:[.,:/()–—-]|$)")
_DATELINE_CHARACTERS: Final = 60
_FRESH_DAYS: Final = 3


def find_times(
    words: Sequence[str], start: int, end: int, published: date, anchor: Anchor | None = None
) -> Iterator[TimeExpression]:
    """The time expressions among lower-cased `words` from `start` to `end`, in order.

    `anchor` is what the text told last; "the same day" is that one. There are none where `published` is no
    plausible year: a week from it the calendar may end.
    """
    page, anchor = Page(words, end, published), anchor or Anchor()
    at = start if published.year in PLAUSIBLE_YEARS else end
    explicit = ""
    while at < end:
        word = words[at]
        is_first = word in _BY_FIRST_WORD or word[:1].isdecimal() or word[-1:] == "." or "-" in word
        found = _read(page, at, anchor) if is_first else None
        if found is None:
            at += 1
            continue
        found = _in_that_year(page, found, anchor) or _in_year_of(page, found, explicit)
        explicit = found.past if _has_year(page, found) else explicit
        yield found
        at = found.end
        # On Saturday a shell fell, and Togo condemned it the same evening.
        anchor = anchor.after(found.past)


def dateline_day(text: str, published: date) -> date | None:
    """The day that a dateline names: "MOSCOW, March 5." or "NEW YORK, 28 August -"; what "today" means below it."""
    head = text[:_DATELINE_CHARACTERS]
    matches = list(_WORD.finditer(head))
    words = [match[0].lower() for match in matches]
    is_shouted = head[:1].isupper() and bool(matches) and matches[0][0].isupper() and len(words[0]) > 2
    if not is_shouted and not _PLACE_AND_DAY.match(head):
        return None
    for time in find_times(words, 0, len(words), published):
        if len(time.past) == TO_DAY:
            ends = _DATELINE_ENDS.match(head, matches[time.end - 1].end()) is not None
            day = date.fromisoformat(time.past)
            return day if ends and abs((published - day).days) <= _FRESH_DAYS else None
    return None


def _has_year(page: Page, time: TimeExpression) -> bool:
    return any(page.year(at) is not None for at in range(time.start, time.end))


def _in_year_of(page: Page, time: TimeExpression, explicit: str) -> TimeExpression:
    """Broke off talks in January 2024 and in April expelled the consul: the year told goes on."""
    bare = page.word(time.start) in MONTHS or page.word(time.start).isdecimal()
    coarse = min(len(explicit), len(time.past)) <= len("2024")
    if not bare or coarse or _has_year(page, time) or page.word(time.end - 1) == "year":
        return time
    same = explicit[:4] + time.past[4:]
    return time._replace(past=same, future="") if explicit[: len(same)] <= same < time.past else time


def _in_that_year(page: Page, time: TimeExpression, anchor: Anchor) -> TimeExpression | None:
    """In 2019 Chad left, and in June of that year it returned."""
    at = time.end + (page.word(time.end) == "of")
    at += page.word(at) == "the"
    shift = {"that": 0, "same": 0, "following": 1}.get(page.word(at))
    if shift is None or page.word(at + 1) != "year" or not anchor.any or page.word(time.start) not in MONTHS:
        return None
    return page.same(time.start, at + 2, f"{int(anchor.any[:4]) + shift:04d}{time.past[4:] or time.future[4:]}")


def _read(page: Page, at: int, anchor: Anchor) -> TimeExpression | None:
    first = page.words[at]
    readers = _BY_FIRST_WORD.get(first if first[-1:] != "." else first.rstrip("."))
    if readers is None:
        if first[:1].isdecimal():
            readers = _FIGURES
        elif first.startswith(("mid-", "early-", "late-")):
            readers = (year_of,)
        else:
            return None
    for reader in readers:
        found = reader(page, at)
        if found is not None:
            return found if found.past or found.future else None
    return anchored(page, at, anchor)
