"""`python -m tests.fuzz`: the whole hostile corpus through the real pipeline, with a table of what became of it."""

import faulthandler
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Final

import click
import psutil

from tests.fuzz.checks import judge
from tests.fuzz.corpus import corpus
from workers.pipeline import load_pipeline
from workers.settings import load_settings

_FATES: Final = "ok empty".split()


@click.command()
@click.option("--count", default=20_000, show_default=True, help="Items.")
@click.option("--seed", default=1, show_default=True)
@click.option("--deadline", default=30.0, show_default=True, help="CPU seconds one item may take.")
@click.option("--growth", default=600, show_default=True, help="Megabytes the process may grow after the first tenth.")
@click.option("--faults", default="build/fuzz", show_default=True, type=Path, help="Where values that fail are kept.")
def main(count: int, seed: int, deadline: float, growth: int, faults: Path) -> None:
    """Fail on a crash, a bug, a span that does not hold, an item out of time, or growing memory."""
    settings = load_settings()
    pipeline = load_pipeline(settings.model, max_bytes=settings.max_item_bytes, max_chars=settings.max_text_chars)
    fates: dict[str, Counter[str]] = defaultdict(Counter)
    slowest: dict[str, float] = defaultdict(float)
    failed, after_warm_up, began = 0, 0, time.monotonic()
    memory = psutil.Process().memory_info
    for number, hostile in enumerate(corpus(seed, count)):
        faulthandler.dump_traceback_later(10 * deadline, exit=True)  # a hang ends here, and says where
        verdict = judge(pipeline, hostile, deadline)
        fates[hostile.family][verdict.fate] += 1
        slowest[hostile.family] = max(slowest[hostile.family], verdict.cpu_seconds)
        if verdict.faults:
            failed += 1
            faults.mkdir(parents=True, exist_ok=True)
            faults.joinpath(f"{seed}-{number}.bin").write_bytes(hostile.value or b"")
            click.echo(f"item {number} ({hostile.family}): {'; '.join(verdict.faults)}", err=True)
        if number == count // 10:
            after_warm_up = memory().rss
    faulthandler.cancel_dump_traceback_later()
    grown = (memory().rss - after_warm_up) / 1e6
    for family, counts in fates.items():
        told = ", ".join(f"{fate} {n}" for fate, n in counts.most_common())
        click.echo(f"{family:14} slowest {slowest[family]:6.2f} s   {told}")
    seconds = time.monotonic() - began
    click.echo(
        f"{count} items in {seconds:.0f} s, {failed} failed, memory grew by {grown:.0f} MB after the first tenth"
    )
    sys.exit(1 if failed or grown > growth else 0)


main(prog_name="python -m tests.fuzz")
