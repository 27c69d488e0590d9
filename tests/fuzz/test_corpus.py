"""A sample of the hostile corpus through the real pipeline; `python -m tests.fuzz` runs all of it."""

from itertools import islice

import pytest

from tests.fuzz.checks import judge
from tests.fuzz.corpus import FAMILIES, corpus
from workers.pipeline import Pipeline, load_pipeline
from workers.settings import load_settings

SEED = 7
ROUNDS = 15
DEADLINE_SECONDS = 30.0


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    settings = load_settings({})
    return load_pipeline(settings.model, max_bytes=settings.max_item_bytes, max_chars=settings.max_text_chars)


@pytest.mark.parametrize("family", FAMILIES)
def test_hostile_items_are_accounted_for(pipeline: Pipeline, family: str) -> None:
    first = list(FAMILIES).index(family)
    sample = islice(corpus(SEED, ROUNDS * len(FAMILIES)), first, None, len(FAMILIES))
    faults = [
        (number, fault) for number, h in enumerate(sample) for fault in judge(pipeline, h, DEADLINE_SECONDS).faults
    ]
    assert faults == []


def test_a_seed_gives_the_same_corpus_again() -> None:
    assert list(corpus(SEED, 200)) == list(corpus(SEED, 200))


def test_corpus_is_not_all_rejected(pipeline: Pipeline) -> None:
    fates = [judge(pipeline, hostile, DEADLINE_SECONDS).fate for hostile in corpus(SEED, 40)]
    assert {"ok", "empty"} & set(fates)
    assert {"invalid_json", "schema_violation", "invalid_encoding"} & set(fates)
