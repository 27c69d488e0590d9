"""`communique run`: the worker, until it is told to stop."""

import contextlib
import os
import signal
from collections.abc import Iterator
from typing import NoReturn

import click
import msgspec

from workers.cli.failure import Failure
from workers.settings import Settings, load_settings

__all__ = ["run"]


@click.command
@click.option("--embedded", is_flag=True, help="Start an in-memory broker first, and stop it after.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The embedded broker's port; 0: a free one.")
def run(embedded: bool, port: int) -> None:
    """Run the worker: news.raw in, events and quotes out.

    SIGTERM and Ctrl-C let it finish what it is working on; it then exits 0.
    """
    signal.signal(signal.SIGTERM, _leave)  # until the worker takes over: nothing has been begun
    settings = load_settings()
    with _broker(settings, port) if embedded else contextlib.nullcontext(settings) as settings:
        _require_topics(settings)
        _run(settings)


@contextlib.contextmanager
def _broker(settings: Settings, port: int) -> Iterator[Settings]:
    from workers.stream.admin import create_topics
    from workers.stream.embedded import EmbeddedBrokerError, embedded_broker

    try:
        with embedded_broker(port) as address:
            settings = msgspec.structs.replace(settings, brokers=address, security_protocol="PLAINTEXT")
            create_topics(settings)
            click.echo(f"embedded broker: COMMUNIQUE_BROKERS={address}")
            yield settings
    except EmbeddedBrokerError as error:
        raise Failure(str(error)) from None


def _require_topics(settings: Settings) -> None:
    from workers.stream.admin import AdminError, missing_topics

    try:
        missing = missing_topics(settings)
    except AdminError as error:
        raise Failure(str(error)) from None
    if missing:
        raise Failure(f"topics missing or not to be seen: {', '.join(missing)} (communique topics create)")


def _run(settings: Settings) -> None:
    from workers.stream.worker import run_worker

    run_worker(settings)


def _leave(_signal: int, _frame: object) -> NoReturn:
    os._exit(0)  # an exception could be swallowed wherever it is raised; the broker ends with its parent
