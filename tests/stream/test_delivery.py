"""What delivery promises: in order, confirmed, nothing lost, nothing swallowed."""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any

import pytest
from aiokafka.errors import MessageSizeTooLargeError, NotLeaderForPartitionError, ProducerFenced
from faust.types import TP

from tests.stream.desk import Desk, Worker, event, until
from tests.stream.pipelines import item
from workers.stream.breaker import Breaker
from workers.stream.topics import DEAD_LETTERS, QUOTES, RAW, Outgoing


def run(test: Coroutine[Any, Any, None]) -> None:
    asyncio.run(test)


async def take(worker: Worker, *offsets: int, text: str = "plain", **orders: Any) -> None:
    for offset in offsets:
        await worker.delivery.take(event(offset, item(f"u{offset}", text, **orders)))


def test_an_unfinished_item_holds_back_those_behind_it() -> None:
    async def test() -> None:
        worker = Worker(Desk(held=[1]))
        await worker.assign(0)
        await take(worker, 0, 1, 2)
        await until(lambda: worker.outboxes[0].committed)
        await asyncio.sleep(0.05)
        assert worker.outboxes[0].committed == [1]

    run(test())


def test_what_was_held_back_goes_out_in_order() -> None:
    async def test() -> None:
        desk = Desk(held=[0])
        worker = Worker(desk)
        await worker.assign(0)
        await take(worker, 0, 1, 2)
        desk.release(0)
        await until(lambda: worker.delivery.in_flight == 0)
        assert worker.outboxes[0].keys(QUOTES) == ["u0", "u1", "u2"]

    run(test())


def test_a_gap_in_the_offsets_is_not_waited_for() -> None:
    async def test() -> None:
        worker = Worker(Desk())
        await worker.assign(0)
        await take(worker, 3, 7)
        await until(lambda: worker.delivery.in_flight == 0)
        assert worker.outboxes[0].committed[-1] == 8

    run(test())


def test_partitions_do_not_wait_for_each_other() -> None:
    async def test() -> None:
        worker = Worker(Desk(held=[0]))
        await worker.assign(0, 1)
        await take(worker, 0)
        await worker.delivery.take(event(5, item("other"), partition=1))
        await until(lambda: worker.outboxes[1].committed)
        assert worker.outboxes[1].committed == [6]

    run(test())


def test_a_message_that_comes_twice_is_taken_once() -> None:
    async def test() -> None:
        worker = Worker(Desk())
        await worker.assign(0)
        await take(worker, 0, 1, 0, 1)
        await until(lambda: worker.delivery.in_flight == 0)
        assert worker.outboxes[0].keys(QUOTES) == ["u0", "u1"]

    run(test())


def test_a_message_from_before_the_rebalance_is_ignored() -> None:
    async def test() -> None:
        worker = Worker(Desk())
        await worker.assign(0, generation=2)
        await worker.delivery.take(event(0, item("old"), generation=1))
        assert worker.delivery.in_flight == 0

    run(test())


def test_a_transient_failure_is_tried_again() -> None:
    async def test() -> None:
        worker = Worker(Desk())
        await worker.assign(0)
        worker.outboxes[0].errors = [NotLeaderForPartitionError(), ConnectionError("gone")]
        await take(worker, 0)
        await until(lambda: worker.outboxes[0].committed)
        assert worker.outboxes[0].keys(QUOTES) == ["u0"]

    run(test())


def test_retries_are_counted_by_topic() -> None:
    async def test() -> None:
        worker = Worker(Desk())
        await worker.assign(0)
        worker.outboxes[0].errors = [ConnectionError("gone")]
        await take(worker, 0)
        await until(lambda: worker.delivery.in_flight == 0)
        assert worker.value("produce_retries_total", topic=QUOTES) == 1

    run(test())


def test_a_refused_record_becomes_a_dead_letter_and_spares_its_neighbours() -> None:
    def too_large(messages: Any) -> Exception | None:
        return MessageSizeTooLargeError() if any(len(message.value) > 5_000 for message in messages) else None

    async def test() -> None:
        desk = Desk(held=[0])
        worker = Worker(desk)
        await worker.assign(0)
        worker.outboxes[0].refuses = too_large
        await take(worker, 0)
        await take(worker, 1, size=5_000)
        await take(worker, 2)
        desk.release(0)
        await until(lambda: worker.delivery.in_flight == 0)
        outbox = worker.outboxes[0]
        reasons = [dict(message.headers).get("reason") for message in outbox.messages]
        assert list(zip((m.key for m in outbox.messages), reasons, strict=True)) == [
            (b"u0", None),
            (b"k1", b"publish_rejected"),
            (b"u2", None),
        ]

    run(test())


def test_a_refused_dead_letter_is_never_given_up() -> None:
    def dead_letter(messages: Any) -> Exception | None:
        return MessageSizeTooLargeError() if messages[0].topic == DEAD_LETTERS else None

    async def test() -> None:
        worker = Worker(Desk())
        await worker.assign(0)
        worker.outboxes[0].refuses = dead_letter
        await take(worker, 0, text="reject")
        await until(lambda: worker.value("produce_retries_total", topic=DEAD_LETTERS) >= 2)
        assert worker.outboxes[0].committed == []

    run(test())


def test_a_fenced_worker_ends() -> None:
    async def test() -> None:
        worker = Worker(Desk())
        await worker.assign(0)
        worker.outboxes[0].errors = [ProducerFenced()]
        await take(worker, 0)
        await until(lambda: worker.fatal)
        assert "ProducerFenced" in worker.fatal[0]

    run(test())


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (b"{not json", b"invalid_json"),
        (None, b"invalid_json"),
        (item("u", "reject"), b"unsupported_language"),
        (item("u", "unencodable"), b"extraction_error"),
    ],
)
def test_whatever_is_wrong_with_an_item_ends_as_a_dead_letter(value: bytes | None, reason: bytes) -> None:
    async def test() -> None:
        worker = Worker(Desk())
        await worker.assign(0)
        await worker.delivery.take(event(0, value, headers=[("traceparent", b"00-1")]))
        await until(lambda: worker.delivery.in_flight == 0)
        (letter,) = worker.outboxes[0].messages
        assert (letter.topic, letter.value, letter.headers[0], dict(letter.headers)["reason"]) == (
            DEAD_LETTERS,
            value,
            ("traceparent", b"00-1"),
            reason,
        )

    run(test())


def test_a_dead_letter_says_where_its_item_stood() -> None:
    async def test() -> None:
        worker = Worker(Desk())
        await worker.assign(3)
        await worker.delivery.take(event(41, b"?", partition=3))
        await until(lambda: worker.delivery.in_flight == 0)
        headers = dict(worker.outboxes[3].messages[0].headers)
        assert [headers[f"source_{name}"] for name in ("topic", "partition", "offset")] == [b"news.raw", b"3", b"41"]

    run(test())


def test_no_more_is_taken_than_may_be_in_flight() -> None:
    async def test() -> None:
        worker = Worker(Desk(held=[0, 1, 2]), max_in_flight=2)
        await worker.assign(0)
        await take(worker, 0, 1)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(take(worker, 2), 0.05)

    run(test())


def test_room_is_made_when_an_item_is_finished() -> None:
    async def test() -> None:
        desk = Desk(held=[0])
        worker = Worker(desk, max_in_flight=1)
        await worker.assign(0)
        await take(worker, 0)
        desk.release(0)
        await asyncio.wait_for(take(worker, 1), 5)

    run(test())


def test_an_item_that_takes_its_time_does_not_hold_up_other_partitions() -> None:
    async def test() -> None:
        worker = Worker(Desk(held=[0]), max_in_flight=2)
        await worker.assign(0, 1)
        await take(worker, 0)
        for offset in range(1, 11):
            await worker.delivery.take(event(offset, item(f"u{offset}"), partition=1))
        await until(lambda: worker.outboxes[1].committed)
        await until(lambda: worker.outboxes[1].committed[-1] == 11)
        assert worker.outboxes[0].committed == []

    run(test())


def test_a_drain_finishes_what_is_being_worked_on() -> None:
    async def test() -> None:
        desk = Desk(held=[0])
        worker = Worker(desk)
        await worker.assign(0)
        await take(worker, 0)
        await until(lambda: desk.started)
        draining = asyncio.create_task(worker.delivery.drain(5))
        await asyncio.sleep(0.05)
        desk.release(0)
        await draining
        assert worker.outboxes[0].committed == [1]

    run(test())


def test_a_drain_ends_in_time() -> None:
    async def test() -> None:
        worker = Worker(Desk(held=[0]))
        await worker.assign(0)
        await take(worker, 0)
        await asyncio.wait_for(worker.delivery.drain(0.1), 5)
        assert worker.outboxes[0].log[-1] == "close"

    run(test())


def test_nothing_is_taken_while_draining() -> None:
    async def test() -> None:
        worker = Worker(Desk())
        await worker.assign(0)
        await worker.delivery.drain(0.1)
        await take(worker, 0)
        assert worker.value("messages_consumed_total", topic=RAW) == 0

    run(test())


def test_a_revoked_partition_gets_what_is_finished_and_no_more() -> None:
    async def test() -> None:
        desk = Desk(held=[1])
        worker = Worker(desk)
        await worker.assign(0)
        await take(worker, 0, 1)
        await worker.delivery.revoke({TP(RAW, 0)})
        desk.release(1)
        await asyncio.sleep(0.05)
        assert worker.outboxes[0].committed == [1]

    run(test())


def test_a_revoked_partition_gives_its_room_back() -> None:
    async def test() -> None:
        desk = Desk(held=[0, 1])
        worker = Worker(desk, max_in_flight=2)
        await worker.assign(0)
        await take(worker, 0, 1)
        await worker.delivery.revoke({TP(RAW, 0)})
        desk.release(0)
        await worker.assign(0, generation=1)
        await asyncio.wait_for(worker.delivery.take(event(0, item("again"), generation=1)), 1)

    run(test())


def test_revoked_items_do_not_fill_the_room_for_ever() -> None:
    async def test() -> None:
        desk = Desk(held=range(20))
        worker = Worker(desk, max_in_flight=1)
        for number in range(20):
            await worker.assign(0, generation=number)
            await worker.delivery.take(event(number, item("u"), generation=number))
            await until(lambda number=number: number in desk.started)
            await worker.delivery.revoke({TP(RAW, 0)})
            desk.release(number)

    run(asyncio.wait_for(test(), 10))


def test_an_assignment_shuts_the_former_lanes() -> None:
    async def test() -> None:
        worker = Worker(Desk())
        await worker.assign(0)
        former = worker.outboxes[0]
        await worker.assign(0, generation=1)
        assert former.log == ["open", "close"]

    run(test())


def test_a_drain_does_not_wait_for_what_was_not_begun() -> None:
    async def test() -> None:
        worker = Worker(Desk())
        await worker.assign(0)
        await take(worker, 0)  # its turn has not come yet
        async with asyncio.timeout(10):
            await worker.delivery.drain(600)
        assert worker.outboxes[0].committed == []

    run(test())


def test_lag_of_a_revoked_partition_is_not_told() -> None:
    async def test() -> None:
        worker = Worker(Desk())
        await worker.assign(0)
        worker.metrics.consumer_lag.labels(RAW, "0").set(7)
        await worker.delivery.revoke({TP(RAW, 0)})
        labels = {"topic": RAW, "partition": "0"}
        assert worker.metrics.registry.get_sample_value("communique_consumer_lag_records", labels) is None

    run(test())


def test_outcomes_are_counted() -> None:
    async def test() -> None:
        worker = Worker(Desk())
        await worker.assign(0)
        await take(worker, 0)
        await take(worker, 1, quotes=0)
        await take(worker, 2, text="reject")
        await until(lambda: worker.delivery.in_flight == 0)
        counts = [
            worker.value("messages_processed_total", topic=RAW, outcome=outcome)
            for outcome in ("ok", "empty", "dead_letter")
        ]
        assert counts == [1, 1, 1]

    run(test())


@pytest.mark.parametrize(("since", "kind"), [(-5.0, "past"), (3600.0, "future"), (None, "missing")])
def test_latency_is_measured_from_stamps_that_allow_it(since: float | None, kind: str) -> None:
    async def test() -> None:
        worker = Worker(Desk(held=[0]))
        await worker.assign(0)
        stamp = since and time.time() + since
        await worker.delivery.take(event(0, item("u"), timestamp=stamp))
        assert worker.value("queue_latency_seconds_count", kind=kind) == 1

    run(test())


def test_too_large_a_share_of_dead_letters_trips_the_breaker() -> None:
    async def test() -> None:
        worker = Worker(Desk(), breaker=Breaker(share=0.5, items=3, seconds=60))
        await worker.assign(0)
        await take(worker, 0, 1, 2, text="reject")
        await until(lambda: worker.tripped)
        assert worker.tripped == ["3 of the last 3 items were dead-lettered within 60 s"]

    run(test())


def test_the_trace_goes_on_in_the_outputs() -> None:
    async def test() -> None:
        worker = Worker(Desk())
        await worker.assign(0)
        await worker.delivery.take(event(0, item("u"), headers=[("traceparent", b"00-1"), ("other", b"x")]))
        await until(lambda: worker.delivery.in_flight == 0)
        message: Outgoing = worker.outboxes[0].messages[0]
        assert [header for header in message.headers if header[0] in {"traceparent", "other"}] == [
            ("traceparent", b"00-1")
        ]

    run(test())
