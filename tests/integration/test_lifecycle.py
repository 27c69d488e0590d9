"""Start, stop, start again, die, start again, share: no item is lost on the way."""

import signal
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import pytest

from tests.canned import load_canned
from tests.integration.articles import as_json
from tests.ledger import Balance, expectation, settle
from tests.processes import wait_for
from tests.wire import Fed, Tap, feed, unread, wait_until_read
from tests.worker import CANNED, Worker

DRAIN_SECONDS: Final = 20
ITEMS: Final = 40
# A group waits for a member that is gone until its session has ended.
QUICK: Final = {"DRAIN_SECONDS": DRAIN_SECONDS, "SESSION_TIMEOUT_SECONDS": 3, "POOL_SIZE": 2}


class Life(NamedTuple):
    """What was seen of two workers; a balance for each third of the items."""

    unread_after_drain: int
    exit_codes: list[int]
    shares: list[float]
    drained: Balance
    killed: Balance
    shared: Balance


@pytest.fixture(scope="module")
def life(topics: str, start_worker: Callable[..., Worker]) -> Iterator[Life]:
    """One worker is told to stop at work, starts again, is killed at work and starts again; then a second joins."""
    drained, killed, shared = (_items(name) for name in ("drained", "killed", "shared"))
    with Tap(topics) as tap:
        ends = feed(topics, _fed(drained))
        first = start_worker(program=CANNED, **QUICK)
        wait_for(lambda: bool(tap.read()), 60, "a first record")
        first.terminate()
        codes = [first.wait(DRAIN_SECONDS + 10)]
        left = unread(topics, ends)
        first.start()
        wait_until_read(topics, ends)
        seen = len(tap.catch_up())
        ends = feed(topics, _fed(killed))
        wait_for(lambda: len(tap.read()) + len(tap.messages) > seen, 60, "a first record")
        first.signal(signal.SIGKILL)
        first.wait(10)
        workers = [first.start(), start_worker(program=CANNED, **QUICK)]
        wait_until_read(topics, ends)
        for worker in workers:
            _wait_for_half(worker)
        before = [worker.metric("communique_messages_processed_total") for worker in workers]
        wait_until_read(topics, feed(topics, _fed(shared)))
        after = [worker.metric("communique_messages_processed_total") for worker in workers]
        for worker in workers:
            worker.terminate()
        codes += [worker.wait(DRAIN_SECONDS + 10) for worker in workers]
        received = tap.catch_up()
    balances = [settle(expectation(load_canned(harmful=False), items), received) for items in (drained, killed, shared)]
    yield Life(left, codes, [a - b for a, b in zip(after, before, strict=True)], *balances)


def test_sigterm_ends_in_exit_code_0(life: Life) -> None:
    assert life.exit_codes == [0, 0, 0]


def test_sigterm_in_mid_work_leaves_the_rest_for_later(life: Life) -> None:
    assert 0 < life.unread_after_drain < ITEMS


def test_everything_comes_out_once_over_sigterm_and_restart(life: Life) -> None:
    assert life.drained.even


def test_nothing_is_lost_over_kill_and_restart(life: Life) -> None:
    assert (life.killed.lost, life.killed.strange) == (0, 0)


def test_nothing_is_duplicated_over_kill_and_restart_where_the_broker_has_transactions(
    life: Life, broker_kind: str
) -> None:
    assert life.killed.duplicated == 0 or broker_kind == "embedded"


def test_two_workers_share_the_partitions(life: Life) -> None:
    assert life.shares == [ITEMS / 2, ITEMS / 2]


def test_everything_comes_out_once_from_two_workers(life: Life) -> None:
    assert life.shared.even


def test_sigterm_while_the_pipeline_is_loaded_ends_in_exit_code_0(start_worker: Callable[..., Worker]) -> None:
    worker = start_worker()
    wait_for(lambda: worker.get("/livez")[0] != 0, 60, "a worker that has begun to load", every_seconds=0.02)
    worker.terminate()
    assert worker.wait(DRAIN_SECONDS + 10) == 0


def test_an_item_may_take_longer_than_a_partition_may_stand_still(
    topics: str, start_worker: Callable[..., Worker]
) -> None:
    worker = start_worker(program=CANNED, **QUICK, STALL_SECONDS=2, GROUP="slow", ITEM_TIMEOUT_SECONDS=30)
    worker.wait_ready()
    ends = feed(topics, [Fed(as_json("urn:slow", "SLEEP 14 seconds over this."), b"urn:slow", partition=0)])
    wait_for(lambda: unread(topics, ends, group="slow") == 0, 90, "the slow item")
    assert worker.alive
    worker.terminate()
    worker.wait(DRAIN_SECONDS + 10)


def _items(name: str) -> dict[bytes, bytes]:
    uris = [f"urn:{name}:{number}" for number in range(ITEMS)]
    return {uri.encode(): as_json(uri, "SLEEP 0.05 seconds over this.") for uri in uris}


def _fed(items: dict[bytes, bytes]) -> list[Fed]:
    return [Fed(value, key, partition=number % 4) for number, (key, value) in enumerate(items.items())]


def _wait_for_half(worker: Worker) -> None:
    wait_for(lambda: worker.metric("communique_assigned_partitions") == 2, 60, "half of the partitions")
