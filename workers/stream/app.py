"""Settings in, the Faust app out that is the worker: `communique run`, or `faust -A workers.stream.app worker`."""

from collections.abc import Iterable
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import gettempdir
from typing import Any, cast

import faust
from faust.app.base import BootStrategy
from mode import Service
from mode.types import ServiceT
from mode.utils.logging import get_logger

from workers.pipeline import load_pipeline
from workers.settings import Settings, load_settings
from workers.stream.agents import add_agents
from workers.stream.child import Load
from workers.stream.logs import logging_config, set_up_logging
from workers.stream.runtime import Runtime
from workers.stream.security import faust_credentials
from workers.stream.transport import Consumer, Transport

__all__ = ["build_app"]


def build_app(settings: Settings, load: Load | None = None) -> faust.App:
    """The worker for these settings; `load` makes the pipeline in each pool child, and must be importable there.

    Raises:
        SettingsError: a certificate or key cannot be loaded.
    """
    app = faust.App(
        settings.group,
        broker=[f"kafka://{broker}" for broker in settings.brokers.split(",")],
        broker_credentials=faust_credentials(settings),
        logging_config=logging_config(settings),
        **_FIXED,
        **_bounds(settings),
    )
    runtime = Runtime(
        settings, load or _loader(settings), lambda: cast(Consumer, app.consumer), lambda: bool(app.crashed)
    )
    app.transport = Transport(app.conf.broker_consumer, app)
    app.transport.rebalanced = runtime
    app.boot_strategy = _Boot(app, runtime)
    add_agents(app, runtime.delivery)

    @app.on_before_shutdown.connect(weak=False)
    async def drain(*_: Any, **__: Any) -> None:
        await runtime.drain()

    return app


def __getattr__(name: str) -> faust.App:
    """`faust -A workers.stream.app` asks for `app`; building one reads the environment."""
    if name != "app":
        raise AttributeError(name)
    settings = load_settings()
    set_up_logging(settings)
    app: faust.App = globals().setdefault("app", build_app(settings))
    return app


# Raw bytes in; small buffers, for what is buffered is read again after a rebalance; nothing of Faust's own on the
# broker and no web server; topics are created up front.
_FIXED: dict[str, Any] = {
    "key_serializer": "raw",
    "value_serializer": "raw",
    "consumer_auto_offset_reset": "earliest",
    "stream_wait_empty": False,
    "topic_allow_declare": False,
    "topic_disable_leader": True,
    "web_enabled": False,
    "store": "memory://",
    "datadir": Path(gettempdir()) / "communique",
    "worker_redirect_stdouts": False,
}


def _bounds(settings: Settings) -> dict[str, Any]:
    session = settings.session_timeout_seconds
    return {
        "stream_buffer_maxsize": settings.max_in_flight,
        "broker_max_poll_records": settings.max_in_flight,
        "broker_session_timeout": session,
        "broker_heartbeat_interval": session / 5,
        "broker_request_timeout": max(15.0, session + 5),
        "broker_rebalance_timeout": max(30.0, session),
        "consumer_metadata_max_age_ms": 30_000,
    }


def _loader(settings: Settings) -> Load:
    return partial(load_pipeline, settings.model, max_bytes=settings.max_item_bytes, max_chars=settings.max_text_chars)


class _Boot(BootStrategy):
    """Faust's order of starting, with our parts first, and stopped last."""

    def __init__(self, app: faust.App, runtime: Runtime) -> None:
        super().__init__(app)
        self._parts = _Parts(runtime)

    def server(self) -> Iterable[ServiceT]:
        return chain([self._parts], super().server())


class _Parts(Service):
    """Starts and stops the runtime."""

    logger = get_logger("mode")

    def __init__(self, runtime: Runtime) -> None:
        super().__init__()
        self._runtime = runtime

    async def on_start(self) -> None:
        await self._runtime.start()

    async def on_stop(self) -> None:
        await self._runtime.stop()
