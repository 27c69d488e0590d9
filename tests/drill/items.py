"""A seed in, keyed items for a drill out: most are good, some must end as dead letters."""

from collections.abc import Iterator
from random import Random
from typing import Final

import orjson

from tests.fuzz.prose import article
from tests.wire import Fed

__all__ = ["canned_items", "real_items"]

# One in this many is no JSON: a dead letter is an output like any other, and must come exactly once too.
_BAD: Final = 20


def canned_items(seed: str) -> Iterator[Fed]:
    """Items without end, for the canned pipeline."""
    dice = Random(seed)
    for number in _numbers():
        uri = f"urn:drill:{seed}:{number}"
        text = f"SLEEP {dice.random() * 0.02:.3f} seconds over item {number}."
        yield _fed(uri, text, bad=dice.randrange(_BAD) == 0)


def real_items(seed: str) -> Iterator[Fed]:
    """News-like items without end, for the real pipeline."""
    dice = Random(seed)
    for number in _numbers():
        uri = f"urn:drill:{seed}:{number}"
        yield _fed(uri, article(dice, dice.randint(1, 3)), bad=dice.randrange(_BAD) == 0)


def _fed(uri: str, text: str, *, bad: bool) -> Fed:
    value = orjson.dumps({"uri": uri, "text": text})
    return Fed(value[:-1] if bad else value, uri.encode())


def _numbers() -> Iterator[int]:
    number = 0
    while True:
        yield number
        number += 1
