"""A pool child whose parent is gone."""

import multiprocessing

from tests.canned import load_canned
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
