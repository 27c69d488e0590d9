"""Every entry of the event lists fires on the sentence that it gives as its example."""

from datetime import date

import pytest

from workers.annotate import annotate
from workers.extract.actors import build_roster
from workers.extract.events import explain_events
from workers.lexicon import load_lexicon
from workers.lexicon.events import Nominal, Rule
from workers.pipeline import Pipeline


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in load_lexicon().events.rules])
def test_rule_fires_on_its_example(rule: Rule | Nominal, pipeline: Pipeline) -> None:
    doc = next(annotate(pipeline.nlp, [rule.example]))
    roster = build_roster(doc, pipeline.lexicon)
    decisions = explain_events(doc, pipeline.lexicon, roster, published=date(2024, 6, 12))
    fired = {decision.rule for decision in decisions if decision.event}
    # A light verb has no type: it lends its subject to a noun, and the noun's entry is what fires.
    assert fired if rule.type is None else rule.id in fired
