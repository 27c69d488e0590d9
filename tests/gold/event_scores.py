"""Gold events and those found in, tallies and verdicts out.

Root: the same type in the same article, one to one, the nearest triggers first. With actors: the actors
share a country (or a word of a name where either has none). With both: the recipients too, or gold has
none; parties of AGREE, CONSULT and COOPERATE may stand on either side. Factuality, mode, date: of the
events found with the right actors, those with the right one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from tests.gold.answers import Article, Event, Party, telling
from tests.gold.tally import Rows, Tally, with_total

__all__ = ["event_rows", "judged_events", "same_actors"]

_MUTUAL: Final = frozenset({"AGREE", "CONSULT", "COOPERATE"})

Agree = Callable[[Event, Event], bool]


def event_rows(gold: Article, found: Article) -> Rows:
    """Named tallies of one article: events by type, with their parties, their attributes."""
    if gold.events is None:
        return
    for name, agree in (("events", _same_type), ("events with actors", same_actors), ("events with both", _same_both)):
        for event, right in judged_events(gold, found, agree):
            yield from with_total(name, f"events {event.type}" if agree is _same_type else "", Tally(1, int(right)))
        hits = {i for i, _ in _paired(_required(gold), found.events or [], agree)}
        for i, event in enumerate(_required(gold)):
            tally = Tally(0, 0, 1, int(i in hits))
            yield from with_total(name, f"events {event.type}" if agree is _same_type else "", tally)
    wanted, given = _required(gold), found.events or []
    for i, j in _paired(wanted, given, same_actors):
        yield from _attribute_rows(wanted[i], given[j])


def judged_events(gold: Article, found: Article, agree: Agree) -> Iterator[tuple[Event, bool]]:
    """Found events that count, right or wrong; one that only a contested event explains does not."""
    if gold.events is None:
        return
    given = found.events or []
    right = {j for _, j in _paired(_required(gold), given, agree)}
    rest = [j for j in range(len(given)) if j not in right]
    contested = [event for event in gold.events if event.contested]
    spared = {rest[k] for _, k in _paired(contested, [given[j] for j in rest], _same_type)}
    for j, event in enumerate(given):
        if j not in spared:
            yield event, j in right


def same_actors(want: Event, have: Event) -> bool:
    """The same type, by the same hand."""
    if not _same_type(want, have):
        return False
    side = have.actors + have.recipients if want.type in _MUTUAL else have.actors
    return "actors" in want.open or _share(want.actors, side)


def _attribute_rows(want: Event, have: Event) -> Rows:
    if "factuality" not in want.open:
        yield "factuality", Tally(0, 0, 1, int(want.factuality == have.factuality))
    if want.mode and "mode" not in want.open:
        yield "mode", Tally(0, 0, 1, int(want.mode == have.mode))
    if want.date and "date" not in want.open:
        # "2024-03" is right of 2024-03-28, the year alone only of a year.
        right = have.date == want.date or (len(have.date) >= len("2024-03") and want.date.startswith(have.date))
        yield "date", Tally(0, 0, 1, int(right))
    elif "date" not in want.open:
        yield "date not invented", Tally(0, 0, 1, int(not have.date))


def _required(gold: Article) -> list[Event]:
    return [event for event in gold.events or [] if not event.contested]


def _paired(wanted: Sequence[Event], given: Sequence[Event], agree: Agree) -> list[tuple[int, int]]:
    """The largest one-to-one pairing of events that agree, as (wanted, given); Kuhn's augmenting paths."""
    taken: dict[int, int] = {}

    def place(i: int, tried: set[int]) -> bool:
        near = sorted(range(len(given)), key=lambda j: abs(wanted[i].trigger[0] - given[j].trigger[0]))
        for j in near:
            if j in tried or not agree(wanted[i], given[j]):
                continue
            tried.add(j)
            if j not in taken or place(taken[j], tried):
                taken[j] = i
                return True
        return False

    for i in range(len(wanted)):
        place(i, set())
    return [(i, j) for j, i in taken.items()]


def _same_type(want: Event, have: Event) -> bool:
    return want.type == have.type


def _same_both(want: Event, have: Event) -> bool:
    if not same_actors(want, have):
        return False
    if "recipients" in want.open:
        return True
    if want.type not in _MUTUAL:
        return _share(want.recipients, have.recipients)
    wanted, given = want.actors + want.recipients, have.actors + have.recipients
    if _countries(wanted):
        return _countries(wanted) <= _countries(given)
    return _share(wanted, given)


def _share(wanted: Sequence[Party], given: Sequence[Party]) -> bool:
    """The right side, or gold leaves it empty."""
    if not wanted:
        return True
    if _countries(wanted) and _countries(given):
        return bool(_countries(wanted) & _countries(given))
    return bool(_names(wanted) & _names(given))


def _countries(parties: Iterable[Party]) -> set[str]:
    return {party.country for party in parties if party.country}


def _names(parties: Iterable[Party]) -> set[str]:
    return {word for party in parties for word in telling(party.name)}
