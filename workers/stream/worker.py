"""Settings in, a worker running in this process until it is told to stop."""

import faust

from workers.settings import Settings
from workers.stream.app import build_app
from workers.stream.child import Load
from workers.stream.logs import set_up_logging

__all__ = ["run_worker"]


def run_worker(settings: Settings, load: Load | None = None) -> None:
    """Returns after SIGTERM or SIGINT.

    Raises:
        SystemExit: it failed; what went wrong has been logged.
    """
    set_up_logging(settings)
    app = build_app(settings, load)
    worker = faust.Worker(app, quiet=True, override_logging=False, redirect_stdouts=False)
    worker.spinner = None
    try:
        worker.execute_from_commandline()
    except SystemExit as end:
        if end.code:
            raise
