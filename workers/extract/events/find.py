"""A Doc in, its decisions out: every candidate trigger, and the events among them, one record an event."""

from collections.abc import Iterator, Sequence
from datetime import date

from spacy.tokens import Doc, Span

from workers.extract.actors import Actor, Roster, Voice
from workers.extract.events.answers import complete
from workers.extract.events.complements import hide
from workers.extract.events.confidence import grounds_of, total
from workers.extract.events.dates import Calendar
from workers.extract.events.discourse import date_by_occasion, date_lead, occasion_of
from workers.extract.events.echoes import with_echoes
from workers.extract.events.frames import Filler, Frame
from workers.extract.events.mention import SPOKEN, Decision, EventMention, Verdict
from workers.extract.events.merge import merge
from workers.extract.events.operative import seat
from workers.extract.events.parties import Parties
from workers.extract.events.places import place_of
from workers.extract.events.shifts import shift
from workers.extract.events.times import dateline_day
from workers.extract.events.tree import Tree
from workers.extract.events.triggers import Evocation, Evoker
from workers.extract.events.verdicts import Judge
from workers.extract.modality import judge
from workers.lexicon import Lexicon
from workers.lexicon.events import Nominal, Rule
from workers.ontology import Context, EventType, Factuality

__all__ = ["explain_events", "find_events"]

_SYMMETRIC = frozenset((EventType.CONSULT, EventType.COOPERATE, EventType.AGREE))
# What is asked for, agreed, refused or threatened may have a time of its own, to come.
_PENDING = frozenset((EventType.REQUEST, EventType.AGREE, EventType.REJECT, EventType.THREATEN))
_LONGEST_TRIGGER = 5


def find_events(
    doc: Doc,
    lexicon: Lexicon,
    roster: Roster,
    *,
    published: date | None,
    body_start: int = 0,
    voices: Sequence[Voice] = (),
) -> Iterator[EventMention]:
    """Every event of the article, in text order.

    `body_start` is the character where the body begins; what stands before it is the headline, and
    an event told in both is reported where the body tells it.
    """
    body = roster.columns.content[body_start:]
    dateline = dateline_day(body, published) if published else None
    published = dateline or published
    decisions = explain_events(doc, lexicon, roster, published=published, voices=voices)
    mentions = complete([decision.event for decision in decisions if decision.event], voices)
    if dateline:
        mentions = date_lead(mentions, dateline.isoformat(), body_start)
    headline = roster.columns.content[:body_start]
    if published and (occasion := occasion_of(body, published, headline)):
        mentions = date_by_occasion(mentions, occasion, body_start)
    yield from with_echoes(merge(mentions, body_start, published), decisions)


def explain_events(
    doc: Doc,
    lexicon: Lexicon,
    roster: Roster,
    *,
    published: date | None,
    voices: Sequence[Voice] = (),
) -> list[Decision]:
    """What became of every word that the lexicon knows as a trigger, in text order, before mentions are merged.

    Needs: token.lemma, token.tag, token.dep, token.head; skips unparsed sentences.
    """
    return _Coder(doc, lexicon, roster, published, voices).decide()


class _Coder:
    def __init__(
        self, doc: Doc, lexicon: Lexicon, roster: Roster, published: date | None, voices: Sequence[Voice]
    ) -> None:
        self.doc = doc
        self.lexicon = lexicon.events
        self.roster = roster
        self.tree = Tree(roster.columns)
        seat(self.tree)
        self.evoker = Evoker(self.tree, self.lexicon)
        self.parties = Parties(self.tree, roster, self.lexicon.domains, voices)
        self.filler = Filler(self.tree, self.evoker, self.parties)
        self.judge = Judge(self.tree, self.parties, self.lexicon.domains)
        self.calendar = Calendar(self.tree, published)
        self._known_contexts: dict[int, tuple[Context, ...]] = {}

    def decide(self) -> list[Decision]:
        """Candidates in text order, each with its verdict."""
        found = self._candidates()
        hidden: set[int] = set()
        protests: set[int] = set()
        decided: list[tuple[Evocation, Decision]] = []
        # What hides stands above what is hidden.
        for row in sorted(found, key=lambda row: self.tree.depth(row.head if row.carrier is None else row.carrier)):
            decision = self._decide(row, row.head in hidden, protests)
            if decision.event and decision.event.type is EventType.PROTEST:
                protests.add(row.head)
            fired = decision.verdict in (Verdict.EVENT, Verdict.CONTENT)
            hide(self.tree, row, hidden, fired=fired, coming=_is_coming(row, decision))
            decided.append((row, decision))
        # A time expression dates the nearest event above it, so all events must be known first.
        events = [(row, decision.event) for row, decision in decided if decision.event]
        self.calendar.heads = {head for row, _ in events for head in (row.head, row.carrier) if head is not None}
        told = {word for row, _ in events if not isinstance(row.rule, Nominal) for word in row.words}
        nouns = (row.head for row, _ in decided if isinstance(row.rule, Nominal) and row.head not in told)
        self.calendar.deeds = {noun for noun in nouns if self.tree.dep[noun] != "compound"}
        self.calendar.spoken = {
            row.head for row, event in events if event.type in SPOKEN or event.type is EventType.CONCEDE
        }
        self.calendar.meetings = {
            row.head if row.carrier is None else row.carrier for row, event in events if event.type is EventType.CONSULT
        }
        self.calendar.pending = {
            head
            for row, event in events
            if event.type in _PENDING and event.factuality is Factuality.ASSERTED
            for head in (row.head, row.carrier)
            if head is not None
        }
        return [self._dated(row, decision) for row, decision in sorted(decided, key=lambda pair: pair[0].head)]

    def _dated(self, row: Evocation, decision: Decision) -> Decision:
        if decision.event is None:
            return decision
        return decision._replace(event=decision.event._replace(event_date=self._date(row, decision.event)))

    def _candidates(self) -> list[Evocation]:
        """The best reading of every token that has one; a noun that a verb carries only with its verb."""
        verbs, nominals, parsed = self.lexicon.verbs, self.lexicon.nominals, self.tree.dep
        known = [i for i, lemma in enumerate(self.tree.lemma) if parsed[i] and (lemma in verbs or lemma in nominals)]
        found = [row for token in known if (row := self.evoker.evoke(token))]
        carried = {row.head for row in found if row.carrier is not None}
        phrased = {word for row in found if isinstance(row.rule, Rule) for word in row.words if word != row.head}
        return [
            row
            for row in found
            if row.carrier is not None
            or (row.head not in carried if isinstance(row.rule, Nominal) else row.head not in phrased)  # walked free
        ]

    def _decide(self, row: Evocation, hidden: bool, protests: set[int]) -> Decision:
        if hidden:
            return Decision(row.rule.id, self._trigger(row), Verdict.CONTENT)
        if self.judge.is_background(row):
            return Decision(row.rule.id, self._trigger(row), Verdict.BACKGROUND)
        if self.judge.is_purpose(row, protests):
            return Decision(row.rule.id, self._trigger(row), Verdict.PURPOSE)
        readings = self.evoker.candidates(row.head) if row.carrier is None else (row,)
        frames: list[Frame] = []
        tried: list[tuple[str, Verdict]] = []
        for reading in readings or (row,):
            frames.append(self.filler.fill(reading))
            verdict = self.judge.verdict(reading, frames[-1])
            if verdict is Verdict.EVENT:
                return self._event(reading, frames[-1], tuple(tried))
            tried.append((reading.rule.id, verdict))
        sides = tuple(side.actors if side else () for side in frames[0])
        return Decision(
            row.rule.id,
            self._trigger(row),
            tried[0][1],
            tried=tuple(tried[1:]),
            sides=(sides[0], sides[1]),
            type=row.type,
        )

    def _trigger(self, row: Evocation) -> Span:
        first, last = min(row.words), max(row.words)
        if last - first >= _LONGEST_TRIGGER:
            first = last = row.head if row.head in row.words else row.words[0]
        return self.doc[first : last + 1]

    def _event(self, row: Evocation, frame: Frame, tried: tuple[tuple[str, Verdict], ...]) -> Decision:
        verb, trigger = row.head if row.carrier is None else row.carrier, self._trigger(row)
        factuality = Factuality.ASSERTED if self.judge.is_presupposed(row) else judge(self.doc[verb])
        if factuality is Factuality.NEGATED and self.judge.is_only_mentioned(row):
            factuality = Factuality.ASSERTED
        if factuality is Factuality.ASSERTED and row.type is EventType.CONSULT and self.calendar.is_scheduled(verb):
            factuality = Factuality.PLANNED
        if factuality is Factuality.ASSERTED and row.told:
            factuality = row.told
        code = shift(self.tree, self.lexicon, row, frame, factuality)
        if code.factuality is Factuality.HYPOTHETICAL and self.judge.is_nobodys(row, frame):
            return Decision(row.rule.id, trigger, Verdict.UNSURE)  # asked whether the embassy could be shut
        if code.type is EventType.REJECT and row.type is EventType.CONSULT and row.rule.actor == ("object",):
            frame = Frame(frame.recipient, frame.actor)  # "will not receive the envoy": the visit is the envoy's
        actors = frame.actor.actors if frame.actor else ()
        recipients = frame.recipient.actors if frame.recipient and not self._is_own_thing(frame) else ()
        if row.rule.reciprocal and code.type in _SYMMETRIC:
            actors, recipients = (*actors, *recipients), ()
        grounds = grounds_of(row, frame, (code.type, code.factuality), self.tree, verb)
        event = EventMention(
            type=code.type,
            actors=_distinct(actors),
            recipients=_distinct(recipients),
            factuality=code.factuality,
            trigger=trigger,
            confidence=total(grounds),
            rule=row.rule.id,
            mode=code.mode,
            contexts=self._contexts(trigger),
            cameo_code=code.cameo,
            location=place_of(self.tree, self.roster, row, frame),
        )
        return Decision(row.rule.id, trigger, Verdict.EVENT, event, tried, grounds)

    def _is_own_thing(self, frame: Frame) -> bool:
        """The other side is no party but a bare noun that inherits the actor's country: "Paris denied the charge"."""
        actor, recipient = frame
        if actor is None or recipient is None or recipient.explicit or recipient.sectors:
            return False
        return bool(recipient.countries & actor.countries) and not self.parties.is_somebody(recipient.head)

    def _contexts(self, trigger: Span) -> tuple[Context, ...]:
        start, end = self.tree.sentence[trigger.start]
        if start not in self._known_contexts:
            words = (self.lexicon.contexts.get(lemma, ()) for lemma in self.tree.lemma[start:end])
            self._known_contexts[start] = tuple(dict.fromkeys(context for row in words for context in row))
        return self._known_contexts[start]

    def _hangs_on_if(self, verb: int) -> bool:
        tree = self.tree
        is_would = any(tree.lower[kid] == "would" for kid in tree.kids[verb])
        return is_would and any(tree.lower[mark] == "if" for kid in tree.kids[verb] for mark in tree.kids[kid])

    def _date(self, row: Evocation, event: EventMention) -> str | None:
        verb = row.head if row.carrier is None else row.carrier
        if event.factuality is Factuality.HYPOTHETICAL and self._hangs_on_if(verb):
            return None  # if they let us, we would meet them tomorrow
        # "If the dam, which Togo opened in May, ...": the simple past has been; but "moved its summit to June".
        moved = isinstance(row.rule, Rule) and row.rule.factuality is Factuality.PLANNED
        coming = event.factuality in (Factuality.PLANNED, Factuality.HYPOTHETICAL)
        future = coming and (moved or self.tree.tag[verb] != "VBD")
        said = event.factuality is Factuality.ASSERTED and event.type in SPOKEN
        # Agreed on Monday to meet in June: what is agreed has its own time, and only a plan has that.
        content = row.content if future else None
        heads = (head for head in (row.head, row.carrier, content) if head is not None)
        found = (self.calendar.date_of(head, future=future, said=said) for head in heads)
        return next((iso for iso in found if iso), None)


def _is_coming(row: Evocation, decision: Decision) -> bool:
    """A journey that has not been made yet."""
    is_journey = isinstance(row.rule, Rule) and row.rule.subject_is == "official"
    return is_journey and decision.event is not None and decision.event.type is EventType.AGREE


def _distinct(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    seen: dict[tuple[str, str | None], Actor] = {}
    for actor in actors:
        seen.setdefault((actor.name, actor.country), actor)
    return tuple(seen.values())
