"""A Doc in, its decisions out: every candidate trigger, and the events among them, one record an event."""

from collections.abc import Iterator, Sequence
from datetime import date

from spacy.tokens import Doc, Span

from workers.extract.actors import Actor, Roster, Voice
from workers.extract.events.arguments import agent, is_passive, object_of
from workers.extract.events.dates import TimeExpression, date_of, find_times
from workers.extract.events.discourse import complete, date_by_day, is_of_the_day
from workers.extract.events.frames import Frame, fill
from workers.extract.events.mention import Decision, EventMention, Verdict
from workers.extract.events.merge import merge
from workers.extract.events.parties import Parties
from workers.extract.events.tree import Tree
from workers.extract.events.triggers import Evocation, Evoker
from workers.extract.modality import judge
from workers.lexicon import Lexicon
from workers.lexicon.events import Nominal, Rule
from workers.ontology import CAMEO_ROOT, MODES, EventType, Factuality, Mode

__all__ = ["explain_events", "find_events"]

_SYMMETRIC = frozenset((EventType.CONSULT, EventType.COOPERATE, EventType.AGREE))
_WILLING = frozenset(("will", "would", "wo"))


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
    decisions = explain_events(doc, lexicon, roster, published=published, voices=voices)
    mentions = complete([decision.event for decision in decisions if decision.event])
    if published and is_of_the_day(doc.text[body_start:]):
        mentions = date_by_day(mentions, published.isoformat())
    yield from merge(mentions, body_start)


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
        self.tree = Tree(doc)
        self.evoker = Evoker(self.tree, self.lexicon)
        self.parties = Parties(self.tree, roster, self.lexicon.domains, voices)
        self.published = published
        self.elsewhere = self._is_elsewhere()
        self.heads: set[int] = set()
        self._times: dict[int, list[TimeExpression]] = {}

    def decide(self) -> list[Decision]:
        """Candidates in text order, each with its verdict."""
        found = [row for token in range(len(self.doc)) if self.tree.dep[token] and (row := self.evoker.evoke(token))]
        carried = {row.head for row in found if row.carrier is not None}
        found = [
            row
            for row in found
            if row.carrier is not None or not (isinstance(row.rule, Nominal) and row.head in carried)
        ]
        hidden = self._hidden(found)
        self.heads = {head for row in found for head in (row.head, row.carrier) if head is not None}
        return [self._decide(row, row.head in hidden) for row in found]

    def _hidden(self, found: list[Evocation]) -> set[int]:
        """Tokens inside what is demanded, denied, threatened or promised."""
        out: set[int] = set()
        for row in found:
            if row.content is not None and row.content != row.head:
                out.add(row.content)
            for top in self._hides(row):
                out.update(token for token in range(*self._reach(top)) if self.tree.inside(token, top))
        return out

    def _reach(self, top: int) -> tuple[int, int]:
        token = self.doc[top]
        return token.left_edge.i, token.right_edge.i + 1

    def _hides(self, row: Evocation) -> Iterator[int]:
        tree = self.tree
        for what in row.rule.hides:
            for head in (row.head, row.carrier):
                if head is None:
                    continue
                for kid in tree.kids[head]:
                    dep = tree.dep[kid]
                    if (
                        (what == "clause" and dep in ("xcomp", "ccomp", "acl"))
                        or (what == "clause" and dep == "advcl" and tree.tag[kid] == "VB")
                        or (what == "object" and dep in ("dobj", "nsubjpass") and kid != row.head)
                        or (tree.lower[kid] == what and dep in ("prep", "dative"))
                    ):
                        yield kid

    def _decide(self, row: Evocation, hidden: bool) -> Decision:
        trigger = self._trigger(row)
        if hidden:
            return Decision(row.rule.id, trigger, Verdict.CONTENT)
        if self._is_background(row):
            return Decision(row.rule.id, trigger, Verdict.BACKGROUND)
        verdicts: list[Verdict] = []
        for other in [row, *(rest for rest in self.evoker.candidates(row.head) if rest != row and row.carrier is None)]:
            frame = fill(self.tree, self.evoker, self.parties, other)
            verdicts.append(self._verdict(other, frame))
            if verdicts[-1] is Verdict.EVENT:
                trigger = self._trigger(other)
                return Decision(other.rule.id, trigger, Verdict.EVENT, self._event(other, frame, trigger))
        return Decision(row.rule.id, trigger, verdicts[0])

    def _is_background(self, row: Evocation) -> bool:
        """A participle that only says which one is meant: "prisoners arrested last year"."""
        tree, head = self.tree, row.head
        return tree.dep[head] == "acl" and is_passive(tree, head) and agent(tree, head) is None

    def _trigger(self, row: Evocation) -> Span:
        first, last = min(row.words), max(row.words)
        if last - first > 4:
            first = last = row.words[0] if row.head not in row.words else row.head
        return self.doc[first : last + 1]

    def _verdict(self, row: Evocation, frame: Frame) -> Verdict:
        alone = isinstance(row.rule, Nominal) and row.carrier is None
        political = [side for side in frame if side is not None and side.political]
        if frame.actor is None and frame.recipient is None:
            return Verdict.ALONE if alone else Verdict.NO_ACTOR
        if self.elsewhere and not all(side.countries for side in political):
            return Verdict.ELSEWHERE
        if self._has_needed(self._needs(row), frame, row.rule.reciprocal) and self._is_fitting(row, frame):
            return Verdict.EVENT
        return Verdict.ALONE if alone else Verdict.NO_PARTY

    def _has_needed(self, needs: str, frame: Frame, reciprocal: bool) -> bool:
        actor, recipient = (side is not None and side.political for side in frame)
        if recipient and frame.actor is not None and self.parties.is_person(frame.actor):
            actor = True  # Putin offered the Armenian president talks
        if actor and frame.recipient is not None and self.parties.is_person(frame.recipient):
            recipient = True
        if reciprocal and actor and frame.actor is not None and len(frame.actor.actors) > 1:
            recipient = True
        return {
            "either": actor or recipient,
            "actor": actor,
            "both": actor and recipient,
            "authority": actor or (recipient and frame.actor is None),
            "violence": actor or recipient,
            "crowd": frame.actor is not None,
            "state": actor
            or (frame.actor is not None and self.parties.is_person(frame.actor))
            or (recipient and frame.actor is None),
            "none": True,
            "never": False,
        }[needs]

    def _is_fitting(self, row: Evocation, frame: Frame) -> bool:
        """Only an official's travels are diplomacy, only people are hosted."""
        if isinstance(row.rule, Nominal):
            return True
        if row.rule.subject_is and not self._is_official_abroad(frame):
            return False
        return row.rule.object_is is None or self._object_fits(row, frame)

    def _needs(self, row: Evocation) -> str:
        if isinstance(row.rule, Nominal):
            return row.rule.alone if row.carrier is None else "either"
        return row.rule.needs

    def _is_official_abroad(self, frame: Frame) -> bool:
        actor, recipient = frame
        if actor is None or not self.parties.is_official(actor):
            return False
        return recipient is None or not actor.countries or recipient.countries != actor.countries

    def _object_fits(self, row: Evocation, frame: Frame) -> bool:
        kind = getattr(row.rule, "object_is", None)
        if kind == "any":
            return object_of(self.tree, row.head) is not None
        side = frame.actor if row.rule.actor == ("object",) else frame.recipient
        if side is None:
            return False
        if kind == "called" and self.tree.child(row.head, "oprd", "xcomp", "ccomp", "acomp", "attr") is not None:
            return False
        if kind in ("people", "called"):
            return self.parties.is_official(side) or self.doc[side.head].ent_type_ in ("PERSON", "NORP")
        if kind == "state":
            return bool(side.countries) and self.tree.pos[side.head] == "PROPN"
        return True

    def _event(self, row: Evocation, frame: Frame, trigger: Span) -> EventMention:
        factuality = judge(self.doc[row.carrier if row.carrier is not None else row.head])
        event_type, mode, factuality = self._shift(row, frame, factuality)
        actors = frame.actor.actors if frame.actor else ()
        recipients = frame.recipient.actors if frame.recipient else ()
        if _is_own_thing(frame):
            recipients = ()  # "denied the charge"
        if row.rule.reciprocal and event_type in _SYMMETRIC:
            actors, recipients = (*actors, *recipients), ()
        return EventMention(
            type=event_type,
            actors=_distinct(actors),
            recipients=_distinct(recipients),
            factuality=factuality,
            trigger=trigger,
            confidence=self._confidence(row, frame),
            rule=row.rule.id,
            mode=mode if mode in MODES.get(event_type, {}) else None,
            cameo_code=row.rule.cameo if event_type is row.type else CAMEO_ROOT[event_type],
            event_date=self._date(row, factuality),
        )

    def _shift(self, row: Evocation, frame: Frame, factuality: Factuality) -> tuple[EventType, Mode | None, Factuality]:
        """Type, mode and factuality, once tense and negation have had their say."""
        if isinstance(row.rule, Rule) and "not" in row.rule.via:
            return row.type, row.mode, Factuality.ASSERTED  # did not allow: the refusal is a fact
        verb = row.carrier if row.carrier is not None else row.head
        if factuality is Factuality.NEGATED and row.type in self.lexicon.refused:
            willed = any(self.tree.lower[kid] in _WILLING for kid in self.tree.kids[verb])
            if willed and row.rule.reciprocal and frame.recipient is None:
                return EventType.AGREE, None, factuality  # the two will not meet after all
            if willed or self.lexicon.refused[row.type]:
                modes = self.lexicon.modes.get(EventType.REJECT, {})
                return EventType.REJECT, modes.get(row.type.value), Factuality.ASSERTED
        if factuality is Factuality.PLANNED and row.type in self.lexicon.planned:
            return self.lexicon.planned[row.type], None, factuality
        return row.type, row.mode or self._cued_mode(row), factuality

    def _cued_mode(self, row: Evocation) -> Mode | None:
        cues = self.lexicon.cues.get(row.type)
        if not cues:
            return None
        low, high = self.doc[row.head].left_edge.i, self.doc[row.head].right_edge.i + 1
        return next((cues[lemma] for lemma in self.tree.lemma[low:high] if lemma in cues), None)

    def _date(self, row: Evocation, factuality: Factuality) -> str | None:
        if self.published is None:
            return None
        sent = self.doc[row.head].sent
        if sent.start not in self._times:
            self._times[sent.start] = list(find_times(self.tree.lower, sent.start, sent.end, self.published))
        times = self._times[sent.start]
        if not times:
            return None
        future = factuality in (Factuality.PLANNED, Factuality.HYPOTHETICAL)
        for head in (row.head, row.carrier, row.content):
            found = date_of(self.tree, head, times, self.heads, future=future) if head is not None else None
            if found:
                return found
        return None

    def _confidence(self, row: Evocation, frame: Frame) -> float:
        out = 0.5
        for side in frame:
            if side is not None and side.political:
                out += 0.2
        return out

    def _is_elsewhere(self) -> bool:
        hits = sum(lemma in self.lexicon.domains.elsewhere for lemma in self.tree.lemma)
        return hits >= 2 + len(self.doc) // 100


def _is_own_thing(frame: Frame) -> bool:
    """The other side is no party: a bare noun that only inherits the actor's country."""
    actor, recipient = frame
    if actor is None or recipient is None or recipient.explicit:
        return False
    return bool(recipient.countries & actor.countries)


def _distinct(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    seen: dict[tuple[str, str | None], Actor] = {}
    for actor in actors:
        seen.setdefault((actor.name, actor.country), actor)
    return tuple(seen.values())
