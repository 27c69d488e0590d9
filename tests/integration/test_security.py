"""TLS, SASL and access lists, against listeners that insist on them. Real Apache Kafka only."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from tests.canned import load_canned
from tests.integration.articles import as_json
from tests.integration.conftest import communique
from tests.kafka import Cluster
from tests.kafka.acls import allow_all, deny
from tests.kafka.tokens import bearer_token
from tests.ledger import expectation, settle
from tests.wire import GROUP, QUOTES, RAW, Fed, Tap, feed, wait_until_read
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


def oauth(cluster: Cluster, **token: object) -> dict[str, Any]:
    """The settings of a worker that shows a bearer token over TLS."""
    without = {name: value for name, value in sasl(cluster).items() if not name.startswith("SASL_")}
    return {**without, "SASL_MECHANISM": "OAUTHBEARER", **token}


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


def test_commands_show_a_bearer_token(cluster: Cluster) -> None:
    done = communique("topics", "check", **oauth(cluster, SASL_TOKEN=bearer_token("worker")))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("way", ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER", "certificate"])
def test_worker_delivers_over_an_encrypted_listener(cluster: Cluster, way: str, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text(bearer_token("worker"))
    ways = {"OAUTHBEARER": oauth(cluster, SASL_TOKEN_FILE=token), "certificate": tls(cluster)}
    items = {f"urn:{way}:{n}".encode(): as_json(f"urn:{way}:{n}", f"Item {n}.") for n in range(8)}
    with worker_with(ways.get(way) or sasl(cluster, way)) as worker, Tap(cluster.bootstrap) as tap:
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
        assert worker.wait(90) != 0
        words = worker.log.read_text(errors="replace")
    assert len(words.splitlines()) < 60
    assert "not allowed" in words or "uthentic" in words
    assert "wrong-one" not in words


@pytest.mark.parametrize(
    ("operation", "kind", "name"),
    [
        pytest.param("ALL", "TOPIC", RAW, id="see the input"),
        pytest.param("READ", "TOPIC", RAW, id="read the input"),
        pytest.param("READ", "GROUP", GROUP, id="join the group"),
        pytest.param("WRITE", "TRANSACTIONAL_ID", "*", id="begin a transaction"),
    ],
)
def test_worker_that_lacks_one_right_says_which_and_leaves(
    cluster: Cluster, operation: str, kind: str, name: str
) -> None:
    with deny(cluster.bootstrap, "User:worker", operation, kind, name), worker_with(sasl(cluster)) as worker:
        assert worker.wait(90) != 0
        words = worker.log.read_text(errors="replace")
    assert len(words.splitlines()) < 60
    told = {"TOPIC": f"TopicAuthorizationFailed.*{RAW}", "GROUP": f"GroupAuthorizationFailed.*{GROUP}"}
    assert re.search(told.get(kind, "not allowed to use transactional ids"), words), words


def test_worker_that_may_not_write_says_so_and_tries_ever_more_rarely(cluster: Cluster) -> None:
    items = [Fed(as_json(f"urn:unwritten:{n}", f"Item {n}."), b"%d" % n, partition=n % 4) for n in range(40)]
    with worker_with({**sasl(cluster), "LOG_FORMAT": "json"}) as worker:
        worker.wait_ready()
        with deny(cluster.bootstrap, "User:worker", "WRITE", "TOPIC", QUOTES):
            ends = feed(cluster.bootstrap, items)
            time.sleep(15)
            words = [line for line in worker.log.read_text(errors="replace").splitlines() if "trying again" in line]
        assert 0 < len(words) <= 4 * 8, "a partition waits 0.2, 0.4, 0.8 ... 5 seconds"
        assert all("TopicAuthorizationFailed" in line and QUOTES in line for line in words), words
        wait_until_read(cluster.bootstrap, ends)


def test_expired_token_is_a_clear_error_and_no_retry_storm(cluster: Cluster) -> None:
    token = bearer_token("worker", valid_seconds=-60)
    done = communique("topics", "check", **oauth(cluster, SASL_TOKEN=token))
    assert (done.returncode != 0, len(done.stderr.splitlines())) == (True, 1), done.stderr
    with worker_with(oauth(cluster, SASL_TOKEN=token)) as worker:
        assert worker.wait(90) != 0
        words = worker.log.read_text(errors="replace")
    assert len(words.splitlines()) < 60
    assert "uthentic" in words
    assert token not in words + done.stderr


def test_untrusted_certificate_is_refused(cluster: Cluster, tmp_path: Path) -> None:
    settings = sasl(cluster)
    del settings["SSL_CA_FILE"]
    done = communique("topics", "check", **settings)
    assert (done.returncode != 0, len(done.stderr.splitlines())) == (True, 1), done.stderr


@pytest.mark.parametrize("mechanism", ["SCRAM-SHA-512", "PLAIN", "OAUTHBEARER"])
def test_secret_is_shown_nowhere(cluster: Cluster, mechanism: str) -> None:
    token = bearer_token("worker")
    settings = oauth(cluster, SASL_TOKEN=token) if mechanism == "OAUTHBEARER" else sasl(cluster, mechanism)
    with worker_with({**settings, "LOG_LEVEL": "DEBUG"}) as worker:
        worker.wait_ready()
        metrics = worker.get("/metrics")[1]
        worker.terminate()
        worker.wait(30)
        shown = metrics + worker.log.read_text(errors="replace")
    shown += communique("config", **settings).stdout
    assert not [secret for secret in (PASSWORD, token) if secret in shown]
