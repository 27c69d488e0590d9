"""A text may end anywhere: every beginning of every sentence of the gold cases is read."""

import re

import pytest

from tests.gold.cases import as_article, load_cases
from workers.pipeline import Message, Pipeline, load_pipeline
from workers.records import NewsItem, encode
from workers.settings import Settings

_WORD = re.compile(r"\w+|[^\w\s]")
_LONGEST = 40  # words of a beginning
_EACH = 24  # of the cases, one in so many: all of them take minutes


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    settings = Settings()
    return load_pipeline(settings.model, max_bytes=settings.max_item_bytes, max_chars=settings.max_text_chars)


def test_every_beginning_is_read(pipeline: Pipeline) -> None:
    texts = [as_article(*case).text for case in load_cases()][::_EACH]
    beginnings = {text[: match.end()] for text in texts for match in list(_WORD.finditer(text))[:_LONGEST]}
    outcomes = {text: pipeline.process(Message(encode(NewsItem(uri="urn:test:1", text=text)))) for text in beginnings}
    assert [(text, outcome.reject) for text, outcome in outcomes.items() if outcome.reject] == []


@pytest.mark.parametrize(
    "text",
    [
        "He said",
        "Mali left, the minister said",
        "We’re told by two diplomats that Guterres asked both leaders this afternoon to",
        "The tankers would roll, she said, once",
        "Egypt its dawn.\nAccording to spokeswoman for ministry, Li",  # whose owner is its own owner
        "ª«@",
        "\x00\n\x07",  # nothing but what is read as space
        "Mr. Tanaka did not say whether it met them. said, #x said, #x said,",
    ],
)
def test_texts_that_once_broke_it(pipeline: Pipeline, text: str) -> None:
    assert pipeline.process(Message(encode(NewsItem(uri="urn:test:1", text=text)))).reject is None
