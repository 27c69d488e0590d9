"""A number of brokers in, a running Apache Kafka cluster out, every broker of which can be hurt alone."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from kafka import KafkaAdminClient
from kafka.errors import KafkaError

from tests.kafka.artefacts import KafkaUnavailable, java_command
from tests.kafka.properties import Ports, server_properties
from tests.kafka.security import Certificates, make_certificates
from tests.processes import free_ports, spawn, wait_for

__all__ = ["Broker", "Cluster"]

_STARTED: Final = b"Kafka Server started"
_START_SECONDS: Final = 60.0  # under 2 s on an idle machine
_JVM: Final = ("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


class Broker:
    """One broker, which is a controller too, in one JVM. Its data survives `kill` and `stop`."""

    def __init__(self, node: int, directory: Path, *, daemon: bool) -> None:
        self.node = node
        self.directory = directory
        self.log = directory / "broker.log"
        self.process: subprocess.Popen[bytes] | None = None
        self._daemon = daemon

    def start(self) -> None:
        """Start the JVM; `wait` says when it serves."""
        self.log.unlink(missing_ok=True)
        command = [*java_command(), *_JVM, "kafka.Kafka", str(self.directory / "server.properties")]
        self.process = spawn(command, log=self.log, daemon=self._daemon)

    def wait(self) -> None:
        """Until it serves.

        Raises:
            KafkaUnavailable: it ended instead, or takes too long; the message shows its last words.
        """
        with contextlib.suppress(TimeoutError):
            wait_for(lambda: _STARTED in self.log.read_bytes() or not self.alive, _START_SECONDS, "the broker")
        if not self.alive or _STARTED not in self.log.read_bytes():
            last = self.log.read_text(errors="replace").strip().splitlines()[-1:] or ["it said nothing"]
            raise KafkaUnavailable(f"broker {self.node} did not start: {last[0][:300]}")

    @property
    def alive(self) -> bool:
        """The JVM runs (or is paused)."""
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """SIGKILL: what a power cut does, but for the page cache."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """SIGTERM: it hands its leaderships over first."""
        self._end(signal.SIGTERM)

    def pause(self) -> None:
        """SIGSTOP: connections stay open and nothing answers, as with a disk that hangs."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """SIGCONT."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        if self.process is not None and self.alive:
            os.kill(self.process.pid, number)

    def _end(self, number: signal.Signals) -> None:
        self._signal(number)
        if self.process is not None:
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(10)


class Cluster:
    """One or more brokers on free loopback ports; with three, every topic has three copies, two of them in sync.

    With `users` (name to password) it also opens an SSL listener that wants client certificates and a SASL_SSL
    listener (PLAIN, SCRAM, OAUTHBEARER), and forbids there whatever no ACL allows. The plain one may do everything.
    """

    def __init__(
        self,
        brokers: int = 1,
        *,
        users: Mapping[str, str] | None = None,
        directory: Path | None = None,
        daemon: bool = False,
        properties: Mapping[str, str] | None = None,
    ) -> None:
        self.directory = directory or Path(tempfile.mkdtemp(prefix="communique-kafka-"))
        self.brokers = {
            node: Broker(node, self.directory / f"broker-{node}", daemon=daemon) for node in _nodes(brokers)
        }
        self.certificates: Certificates | None = None
        self._users = dict(users or {})
        self._properties = dict(properties or {})
        ports = iter(free_ports(4 * brokers))
        self._ports = {node: Ports(next(ports), next(ports), next(ports), next(ports)) for node in _nodes(brokers)}

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, type_: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def bootstrap(self) -> str:
        """host:port of every broker's plain listener, joined by commas."""
        return ",".join(f"127.0.0.1:{ports.plain}" for ports in self._ports.values())

    @property
    def ssl_bootstrap(self) -> str:
        """The same of the listeners that want a client certificate."""
        return ",".join(f"localhost:{ports.ssl}" for ports in self._ports.values())

    @property
    def sasl_bootstrap(self) -> str:
        """The same of the listeners that want a name and a password over TLS."""
        return ",".join(f"localhost:{ports.sasl}" for ports in self._ports.values())

    def start(self) -> None:
        """Format the storage and start every broker; returns when all serve.

        Raises:
            KafkaUnavailable: Java, Maven, openssl or the jars are missing, or a broker does not start.
        """
        try:
            self._format()
            for broker in self.brokers.values():
                broker.start()
            for broker in self.brokers.values():
                broker.wait()
            wait_for(lambda: self._registered() == len(self.brokers), _START_SECONDS, "every broker in the cluster")
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Kill what runs and delete what it wrote."""
        for broker in self.brokers.values():
            broker.kill()
        shutil.rmtree(self.directory, ignore_errors=True)

    def leader(self, topic: str, partition: int = 0) -> Broker:
        """The broker that leads a partition now."""
        admin = KafkaAdminClient(bootstrap_servers=self.bootstrap)
        try:
            (description,) = admin.describe_topics([topic])
        finally:
            admin.close()
        (found,) = [p for p in description["partitions"] if _number(p, "partition") == partition]
        return self.brokers[_number(found, "leader")]

    def _format(self) -> None:
        if self._users:
            self.certificates = make_certificates(self.directory / "certificates", self._users)
        tool = [*java_command(), "kafka.tools.StorageTool"]
        cluster_id = "Y29tbXVuaXF1ZS10ZXN0cw"  # any 16 bytes in base64 will do
        for node, broker in self.brokers.items():
            broker.directory.mkdir(parents=True)
            properties = broker.directory / "server.properties"
            data = broker.directory / "data"
            properties.write_text(
                server_properties(node, self._ports, data, self.certificates, self._properties), "utf-8"
            )
            command = [*tool, "format", "-t", cluster_id, "-c", str(properties), *self._scram()]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                raise KafkaUnavailable(f"broker {node}: storage not formatted: {done.stderr.strip()[-300:]}")

    def _scram(self) -> list[str]:
        return [
            part
            for user, password in self._users.items()
            for mechanism in ("SCRAM-SHA-256", "SCRAM-SHA-512")
            for part in ("--add-scram", f"{mechanism}=[name={user},password={password}]")
        ]

    def _registered(self) -> int:
        try:
            admin = KafkaAdminClient(bootstrap_servers=self.bootstrap)
        except KafkaError:
            return 0
        try:
            return len(admin.describe_cluster()["brokers"])
        except KafkaError:
            return 0
        finally:
            admin.close()


def _nodes(brokers: int) -> range:
    return range(1, brokers + 1)


def _number(partition: Mapping[str, object], name: str) -> int:
    value = partition.get(f"{name}_id", partition.get(f"{name}_index", partition.get(name)))
    assert isinstance(value, int)
    return value
