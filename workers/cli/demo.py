"""`communique demo`: bundled articles in, their records on screen: broker, worker, feeder, consumer, all real."""

import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, Final

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from workers.cli.failure import Failure
from workers.cli.render import record_line
from workers.cli.tail import read_record
from workers.records import Retraction
from workers.settings import Settings, environment, load_settings
from workers.stream.embedded import end_process, free_port
from workers.stream.topics import DEAD_LETTERS, EVENTS, QUOTES

__all__ = ["demo"]

_ARTICLES: Final = Path(__file__).parent / "articles"
_START_SECONDS: Final = 60.0
_STOP_SECONDS: Final = 30.0
_QUIET_SECONDS: Final = 1.0
_STALLED_SECONDS: Final = 60.0
_SHOWN_OF_AN_ARTICLE: Final = 3  # of each kind; the table counts them all
_WIDTH_OF_A_PIPE: Final = 160
_BROKEN: Final = b'{"uri": "urn:demo:broken", "text": "This item was cut off in mid-\n'
_METRICS: Final = re.compile(
    r"communique_(build_info|messages_(consumed|processed)_total|dead_letters_total|stage_duration_seconds_sum"
    r"|consumer_lag_records|pool_workers)\b"
)


@click.command
@click.option("--keep", is_flag=True, help="Leave broker and worker running until Ctrl-C.")
def demo(keep: bool) -> None:
    """Watch bundled articles, and one broken item, become records on an embedded broker.

    Everything that it starts it stops, also after a failure or Ctrl-C.
    """
    signal.signal(signal.SIGTERM, _interrupt)
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_WIDTH_OF_A_PIPE)
    with TemporaryDirectory(prefix="communique-demo-") as directory, _worker(Path(directory), console) as settings:
        fed, began = _feed(settings, Path(directory)), time.monotonic()
        seen = _show_records(settings, fed, console)
        _show_totals(seen, fed, time.monotonic() - began, console)
        _show_metrics(settings, console)
        if keep:
            _wait(settings, console)
    console.print("worker and broker stopped")


class _Seen:
    """What has come out so far."""

    def __init__(self) -> None:
        self.quotes: Counter[str] = Counter()
        self.events: Counter[str] = Counter()
        self.dead_letters: Counter[str] = Counter()
        self.shown: Counter[tuple[str, bytes | None]] = Counter()


@contextmanager
def _worker(directory: Path, console: Console) -> Iterator[Settings]:
    """The settings under which a worker with its own broker runs, for as long as the context lasts."""
    settings = msgspec.structs.replace(load_settings(), metrics_host="127.0.0.1", metrics_port=free_port())
    log = directory / "worker.log"
    with log.open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "workers", "run", "--embedded"],
            env=environment(settings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
        )
    try:
        with console.status("starting an embedded broker and the worker ..."):
            settings = msgspec.structs.replace(settings, brokers=_broker_of(process, log))
            _wait_until_ready(process, settings, log)
        console.print(f"broker {settings.brokers}, metrics {_url(settings, 'metrics')}")
        yield settings
    finally:
        end_process(process, _STOP_SECONDS)


def _broker_of(process: subprocess.Popen[bytes], log: Path) -> str:
    output: IO[bytes] = process.stdout  # type: ignore[assignment]
    for line in output:
        if b"COMMUNIQUE_BROKERS=" in line:
            return line.split(b"=")[1].strip().decode()
    raise Failure(f"the worker did not start: {_last_line(log)}")


def _wait_until_ready(process: subprocess.Popen[bytes], settings: Settings, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            _get(settings, "readyz")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise Failure(f"the worker is not ready: {_last_line(log)}")


def _last_line(log: Path) -> str:
    return "".join(log.read_text("utf-8", "replace").strip().splitlines()[-1:])[:500] or "it said nothing"


def _feed(settings: Settings, directory: Path) -> int:
    """How many items the feeder says it has put on news.raw: every bundled article, and a broken one amid them."""
    broken = directory / "broken.ndjson"
    broken.write_bytes(_BROKEN)
    files = sorted(path for path in _ARTICLES.iterdir() if not path.name.startswith((".", "README")))
    files.insert(len(files) // 2, broken)
    command = [sys.executable, "-m", "workers", "feed", *map(str, files)]
    done = subprocess.run(command, env=environment(settings), capture_output=True, text=True, check=False)  # noqa: S603
    confirmed = re.search(r"(\d+) items confirmed", done.stderr)
    if done.returncode or not confirmed:
        raise Failure(f"the feeder failed: {done.stderr.strip().removeprefix('communique: ')}")
    return int(confirmed[1])


def _show_records(settings: Settings, fed: int, console: Console) -> _Seen:
    from workers.stream.clients import ClientError

    try:
        return _follow(settings, fed, console)
    except (ClientError, OSError) as error:
        raise Failure(f"broker or worker is gone: {error}") from None


def _follow(settings: Settings, fed: int, console: Console) -> _Seen:
    from workers.stream.clients import consume

    seen, quiet_since = _Seen(), time.monotonic()
    columns = TextColumn("articles"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    topics = [EVENTS, QUOTES, DEAD_LETTERS]
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("articles", total=fed)
        for message in consume(settings, topics, from_beginning=True, follow=True):
            if message is None:
                processed = _processed(settings)
                progress.update(bar, completed=processed)
                if processed >= fed and time.monotonic() - quiet_since > _QUIET_SECONDS:
                    return seen
                if time.monotonic() - quiet_since > _STALLED_SECONDS:
                    raise Failure(f"{processed} of {fed} items processed, and none for {_STALLED_SECONDS:g} s")
                continue
            quiet_since = time.monotonic()
            _show(message, seen, progress.console)
    return seen


def _show(message: Any, seen: _Seen, console: Console) -> None:
    if message.topic == DEAD_LETTERS:
        reason = dict(message.headers)["reason"].decode()
        seen.dead_letters[reason] += 1
        console.print(f"[red]dead letter[/]  {reason}", no_wrap=True, overflow="ellipsis")
        return
    record = read_record(message.value)
    kind = record.type if isinstance(record, Retraction) else record.type.value
    (seen.events if message.topic == EVENTS else seen.quotes)[kind] += 1
    place = (message.topic, message.key)
    seen.shown[place] += 1
    if seen.shown[place] <= _SHOWN_OF_AN_ARTICLE:
        console.print(record_line(record), no_wrap=True, overflow="ellipsis")


def _show_totals(seen: _Seen, fed: int, seconds: float, console: Console) -> None:
    table = Table(title="what came out", show_header=False, title_justify="left")
    table.add_column()
    table.add_column(justify="right")
    table.add_row("articles", str(fed))
    for name, counts in (("quotes", seen.quotes), ("events", seen.events), ("dead letters", seen.dead_letters)):
        table.add_row(name, str(counts.total()))
        for kind, count in counts.most_common():
            table.add_row(f"  {kind}", str(count))
    table.add_row("seconds", f"{seconds:.1f}")
    console.print(table)


def _show_metrics(settings: Settings, console: Console) -> None:
    console.print(f"from {_url(settings, 'metrics')}:")
    for line in _get(settings, "metrics").splitlines():
        if _METRICS.match(line) and not line.endswith((" 0.0", " 0")):
            console.print(f"  {line}", markup=False, soft_wrap=True)


def _wait(settings: Settings, console: Console) -> None:
    console.print(
        f"\nstill running until Ctrl-C; in another terminal:\n"
        f"  export COMMUNIQUE_BROKERS={settings.brokers}\n"
        f"  .venv/bin/communique feed FILE...     .venv/bin/communique tail\n"
        f"  curl {_url(settings, 'metrics')}"
    )
    try:
        signal.pause()
    except KeyboardInterrupt:
        console.print()


def _processed(settings: Settings) -> int:
    lines = _get(settings, "metrics").splitlines()
    return sum(
        int(float(line.split()[-1])) for line in lines if line.startswith("communique_messages_processed_total{")
    )


def _get(settings: Settings, path: str) -> str:
    with urllib.request.urlopen(_url(settings, path), timeout=5) as response:  # noqa: S310 - our own http address
        text: str = response.read().decode()
        return text


def _url(settings: Settings, path: str) -> str:
    return f"http://{settings.metrics_host}:{settings.metrics_port}/{path}"


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt
