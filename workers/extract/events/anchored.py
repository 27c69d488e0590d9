"""Words in, times told from the time told last out: "the next day", "a month later", "that November"."""

from typing import Final

from workers.extract.events.timewords import MONTHS, PARTS_OF_DAY, SEASONS, UNITS, Anchor, Page, TimeExpression, moved

__all__ = ["anchored"]

_OTHER: Final = {"same": 0, "that": 0, "previous": -1, "preceding": -1, "following": 1, "next": 1}
_UNIT: Final = {"week": 7, "month": 7, "year": 4}
_LATER: Final = {"before": -1, "earlier": -1, "previously": -1, "later": 1, "after": 1, "afterwards": 1}
_HOURS: Final = frozenset(("hours", "hour", "minutes", "moments"))
_SOON: Final = frozenset(("hours", "minutes", "moments", "hour"))
_STOPS: Final = frozenset((",", ".", ""))
_FEW: Final = frozenset("within days weeks months years few several some".split())
_ENDS: Final = frozenset((".", ",", ";", ":", "and", "but", "when", "", "in", "at", "by", "with", "-", "–", "—"))


def anchored(page: Page, at: int, anchor: Anchor) -> TimeExpression | None:
    """The time that these words tell, counted from `anchor`."""
    if not anchor.any and not anchor.day:
        return None
    word, after = page.word(at), page.word(at + 1)
    if word in _OTHER:
        return _other(page, at, anchor)
    if word in _HOURS and after in _LATER and _stands_alone(page, at + 2) and anchor.day:
        return page.same(at, at + 2, anchor.day)
    if word == "within" and anchor.day and (after in _SOON or page.word(at + 2) in _SOON):
        return page.same(at, at + 2, anchor.day)
    if word == "in" and after == "the" and page.word(at + 2) in ("morning", "afternoon", "evening") and anchor.day:
        return page.same(at, at + 3, anchor.day)  # he rang Oslo at nine in the evening
    if word in ("day", "night", "evening", "morning") and after in _LATER and _stands_alone(page, at + 2):
        iso = moved(told, _LATER[after], "day") if len(told := anchor.any or anchor.day) > len("2024") else ""
        return page.same(at, at + 2, iso) if iso else None
    if word in _UNIT and page.word(at - 1) == "the" and after in ("before", "after") and page.word(at + 2) in _ENDS:
        iso = moved(anchor.any or anchor.day, _LATER[after], word)[: _UNIT[word]]
        return page.same(at, at + 2, iso) if len(iso) == _UNIT[word] else None
    if word in _FEW:
        return _vaguely(page, at, anchor)
    return _counted(page, at, anchor)


def _other(page: Page, at: int, anchor: Anchor) -> TimeExpression | None:
    """The same evening, the next day, that month, the following year, that November."""
    word, unit = page.word(at), page.word(at + 1)
    if unit in PARTS_OF_DAY:
        # The same night is that of this paragraph, "that day" may be the one before it.
        near = word == "same" or len(anchor.any) > len("2024") or (_OTHER[word] and anchor.any)
        told = anchor.any if near else anchor.day
        iso = moved(told, _OTHER[word], "day") if len(told) > len("2024") else ""
        return page.same(at, at + 2, iso) if iso else None
    if unit in SEASONS and word in ("that", "following", "same") and page.word(at + 2) != "of":
        told = anchor.any or anchor.day
        return page.same(at, at + 2, f"{int(told[:4]) + (word == 'following'):04d}") if told else None
    if unit in MONTHS:
        if word not in ("that", "following", "same"):
            return None
        for told in filter(None, (anchor.any, anchor.earlier, anchor.day)):
            year = int(told[:4]) + (len(told) > len("2024") and MONTHS[unit] < int(told[5:7]))
            found = page.same(at, at + 2, f"{year:04d}-{MONTHS[unit]:02d}")
            if found.past:
                return found
        return None
    # "next week" counts from today, "the next week" from the time told
    if unit not in _UNIT or (word == "next" and page.word(at - 1) != "the"):
        return None
    if word == "that" and page.word(at + 2) and page.word(at + 2) not in _ENDS:
        return None
    iso = moved(anchor.any or anchor.day, _OTHER[word], unit)[: _UNIT[unit]]
    return page.same(at, at + 2, iso) if len(iso) == _UNIT[unit] else None


def _counted(page: Page, at: int, anchor: Anchor) -> TimeExpression | None:
    """Two days later, a month earlier, three years after."""
    unit, way = page.word(at + 1), page.word(at + 2)
    count = page.number(at)
    if way == "on" and page.word(at + 3) in _STOPS:
        way = "later"  # two days on, Togo left
    if count is None or unit not in UNITS or way not in _LATER or not _stands_alone(page, at + 3):
        return None
    iso = moved(anchor.any or anchor.day, count * _LATER[way], unit)
    return page.same(at, at + 3, iso) if iso else None


def _vaguely(page: Page, at: int, anchor: Anchor) -> TimeExpression | None:
    """Days later, a few weeks later, within a week: the month or year that all of the likely days lie in."""
    word = page.word(at)
    unit_at = at + (word == "within") + (page.word(at + (word == "within")) in ("a", "few", "several", "some"))
    unit_at += page.word(unit_at) == "few"
    unit = page.word(unit_at).rstrip("s")
    end = unit_at + 1
    if unit not in ("day", "week", "month", "year"):
        return None
    if word != "within":
        if page.word(end) not in ("later", "afterwards"):
            return None
        end += 1
    told = anchor.any or anchor.day
    spans = [moved(told, count, unit) for count in ((0, 1) if word == "within" else (2, 6))]
    for cut in (7, 4):
        if spans[0][:cut] == spans[1][:cut] and len(spans[0]) >= cut:
            return page.same(at, end, spans[0][:cut])
    return None


def _stands_alone(page: Page, at: int) -> bool:
    """The time counts from the one told, not from what follows: "the day before the vote"."""
    return page.word(at) in _ENDS or page.word(at - 1) not in ("before", "after")
