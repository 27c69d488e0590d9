"""The command's own manners: topics, bad settings, a broker that is not there."""

import subprocess
import sys

import pytest
from kafka import KafkaAdminClient, KafkaConsumer

from tests.integration.conftest import ROOT, communique
from tests.processes import free_port
from tests.wire import DEAD_LETTERS, OUTPUTS, RAW


def test_topics_are_created_with_the_partitions_asked_for(topics: str) -> None:
    consumer = KafkaConsumer(bootstrap_servers=topics)
    counts = {topic: len(consumer.partitions_for_topic(topic) or ()) for topic in (RAW, *OUTPUTS)}
    consumer.close()
    assert {topic: counts[topic] for topic in (RAW, *OUTPUTS)} == dict.fromkeys((RAW, *OUTPUTS), 4)


def test_topics_create_again_is_no_error(topics: str) -> None:
    assert communique("topics", "create", BROKERS=topics).returncode == 0


def test_topics_check_is_content_with_what_create_made(topics: str) -> None:
    done = communique("topics", "check", BROKERS=topics)
    assert done.returncode == 0, done.stdout + done.stderr


def test_topics_check_reports_another_number_of_partitions(topics: str) -> None:
    done = communique("topics", "check", BROKERS=topics, PARTITIONS=7)
    assert (done.returncode != 0, RAW in done.stdout + done.stderr) == (True, True)


def test_topics_check_reports_a_missing_topic(topics: str) -> None:
    admin = KafkaAdminClient(bootstrap_servers=topics)
    admin.delete_topics([DEAD_LETTERS])
    admin.close()
    done = communique("topics", "check", BROKERS=topics)
    communique("topics", "create", BROKERS=topics)
    assert (done.returncode != 0, DEAD_LETTERS in done.stdout + done.stderr) == (True, True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("POOL_SIZE", "many"),
        ("POOL_SIZE", "0"),
        ("ITEM_TIMEOUT_SECONDS", "-1"),
        ("GUARANTEE", "twice"),
        ("METRICS_PORT", "70000"),
        ("SECURITY_PROTOCOL", "TLS"),
    ],
)
def test_bad_setting_is_a_one_line_error_that_names_it(name: str, value: str) -> None:
    done = communique("run", **{"BROKERS": f"127.0.0.1:{free_port()}", name: value})
    lines = done.stderr.strip().splitlines()
    assert (done.returncode != 0, len(lines)) == (True, 1), done.stderr
    assert f"COMMUNIQUE_{name}" in lines[0]


def test_missing_model_is_an_error_that_names_it(topics: str) -> None:
    done = communique("run", BROKERS=topics, MODEL="no_such_model", METRICS_PORT=free_port())
    assert (done.returncode != 0, "no_such_model" in done.stdout + done.stderr) == (True, True)


def test_missing_broker_is_a_one_line_error_that_names_it() -> None:
    broker = f"127.0.0.1:{free_port()}"
    done = communique("run", BROKERS=broker)
    assert (done.returncode != 0, len(done.stderr.splitlines()), broker in done.stderr) == (True, 1, True), done.stderr


def test_sigterm_before_the_worker_starts_ends_in_exit_code_0() -> None:
    command = [sys.executable, "-m", "workers", "run", "--embedded"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout and b"COMMUNIQUE_BROKERS=" in process.stdout.readline()
        process.terminate()
        assert process.wait(60) == 0
