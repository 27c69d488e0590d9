"""One partition's items between received and acknowledged, over an outbox in memory."""

import asyncio

from aiokafka import TopicPartition
from aiokafka.errors import MessageSizeTooLargeError

from tests.stream.desk import MemoryOutbox, until
from workers.ontology import Reason
from workers.pipeline import Outcome, Reject
from workers.publish import Origin
from workers.stream.lane import Item, Lane
from workers.stream.topics import DEAD_LETTERS, RAW

PARTITION = TopicPartition(RAW, 0)
REJECTED = Outcome(reject=Reject(Reason.INVALID_JSON, "Rejected", "why"))


class Track:
    """A lane and what it has acknowledged."""

    def __init__(self, *, interval_seconds: float = 0.0) -> None:
        self.outbox = MemoryOutbox(PARTITION)
        self.done: list[int] = []
        self.lane = Lane(
            PARTITION,
            self.outbox,
            interval_seconds=interval_seconds,
            on_done=lambda items: self.done.extend(item.offset for item in items),
            on_retry=lambda _: None,
        )

    def take(self, *offsets: int) -> list[Item]:
        items = [item_at(offset) for offset in offsets]
        assert all(map(self.lane.take, items))
        return items

    async def run(self, *, until_done: int) -> None:
        running = asyncio.create_task(self.lane.run())
        await until(lambda: len(self.done) == until_done)
        self.lane.close()
        await running


def item_at(offset: int) -> Item:
    return Item(Origin(RAW, 0, offset), offset, f"k{offset}".encode(), b"?", (), None)


def test_everything_below_the_next_offset_is_reached_when_all_is_acknowledged() -> None:
    async def test() -> int | None:
        track = Track()
        for item in track.take(4, 5):
            track.lane.finish(item, REJECTED)
        await track.run(until_done=2)
        return track.lane.reached

    assert asyncio.run(test()) == 6


def test_everything_below_the_oldest_item_is_reached() -> None:
    track = Track()
    track.take(4, 5)
    assert track.lane.reached == 4


def test_the_outbox_is_made_good_after_a_refusal() -> None:
    async def test() -> list[str]:
        track = Track()
        track.outbox.errors = [MessageSizeTooLargeError()]
        for item in track.take(0, 1):
            track.lane.finish(item, REJECTED)
        await track.run(until_done=2)
        return track.outbox.log

    assert asyncio.run(test()) == ["reopen"]


def test_what_waits_behind_a_skipped_item_is_not_waited_for() -> None:
    async def test() -> None:
        track = Track()
        first, second = track.take(0, 1)
        track.lane.finish(second, REJECTED)
        track.lane.skip(first)
        await asyncio.wait_for(track.lane.flush(600, unfinished=True), 10)

    asyncio.run(test())


def test_what_is_confirmed_after_the_partition_went_is_not_acknowledged() -> None:
    async def test() -> list[int]:
        track = Track()

        def revoked_meanwhile(_: object) -> None:
            track.lane.close()

        track.outbox.refuses = revoked_meanwhile
        track.lane.finish(*track.take(0), REJECTED)
        await track.lane.run()
        return track.done

    assert asyncio.run(test()) == []


def test_a_full_batch_does_not_wait_for_the_interval() -> None:
    async def test() -> list[int]:
        track = Track(interval_seconds=600)
        running = asyncio.create_task(track.lane.run())
        track.lane.finish(*track.take(0), REJECTED)
        await until(lambda: track.done)
        for item in track.take(*range(1, 202)):
            track.lane.finish(item, REJECTED)
        await until(lambda: len(track.done) > 1)
        track.lane.close()
        await running
        return track.outbox.committed

    assert asyncio.run(test()) == [1, 201]


def test_closing_hands_back_what_was_not_acknowledged() -> None:
    track = Track()
    items = track.take(0, 1)
    assert (track.lane.close(), track.lane.take(item_at(2))) == (items, False)


def test_a_finished_item_holds_what_it_will_publish() -> None:
    track = Track()
    (item,) = track.take(0)
    assert (track.lane.finish(item, REJECTED), item.held_bytes, item.outgoing[0].topic) == (1, 2, DEAD_LETTERS)
