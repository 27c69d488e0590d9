"""An event's head in, its date out: each time expression of a Doc dates the event or verb it hangs on."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from workers.extract.events.attachment import deed_of, owner, shares_time, spoken_of, when_clause
from workers.extract.events.bounds import is_bound, is_late_bound, is_of_content, span_to
from workers.extract.events.counted import counted_from, counted_to
from workers.extract.events.narration import Story, goes_on_from, year_of_story
from workers.extract.events.timeline import read_times
from workers.extract.events.times import PLAUSIBLE_YEARS, TimeExpression
from workers.extract.events.timewords import TO_DAY
from workers.extract.events.tree import PRESENT, Tree

__all__ = ["Calendar"]

_SENTENCES: Final = 3
_AT: Final = frozenset(("on", "in", "during", "over"))
_BREAKS: Final = frozenset(('"', "“", "”", ";", ":", "‘", "’"))
_CUES: Final = frozenset(
    "say tell announce add declare confirm insist state stress write note report reiterate repeat underline".split()
)
_SPEAKING: Final = frozenset("speak address ask answer respond reply talk brief write post testify appear".split())
_MAKING: Final = frozenset("broker sign conclude reach negotiate mediate strike seal initial ratify".split())
_FOLLOWS: Final = frozenset(("come", "follow"))


class Calendar:
    """The time expressions of one Doc, by the event or verb that each of them dates."""

    def __init__(self, tree: Tree, published: date | None) -> None:
        self.tree = tree
        self.published = published if published and published.year in PLAUSIBLE_YEARS else None
        self.heads: Collection[int] = ()  # of all events: a time expression dates the nearest of them above it
        self.spoken: Collection[int] = ()  # of those among them that are speech
        self.pending: Collection[int] = ()  # of events that something else may come of: what is asked for, agreed
        self.meetings: Collection[int] = ()  # verbs of meetings, calls and visits
        self.deeds: Collection[int] = ()  # nouns that name an event, recorded or not
        self._headed: Mapping[int, str] = {}  # the time that a paragraph bears as its heading, by sentence
        self._times: Mapping[int, list[TimeExpression]] | None = None
        self._dated: dict[int, dict[int, list[TimeExpression]]] = {}

    def date_of(self, head: int, *, future: bool, said: bool = False) -> str | None:
        """The date of what `head` tells: its own time expression, else that of the clause it shares one with.

        What goes on about the one just spoken of has the time of the sentence before: "He also thanked Oslo."
        `said`: what is told is itself the saying, so that a time of the cue is its time.
        """
        story = Story(self.tree, self._of_sentence, self.heads, self.spoken, self.meetings)
        for _ in range(_SENTENCES):
            verb = self._verb(head)
            found = counted_to(self.tree, verb, self._past) or self._told_of(head, future=future)
            found = found or self._of_work(head) or counted_from(self.tree, verb, self._past, self._now)
            if said and not found:
                found = self._of_cue(head) or self._of_speaking(head)
            if found:
                return found
            before = None if future else goes_on_from(story, head)
            if before is None:
                return self._headed.get(self.tree.sentence[head][0]) or (None if future else year_of_story(story, verb))
            head = before
        return None

    def is_scheduled(self, verb: int) -> bool:
        """The simple present with a time to come behind it: "flies to Oslo on Monday", told on a Friday."""
        tree, published = self.tree, self.published
        if published is None or tree.tag[verb] not in PRESENT or tree.child(verb, "aux", "auxpass", "neg") is not None:
            return False
        today = published.isoformat()
        return any(
            time.start > verb and time.past != time.future > today[: len(time.future)] and owner(tree, time, ()) == verb
            for time in self._read().get(tree.sentence[verb][0], ())
        )

    def _told_of(self, head: int, *, future: bool) -> str | None:
        tree, dated, token = self.tree, self._of_sentence(head), head
        for _ in range(8 if dated else 0):
            found = self._pick(dated.get(token, ()), future=future) or self._when(token, dated, future=future)
            if found:
                return found
            above = tree.head[token]
            if above == token or not shares_time(tree, token, dated, self.heads, self.spoken):
                break
            token = above
        return (self._of_scene(head, future=future) or self._beside(head, future=future)) if dated else None

    def _of_scene(self, head: int, *, future: bool) -> str:
        """The attack on Sunday on a clinic, in which two nurses were killed."""
        tree, dated = self.tree, self._of_sentence(head)
        which = any(tree.dep[kid] == "prep" and "which" in tree.lower[kid : kid + 2] for kid in tree.kids[head])
        if tree.dep[head] != "relcl" or not which:
            return ""
        scene = max((place for place in dated if place < head and place in self.deeds), default=None)
        return "" if scene is None else self._pick(dated[scene], future=future)

    def _past(self, head: int) -> str | None:
        return self._told_of(head, future=False)

    def _when(self, verb: int, dated: Mapping[int, list[TimeExpression]], *, future: bool) -> str:
        """When gangs took the port in March, Togo pleaded for help."""
        tree = self.tree
        kids = () if future else tree.kids[verb]
        clauses = (kid for kid in kids if kid < verb and kid in dated and tree.dep[kid] == "advcl")
        fronts = (kid for kid in clauses if any(tree.lower[mark] == "when" for mark in tree.kids[kid]))
        return next((self._pick(dated[kid], future=False) for kid in fronts), "")

    def _pick(self, times: Collection[TimeExpression], *, future: bool) -> str:
        """The first that can be meant; a bound only of what is to come: "will open before Christmas"."""
        for time in times:
            iso = time.future if future else time.past
            if iso and (future or not is_late_bound(self.tree, time)):
                return iso
        return ""

    def _beside(self, head: int, *, future: bool) -> str | None:
        """A time that hangs below no verb and no event dates the event that no verb parts from it.

        Outside the hall on Monday some forty people protested.
        """
        tree = self.tree
        for place, times in self._of_sentence(head).items():
            time = times[0]
            is_spoken_of = place in self.deeds or (head in self.spoken and place > head)
            if place in self.heads or is_spoken_of or tree.is_verb(place):
                continue
            if tree.lower[max(time.start - 1, 0)] not in _AT:
                continue
            between = range(time.end, head) if head >= time.end else range(head + 1, time.start)
            if not any(tree.is_verb(token) or tree.lower[token] in _BREAKS for token in between):
                return self._pick(times, future=future) or None
        return None

    def _of_work(self, head: int) -> str:
        """Moscow brokered the ceasefire of 2020: what is made then."""
        thing = self.tree.child(head, "dobj") if self.tree.lemma[head] in _MAKING else None
        return "" if thing is None else self._pick(self._of_sentence(head).get(thing, ()), future=False)

    def _of_cue(self, head: int) -> str | None:
        """Chad said on Monday that it condemned the raid; not what it said had been done."""
        tree = self.tree
        verb = self._verb(head)
        for _ in range(2):
            verb = tree.head[verb] if tree.dep[verb] == "conj" else verb
        above = tree.head[verb]
        if tree.dep[verb] != "ccomp" or tree.lemma[above] not in _CUES or tree.tag[above] != "VBD":
            return None
        if any(tree.lower[kid] in ("had", "has", "have") for kid in tree.kids[verb]):
            return None
        return self._told_of(above, future=False)

    def _of_speaking(self, head: int) -> str:
        """Speaking in Arusha on Friday, he accused Rwanda; asked on Monday, he refused to comment."""
        tree, dated = self.tree, self._of_sentence(head)
        verb = self._verb(head)
        if not dated or tree.tag[verb] != "VBD":
            return ""
        subject = tree.child(verb, "nsubj")
        kids = tree.kids[verb] if subject is None else [*tree.kids[verb], *tree.kids[subject]]
        clauses = (kid for kid in kids if kid in dated and kid < verb and tree.dep[kid] in ("advcl", "acl"))
        return next((self._pick(dated[kid], future=False) for kid in clauses if tree.lemma[kid] in _SPEAKING), "")

    def _now(self, verb: int) -> str:
        """The day of what is told now, or is the news: "It comes a week after", "The protest came a week after"."""
        tree = self.tree
        if self.published is None:
            return ""
        aux = {tree.lower[kid] for kid in tree.kids[verb] if tree.dep[kid] == "aux"}
        if tree.tag[verb] in PRESENT or not aux.isdisjoint(("has", "have", "do", "does")):
            return self.published.isoformat()
        if tree.tag[verb] != "VBD" or tree.lemma[verb] not in _FOLLOWS:
            return ""
        told = (time.past for times in self._read().values() for time in times if len(time.past) == TO_DAY)
        return next(told, self.published.isoformat())

    def _verb(self, head: int) -> int:
        """The verb that a noun is the object of; the first of conjoined verbs."""
        tree = self.tree
        for _ in range(3):
            dep = tree.dep[head]
            shares = dep == "conj" and tree.child(head, "nsubj", "nsubjpass") is None
            if not shares and (dep != "dobj" or tree.is_verb(head)):
                break
            head = tree.head[head]
        return head

    def _of_sentence(self, token: int) -> dict[int, list[TimeExpression]]:
        published = self.published
        if published is None:
            return {}
        start = self.tree.sentence[token][0]
        if start not in self._dated:
            dated: dict[int, list[TimeExpression]] = {}
            for time in self._read().get(start, ()):
                clause = when_clause(self.tree, time)
                if clause is not None:
                    dated.setdefault(clause, []).append(time)
                place = owner(self.tree, time, self.heads)
                if place is None or (place in self.pending and is_of_content(self.tree, time, place, published)):
                    continue
                of_deed = spoken_of if place in self.spoken else deed_of
                place = of_deed(self.tree, time, place, self.deeds, published)
                told = span_to(self.tree, time, place, published)
                if told and not is_bound(self.tree, time, place):
                    dated.setdefault(place, []).append(told)
            self._dated[start] = dated
        return self._dated[start]

    def _read(self) -> Mapping[int, list[TimeExpression]]:
        if self._times is None:
            self._times, self._headed = read_times(self.tree, self.published) if self.published else ({}, {})
        return self._times
