"""`communique feed --dry-run`: arguments in, NDJSON and exit codes out."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from workers.cli import main


def feed(*arguments: str | Path, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(main, ["feed", "--dry-run", *map(str, arguments)], input=stdin)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("The talks ended.")
    return path


def test_items_are_printed_as_ndjson(article: Path) -> None:
    assert json.loads(feed(article).stdout) == {"uri": article.as_uri(), "text": "The talks ended."}


def test_other_sources_are_read_after_one_that_fails(article: Path) -> None:
    result = feed("nowhere.txt", article)
    assert (result.exit_code, result.stderr, result.stdout.count("\n")) == (
        1,
        "communique: nowhere.txt: No such file or directory\n",
        1,
    )


def test_directory_is_no_file(tmp_path: Path) -> None:
    assert feed(tmp_path).stderr == f"communique: {tmp_path}: Is a directory\n"


def test_format_overrules_the_guess(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text('{"uri": "a", "text": "T"}\n{"uri": "b", "text": "T"}\n')
    assert len(feed("--format", "ndjson", path).stdout.splitlines()) == 2


def test_standard_input_is_recognised_by_its_content() -> None:
    lines = b'{"uri": "a", "text": "T"}\n{"uri": "b", "text": "T"}\n'
    assert feed("-", stdin=lines).stdout_bytes == lines


def test_private_url_is_refused() -> None:
    assert "private address" in feed("http://127.0.0.1:9/feed").stderr


@pytest.mark.parametrize("arguments", [[], ["--rate", "0", "-"], ["--format", "fax", "-"]])
def test_wrong_usage_exits_2(arguments: list[str]) -> None:
    assert feed(*arguments).exit_code == 2


def test_file_name_cannot_command_the_terminal() -> None:
    assert "\x1b" not in feed("\x1b[2Jx").stderr


def test_every_bundled_article_can_be_read() -> None:
    articles = sorted((Path(__file__).parents[3] / "workers" / "cli" / "articles").iterdir())
    assert feed(*articles).exit_code == 0
