"""What fired, on whom and how sure the text is: in; how likely the event is right: out."""

from workers.extract.events.frames import Frame
from workers.extract.events.triggers import Evocation
from workers.lexicon.events import Nominal
from workers.ontology import Factuality

__all__ = ["confidence_of"]

# Set by hand on a grid of .05 so that the deciles of docs/events.md come out right; nothing is trained.
_BASE = 0.7
_KNOWN_ACTOR = 0.05
_KNOWN_RECIPIENT = 0.05
_SPECIFIC = 0.1
_UNCARRIED_NOUN = -0.1
_OF_FACTUALITY = {Factuality.PLANNED: -0.15, Factuality.HYPOTHETICAL: -0.4, Factuality.NEGATED: -0.2}
_DEEP = 6
_OF_DEPTH = -0.05


def confidence_of(row: Evocation, frame: Frame, factuality: Factuality, depth: int) -> float:
    """`depth` is how many clauses and phrases the trigger stands below its sentence's root."""
    score = _BASE
    if frame.actor is not None and frame.actor.countries:
        score += _KNOWN_ACTOR
    if frame.recipient is not None and frame.recipient.countries:
        score += _KNOWN_RECIPIENT
    if _is_specific(row):
        score += _SPECIFIC
    if isinstance(row.rule, Nominal) and row.carrier is None:
        score += _UNCARRIED_NOUN
    if depth > _DEEP:
        score += _OF_DEPTH
    return round(score + _OF_FACTUALITY.get(factuality, 0.0), 2)


def _is_specific(row: Evocation) -> bool:
    """The rule asked for more than its verb."""
    if isinstance(row.rule, Nominal):
        return row.carrier is not None
    rule = row.rule
    return bool(rule.objects or rule.via or rule.phrases or rule.predicates or rule.subjects)
