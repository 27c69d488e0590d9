"""A stretch of the corpus in, what became of it out: one child's part of a whole run."""

import faulthandler
import signal
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import psutil

from tests.fuzz.checks import judge
from tests.fuzz.corpus import corpus
from workers.pipeline import load_pipeline
from workers.settings import load_settings

__all__ = ["Report", "Task", "work"]


class Task(NamedTuple):
    """What one child does, as one child of the worker's pool would before it is replaced."""

    seed: int
    first: int
    last: int
    deadline: float
    keep: Path


class Report(NamedTuple):
    """What became of a task's items: fates and the slowest by family, what failed, megabytes the child grew by."""

    fates: dict[str, Counter[str]]
    slowest: dict[str, float]
    failures: list[str]
    grown: float


def work(task: Task) -> Report:
    """In the child: load the pipeline and judge one item after the other."""
    settings = load_settings({})
    pipeline = load_pipeline(settings.model, max_bytes=settings.max_item_bytes, max_chars=settings.max_text_chars)
    report = Report({}, {}, [], 0.0)
    memory = psutil.Process().memory_info
    before = memory().rss
    faulthandler.register(signal.SIGPROF, chain=True)
    for number, hostile in enumerate(islice(corpus(task.seed, task.last), task.first, None), task.first):
        # A hang ends here, and says where. By processor time: on a busy machine, minutes may pass of themselves.
        signal.setitimer(signal.ITIMER_PROF, 5 * task.deadline)
        verdict = judge(pipeline, hostile, task.deadline)
        report.fates.setdefault(hostile.family, Counter())[verdict.fate] += 1
        report.slowest[hostile.family] = max(report.slowest.get(hostile.family, 0.0), verdict.cpu_seconds)
        if verdict.faults:
            task.keep.mkdir(parents=True, exist_ok=True)
            task.keep.joinpath(f"{task.seed}-{number}.bin").write_bytes(hostile.value or b"")
            report.failures.append(f"item {number} ({hostile.family}): {'; '.join(verdict.faults)}")
    signal.setitimer(signal.ITIMER_PROF, 0)
    return report._replace(grown=(memory().rss - before) / 1e6)
