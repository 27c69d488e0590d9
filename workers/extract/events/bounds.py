"""A time expression and the predicate it hangs on in, out whether it dates that: "until Friday", "first since May"."""

import re
from datetime import date
from typing import Final

from workers.extract.events.timewords import TO_MONTH, TO_YEAR, TimeExpression
from workers.extract.events.tree import Tree

__all__ = ["is_bound", "is_late_bound", "is_of_content", "span_to", "word_before"]

_NEVER_ITS_TIME: Final = frozenset(("until", "till", "after"))
# The latest time of something to come, or that for which it is asked: "by Christmas", "called a meeting for Monday".
_OF_WHAT_COMES: Final = frozenset(("by", "before", "for"))
_SHORTLY: Final = frozenset("shortly just right days".split())
_MOVING: Final = frozenset("postpone move bring reschedule delay shift put defer push extend adjourn".split())
# "The worst since 2018", "their third meeting since May".
_RANKS: Final = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth latest only".split())
_RANKING_TAGS: Final = frozenset(("JJS", "RBS"))
_RANK_REACH: Final = 10
# Several deeds told as one: "have met eight times since August", "has lent 120 million dollars since 2014".
_REPEATED: Final = frozenset("times twice thrice repeatedly dollars euros pounds dollar euro yuan roubles".split())
_COUNTED: Final = frozenset(
    "kill die wound injure arrest detain jail expel deport execute seize hang shoot abduct kidnap displace sign return "
    "visit host hold launch conduct send deliver recall free release hand donate fire raid attack strike bomb".split()
)
_CURRENCY: Final = re.compile(r"[$€£¥]")
# What is asked for or agreed, and may be dated itself: "asked for a meeting on Friday".
_TO_COME: Final = frozenset(
    "meeting talk summit visit round session vote election conference ceremony referendum invitation hearing trip tour "
    "patrol drill exercise negotiation consultation".split()
)


def is_bound(tree: Tree, time: TimeExpression, place: int) -> bool:
    """The time is a bound of the event at `place`, not its date: "until Friday".

    "Since May they have refused" began in May; "thanked them for supplies since May" did not, what is the first since
    May was later, and who has not met since May met then.
    """
    before = word_before(tree, time)
    if before != "since":
        return before in _NEVER_ITS_TIME
    near = range(max(tree.sentence[time.start][0], time.start - _RANK_REACH), time.start)
    ranked = any(tree.lower[i] in _RANKS or tree.tag[i] in _RANKING_TAGS for i in near)
    return ranked or tree.tag[place] == "VBD" or tree.child(place, "neg") is not None


def is_late_bound(tree: Tree, time: TimeExpression) -> bool:
    """The latest time of something to come, or its own: "by Christmas", "postponed it to Monday"."""
    at = _before(tree, time)
    before = tree.lower[at] if at >= 0 else ""
    if before == "before" and at and tree.lower[at - 1] in _SHORTLY:
        return False  # shortly before Christmas Malta left
    return before in _OF_WHAT_COMES or (before == "to" and tree.lemma[tree.head[at]] in _MOVING)


def is_of_content(tree: Tree, time: TimeExpression, verb: int, published: date) -> bool:
    """Asked Paris for a meeting on Friday, accepted an invitation to a summit in June: not when it was asked.

    A month that is nearer ahead than behind is to come, whatever it is that is asked for.
    """
    if time.start < verb or not time.past or not time.future or time.past == time.future:
        return False
    if any(_is_to_come(tree, token) for token in range(verb + 1, time.start)):
        return True
    return len(time.past) == TO_MONTH and _months(published, time.future) < -_months(published, time.past)


def span_to(tree: Tree, time: TimeExpression, place: int, published: date) -> TimeExpression | None:
    """Of deeds done again and again since `time` the date that all of them share: the year, or none."""
    if word_before(tree, time) != "since" or not _is_repeated(tree, time, place):
        return time
    today = published.isoformat()
    cut = next((cut for cut in (TO_MONTH, TO_YEAR) if len(time.past) >= cut and time.past[:cut] == today[:cut]), 0)
    return time._replace(past=time.past[:cut]) if cut else None


def word_before(tree: Tree, time: TimeExpression) -> str:
    """The word that tells how a time is meant: "since", "by the end of"."""
    at = _before(tree, time)
    return tree.lower[at] if at >= 0 else ""


def _before(tree: Tree, time: TimeExpression) -> int:
    at = time.start - 1
    while at >= 0 and tree.lower[at] in ("the", "of", "end", "early", "late", "mid", "-"):
        at -= 1
    return at


def _is_repeated(tree: Tree, time: TimeExpression, place: int) -> bool:
    for _ in range(3):  # the parser may hang it on the object
        place = place if tree.is_verb(place) else tree.head[place]
    if not tree.is_verb(place):
        return False
    clause = range(min((place, *tree.kids[place])), time.start)
    words = [tree.lower[i] for i in clause]
    is_many = tree.lemma[place] in _COUNTED and any(tree.tag[i] in ("CD", "NNS") for i in clause)
    return is_many or not _REPEATED.isdisjoint(words) or any(_CURRENCY.search(word) for word in words)


def _is_to_come(tree: Tree, token: int) -> bool:
    dep = tree.dep[token]
    is_object = dep == "dobj" or (dep == "pobj" and tree.lower[tree.head[token]] in ("for", "to"))
    return is_object and tree.lemma[token] in _TO_COME


def _months(published: date, month: str) -> int:
    return 12 * (int(month[:TO_YEAR]) - published.year) + int(month[TO_YEAR + 1 :]) - published.month
