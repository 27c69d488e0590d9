"""What exactly_once costs against at_least_once: same items, same broker, taken in turn.

Reported are items a second and, less troubled by what else the machine is doing, processor time an item, of the worker
with its children and the broker together.

`python -m tests.bench.guarantees`. Needs Java and Maven, as every test on Apache Kafka does.
"""

import json
import os
import time
from collections.abc import Iterator, Sequence
from itertools import count, cycle, islice
from statistics import median
from typing import Final, NamedTuple

import click
import psutil
from rich.console import Console
from rich.table import Table

from tests.integration.articles import ARTICLES
from tests.kafka import Cluster
from tests.processes import wait_for
from tests.wire import Fed, feed
from tests.worker import CANNED, REAL, Worker
from workers.settings import load_settings
from workers.stream.admin import create_topics

GUARANTEES: Final = ("at_least_once", "exactly_once")
# Starting, joining and the first fetch are not what is measured.
WARM_SHARE: Final = 0.2
_PARTS: Final = 12


@click.command()
@click.option("--items", default=1_500, show_default=True)
@click.option("--rounds", default=3, show_default=True)
@click.option("--canned", is_flag=True, help="Over a pipeline that costs nothing: delivery alone.")
def main(items: int, rounds: int, canned: bool) -> None:
    """Print items a second for each guarantee, and their ratio."""
    costs: dict[str, list[Cost]] = {guarantee: [] for guarantee in GUARANTEES}
    with Cluster(1) as cluster:
        create_topics(load_settings({"COMMUNIQUE_BROKERS": cluster.bootstrap}))
        feed(cluster.bootstrap, islice(_articles(), items))
        for number in range(rounds):
            for guarantee in GUARANTEES if number % 2 else reversed(GUARANTEES):
                program = CANNED if canned else REAL
                costs[guarantee].append(_measure(cluster, f"{guarantee}-{number}", guarantee, items, program))
    _print(costs, items)


class Cost(NamedTuple):
    """Of one run."""

    items_a_second: float
    milliseconds_an_item: float


def _measure(cluster: Cluster, group: str, guarantee: str, items: int, program: tuple[str, ...]) -> Cost:
    """One worker, in a group of its own, which therefore reads the topic from its start."""
    (broker,) = cluster.brokers.values()
    with Worker(cluster.bootstrap, program=program, GROUP=group, GUARANTEE=guarantee, MAX_IN_FLIGHT=64) as worker:
        worker.wait_ready()
        assert worker.process and broker.process
        processes = [psutil.Process(pid) for pid in (worker.process.pid, broker.process.pid)]
        processes += worker.children()

        def processed() -> float:
            return worker.metric("communique_messages_processed_total")

        wait_for(lambda: processed() >= WARM_SHARE * items, 600, "the first items", every_seconds=0.05)
        first, began, busy = processed(), time.monotonic(), _busy_seconds(processes)
        wait_for(lambda: processed() >= items, 600, "the last item", every_seconds=0.05)
        done = items - first
        return Cost(done / (time.monotonic() - began), 1000 * (_busy_seconds(processes) - busy) / done)


def _busy_seconds(processes: Sequence[psutil.Process]) -> float:
    return sum(sum(process.cpu_times()[:2]) for process in processes)


def _articles() -> Iterator[Fed]:
    """For ever; each the length of a news agency's article."""
    texts = [json.loads(article)["text"] for article in ARTICLES.values()]
    text = "\n".join(islice(cycle(texts), _PARTS))
    for number in count():
        uri = f"urn:bench:{number}"
        yield Fed(json.dumps({"uri": uri, "text": text}).encode(), uri.encode())


def _print(costs: dict[str, list[Cost]], items: int) -> None:
    table = Table(title=f"{items} items, one worker and the broker on the same {os.cpu_count()} cores")
    for heading in ("guarantee", "items a second", "processor ms an item", "each round"):
        table.add_column(heading)
    middle = {guarantee: Cost(*map(median, zip(*runs, strict=True))) for guarantee, runs in costs.items()}
    for guarantee, runs in costs.items():
        each = "  ".join(f"{run.items_a_second:.1f} / {run.milliseconds_an_item:.1f}" for run in runs)
        row = middle[guarantee]
        table.add_row(guarantee, f"{row.items_a_second:.1f}", f"{row.milliseconds_an_item:.1f}", each)
    console = Console()
    console.print(table)
    least, once = (middle[guarantee] for guarantee in GUARANTEES)
    console.print(
        f"exactly_once runs at {once.items_a_second / least.items_a_second:.0%} of at_least_once by the clock, "
        f"at {least.milliseconds_an_item / once.milliseconds_an_item:.0%} by processor time"
    )


if __name__ == "__main__":
    main()
