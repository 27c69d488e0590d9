"""TLS, SASL and access lists, against listeners that insist on them. Real Apache Kafka only."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from tests.canned import load_canned
from tests.integration.articles import as_json
from tests.integration.conftest import communique
from tests.kafka import Cluster
from tests.kafka.acls import allow_all
from tests.ledger import expectation, settle
from tests.wire import Fed, Tap, feed, wait_until_read
from tests.worker import CANNED, Worker

# The embedded broker has no TLS, no SASL and no ACLs.
pytestmark = pytest.mark.kafka
PASSWORD: Final = "korrekt-horse-battery"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with Cluster(users={"worker": PASSWORD, "stranger": PASSWORD}) as cluster:
        assert communique("topics", "create", BROKERS=cluster.bootstrap).returncode == 0
        allow_all(cluster.bootstrap, "User:worker")
        allow_all(cluster.bootstrap, "User:CN=client")
        yield cluster


def sasl(cluster: Cluster, mechanism: str = "SCRAM-SHA-512", user: str = "worker") -> dict[str, Any]:
    """The settings of a worker that logs in over TLS."""
    assert cluster.certificates
    return {
        "BROKERS": cluster.sasl_bootstrap,
        "SECURITY_PROTOCOL": "SASL_SSL",
        "SASL_MECHANISM": mechanism,
        "SASL_USERNAME": user,
        "SASL_PASSWORD": PASSWORD,
        "SSL_CA_FILE": cluster.certificates.authority,
    }


def tls(cluster: Cluster) -> dict[str, Any]:
    """The settings of a worker that shows a certificate."""
    assert cluster.certificates
    return {
        "BROKERS": cluster.ssl_bootstrap,
        "SECURITY_PROTOCOL": "SSL",
        "SSL_CA_FILE": cluster.certificates.authority,
        "SSL_CERTIFICATE_FILE": cluster.certificates.client_chain,
        "SSL_KEY_FILE": cluster.certificates.client_key,
    }


def worker_with(settings: dict[str, Any]) -> Worker:
    """A worker on the canned pipeline, not yet started."""
    return Worker("", program=CANNED, **settings)


@pytest.mark.parametrize("mechanism", ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"])
def test_commands_log_in_over_tls(cluster: Cluster, mechanism: str) -> None:
    done = communique("topics", "check", **sasl(cluster, mechanism))
    assert done.returncode == 0, done.stdout + done.stderr


def test_commands_show_a_client_certificate(cluster: Cluster) -> None:
    done = communique("topics", "check", **tls(cluster))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("listener", ["sasl", "tls"])
def test_worker_delivers_over_an_encrypted_listener(cluster: Cluster, listener: str) -> None:
    items = {f"urn:{listener}:{n}".encode(): as_json(f"urn:{listener}:{n}", f"Item {n}.") for n in range(8)}
    with worker_with(sasl(cluster) if listener == "sasl" else tls(cluster)) as worker, Tap(cluster.bootstrap) as tap:
        worker.wait_ready()
        wait_until_read(cluster.bootstrap, feed(cluster.bootstrap, [Fed(v, k) for k, v in items.items()]))
        worker.terminate()
        assert worker.wait(30) == 0
        assert settle(expectation(load_canned(), items), tap.catch_up()).even


def test_password_may_come_from_a_file(cluster: Cluster, tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text(f"{PASSWORD}\n")
    done = communique("topics", "check", **{**sasl(cluster), "SASL_PASSWORD": "", "SASL_PASSWORD_FILE": secret})
    assert done.returncode == 0, done.stdout + done.stderr


def test_wrong_password_is_a_clear_error_and_no_retry_storm(cluster: Cluster) -> None:
    began = time.monotonic()
    done = communique("topics", "check", **{**sasl(cluster), "SASL_PASSWORD": "wrong-one"})
    assert (done.returncode != 0, len(done.stderr.splitlines())) == (True, 1), done.stderr
    assert "wrong-one" not in done.stderr
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    "change",
    [{"SASL_PASSWORD": "wrong-one"}, {"SASL_USERNAME": "stranger"}],
    ids=["wrong password", "no rights"],
)
def test_worker_that_may_not_says_so_and_leaves(cluster: Cluster, change: dict[str, Any]) -> None:
    with worker_with({**sasl(cluster), **change}) as worker:
        assert worker.wait(45) != 0
        words = worker.log.read_text(errors="replace")
    assert len(words.splitlines()) < 60
    assert "not allowed" in words or "uthentic" in words
    assert "wrong-one" not in words


def test_untrusted_certificate_is_refused(cluster: Cluster, tmp_path: Path) -> None:
    settings = sasl(cluster)
    del settings["SSL_CA_FILE"]
    done = communique("topics", "check", **settings)
    assert (done.returncode != 0, len(done.stderr.splitlines())) == (True, 1), done.stderr


def test_password_is_shown_nowhere(cluster: Cluster) -> None:
    with worker_with({**sasl(cluster), "LOG_LEVEL": "DEBUG"}) as worker:
        worker.wait_ready()
        metrics = worker.get("/metrics")[1]
        worker.terminate()
        worker.wait(30)
        shown = metrics + worker.log.read_text(errors="replace")
    shown += communique("config", **sasl(cluster)).stdout
    assert PASSWORD not in shown
