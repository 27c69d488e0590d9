"""Every query of the dashboard and the rules, asked of a real Prometheus that scrapes a real worker.

An empty answer fails: a panel without data is a mistyped name or label more often than a quiet day.
"""

import json
import math
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
import yaml

from deploy.tests.tools import DEPLOY, find
from tests.integration.articles import ARTICLES
from tests.kafka import EmbeddedBroker
from tests.processes import free_port, spawn, wait_for
from tests.wire import Fed, feed, wait_until_read
from tests.worker import Worker
from workers.settings import load_settings
from workers.stream.admin import create_topics

PROMETHEUS: Final = DEPLOY / "prometheus"
# Fed by kafka-exporter, of which no registry at hand has a program to run; promtool's cases cover it.
FROM_EXPORTER: Final = {"communique:group_lag:records"}
Ask = Callable[[str], list[float]]


def panels() -> dict[str, str]:
    """Panel and query letter to PromQL, Grafana's own variables filled in."""
    dashboard = json.loads((DEPLOY / "grafana/dashboards/communique.json").read_text())
    return {
        f"{panel['title']} {target['refId']}": target["expr"].replace("$__rate_interval", "5m")
        for panel in dashboard["panels"]
        for target in panel.get("targets", [])
    }


def recorded() -> dict[str, str]:
    """Every recorded series by its name: that it is there shows that its rule works."""
    [group] = yaml.safe_load((PROMETHEUS / "rules/recording.yml").read_text())["groups"]
    names = {rule["record"] for rule in group["rules"]}
    assert names >= FROM_EXPORTER
    return {name: name for name in sorted(names - FROM_EXPORTER)}


QUERIES: Final = {**panels(), **recorded()}


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """The worker, ready, on a broker of its own with topics."""
    with EmbeddedBroker() as broker:
        create_topics(load_settings({"COMMUNIQUE_BROKERS": broker.bootstrap}))
        with Worker(broker.bootstrap) as started:
            yield started.wait_ready()


@pytest.fixture(scope="module")
def ask(worker: Worker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """A question to Prometheus, which saw the worker before, while and after it read articles, a bad one among them."""
    directory = tmp_path_factory.mktemp("prometheus")
    configuration = directory / "prometheus.yml"
    configuration.write_text(_configuration(worker))
    url = f"http://127.0.0.1:{free_port()}"
    prometheus = spawn(
        [
            *(find("prometheus"), f"--config.file={configuration}", f"--storage.tsdb.path={directory / 'data'}"),
            f"--web.listen-address={url.removeprefix('http://')}",
        ],
        log=directory / "prometheus.log",
    )

    def ask(query: str) -> list[float]:
        row = _get(url, "query", query=query)["result"]
        return [value for value in (float(series["value"][1]) for series in row) if not math.isnan(value)]

    try:
        wait_for(lambda: prometheus.poll() is not None or _is_up(ask), 60, "a first scrape", every_seconds=0.5)
        broker = worker.bootstrap
        wait_until_read(
            broker, feed(broker, [Fed(value, key) for key, value in ARTICLES.items()] + [Fed(b"{", b"bad")])
        )
        wait_for(lambda: _has_seen(ask, len(ARTICLES) + 1), 60, "a last scrape", every_seconds=0.5)
        yield ask
    finally:
        prometheus.kill()
        prometheus.wait(10)


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES.keys())
def test_query_has_an_answer(ask: Ask, query: str) -> None:
    assert ask(query) != []


def test_a_mistyped_name_has_no_answer(ask: Ask) -> None:
    assert ask('communique_mesages_consumed_total{job="communique"}') == []


def test_the_bad_article_is_a_dead_letter(ask: Ask) -> None:
    assert ask('sum(communique_dead_letters_total{reason="invalid_json"})') == [1]


def _configuration(worker: Worker) -> str:
    """Ours, but for where the worker is and how often it is asked."""
    configuration = yaml.safe_load((PROMETHEUS / "prometheus.yml").read_text())
    [job] = [job for job in configuration["scrape_configs"] if job["job_name"] == "communique"]
    del job["dns_sd_configs"]
    job["static_configs"] = [{"targets": [f"127.0.0.1:{worker.metrics_port}"]}]
    configuration["scrape_configs"] = [job]
    configuration["global"] = {"scrape_interval": "1s", "evaluation_interval": "1s"}
    configuration["rule_files"] = [str(PROMETHEUS / pattern) for pattern in configuration["rule_files"]]
    return yaml.safe_dump(configuration)


def _is_up(ask: Ask) -> bool:
    try:
        return ask('up{job="communique"}') == [1]
    except OSError:
        return False


def _has_seen(ask: Ask, articles: int) -> bool:
    """All articles are counted, and the rules were evaluated on that."""
    return (
        ask("sum(communique_messages_processed_total)") == [articles]
        and ask("communique:messages_processed:rate5m > 0 and communique:dead_letters:ratio15m > 0") != []
    )


def _get(url: str, question: str, **parameters: str) -> Any:
    with urllib.request.urlopen(f"{url}/api/v1/{question}?{urllib.parse.urlencode(parameters)}", timeout=10) as answer:
        return json.loads(answer.read())["data"]
