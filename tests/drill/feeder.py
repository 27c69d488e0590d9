"""Items in, a steady stream of them onto `news.raw` out, whatever happens to the broker meanwhile."""

import threading
import time
from collections.abc import Iterator
from typing import Any

from kafka import KafkaProducer
from kafka.errors import KafkaError

from tests.wire import RAW, Fed

__all__ = ["Feeder"]


class Feeder:
    """Feeds in a thread of its own until it is stopped; `fed` is what the broker has confirmed, by key."""

    def __init__(self, bootstrap: str, items: Iterator[Fed], *, per_second: float) -> None:
        self._producer = KafkaProducer(
            bootstrap_servers=bootstrap,
            acks="all",
            enable_idempotence=True,  # or a retry would feed an item twice, and that would be nobody's fault
            delivery_timeout_ms=300_000,
            max_block_ms=300_000,
            linger_ms=5,
        )
        self._items = items
        self._pause = 1 / per_second
        self._sent: list[tuple[Fed, Any]] = []
        self._stop = threading.Event()
        self._go = threading.Event()
        self._go.set()
        self._thread = threading.Thread(target=self._feed, name="feeder", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> dict[bytes, bytes | None]:
        """Feed no more; every item fed, by key, once the broker has confirmed all.

        Raises:
            KafkaError: it did not confirm one: then the drill says nothing.
        """
        self._stop.set()
        self._thread.join(320)
        self._producer.flush(320)
        for _, future in self._sent:
            future.get(1)
        return {item.key or b"": item.value for item, _ in self._sent}

    def hold(self, yes: bool) -> None:
        """Feed nothing for the time being, or go on."""
        if yes:
            self._go.clear()
        else:
            self._go.set()

    def close(self) -> None:
        """End it, confirmed or not."""
        self._stop.set()
        self._producer.close(1)

    @property
    def count(self) -> int:
        """Items handed to the client so far."""
        return len(self._sent)

    def _feed(self) -> None:
        due = time.monotonic()
        for item in self._items:
            while not self._go.wait(0.2) and not self._stop.is_set():
                due = time.monotonic()
            if self._stop.is_set():
                return
            try:
                future = self._producer.send(RAW, value=item.value, key=item.key, headers=list(item.headers))
            except KafkaError:  # no metadata while the broker is away
                continue
            self._sent.append((item, future))
            due = max(due + self._pause, time.monotonic() - 1)
            time.sleep(max(0.0, due - time.monotonic()))
