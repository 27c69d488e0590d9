"""The commands around the worker: feed, tail, replay, and the consumer that docs/ shows."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from tests.integration.conftest import ROOT, communique
from tests.processes import free_port, spawn, wait_for
from tests.wire import DEAD_LETTERS, RAW, Fed, Tap, feed
from workers.ontology import Reason
from workers.pipeline import Message, Reject, load_pipeline
from workers.publish import Origin
from workers.settings import load_settings
from workers.stream.topics import dead_letter, record_messages

ARTICLE = orjson.dumps(
    {"uri": "urn:a", "text": 'Russia condemned France. "We reject the proposal," said Foreign Minister Sergei Lavrov.'}
)


@pytest.fixture(scope="module")
def raw(topics: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Tap]:
    """A plain text and a broken NDJSON line, fed; and what then lay on news.raw."""
    folder = tmp_path_factory.mktemp("fed")
    (folder / "a.txt").write_text("France has recalled its ambassador.")
    (folder / "b.ndjson").write_text('{"uri": "urn:b", "text": "T"}\n{broken\n')
    with Tap(topics, topics=[RAW]) as tap:
        done = communique("feed", f"{folder}/a.txt", f"{folder}/none.txt", f"{folder}/b.ndjson", BROKERS=topics)
        tap.catch_up()
    return done, tap


@pytest.fixture(scope="module")
def records(topics: str) -> int:
    """The records of one article lie on their topics, each of them twice; how many there are."""
    settings = load_settings({})
    pipeline = load_pipeline(settings.model, max_bytes=settings.max_item_bytes, max_chars=settings.max_text_chars)
    found = [m for record in pipeline.process(Message(ARTICLE)).records for m in record_messages(record)]
    for message in found * 2:
        feed(topics, [Fed(message.value, message.key, message.headers)], topic=message.topic)
    return len(found)


def test_fed_items_are_keyed_by_their_uri(raw: tuple[subprocess.CompletedProcess[str], Tap]) -> None:
    keys = {message.key and message.key.rpartition(b"/")[2] for message in raw[1].messages}
    assert keys == {b"a.txt", b"urn:b", None}


def test_feeding_goes_on_after_a_missing_file_and_says_so(raw: tuple[subprocess.CompletedProcess[str], Tap]) -> None:
    done, _ = raw
    assert (
        done.returncode,
        "none.txt: No such file or directory" in done.stderr,
        "3 items confirmed" in done.stderr,
    ) == (
        1,
        True,
        True,
    )


@pytest.mark.parametrize("command", [("feed", "-"), ("tail",)])
def test_broker_that_does_not_answer_is_one_line(command: tuple[str, ...]) -> None:
    broker = f"127.0.0.1:{free_port()}"
    done = communique(*command, BROKERS=broker)
    assert (done.returncode, done.stderr.count("\n"), f"no broker answers at {broker}" in done.stderr) == (1, 1, True)


def test_tail_shows_each_record_once_when_asked(topics: str, records: int) -> None:
    done = communique("tail", "--from-beginning", "--unique", "--json", "-n", str(records), BROKERS=topics)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len({row["value"]["id"] for row in rows}) == records


def test_tail_is_readable(topics: str, records: int) -> None:
    done = communique("tail", "--from-beginning", "--only", "events", "-n", "1", BROKERS=topics)
    assert "Russia (RUS) → France (FRA)" in done.stdout


def test_shown_consumer_stores_each_record_once(topics: str, records: int, tmp_path: Path) -> None:
    path, log = tmp_path / "records.db", tmp_path / "consumer.log"
    process = spawn([sys.executable, ROOT / "docs" / "consume.py", topics, path], log=log)
    try:
        wait_for(lambda: _consumed(log) >= 2 * records, 60, "every message consumed")
    finally:
        process.kill()
        process.wait()
    with sqlite3.connect(path) as database:
        (stored,) = database.execute("SELECT count(*) FROM record").fetchone()
    assert stored == records


def test_replayed_dead_letter_is_the_item_as_it_came(topics: str) -> None:
    item = Fed(b"{late", b"urn:late", (("traceparent", b"00-1-1-01"), ("reason", b"its own")))
    for reason in (Reason.TIMEOUT, Reason.INVALID_JSON):
        letter = dead_letter(
            Reject(reason, "E", "why"), key=item.key, value=item.value, headers=item.headers, origin=Origin(RAW, 0, 1)
        )
        feed(topics, [Fed(letter.value, letter.key, letter.headers)], topic=DEAD_LETTERS)
    with Tap(topics, topics=[RAW]) as tap:
        seen = len(tap.catch_up())
        communique("replay", "--reason", "timeout", BROKERS=topics)
        replayed = tap.catch_up()[seen:]
    assert [(m.key, m.value, m.headers) for m in replayed] == [(item.key, item.value, item.headers)]


def test_dry_replay_lists_and_sends_nothing(topics: str) -> None:
    with Tap(topics, topics=[RAW]) as tap:
        seen = len(tap.catch_up())
        done = communique("replay", "--dry-run", BROKERS=topics)
        sent = tap.catch_up()[seen:]
    assert ("timeout" in done.stdout, sent) == (True, [])


def _consumed(log: Path) -> int:
    """The consumer says "2 new of 3" of every batch."""
    return sum(int(line.split()[-1]) for line in log.read_text().splitlines() if " new of " in line)
