"""Settings in, logging set up: one line an event, JSON or readable; never article text."""

import logging
import logging.config
import sys
import time
from collections.abc import Callable
from typing import Any, Final

import structlog

from workers.settings import Settings

__all__ = ["logging_config", "set_up_logging"]

# Chatty at INFO, and their DEBUG lines hold what messages hold.
_LIBRARIES: Final = ("faust", "mode", "aiokafka", "kafka", "asyncio")

_REPEAT_SECONDS: Final = 10.0
_MOST_REMEMBERED: Final = 1_000


def set_up_logging(settings: Settings) -> None:
    """Send structlog's and the standard library's events the same way, to standard error."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_shared(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    logging.config.dictConfig(logging_config(settings))


def logging_config(settings: Settings) -> dict[str, Any]:
    """What logging.config.dictConfig takes, and Faust."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendering(settings)],
                "foreign_pre_chain": _shared(),
            }
        },
        "filters": {"storms": {"()": _without_storms}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["storms"],
                "stream": "ext://sys.stderr",
            }
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "workers": {"level": settings.log_level},
            **{name: {"level": "WARNING"} for name in _LIBRARIES},
        },
    }


def _without_storms() -> Callable[[logging.LogRecord], bool]:
    """Let a library say the same thing once in a while only: aiokafka reports a missing topic at every look."""
    said: dict[tuple[str, str], float] = {}

    def is_news(record: logging.LogRecord) -> bool:
        if record.name.startswith("workers"):
            return True
        what, now = (record.name, str(record.msg)), time.monotonic()
        if now - said.get(what, -_REPEAT_SECONDS) < _REPEAT_SECONDS:
            return False
        if len(said) > _MOST_REMEMBERED:
            said.clear()
        said[what] = now
        return True

    return is_news


def _shared() -> list[Any]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        structlog.processors.StackInfoRenderer(),
    ]


def _rendering(settings: Settings) -> list[Any]:
    pretty = settings.log_format == "console" or (settings.log_format == "auto" and sys.stderr.isatty())
    if pretty:
        return [structlog.dev.ConsoleRenderer()]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
