"""Too many dead letters at once: the worker stops rather than drain the topic into them."""

from collections.abc import Callable
from typing import Final, NamedTuple

import pytest

from tests.wire import DEAD_LETTERS, Fed, Tap, feed, unread
from tests.worker import CANNED, Worker

ITEMS: Final = 400
LEAST: Final = 50


class Run(NamedTuple):
    exit_code: int
    words: str
    unread: int
    dead_letters: int


@pytest.fixture(scope="module")
def run(topics: str, start_worker: Callable[..., Worker]) -> Run:
    """A feed of which nothing can be read."""
    ends = feed(topics, [Fed(b"<xml/>", partition=number % 4) for number in range(ITEMS)])
    worker = start_worker(program=CANNED, BREAKER_ITEMS=LEAST, MAX_IN_FLIGHT=16, COMMIT_INTERVAL_SECONDS=0.1)
    code = worker.wait(60)
    with Tap(topics, [DEAD_LETTERS]) as tap:
        return Run(code, worker.last_words(), unread(topics, ends), len(tap.catch_up()))


def test_worker_leaves_with_an_error(run: Run) -> None:
    assert run.exit_code == 1


def test_worker_says_why_and_which_setting(run: Run) -> None:
    assert "COMMUNIQUE_BREAKER_SHARE" in run.words


def test_most_of_the_topic_is_left_alone(run: Run) -> None:
    assert run.unread > ITEMS / 2


def test_what_was_dead_lettered_was_acknowledged(run: Run) -> None:
    assert run.dead_letters == ITEMS - run.unread
