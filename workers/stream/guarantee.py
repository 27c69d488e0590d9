"""Settings in, the guarantee that the broker allows for out."""

import asyncio
import contextlib
import logging
from collections.abc import Iterator
from enum import Enum
from typing import Any, Final

import structlog
from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka import errors as kafka

from workers.settings import PREFIX, Settings
from workers.stream.outbox import ConfirmedOutbox, Offsets, Outbox, producer_arguments, stop
from workers.stream.security import aiokafka_security
from workers.stream.transactions import TransactionalOutbox

__all__ = ["Guarantee", "GuaranteeError", "choose_guarantee", "outbox_for"]

_PROBE_SECONDS: Final = 20.0
# Logs the refusal that the probe is about as an error.
_SENDER: Final = logging.getLogger("aiokafka.producer.sender")

log = structlog.get_logger(__name__)


class GuaranteeError(RuntimeError):
    """The guarantee that was asked for cannot be given; the message is one line."""


class Guarantee(Enum):
    """What a reader of the outputs can rely on."""

    EXACTLY_ONCE = "exactly_once"
    AT_LEAST_ONCE = "at_least_once"
    # A broker that does not even number a producer's batches: a retry may publish a batch twice.
    AT_LEAST_ONCE_PLAIN = "at_least_once_plain"


async def choose_guarantee(settings: Settings) -> Guarantee:
    """Ask the broker what it can do.

    Raises:
        GuaranteeError: exactly_once is demanded, and the broker has no transactions, or forbids them.
    """
    common = producer_arguments(settings.brokers, aiokafka_security(settings))
    if settings.guarantee != "at_least_once":
        if await _starts(common, transactional_id=f"{settings.group}-probe"):
            return Guarantee.EXACTLY_ONCE
        if settings.guarantee == "exactly_once":
            raise GuaranteeError(f"{PREFIX}GUARANTEE: the broker has no transactions, so not exactly_once")
        log.warning("the broker has no transactions: records are published at least once, not exactly once")
    idempotent = await _starts(common, enable_idempotence=True)
    return Guarantee.AT_LEAST_ONCE if idempotent else Guarantee.AT_LEAST_ONCE_PLAIN


def outbox_for(guarantee: Guarantee, settings: Settings, partition: TopicPartition, offsets: Offsets) -> Outbox:
    """The way out for one partition."""
    common = producer_arguments(settings.brokers, aiokafka_security(settings))
    if guarantee is Guarantee.EXACTLY_ONCE:
        return TransactionalOutbox(partition, settings.group, offsets, common)
    return ConfirmedOutbox(partition, offsets, common, idempotent=guarantee is Guarantee.AT_LEAST_ONCE)


async def _starts(common: dict[str, Any], **arguments: Any) -> bool:
    """Whether the broker gives such a producer its number."""
    producer = AIOKafkaProducer(**common, **arguments)
    try:
        with _quiet(_SENDER):
            await asyncio.wait_for(producer.start(), _PROBE_SECONDS)
    except kafka.TransactionalIdAuthorizationFailed:
        raise GuaranteeError(
            f"not allowed to use transactional ids that begin with {arguments['transactional_id'].split('-')[0]!r}"
        ) from None
    except (kafka.UnknownError, kafka.UnsupportedVersionError, kafka.IncompatibleBrokerVersion):
        return False
    finally:
        await stop(producer)
    return True


@contextlib.contextmanager
def _quiet(logger: logging.Logger) -> Iterator[None]:
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = False
