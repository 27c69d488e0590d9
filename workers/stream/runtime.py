"""Everything of a worker that is not Faust's: pool, delivery, metrics, health; started first and stopped last."""

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from typing import Final, NoReturn

import structlog
from aiokafka import TopicPartition
from faust.types import TP

from workers.settings import Settings
from workers.stream.breaker import Breaker
from workers.stream.child import Load
from workers.stream.delivery import Delivery
from workers.stream.guarantee import Guarantee, GuaranteeError, choose_guarantee, outbox_for
from workers.stream.health import Health, HealthServer, watch_for_pauses
from workers.stream.metrics import Metrics
from workers.stream.outbox import Outbox
from workers.stream.pool import Pool, PoolError, PoolLimits
from workers.stream.progress import Progress
from workers.stream.transport import Consumer

__all__ = ["Runtime"]

_BEAT_SECONDS: Final = 0.5
_LEAVE_SECONDS: Final = 5.0
_MEGABYTE: Final = 1_000_000

log = structlog.get_logger(__name__)


class Runtime:
    """One worker's parts, wired. It is what the transport tells of rebalances."""

    def __init__(
        self, settings: Settings, load: Load, consumer: Callable[[], Consumer], is_crashed: Callable[[], bool]
    ) -> None:
        self.settings = settings
        self.metrics = Metrics()
        self.health = Health()
        self.guarantee: Guarantee | None = None
        self.consumer = consumer
        self._is_crashed = is_crashed
        self.pool = Pool(load, _pool_limits(settings), self.metrics)
        self.delivery = Delivery(
            processing=self.pool,
            outbox_of=self._outbox,
            max_in_flight=settings.max_in_flight,
            interval_seconds=settings.commit_interval_seconds,
            breaker=Breaker(
                share=settings.breaker_share, items=settings.breaker_items, seconds=settings.breaker_seconds
            ),
            metrics=self.metrics,
            on_fatal=self.abandon,
            on_trip=self._trip,
        )
        self.progress = Progress(
            consumer,
            self.delivery,
            self.metrics,
            self.health,
            stall_seconds=settings.stall_seconds,
            grace_seconds=settings.item_timeout_seconds + settings.commit_interval_seconds,
            on_stall=self.abandon,
        )
        self._server: HealthServer | None = None
        self._stopped = False
        self._stopping: asyncio.Task[None] | None = None
        self._beating: asyncio.Task[None] | None = None
        self._watching: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Before Faust joins the group: a worker that cannot work must not be given partitions."""
        settings = self.settings
        try:
            self._server = HealthServer(
                self.health, self.metrics.registry, host=settings.metrics_host, port=settings.metrics_port
            )
        except OSError as error:
            place = f"{settings.metrics_host}:{settings.metrics_port}"
            self.abandon(f"metrics on {place}: {error.strerror} (COMMUNIQUE_METRICS_PORT)")
        self._beating = asyncio.create_task(self._beat())
        try:
            producer = await self.pool.start()
            self.guarantee = await choose_guarantee(settings)
        except (PoolError, GuaranteeError) as error:
            if self._stopped:  # SIGTERM came while the pipeline was being loaded
                return
            self.abandon(str(error))
        if self.guarantee is not Guarantee.AT_LEAST_ONCE_PLAIN:
            self.consumer().read_committed()
        self.metrics.built(producer)
        self.health.loaded = True
        watch_for_pauses(settings.session_timeout_seconds, self._paused)
        self._watching = asyncio.create_task(self.progress.watch())
        log.info(
            "worker started",
            guarantee=self.guarantee.value,
            brokers=settings.brokers,
            group=settings.group,
            model=f"{producer.model} {producer.model_version}",
            metrics=f"http://{settings.metrics_host}:{self._server.port}/metrics",
        )

    async def stop(self) -> None:
        """After Faust has left the group."""
        self._stopped = True
        self.pool.stop()
        self._cancel(self._beating)
        self._cancel(self._watching)
        if self._server:
            self._server.close()
        log.info("worker stopped")

    async def assign(self, partitions: set[TP], generation: int) -> None:
        """They are ours now."""
        await self.delivery.assign(partitions, generation)
        self.health.joined = True

    async def revoke(self, partitions: set[TP]) -> None:
        """They are not ours any more."""
        await self.delivery.revoke(partitions)

    async def drain(self) -> None:
        """The worker is to stop: finish what is being worked on, and be gone soon after whatever the broker does."""
        leaving = threading.Timer(self.settings.drain_seconds + _LEAVE_SECONDS, self._leave)
        leaving.daemon = True
        leaving.start()
        self._cancel(self._watching)
        await self.delivery.drain(self.settings.drain_seconds)

    def abandon(self, why: str) -> NoReturn:
        """End the process now, non-zero: whoever supervises it starts it afresh, and nothing acknowledged is lost."""
        log.critical("worker ends", why=why)
        self._exit(1)

    def _leave(self) -> None:
        # What is acknowledged is safe, and what is not is read again: nothing is gained by waiting for the broker.
        log.warning("leaving without a goodbye: the broker does not answer")
        self._exit(1 if self._is_crashed() or self._stopping else 0)

    def _cancel(self, task: asyncio.Task[None] | None) -> None:
        if task is not None:
            task.cancel()

    def _exit(self, status: int) -> NoReturn:
        self.pool.kill()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)

    def _outbox(self, partition: TopicPartition) -> Outbox:
        assert self.guarantee is not None
        return outbox_for(self.guarantee, self.settings, partition, self.consumer())

    def _paused(self, seconds: float) -> None:
        # Others have our partitions by now. Faust's consumer does not always find its way back into the group.
        self.abandon(f"the process stood still for {seconds:.0f} s, longer than its session lasts")

    def _trip(self, verdict: str) -> None:
        if self._stopping is None:
            self._stopping = asyncio.create_task(self._stop_for(verdict))

    async def _stop_for(self, verdict: str) -> None:
        await self.drain()
        self.abandon(f"{verdict}: the feed or this worker is broken (COMMUNIQUE_BREAKER_SHARE)")

    async def _beat(self) -> None:
        while True:
            self.health.beat()
            await asyncio.sleep(_BEAT_SECONDS)


def _pool_limits(settings: Settings) -> PoolLimits:
    return PoolLimits(
        settings.pool_size,
        settings.item_timeout_seconds,
        settings.pool_max_items,
        settings.pool_max_megabytes * _MEGABYTE,
    )
