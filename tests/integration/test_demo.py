"""The demo from outside: what it shows, what it leaves behind."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psutil
import pytest

from tests.integration.conftest import ROOT
from tests.processes import spawn, wait_for

COMMAND = [sys.executable, "-m", "workers", "demo"]
_MARK = "DEMO_UNDER_TEST"


class Run(NamedTuple):
    exit_code: int
    output: str
    left: list[str]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """The whole demo, to its end."""
    log = tmp_path_factory.mktemp("demo") / "log"
    process = _start(log)
    exit_code = process.wait(100)
    yield Run(exit_code, log.read_text(), _left(log))


def test_demo_succeeds(demo: Run) -> None:
    assert demo.exit_code == 0, demo.output


def test_demo_leaves_nothing_running(demo: Run) -> None:
    assert demo.left == []


def test_at_least_fifteen_articles_are_shown(demo: Run) -> None:
    assert _count("articles", demo.output) >= 15


@pytest.mark.parametrize("what", ["quotes", "events"])
def test_records_are_found(demo: Run, what: str) -> None:
    assert _count(what, demo.output) > 15


def test_bad_item_is_a_dead_letter(demo: Run) -> None:
    assert _count("dead letters", demo.output) == 1


def test_metrics_are_shown(demo: Run) -> None:
    assert 'communique_dead_letters_total{reason="invalid_json"} 1.0' in demo.output


@pytest.mark.parametrize(
    ("moment", "number"),
    [("", signal.SIGINT), ("broker 127", signal.SIGTERM)],
    ids=["by Ctrl-C at the start", "by SIGTERM when it feeds"],
)
def test_interrupted_demo_leaves_nothing_running(moment: str, number: signal.Signals, tmp_path: Path) -> None:
    log = tmp_path / "log"
    process = _start(log)
    wait_for(lambda: len(_left(log)) > 1 and moment in log.read_text(), 60, "the demo's own processes")
    # Ctrl-C reaches all processes of a terminal, SIGTERM the one that is meant.
    os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    exit_code = process.wait(60)
    assert (exit_code, _left(log)) == (130, [])


def _start(log: Path) -> "subprocess.Popen[bytes]":
    """Whatever the demo starts inherits the mark, whichever session it is in."""
    return spawn(COMMAND, log=log, cwd=ROOT, env={_MARK: str(log)})


def _left(log: Path) -> list[str]:
    """The command lines of what runs of the demo that writes to `log`."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(_MARK) == str(log):
                found.append(" ".join(process.cmdline()))
        except psutil.Error:
            continue
    return found


def _count(name: str, output: str) -> int:
    found = re.search(rf"│ {name} +│ +(\d+) │", output)
    assert found, output
    return int(found[1])
