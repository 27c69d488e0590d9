"""What exactly_once costs against at_least_once: same articles, same broker, two workers that take turns.

Both workers stay up; the pool children of the one whose turn it is not are stopped (SIGSTOP). Turns last seconds, so
that whatever else the machine is doing weighs on both alike, and each turn is compared with the other's next to it.
Reported are the median of those ratios by the clock and by processor time, of worker, children and broker together.

`python -m tests.bench.guarantees`. Needs Java and Maven, as every test on Apache Kafka does.
"""

import json
import os
import signal
import time
from collections.abc import Iterator, Sequence
from itertools import chain, count, cycle, islice
from statistics import median, quantiles
from typing import Final, NamedTuple, Self

import click
import psutil
from rich.console import Console

from tests.integration.articles import ARTICLES
from tests.kafka import Cluster
from tests.processes import wait_for
from tests.wire import Fed, feed
from tests.worker import CANNED, REAL, Worker
from workers.settings import load_settings
from workers.stream.admin import create_topics

GUARANTEES: Final = ("at_least_once", "exactly_once")
# What is finished when a turn ends is acknowledged within a commit interval and a transaction.
_TAIL_SECONDS: Final = 1.5
_FIRST_ITEMS: Final = 500
_PARTS: Final = 12


@click.command()
@click.option("--turns", default=20, show_default=True, help="Of each guarantee.")
@click.option("--seconds", default=6.0, show_default=True, help="How long a turn is.")
@click.option("--canned", is_flag=True, help="Over a pipeline that costs nothing: delivery alone.")
@click.option(
    "--together", is_flag=True, help="Both at a time: what else the machine does then weighs the same on both."
)
def main(turns: int, seconds: float, canned: bool, together: bool) -> None:
    """Print items a second for each guarantee, and the ratios of neighbouring turns."""
    with Cluster(1) as cluster:
        create_topics(load_settings({"COMMUNIQUE_BROKERS": cluster.bootstrap}))
        larder = Larder(cluster.bootstrap, long=not canned)
        larder.hold(_FIRST_ITEMS)
        least, once = (Contestant(cluster, guarantee, CANNED if canned else REAL) for guarantee in GUARANTEES)
        with least, once:
            take = _side_by_side if together else _in_turn
            pairs = [take(least, once, larder, seconds) for _ in range(turns)]
    _print(pairs, together=together)


class Turn(NamedTuple):
    """What one worker did while it was its turn."""

    items_a_second: float
    milliseconds_an_item: float


Pair = tuple[Turn, Turn]  # at_least_once, exactly_once


class Larder:
    """Articles on `news.raw`, always more than will be eaten in the next turn."""

    def __init__(self, bootstrap: str, *, long: bool) -> None:
        self._bootstrap = bootstrap
        self._articles = _articles(_PARTS if long else 1)
        self._fed = 0

    def hold(self, items: int) -> None:
        """Feed until there are as many in all."""
        if items > self._fed:
            feed(self._bootstrap, islice(self._articles, items - self._fed))
            self._fed = items


class Contestant:
    """A worker in a group of its own, which therefore reads the whole topic."""

    def __init__(self, cluster: Cluster, guarantee: str, program: tuple[str, ...]) -> None:
        self.worker = Worker(
            cluster.bootstrap,
            program=program,
            GROUP=guarantee,
            GUARANTEE=guarantee,
            MAX_IN_FLIGHT=64,
            ITEM_TIMEOUT_SECONDS=600,  # an item that is stopped in the middle is none that hangs
            STALL_SECONDS=600,
            POOL_MAX_ITEMS=1_000_000,
        )
        (self._broker,) = cluster.brokers.values()
        self.most = float(_FIRST_ITEMS)  # items of a turn
        self.went = 0.0  # when its last turn began
        self._before = (0.0, 0.0)

    def __enter__(self) -> Self:
        self.worker.start().wait_ready()
        wait_for(lambda: self.processed() > 0, 60, "the first item")
        self.stop()
        return self

    def __exit__(self, *_: object) -> None:
        self.worker.kill()

    def go(self) -> None:
        """Its turn begins."""
        self._before = (self.processed(), self._busy_seconds())
        self.went = time.monotonic()
        self._signal(signal.SIGCONT)

    def stop(self) -> None:
        """No more items, but what is finished goes out."""
        self._signal(signal.SIGSTOP)

    def score(self, ended: float) -> Turn:
        """What it did since `go`, when its tail has gone out."""
        items, busy = self._before
        done = self.processed() - items
        self.most = max(self.most, done)
        return Turn(done / (ended - self.went), 1000 * (self._busy_seconds() - busy) / done)

    def processed(self) -> float:
        """Items acknowledged so far."""
        return self.worker.metric("communique_messages_processed_total")

    def _signal(self, number: signal.Signals) -> None:
        for child in self.worker.pool():
            child.send_signal(number)

    def _busy_seconds(self) -> float:
        assert self.worker.process and self._broker.process
        processes = [psutil.Process(pid) for pid in (self.worker.process.pid, self._broker.process.pid)]
        return sum(sum(process.cpu_times()[:2]) for process in chain(processes, self.worker.pool()))


def _in_turn(least: Contestant, once: Contestant, larder: Larder, seconds: float) -> Pair:
    """The one that went last goes first next time."""
    turns = {}
    for contestant in sorted((least, once), key=lambda contestant: contestant.went, reverse=True):
        _restock(larder, contestant)
        contestant.go()
        time.sleep(seconds)
        contestant.stop()
        ended = time.monotonic()
        time.sleep(_TAIL_SECONDS)
        turns[contestant] = contestant.score(ended)
    return turns[least], turns[once]


def _side_by_side(least: Contestant, once: Contestant, larder: Larder, seconds: float) -> Pair:
    """Processor time of the broker counts for both."""
    _restock(larder, least, once)
    for contestant in (least, once):
        contestant.go()
    time.sleep(seconds)
    for contestant in (least, once):
        contestant.stop()
    ended = time.monotonic()
    time.sleep(_TAIL_SECONDS)
    return least.score(ended), once.score(ended)


def _restock(larder: Larder, *contestants: Contestant) -> None:
    larder.hold(int(max(contestant.processed() + 3 * contestant.most for contestant in contestants)))


def _articles(parts: int) -> Iterator[Fed]:
    """For ever; twelve parts make the length of a news agency's article."""
    texts = [json.loads(article)["text"] for article in ARTICLES.values()]
    text = "\n".join(islice(cycle(texts), parts))
    for number in count():
        uri = f"urn:bench:{number}"
        yield Fed(json.dumps({"uri": uri, "text": text}).encode(), uri.encode())


def _print(pairs: Sequence[Pair], *, together: bool) -> None:
    console = Console()
    how = "at the same time" if together else "in turn"
    console.print(f"{len(pairs)} turns each, {how}, two workers and the broker on {os.cpu_count()} cores")
    for guarantee, turns in zip(GUARANTEES, zip(*pairs, strict=True), strict=True):
        rate, cost = (median(values) for values in zip(*turns, strict=True))
        console.print(f"{guarantee:<14} {rate:6.1f} items a second, {cost:5.1f} ms of processor time an item")
    by_clock = [once.items_a_second / least.items_a_second for least, once in pairs]
    by_processor = [least.milliseconds_an_item / once.milliseconds_an_item for least, once in pairs]
    for name, ratios in (("by the clock", by_clock), ("by processor time", by_processor)):
        low, _, high = quantiles(ratios, n=4)
        console.print(
            f"exactly_once runs at {median(ratios):.1%} of at_least_once {name} "
            f"(half of the pairs lie between {low:.1%} and {high:.1%})"
        )


if __name__ == "__main__":
    main()
