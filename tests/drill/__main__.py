"""`python -m tests.drill`: play the fault drills one after the other and print the books."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final, NamedTuple, NoReturn

import click
import psutil
from rich.console import Console
from rich.table import Table

from tests.drill.repertoire import DRILLS, Drill
from tests.drill.stage import RECOVERY_SECONDS, Stage
from tests.kafka import KafkaUnavailable
from tests.ledger import Balance

_LIMIT_SECONDS: Final = 3_000
_NOTHING: Final = Balance(0, 0, 0, 0, 0)


class Result(NamedTuple):
    """How one drill went; `failures` is empty when it passed."""

    drill: Drill
    balance: Balance
    recovery_seconds: float
    seconds: float
    exits: list[int]
    failures: tuple[str, ...]


@click.command()
@click.option("--short", is_flag=True, help="A handful of drills, for every CI run.")
@click.option("--only", metavar="NAME", multiple=True, type=click.Choice([drill.name for drill in DRILLS]))
@click.option("--times", type=click.IntRange(1), help="How often, or for how many seconds, instead of the set number.")
@click.option("--seed", default="1", show_default=True)
@click.option("--guarantee", type=click.Choice(["exactly_once", "at_least_once"]), default="exactly_once")
def main(short: bool, only: tuple[str, ...], times: int | None, seed: str, guarantee: str) -> None:
    """Break one thing at a time; every item's records must come out once, and work go on within 30 seconds."""
    results = []
    for drill in DRILLS:
        amount = times or (drill.short if short else drill.full)
        if (only and drill.name not in only) or (short and not only and not drill.short):
            continue
        results.append(_play(drill, amount or drill.full, f"{drill.name}/{seed}", guarantee))
        click.echo(_line(results[-1]), err=True)
    Console(width=120).print(_table(results, guarantee))
    sys.exit(1 if any(result.failures for result in results) else 0)


def _play(drill: Drill, amount: int, seed: str, guarantee: str) -> Result:
    began, balance, failures = time.monotonic(), _NOTHING, []
    stage = Stage(seed, guarantee=guarantee, **drill.stage)
    try:
        with _time_limit(), stage:
            drill.play(stage, amount)
            balance = stage.settle()
            for worker in list(stage.crew):
                code = stage.crew.leave(worker)
                failures += [f"a worker ended with {code}"] if code else []
    except KafkaUnavailable as error:
        sys.exit(str(error))
    except Exception as error:
        failures.append(f"{type(error).__name__}: {error}")
    recovery = max(stage.recoveries, default=0.0)
    failures += _failures(balance, recovery, guarantee)
    failures += [f"{stage.orphans} pool children outlived their worker"] if stage.orphans else []
    failures += [f"left running: {child}" for child in psutil.Process().children(recursive=True)]
    return Result(drill, balance, recovery, time.monotonic() - began, stage.crew.exits, tuple(failures))


def _failures(balance: Balance, recovery: float, guarantee: str) -> Iterator[str]:
    if balance.lost:
        yield f"{balance.lost} lost"
    if balance.strange:
        yield f"{balance.strange} not expected"
    if balance.duplicated and guarantee == "exactly_once":
        yield f"{balance.duplicated} duplicated"
    if recovery > RECOVERY_SECONDS:
        yield f"{recovery:.0f} s to recover"


@contextmanager
def _time_limit() -> Iterator[None]:
    def give_up(_: int, __: FrameType | None) -> NoReturn:
        raise TimeoutError(f"not over within {_LIMIT_SECONDS} s")

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(_LIMIT_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)


def _line(result: Result) -> str:
    verdict = "; ".join(result.failures) or "passed"
    return (
        f"{result.drill.name}: {verdict} ({result.balance.items} items, {result.seconds:.0f} s, exits {result.exits})"
    )


def _table(results: list[Result], guarantee: str) -> Table:
    table = Table(title=f"Fault drills, {guarantee}, read_committed")
    table.add_column("drill")
    for column in ("items", "lost", "duplicated", "dead-lettered", "seconds to recover", "seconds"):
        table.add_column(column, justify="right")
    table.add_column("")
    for result in results:
        items, lost, duplicated, _, dead = result.balance
        numbers = (items, lost, duplicated, dead, f"{result.recovery_seconds:.1f}", f"{result.seconds:.0f}")
        table.add_row(result.drill.name, *map(str, numbers), "failed" if result.failures else "passed")
    return table


main(prog_name="python -m tests.drill")
