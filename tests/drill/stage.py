"""A seed in; a cluster, its topics, a feeder and a crew of workers out, and the balance of it all at the end."""

import time
from collections.abc import Mapping
from random import Random
from typing import Any, Final, Self

from kafka import KafkaConsumer, TopicPartition
from kafka.errors import KafkaError

from tests.canned import load_canned
from tests.drill.crew import Crew
from tests.drill.feeder import Feeder
from tests.drill.items import canned_items, real_items
from tests.drill.remembering import Remembering
from tests.integration.articles import as_json
from tests.kafka import Cluster
from tests.ledger import DEAD, Balance, Processes, expectation, settle
from tests.processes import wait_for
from tests.wire import RAW, Fed, Tap, feed
from tests.worker import CANNED, REAL, Worker
from workers.pipeline import load_pipeline
from workers.settings import load_settings

__all__ = ["GROUP", "Stage"]

GROUP: Final = "communique"
RECOVERY_SECONDS: Final = 30.0
_GIVE_UP_SECONDS: Final = 150.0


class Stage:
    """Where one drill is played. Everything on it ends with it."""

    def __init__(
        self,
        seed: str,
        *,
        brokers: int = 1,
        partitions: int = 4,
        per_second: float = 40.0,
        real: bool = False,
        guarantee: str = "auto",
        users: Mapping[str, str] | None = None,
    ) -> None:
        self.dice = Random(seed)
        self.partitions = partitions
        self.recoveries: list[float] = []
        self.real = real
        self.cluster = Cluster(brokers, users=users)
        self.crew = Crew()
        self.settings: dict[str, Any] = {
            "GUARANTEE": guarantee,
            "PARTITIONS": partitions,
            "REPLICATION_FACTOR": min(3, brokers),
            "SESSION_TIMEOUT_SECONDS": 6,
            "POOL_SIZE": 1,
            "LOG_FORMAT": "json",
        }
        self._workers: list[Worker] = []
        self._doomed: set[bytes] = set()
        self._seed = seed
        self._per_second = per_second
        self._feeder: Feeder | None = None
        self._tap: Tap | None = None

    def __enter__(self) -> Self:
        try:
            self.cluster.start()
            self.create_topics()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.crew.dismiss()
        if self._feeder:
            self._feeder.close()
        if self._tap:
            self._tap.__exit__()
        self.cluster.close()

    def create_topics(self) -> None:
        """As an operator would."""
        maker = Worker(self.cluster.bootstrap, program=("-m", "workers", "topics", "create"), **self.settings).start()
        assert maker.wait(60) == 0, maker.last_words()

    def feed(self) -> Feeder:
        """Begin to feed."""
        items = (real_items if self.real else canned_items)(self._seed)
        self._feeder = Feeder(self.cluster.bootstrap, items, per_second=self._per_second)
        self._feeder.start()
        return self._feeder

    def feed_doomed(self, uri: str, text: str) -> None:
        """Feed one item that must end as a dead letter although it is well-formed."""
        self._doomed.add(uri.encode())
        feed(self.cluster.bootstrap, [Fed(as_json(uri, text), uri.encode())])

    def worker(self, environ: Mapping[str, str] | None = None, **settings: Any) -> Worker:
        """A worker that is not yet started."""
        program = REAL if self.real else CANNED
        worker = Worker(self.cluster.bootstrap, program=program, environ=environ, **{**self.settings, **settings})
        self._workers.append(worker)
        return worker

    @property
    def orphans(self) -> int:
        """Pool children that outlived their worker."""
        return sum(worker.orphans for worker in self._workers)

    def hire(self, count: int = 1, *, environ: Mapping[str, str] | None = None, **settings: Any) -> list[Worker]:
        """Start workers under supervision and wait until all consume."""
        workers = [self.crew.join(self.worker(environ, **settings)) for _ in range(count)]
        return [worker.wait_ready() for worker in workers]

    def pause(self, low: float, high: float) -> None:
        """Let between `low` and `high` seconds pass."""
        time.sleep(self.dice.uniform(low, high))

    def recover(self) -> None:
        """The fault is over: wait until everything fed so far and an item more of every partition is acknowledged.

        The seconds that takes go into `recoveries`.

        Raises:
            TimeoutError: it took longer than any drill may.
        """
        began = time.monotonic()  # even to ask where the topic ends may have to wait for a leader
        with _Progress(self.cluster.bootstrap, self.partitions) as progress:
            before = progress.ends()
            wait_for(lambda: progress.passed(before), _GIVE_UP_SECONDS, "progress on every partition")
        self.recoveries.append(time.monotonic() - began)

    def stop_feeding(self) -> dict[bytes, bytes | None]:
        """Everything that was fed."""
        assert self._feeder is not None
        return self._feeder.stop()

    def wait_until_done(self, seconds: float = _GIVE_UP_SECONDS) -> None:
        """Until everything on the topic is acknowledged."""
        with _Progress(self.cluster.bootstrap, self.partitions) as progress:
            ends = progress.ends()
            wait_for(lambda: progress.reached(ends), seconds, "an empty backlog")

    def settle(self) -> Balance:
        """Feed no more, wait until all is worked off, and count."""
        fed = self.stop_feeding()
        self.wait_until_done()
        self._tap = Tap(self.cluster.bootstrap)
        doomed = dict.fromkeys(self._doomed, frozenset({DEAD}))
        return settle({**expectation(self._pipeline(), fed), **doomed}, self._tap.catch_up())

    def _pipeline(self) -> Processes:
        if not self.real:
            return load_canned(harmful=False)
        settings = load_settings({})
        return Remembering(
            load_pipeline(settings.model, max_bytes=settings.max_item_bytes, max_chars=settings.max_text_chars)
        )


class _Progress:
    """How far the group has acknowledged `news.raw`."""

    def __init__(self, bootstrap: str, partitions: int) -> None:
        self._consumer = KafkaConsumer(bootstrap_servers=bootstrap, group_id=GROUP, enable_auto_commit=False)
        self._partitions = [TopicPartition(RAW, number) for number in range(partitions)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._consumer.close()

    def ends(self) -> dict[TopicPartition, int]:
        """The offset after the last message of every partition."""
        ends: dict[TopicPartition, int] = self._consumer.end_offsets(self._partitions)
        return ends

    def reached(self, offsets: Mapping[TopicPartition, int]) -> bool:
        """Everything before these offsets is acknowledged."""
        return all(self._committed(partition) >= offset for partition, offset in offsets.items())

    def passed(self, offsets: Mapping[TopicPartition, int]) -> bool:
        """Something at or after each of these offsets is acknowledged."""
        return all(self._committed(partition) > offset for partition, offset in offsets.items())

    def _committed(self, partition: TopicPartition) -> int:
        try:
            return self._consumer.committed(partition) or 0
        except KafkaError:
            return -1
