"""Every entry of the cue list makes a quote of the sentence that it gives as its example."""

import pytest

from workers.annotate import annotate
from workers.extract.actors import build_roster
from workers.extract.quotes import Quotation, find_quotes
from workers.lexicon import load_lexicon
from workers.lexicon.quotes import CueNoun, CueVerb, LightVerb, MuteNoun
from workers.pipeline import Pipeline

_LISTS = load_lexicon().quotes.entries


def _quotes(example: str, pipeline: Pipeline) -> list[Quotation]:
    doc = next(annotate(pipeline.nlp, [example]))
    return list(find_quotes(doc, pipeline.lexicon, build_roster(doc, pipeline.lexicon)))


@pytest.mark.parametrize(
    "entry", [pytest.param(entry, id=entry.lemma) for entry in _LISTS if not isinstance(entry, MuteNoun)]
)
def test_cue_makes_a_quote_of_its_example(entry: CueVerb | CueNoun | LightVerb, pipeline: Pipeline) -> None:
    assert _quotes(entry.example, pipeline)


@pytest.mark.parametrize("entry", [pytest.param(e, id=e.lemma) for e in _LISTS if isinstance(e, MuteNoun)])
def test_mute_noun_speaks_not(entry: MuteNoun, pipeline: Pipeline) -> None:
    assert _quotes(entry.example, pipeline) == []
