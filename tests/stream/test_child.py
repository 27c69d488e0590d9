"""A pool child whose parent is gone."""

import multiprocessing
import time
from pathlib import Path

import psutil

from tests.canned import CannedPipeline, load_canned
from tests.processes import wait_for
from workers.stream.child import serve


def test_child_whose_parent_went_while_it_loaded_ends_in_peace() -> None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=serve, args=(theirs, load_canned, 5.0))
    child.start()
    ours.close()
    theirs.close()
    child.join(60)
    assert child.exitcode == 0


def test_child_that_still_loads_ends_with_its_killed_parent(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    parent = multiprocessing.get_context("spawn").Process(target=_be_parent, args=(told,))
    parent.start()
    wait_for(lambda: told.exists() and told.read_text() != "", 60, "a child that loads")
    child = psutil.Process(int(told.read_text()))
    parent.kill()
    try:
        wait_for(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE, 10, "the end of the child")
    finally:
        child.kill()


def _be_parent(told: Path) -> None:
    context = multiprocessing.get_context("spawn")
    _, theirs = context.Pipe()
    child = context.Process(target=serve, args=(theirs, _LoadForEver(told), 5.0))
    child.start()
    child.join()


class _LoadForEver:
    """Says which process it is called in, and does not return."""

    def __init__(self, told: Path) -> None:
        self._told = told

    def __call__(self) -> CannedPipeline:
        self._told.write_text(str(multiprocessing.current_process().pid))
        time.sleep(600)
        raise AssertionError
