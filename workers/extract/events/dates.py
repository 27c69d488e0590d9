"""Time expressions in, ISO dates out with the granularity the text gives, each tied to the verb or noun it dates."""

import calendar
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from workers.extract.events.tree import Tree

__all__ = ["Calendar", "TimeExpression", "find_times"]

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
_PLAUSIBLE_YEARS: Final = range(1500, 3000)
_NOT_ITS_TIME: Final = frozenset(("until", "till", "before", "after", "by"))
_MODIFIERS: Final = frozenset(("compound", "nmod", "amod", "poss"))
_EARLIER: Final = frozenset(("after", "since", "because", "as", "if", "once"))


class TimeExpression(NamedTuple):
    """Tokens `start` to `end`; `past` and `future` are its ISO date told of what was, and of what will be."""

    start: int
    end: int
    past: str
    future: str


class Calendar:
    """The time expressions of one Doc, by the event or verb that each of them dates."""

    def __init__(self, tree: Tree, published: date | None) -> None:
        self.tree = tree
        # "A thousand years ago" of an item from the year 1 is no date: such a stamp is nobody's.
        self.published = published if published and published.year in _PLAUSIBLE_YEARS else None
        self.heads: Collection[int] = ()  # of all events: a time expression dates the nearest of them above it
        self._dated: dict[int, dict[int, TimeExpression]] = {}

    def date_of(self, head: int, *, future: bool) -> str | None:
        """The date of what `head` tells: its own time expression, else that of the clause it shares one with."""
        if self.published is None:
            return None
        dated, token = self._of_sentence(head, self.published), head
        for _ in range(6 if dated else 0):
            if token in dated:
                return dated[token].future if future else dated[token].past
            above = self.tree.head[token]
            names_it = self.tree.dep[token] == "nsubj" and above not in self.heads  # the talks ended in March
            if above == token or not (names_it or _shares_time(self.tree, token)):
                return None
            token = above
        return None

    def _of_sentence(self, token: int, published: date) -> dict[int, TimeExpression]:
        sent = self.tree.doc[token].sent
        if sent.start not in self._dated:
            times = list(find_times(self.tree.lower, sent.start, sent.end, published))
            self._dated[sent.start] = {
                _dates(self.tree, time, self.heads): time for time in reversed(times) if not _is_limit(self.tree, time)
            }
        return self._dated[sent.start]


def find_times(words: Sequence[str], start: int, end: int, published: date) -> Iterator[TimeExpression]:
    """The time expressions among lower-cased `words` from `start` to `end`, in order."""
    at = start
    while at < end:
        found = _read(words, at, end, published)
        if found is None:
            at += 1
        else:
            yield found
            at = found.end


def _shares_time(tree: Tree, token: int) -> bool:
    """The clause above has the same date: control and conjunction, not a clause with a time of its own."""
    dep = tree.dep[token]
    if dep == "conj":
        return tree.child(token, "nsubj", "nsubjpass") is None
    if dep in ("advcl", "relcl"):
        marks = {tree.lower[kid] for kid in tree.kids[token] if tree.dep[kid] in ("mark", "advmod")}
        return "when" in marks or (dep == "advcl" and _EARLIER.isdisjoint(marks))
    return dep in ("xcomp", "pcomp", "prep", "pobj", "dobj", "acl", "agent", "nsubjpass")


def _dates(tree: Tree, time: TimeExpression, heads: Collection[int]) -> int:
    """The event, else the verb, that a time expression hangs below."""
    token = time.start
    for _ in range(12):
        above = tree.head[token]
        if above == token:
            return token
        if tree.dep[token] in _MODIFIERS and not time.start <= above < time.end:
            return above  # the 3 October vote dates the vote
        token = above
        if not time.start <= token < time.end and (token in heads or tree.is_verb(token)):
            return token
    return token


def _is_limit(tree: Tree, time: TimeExpression) -> bool:
    """The time is a bound of the event, not its date: "until Friday"."""
    before = time.start - 1
    return before >= 0 and tree.lower[before] in _NOT_ITS_TIME


def _read(words: Sequence[str], at: int, end: int, published: date) -> TimeExpression | None:
    word = words[at].rstrip(".")
    after = words[at + 1] if at + 1 < end else ""
    if word in ("today", "tonight"):
        return _same(at, at + 1, published.isoformat())
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
        return (
            _same(at, at + 1, str(int(word)))
            if before in ("in", "since", "during", "of", "early", "late", "mid")
            else None
        )
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
