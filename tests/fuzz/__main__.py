"""`python -m tests.fuzz`: the whole hostile corpus through the real pipeline, with a table of what became of it."""

import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import click

from tests.fuzz.campaign import Report, Task, work
from workers.settings import load_settings


@click.command()
@click.option("--count", default=20_000, show_default=True, help="Items.")
@click.option("--seed", default=1, show_default=True)
@click.option("--deadline", default=30.0, show_default=True, help="CPU seconds one item may take.")
@click.option("--growth", default=600.0, show_default=True, help="Megabytes a child may grow over its items.")
@click.option("--processes", default=1, show_default=True)
@click.option("--keep", default="build/fuzz", show_default=True, type=Path, help="Where values that fail are kept.")
def main(count: int, seed: int, deadline: float, growth: float, processes: int, keep: Path) -> None:
    """Fail on a crash, a bug, a record that is not what it should be, an item out of time, or growing memory."""
    began = time.monotonic()
    step = load_settings({}).pool_max_items
    tasks = [Task(seed, first, min(count, first + step), deadline, keep) for first in range(0, count, step)]
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=spawn, max_tasks_per_child=1) as pool:
        try:
            reports = list(pool.map(work, tasks))
        except BrokenProcessPool:
            sys.exit("a child died, or an item hung and its stack is above")
    for line in _table(reports):
        click.echo(line)
    failures = [failure for report in reports for failure in report.failures]
    failures += [f"a child grew by {r.grown:.0f} MB" for r in reports if r.grown > growth]
    for failure in failures:
        click.echo(failure, err=True)
    grown = max(report.grown for report in reports)
    click.echo(
        f"{count} items in {time.monotonic() - began:.0f} s, {len(failures)} failed; a child grew by {grown:.0f} MB"
    )
    sys.exit(1 if failures else 0)


def _table(reports: list[Report]) -> Iterator[str]:
    for family in dict.fromkeys(family for report in reports for family in report.fates):
        fates = sum((report.fates.get(family, Counter()) for report in reports), Counter())
        slowest = max(report.slowest.get(family, 0.0) for report in reports)
        told = ", ".join(f"{fate} {n}" for fate, n in fates.most_common())
        yield f"{family:14} slowest {slowest:6.2f} s   {told}"


main(prog_name="python -m tests.fuzz")
