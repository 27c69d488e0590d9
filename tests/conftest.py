"""Which tests a run leaves out, and that it says so."""

import os
from typing import Any, Final

import pytest

_LEFT_OUT: Final = pytest.StashKey[int]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the embedded broker cannot do, unless real Apache Kafka was asked for."""
    if os.environ.get("COMMUNIQUE_TEST_BROKER") == "kafka":
        return
    unasked = [item for item in items if item.get_closest_marker("kafka")]
    items[:] = [item for item in items if item not in unasked]
    config.hook.pytest_deselected(items=unasked)
    config.stash[_LEFT_OUT] = len(unasked)
    if hasattr(config, "workeroutput"):  # one of several processes: the first has the summary to write
        config.workeroutput["left_out"] = len(unasked)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Every process collects everything, so the last one's count is that of all."""
    node.config.stash[_LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", 0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say how many were left out, and how to run them."""
    if count := config.stash.get(_LEFT_OUT, 0):
        how = "COMMUNIQUE_TEST_BROKER=kafka make integration"
        terminalreporter.write_line(f"{count} tests left out that need real Apache Kafka: {how}")
