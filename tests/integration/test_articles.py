"""Articles in, records out: the whole worker with its real pipeline."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from random import Random
from typing import Any, NamedTuple

import msgspec
import orjson
import pytest

from tests.fuzz.prose import article
from tests.integration.articles import ARTICLES, as_json
from tests.integration.conftest import ROOT
from tests.ledger import expectation, settle
from tests.processes import wait_for
from tests.wire import EVENTS, QUOTES, Fed, Received, Tap, feed, wait_until_read
from tests.worker import Worker
from workers.pipeline import load_pipeline
from workers.records import EventRecord, NewsItem, QuoteRecord
from workers.settings import load_settings

TRACE = b"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


class Run(NamedTuple):
    worker: Worker
    first: list[Received]
    again: list[Received]


@pytest.fixture(scope="module")
def run(topics: str, start_worker: Callable[..., Worker]) -> Iterator[Run]:
    """All articles fed twice, one round after the other."""
    worker = start_worker()
    worker.wait_ready()
    with Tap(topics) as tap:
        rounds = []
        for _ in range(2):
            seen = len(tap.messages)
            wait_until_read(
                topics, feed(topics, [Fed(value, key, (("traceparent", TRACE),)) for key, value in ARTICLES.items()])
            )
            rounds.append(tap.catch_up()[seen:])
        yield Run(worker, *rounds)


def test_every_expected_record_comes_out_once(run: Run) -> None:
    settings = load_settings({})
    pipeline = load_pipeline(settings.model, max_bytes=settings.max_item_bytes, max_chars=settings.max_text_chars)
    assert settle(expectation(pipeline, ARTICLES), run.first).even


def test_every_kind_of_record_is_found(run: Run) -> None:
    assert {message.topic for message in run.first} == {EVENTS, QUOTES}


def test_key_is_the_uri_of_the_article(run: Run) -> None:
    assert all(message.key == _value(message)["article"]["uri"].encode() for message in run.first)


def test_values_decode_as_the_records_of_their_topic(run: Run) -> None:
    kind = {EVENTS: EventRecord, QUOTES: QuoteRecord}
    for message in run.first:
        msgspec.json.decode(message.value, type=kind[message.topic])


def test_spans_hold_in_the_article_as_it_was_fed(run: Run) -> None:
    wrong = [span for message in run.first for span in _spans(_value(message)) if not _holds(span, message)]
    assert wrong == []


def test_articles_say_where_they_stood(run: Run) -> None:
    origins = {(_value(m)["article"]["topic"], "partition" in _value(m)["article"]) for m in run.first}
    assert origins == {("news.raw", True)}


@pytest.mark.parametrize(
    ("header", "check"),
    [
        ("content-type", lambda text, _: text == "application/json"),
        ("ce_specversion", lambda text, _: text == "1.0"),
        ("ce_id", lambda text, value: text == value["id"]),
        ("ce_type", lambda text, _: bool(text)),
        ("ce_source", lambda text, _: bool(text)),
        ("ce_time", lambda text, _: datetime.fromisoformat(text).tzinfo is not None),
        ("ce_dataschema", lambda text, _: text.startswith("urn:communique:schema:")),
        ("traceparent", lambda text, _: text == TRACE.decode()),
    ],
)
def test_records_carry_cloud_event_headers(run: Run, header: str, check: Callable[[str, Any], bool]) -> None:
    wrong = [m.headers for m in run.first if not check(m.header(header) or "", _value(m))]
    assert wrong == []


def test_the_same_article_again_gives_the_same_bytes_but_for_time_and_offset(run: Run) -> None:
    assert sorted(map(_timeless, run.again)) == sorted(map(_timeless, run.first))


def test_another_process_gives_the_same_bytes() -> None:
    dice = Random("same bytes")
    items = b"\n".join([*ARTICLES.values(), *(as_json(f"urn:made:{n}", article(dice, 4)) for n in range(20))])
    # Sets and dicts by hash must not decide an order: hashes of strings differ from process to process.
    first, second = (_extracted(items, PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert first.count(b'"id"') > 60
    assert first == second


def test_event_in_headline_and_text_is_told_once_and_by_the_text(run: Run) -> None:
    events = [_value(m) for m in run.first if m.topic == EVENTS and m.key == b"urn:article:condemn"]
    assert [event["trigger"]["field"] for event in events if event["trigger"]["exact"] == "condemned"] == ["text"]
    assert not [event for event in events if event["trigger"]["field"] == "headline"]


def test_every_article_is_counted(run: Run) -> None:
    assert run.worker.metric("communique_messages_consumed_total", topic="news.raw") == 2 * len(ARTICLES)


def test_outcomes_are_counted(run: Run) -> None:
    empty = run.worker.metric("communique_messages_processed_total", outcome="empty")
    ok = run.worker.metric("communique_messages_processed_total", outcome="ok")
    assert (empty >= 2, empty + ok) == (True, 2 * len(ARTICLES))


def test_events_and_quotes_are_counted(run: Run) -> None:
    published = len(run.first) + len(run.again)
    counted = sum(run.worker.metric(f"communique_{kind}_emitted_total") for kind in ("events", "quotes"))
    assert counted == published


@pytest.mark.parametrize(
    "metric",
    [
        "communique_build_info",
        "communique_messages_in_flight",
        "communique_pool_workers",
        "communique_assigned_partitions",
        "communique_processing_duration_seconds_bucket",
        "communique_stage_duration_seconds_bucket",
        "communique_end_to_end_latency_seconds_bucket",
        "communique_document_chars_bucket",
        "communique_model_load_duration_seconds",
        "communique_last_success_timestamp_seconds",
        "communique_consumer_lag_records",
        "communique_dead_letters_total",
        "communique_produce_retries_total",
    ],
)
def test_metric_is_exposed(run: Run, metric: str) -> None:
    assert f"\n{metric}" in run.worker.get("/metrics")[1]


def test_nothing_lags_when_all_is_done(run: Run) -> None:
    wait_for(lambda: run.worker.metric("communique_consumer_lag_records") == 0, 20, "a lag of 0", every_seconds=0.5)


@pytest.mark.parametrize("page", ["/livez", "/readyz", "/metrics"])
def test_page_answers(run: Run, page: str) -> None:
    assert run.worker.get(page)[0] == 200


def test_no_article_text_is_logged(run: Run) -> None:
    assert "condemned the missile test" not in run.worker.log.read_text()


def _extracted(items: bytes, **environ: str) -> bytes:
    """What `extract` writes of items, one a line, but for the time of writing."""
    command = [sys.executable, "-m", "workers", "extract", "--ndjson", "-"]
    environment = {**os.environ, **environ}
    done = subprocess.run(command, input=items, cwd=ROOT, env=environment, capture_output=True, check=True)
    return re.sub(rb'"(emitted|ce_time)":"[^"]*"', b"", done.stdout)


def _value(message: Received) -> dict[str, Any]:
    value: dict[str, Any] = orjson.loads(message.value)
    return value


def _timeless(message: Received) -> tuple[str, bytes | None, bytes]:
    value = _value(message)
    del value["emitted"]
    for place in ("partition", "offset"):
        value["article"].pop(place)
    return message.topic, message.key, orjson.dumps(value)


def _spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if value.keys() == {"field", "start", "end", "exact"}:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _spans(inner)


def _holds(span: dict[str, Any], message: Received) -> bool:
    item = msgspec.json.decode(ARTICLES[message.key or b""], type=NewsItem)
    field = (item.headline or "") if span["field"] == "headline" else item.text
    exact: str = span["exact"]
    return exact != "" and field[span["start"] : span["end"]] == exact
