"""What was fed and what came out in; what is missing, what came twice and what was dead-lettered out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple, Protocol

import orjson

from tests.wire import DEAD_LETTERS, Received
from workers.pipeline import Message, Outcome
from workers.records import Retraction

__all__ = ["DEAD", "Balance", "Processes", "expectation", "settle"]

# Stands for a dead letter among an item's record ids.
DEAD: Final = "dead letter"
Expectation = Mapping[bytes, frozenset[str]]


class Processes(Protocol):
    """A pipeline, real or canned."""

    def process(self, message: Message) -> Outcome:
        """What becomes of one message."""


class Balance(NamedTuple):
    """`lost`: expected and not there; `duplicated`: there more than once; `strange`: there and not expected."""

    items: int
    lost: int
    duplicated: int
    strange: int
    dead_lettered: int

    @property
    def even(self) -> bool:
        """Everything came out exactly once."""
        return self.lost == self.duplicated == self.strange == 0


def expectation(pipeline: Processes, values: Mapping[bytes, bytes | None]) -> Expectation:
    """The record ids that every key's item must give rise to, by running the pipeline here."""
    return {key: _ids(pipeline.process(Message(value))) for key, value in values.items()}


def settle(expected: Expectation, received: Iterable[Received]) -> Balance:
    """Compare by key and record id; messages of other keys are left out of account."""
    found = Counter((message.key, _id(message)) for message in received if message.key in expected)
    wanted = {(key, id_) for key, ids in expected.items() for id_ in ids}
    return Balance(
        items=len(expected),
        lost=len({key for key, _ in wanted - found.keys()}),
        duplicated=sum(count - 1 for count in found.values()),
        strange=len(found.keys() - wanted),
        dead_lettered=sum(1 for _, id_ in found if id_ == DEAD),
    )


def _ids(outcome: Outcome) -> frozenset[str]:
    if outcome.reject:
        return frozenset({DEAD})
    # A retraction goes to both topics under one id.
    return frozenset(
        f"{topic} {record.id}"
        for record in outcome.records
        for topic in (("diplomacy.events", "diplomacy.quotes") if isinstance(record, Retraction) else (_topic(record),))
    )


def _topic(record: Any) -> str:
    return "diplomacy.events" if hasattr(record, "trigger") else "diplomacy.quotes"


def _id(message: Received) -> str:
    return DEAD if message.topic == DEAD_LETTERS else f"{message.topic} {orjson.loads(message.value)['id']}"
