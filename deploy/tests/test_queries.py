"""Every query of the dashboard and the rules, asked of a real Prometheus that scrapes a real worker.

An empty answer fails: a panel without data is a mistyped name or label more often than a quiet day.
"""

import json
import math
import subprocess
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

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


class Prometheus(NamedTuple):
    """A running one."""

    url: str
    process: subprocess.Popen[bytes]

    def ask(self, query: str) -> list[float]:
        """The values that answer a query now; NaN is no answer."""
        rows = self.get("query", query=query)["result"]
        return [value for value in (float(row["value"][1]) for row in rows) if not math.isnan(value)]

    def get(self, question: str, **parameters: str) -> Any:
        """What its interface answers."""
        url = f"{self.url}/api/v1/{question}?{urllib.parse.urlencode(parameters)}"
        with urllib.request.urlopen(url, timeout=10) as answer:
            return json.loads(answer.read())["data"]


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
def prometheus(worker: Worker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prometheus]:
    """It saw the worker before, while and after it read articles, a bad one among them."""
    directory = tmp_path_factory.mktemp("prometheus")
    configuration = directory / "prometheus.yml"
    configuration.write_text(_configuration(worker))
    address = f"127.0.0.1:{free_port()}"
    command = [
        *(find("prometheus"), f"--config.file={configuration}", f"--storage.tsdb.path={directory / 'data'}"),
        f"--web.listen-address={address}",
    ]
    started = Prometheus(f"http://{address}", spawn(command, log=directory / "prometheus.log"))
    try:
        wait_for(lambda: _has_scraped(started), 60, "a first scrape", every_seconds=0.5)
        articles = [*(Fed(value, key) for key, value in ARTICLES.items()), Fed(b"{", b"bad")]
        wait_until_read(worker.bootstrap, feed(worker.bootstrap, articles))
        wait_for(lambda: _has_seen(started, len(articles)), 60, "a last scrape", every_seconds=0.5)
        yield started
    finally:
        started.process.kill()
        started.process.wait(10)


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES.keys())
def test_query_has_an_answer(prometheus: Prometheus, query: str) -> None:
    assert prometheus.ask(query) != []


def test_a_mistyped_name_has_no_answer(prometheus: Prometheus) -> None:
    assert prometheus.ask('communique_mesages_consumed_total{job="communique"}') == []


def test_the_bad_article_is_a_dead_letter(prometheus: Prometheus) -> None:
    assert prometheus.ask('sum(communique_dead_letters_total{reason="invalid_json"})') == [1]


def test_every_rule_is_evaluated_without_error(prometheus: Prometheus) -> None:
    rules = [rule for group in prometheus.get("rules")["groups"] for rule in group["rules"]]
    assert {rule["name"]: rule["health"] for rule in rules} == dict.fromkeys((rule["name"] for rule in rules), "ok")


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


def _has_scraped(prometheus: Prometheus) -> bool:
    assert prometheus.process.poll() is None, "Prometheus ended"
    try:
        return prometheus.ask('up{job="communique"}') == [1]
    except OSError:
        return False


def _has_seen(prometheus: Prometheus, articles: int) -> bool:
    """All articles are counted, and the rules were evaluated on that."""
    evaluated = "communique:messages_processed:rate5m > 0 and communique:dead_letters:ratio15m > 0"
    return prometheus.ask("sum(communique_messages_processed_total)") == [articles] and prometheus.ask(evaluated) != []
