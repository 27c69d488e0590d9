"""An evocation and its factuality in, what it is coded as out: a refusal, a promise, a threat, or itself."""

from typing import NamedTuple

from workers.extract.events.frames import Frame
from workers.extract.events.tree import Tree
from workers.extract.events.triggers import Evocation
from workers.lexicon import EventLexicon
from workers.lexicon.events import Rule
from workers.ontology import CAMEO_ROOT, MODES, EventType, Factuality, Mode

__all__ = ["Code", "shift"]

# What may happen is promised, not threatened, for want of a speaker who threatens it.
_MILD = frozenset((EventType.AGREE, EventType.CONCEDE))
_WILLING = frozenset(("will", "would", "wo", "shall", "sha"))
_PAIR = 2
_SHOOTING = frozenset("fire launch drop use detonate explode lob hurl throw rain carry conduct plant send".split())


class Code(NamedTuple):
    """What an event is coded as."""

    type: EventType
    mode: Mode | None
    factuality: Factuality
    cameo: str


def shift(tree: Tree, lexicon: EventLexicon, row: Evocation, frame: Frame, factuality: Factuality) -> Code:
    """Let tense and negation have their say: a visit to come is AGREE, "will not meet" is REJECT.

    Source: PLOVER manual, AGREE and REJECT; the tables are `lexicon/shifts.toml`.
    """
    event_type, mode, factuality = _shifted(tree, lexicon, row, factuality, alone=frame.recipient is None)
    own = row.rule.factuality if isinstance(row.rule, Rule) else None
    if own and (factuality is Factuality.ASSERTED or own is Factuality.ASSERTED):
        factuality = own
    if mode is None and event_type is EventType.CONSULT and _is_many(frame):
        mode = Mode.MULTILATERAL
    if mode not in MODES.get(event_type, {}):
        mode = None
    return Code(event_type, mode, factuality, _cameo(lexicon, row, event_type, mode))


def _cameo(lexicon: EventLexicon, row: Evocation, event_type: EventType, mode: Mode | None) -> str:
    """The entry's own code, unless the clause made another type or mode of it."""
    own = row.rule.cameo if event_type is row.type else None
    told = lexicon.cameo.get(event_type, {}).get(mode) if mode and (own is None or mode is not row.rule.mode) else None
    return told or own or CAMEO_ROOT[event_type]


def _shifted(
    tree: Tree, lexicon: EventLexicon, row: Evocation, factuality: Factuality, *, alone: bool
) -> tuple[EventType, Mode | None, Factuality]:
    if isinstance(row.rule, Rule) and "not" in row.rule.via:
        return row.type, row.mode, Factuality.ASSERTED  # did not allow: the refusal is a fact
    if isinstance(row.rule, Rule) and row.rule.factuality is Factuality.NEGATED:
        return row.type, row.mode, Factuality.NEGATED  # has no plans to meet
    if factuality is Factuality.NEGATED and row.type in lexicon.refused:
        verb = row.head if row.carrier is None else row.carrier
        willed = any(tree.lower[kid] in _WILLING for kid in tree.kids[verb])
        if willed and row.rule.reciprocal and alone:
            return EventType.AGREE, None, factuality  # the two will not meet after all
        if willed or lexicon.refused[row.type]:
            mode = lexicon.modes.get(EventType.REJECT, {}).get(row.type.value)
            return EventType.REJECT, mode, Factuality.ASSERTED
    coming = lexicon.planned.get(row.rule.id) or lexicon.planned.get(row.type.value)
    if coming and (factuality is Factuality.PLANNED or (factuality is Factuality.HYPOTHETICAL and coming in _MILD)):
        table = lexicon.modes.get(coming, {})
        return coming, table.get(row.key) or table.get(row.type.value), factuality
    told = _cued_mode(tree, lexicon, row) if row.mode is None or row.rule.modes == "clause" else None
    return row.type, told or row.mode, factuality


def _is_many(frame: Frame) -> bool:
    """More than two countries or bodies meet."""
    return len({country for side in frame if side is not None for country in side.countries}) > _PAIR


def _cued_mode(tree: Tree, lexicon: EventLexicon, row: Evocation) -> Mode | None:
    """The mode that a word in the event's own clause tells: "by telephone", "jets bombed"."""
    cues = lexicon.cues.get(row.type)
    if not cues:
        return None
    reach: list[int] = []
    for top in (row.head, row.carrier):
        if top is not None:
            reach += [kid for kid in tree.kids[top] if row.type is not EventType.ASSAULT or not _is_victim(tree, kid)]
    below = [grandchild for kid in reach for grandchild in tree.kids[kid]]
    # in a phone call; with axes and knives
    reach += below + [low for kid in below for low in tree.kids[kid] if tree.dep[low] in ("compound", "conj")]
    reach.append(row.head)  # last: jets bombed
    if tree.dep[row.head] == "acl":
        reach.append(tree.head[row.head])  # militias massed on the border
    return next((cues[tree.lemma[token]] for token in reach if tree.lemma[token] in cues), None)


def _is_victim(tree: Tree, token: int) -> bool:
    """What is hit tells nothing of the weapon: "rebels destroyed a tank"; but "fired a missile"."""
    return tree.dep[token] in ("dobj", "nsubjpass") and tree.lemma[tree.head[token]] not in _SHOOTING
