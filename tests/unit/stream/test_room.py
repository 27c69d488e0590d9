"""What may come in."""

import asyncio

import pytest

from workers.stream.room import Room


def fill(room: Room, items: int, *, finished: bool, size: int = 1) -> None:
    for _ in range(items):
        room.enter(size)
        if finished:
            room.finish(0)


@pytest.mark.parametrize(
    ("items", "finished", "full"), [(1, False, False), (2, False, True), (19, True, False), (20, True, True)]
)
def test_finished_items_take_a_tenth_of_the_room(items: int, finished: bool, full: bool) -> None:
    room = Room(2)
    fill(room, items, finished=finished)
    assert room.is_full is full


def test_memory_is_bounded() -> None:
    room = Room(100, max_bytes=1000)
    fill(room, 2, finished=True, size=500)
    assert room.is_full


def test_what_an_item_grew_by_counts() -> None:
    room = Room(100, max_bytes=1000)
    room.enter(500)
    room.finish(500)
    assert room.is_full


def test_what_leaves_makes_room() -> None:
    async def test() -> None:
        room = Room(1, max_bytes=10)
        room.enter(10)
        room.finish(0)
        waiting = asyncio.create_task(room.wait())
        await asyncio.sleep(0)
        room.leave(10)
        await asyncio.wait_for(waiting, 1)

    asyncio.run(test())
