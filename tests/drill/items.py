"""A seed in, keyed items for a drill out: most are good, some must end as dead letters."""

from collections.abc import Iterator
from random import Random
from typing import Final

import orjson

from tests.fuzz.prose import article
from tests.wire import Fed

__all__ = ["canned_items", "real_items"]

_TEXTS: Final = 300
# One in this many has a text of its own with names never seen before, for whatever the model keeps of new words.
_NEW: Final = 10
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
    """News-like items without end, for the real pipeline: few texts, so that what they must give can be told."""
    dice = Random(seed)
    texts = [article(dice, dice.randint(1, 6)) for _ in range(_TEXTS)]
    for number in _numbers():
        uri = f"urn:drill:{seed}:{number}"
        text = dice.choice(texts)
        if dice.randrange(_NEW) == 0:
            text += f"\nMinister {_name(dice)} met Ambassador {_name(dice)} of Chile in {_name(dice)}."
        yield _fed(uri, text, bad=dice.randrange(_BAD) == 0)


def _name(dice: Random) -> str:
    return "".join(dice.choice("bdgklmnrst") + dice.choice("aeiou") for _ in range(4)).capitalize()


def _fed(uri: str, text: str, *, bad: bool) -> Fed:
    value = orjson.dumps({"uri": uri, "text": text})
    return Fed(value[:-1] if bad else value, uri.encode())


def _numbers() -> Iterator[int]:
    number = 0
    while True:
        yield number
        number += 1
