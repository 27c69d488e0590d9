"""Children that hang, die, and are replaced; real processes."""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest

from tests.stream.pipelines import item, load_broken, load_obedient
from workers.ontology import Reason
from workers.pipeline import Message, Outcome
from workers.stream.metrics import Metrics
from workers.stream.pool import Pool, PoolError, PoolLimits

T = TypeVar("T")
LIMITS = PoolLimits(size=1, timeout_seconds=1.5, max_items=1000, max_bytes=10**10)


def with_pool(use: Callable[[Pool], Awaitable[T]], limits: PoolLimits = LIMITS) -> T:
    """What `use` returns, given a pool that has started; its children are gone afterwards."""

    async def run() -> T:
        pool = Pool(load_obedient, limits, Metrics())
        await pool.start()
        try:
            return await use(pool)
        finally:
            pool.stop()

    return asyncio.run(run())


async def process(pool: Pool, *texts: str) -> list[Outcome | None]:
    """The outcomes of items put at the same time."""
    return await asyncio.gather(
        *(pool.process(Message(item(f"u{number}", text)), lambda: True) for number, text in enumerate(texts))
    )


def reasons(outcomes: list[Outcome | None]) -> list[Reason | None]:
    return [outcome.reject.reason if outcome and outcome.reject else None for outcome in outcomes]


def children() -> list[int]:
    """Their process numbers."""
    return [child.pid for child in multiprocessing.active_children() if child.pid]


def test_an_item_comes_back_as_its_outcome() -> None:
    (outcome,) = with_pool(lambda pool: process(pool, "plain"))
    assert outcome is not None and len(outcome.records) == 1


def test_an_item_that_hangs_is_ended_and_its_neighbours_come_through() -> None:
    outcomes = with_pool(lambda pool: process(pool, "plain", "hang", "plain", "plain"))
    assert reasons(outcomes) == [None, Reason.TIMEOUT, None, None]


def test_an_item_that_kills_its_child_is_blamed_and_its_neighbours_come_through() -> None:
    outcomes = with_pool(lambda pool: process(pool, "plain", "die", "plain", "plain"), LIMITS._replace(size=2))
    assert reasons(outcomes) == [None, Reason.EXTRACTION_ERROR, None, None]


def test_an_item_whose_child_is_killed_from_outside_is_tried_again() -> None:
    async def use(pool: Pool) -> list[Outcome | None]:
        order = Message(item("u", seconds=0.3))
        working = asyncio.create_task(pool.process(order, lambda: True))
        await asyncio.sleep(0.1)
        os.kill(children()[0], signal.SIGKILL)
        return [await working]

    assert reasons(with_pool(use)) == [None]


def test_a_child_that_is_stopped_in_mid_message_is_replaced() -> None:
    async def use(pool: Pool) -> list[Outcome | None]:
        os.kill(children()[0], signal.SIGSTOP)
        # More than a pipe holds: the rest cannot be written.
        return [await pool.process(Message(item("u", "x" * 1_000_000)), lambda: True), *await process(pool, "plain")]

    assert reasons(with_pool(use)) == [Reason.TIMEOUT, None]


def test_an_idle_child_that_is_killed_is_replaced() -> None:
    async def use(pool: Pool) -> list[Outcome | None]:
        os.kill(children()[0], signal.SIGKILL)
        return await process(pool, "plain", "plain")

    assert reasons(with_pool(use)) == [None, None]


@pytest.mark.parametrize("limits", [LIMITS._replace(max_items=2), LIMITS._replace(max_bytes=1)])
def test_a_child_is_replaced_by_count_and_by_memory(limits: PoolLimits) -> None:
    async def use(pool: Pool) -> bool:
        before = children()[0]
        for _ in range(3):
            await process(pool, "plain")
        return before in children()

    assert not with_pool(use, limits)


def test_an_item_nobody_wants_any_more_is_not_worked_on() -> None:
    async def use(pool: Pool) -> Outcome | None:
        return await pool.process(Message(item("u")), lambda: False)

    assert with_pool(use) is None


def test_a_pipeline_that_cannot_be_loaded_is_an_error_of_one_line() -> None:
    with pytest.raises(PoolError, match=r"^OSError: no such model$"):
        asyncio.run(Pool(load_broken, LIMITS, Metrics()).start())


def test_a_child_outlives_a_signal_to_the_whole_group() -> None:
    async def use(pool: Pool) -> list[Outcome | None]:
        for number in (signal.SIGTERM, signal.SIGINT):
            os.kill(children()[0], number)
        await asyncio.sleep(0.1)
        outcomes = await process(pool, "plain")
        assert pool.metrics.registry.get_sample_value("communique_pool_restarts_total") == 0
        return outcomes

    assert reasons(with_pool(use)) == [None]


def test_no_child_is_left() -> None:
    with_pool(lambda pool: process(pool, "plain"))
    assert children() == []
