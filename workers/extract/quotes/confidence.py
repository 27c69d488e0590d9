"""An attribution in, how sure we are of it out: the share of its kind that is right on the development sets."""

from collections.abc import Sequence
from typing import Final

from workers.extract.quotes.chains import Attribution
from workers.extract.quotes.page import Page
from workers.ontology import ResolvedFrom

__all__ = ["confidences", "given_speaker"]

# Share right end to end by rule, measured on the development sets; docs/quotes.md has the table.
_BY_RULE: Final = {
    "quote-first": 0.96,
    "quote-split": 0.96,
    "quote-after": 0.87,
    "quote-adjacent": 0.87,
    "quote-below": 0.6,
    "quote-set-off": 0.8,
    "quote-within": 0.85,
    "signed": 0.95,
    "turn": 0.9,
    "label": 0.8,
    "headline": 0.6,
    "inherited": 0.6,
    "clause-first": 0.86,
    "clause-bare": 0.88,
    "clause-that": 0.86,
    "clause-wh": 0.8,
    "clause-split": 0.7,
    "clause-relative": 0.9,
    "clause-linear": 0.65,
    "clause-as": 0.45,
    "phrase-last": 0.83,
    "phrase-first": 0.74,
    "phrase-split": 0.74,
    "phrase-quote": 0.8,
    "noun-that": 0.45,
    "infinitive": 0.65,
    "gerund": 0.65,
    "object": 0.5,
    "object-name": 0.6,
    "fragment-name": 0.63,
    "fragment-infinitive": 0.82,
    "fragment-object": 0.55,
}
_PLAIN: Final = frozenset(
    "say tell add warn stress explain insist acknowledge argue write confirm assert state reply declare".split()
) | {"emphasize", "emphasise", "complain", "point out"}
_EMBEDDED: Final = frozenset("ccomp relcl acl xcomp conj pcomp".split())
_SHORT: Final = 5
# How much surer or less sure who speaks makes it: of pronouns 95% are resolved rightly, of names 98%.
_BY_SPEAKER: Final = {ResolvedFrom.PRONOUN: 0.97, ResolvedFrom.UNKNOWN: 0.88}


def confidences(page: Page, found: Sequence[Attribution]) -> list[float]:
    """Between 0 and 1, one for each attribution; `found` is in text order."""
    scores: list[float] = []
    reach = 0
    for attribution in found:
        score = _BY_RULE.get(attribution.rule, 0.5) - _doubts(page, attribution, reach)
        scores.append(min(max(score, 0.05), 0.99))
        if attribution.pieces[-1].end > reach:
            reach = attribution.pieces[-1].end
    return scores


def given_speaker(confidence: float, how: ResolvedFrom | None) -> float:
    """The same, less sure where it is a pronoun or nobody knows whose words they are."""
    return confidence * _BY_SPEAKER.get(how, 1.0) if how is not None else confidence


def _doubts(page: Page, attribution: Attribution, reach: int) -> float:
    """What speaks against it: a quote within a quote, a rarer verb, a clause deep in the sentence, very few words."""
    cue = attribution.cue
    if cue is None:
        return 0.15 if attribution.source is None and attribution.rule == "turn" else 0.0
    doubts = 0.0
    if page.block_of[cue.at] >= 0 or cue.at < reach:
        doubts += 0.45
    if attribution.rule.startswith("clause"):
        doubts += 0.14 * (cue.lemma not in _PLAIN)
        doubts += 0.2 * (page.dep[cue.at] in _EMBEDDED)
        doubts += 0.2 * (sum(piece.end - piece.start for piece in attribution.pieces) < _SHORT)
    if attribution.source is None:
        doubts += 0.2
    return doubts
