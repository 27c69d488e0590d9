"""The command line as users and the evaluation meet it: a process, its output and its exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from workers.cli import COMMANDS

ROOT = Path(__file__).parents[2]
SENTENCES = 'Russia condemned France on Monday. "We reject the proposal," said Foreign Minister Sergei Lavrov.'


def extract(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "workers", "extract", *arguments]
    return subprocess.run(
        command, input=stdin, capture_output=True, cwd=ROOT, env={**os.environ, **environment}, check=False
    )


def ndjson(*items: dict[str, Any] | str) -> bytes:
    return "".join((item if isinstance(item, str) else json.dumps(item)) + "\n" for item in items).encode()


def rows(output: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.fixture(scope="module")
def messages() -> subprocess.CompletedProcess[bytes]:
    items = ndjson({"uri": "a", "text": SENTENCES}, "{bad", {"uri": "b", "text": SENTENCES}, {"uri": "c", "text": ""})
    return extract("--ndjson", "-", stdin=items)


@pytest.mark.parametrize("command", COMMANDS)
def test_command_is_named_in_the_readme(command: str) -> None:
    assert f"communique {command}" in (ROOT / "README.md").read_text()


def test_dead_letter_among_the_messages_is_no_failure(messages: subprocess.CompletedProcess[bytes]) -> None:
    assert messages.returncode == 0


def test_messages_come_in_the_order_of_the_items(messages: subprocess.CompletedProcess[bytes]) -> None:
    keys = [row["key"] for row in rows(messages.stdout)]
    assert list(dict.fromkeys(keys)) == ["a", None, "b", "c"]


def test_messages_name_topic_key_and_value_as_the_worker_would(messages: subprocess.CompletedProcess[bytes]) -> None:
    found = {(row["topic"], row["key"], row["value"]["article"]["uri"]) for row in rows(messages.stdout)[:2]}
    assert found == {("diplomacy.quotes", "a", "a"), ("diplomacy.events", "a", "a")}


def test_dead_letter_carries_the_line_and_the_reason(messages: subprocess.CompletedProcess[bytes]) -> None:
    (bad,) = [row for row in rows(messages.stdout) if row["key"] is None]
    assert (bad["topic"], bad["value"], bad["headers"]["reason"]) == ("news.raw.dlq", "{bad", "invalid_json")


def test_messages_are_written_as_their_items_come() -> None:
    command = [sys.executable, "-m", "workers", "extract", "--ndjson", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(ndjson({"uri": "a", "text": SENTENCES}))
        process.stdin.flush()
        first = process.stdout.readline()
        process.stdin.close()
        process.stdout.read()
    assert json.loads(first)["key"] == "a"


def test_text_on_standard_input_is_read_and_told_without_colour() -> None:
    output = extract("-", stdin=SENTENCES.encode()).stdout
    assert (b"ACCUSE    Russia (RUS)" in output, b"\x1b" in output) == (True, False)


def test_terminal_controls_of_an_article_are_not_passed_on() -> None:
    text = SENTENCES.replace("France", "\x1b]0;owned\x07France\u202e")
    output = extract("-", stdin=text.encode(), FORCE_COLOR="1").stdout.decode()
    assert not {"\x07", "\x1b]", "\u202e"} & {output[i : i + n] for i in range(len(output)) for n in (1, 2)}


def test_document_has_quotes_and_events() -> None:
    document = json.loads(extract("--json", "-", stdin=SENTENCES.encode()).stdout)
    assert (len(document["quotes"]), len(document["events"]) > 0) == (1, True)


def test_missing_file_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCES)
    result = extract("nowhere.txt", str(tmp_path / "a.txt"))
    assert (result.returncode, result.stderr.decode(), b"Russia" in result.stdout) == (
        1,
        "communique: nowhere.txt: No such file or directory\n",
        True,
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"caf\xe9", "communique: -: not UTF-8: byte 0xe9 at 3\n"),
        (b"", "communique: -: empty\n"),
        (b"x" * 200_000, "communique: -: too_large: 200000 characters, at most 100000 are taken\n"),
    ],
)
def test_unusable_input_fails_in_one_line(text: bytes, message: str) -> None:
    result = extract("-", stdin=text)
    assert (result.returncode, result.stderr.decode()) == (1, message)


@pytest.mark.parametrize("arguments", [(), ("--ndjson", "--json", "-"), ("--nonsense", "-")])
def test_wrong_usage_exits_2(arguments: tuple[str, ...]) -> None:
    assert extract(*arguments).returncode == 2


def test_reader_that_goes_away_is_no_error_message() -> None:
    command = f"{sys.executable} -m workers extract --ndjson - | true"
    items = ndjson(*[{"uri": str(n), "text": SENTENCES} for n in range(3)])
    result = subprocess.run(command, shell=True, input=items, capture_output=True, cwd=ROOT, check=False)
    assert result.stderr == b""


def test_output_that_is_not_utf_8_gets_question_marks() -> None:
    result = extract("-", stdin=SENTENCES.encode(), PYTHONIOENCODING="ascii")
    assert b"REJECT" in result.stdout or b"QUOTE" in result.stdout, result.stderr


def test_closed_standard_input_is_one_line() -> None:
    command = f"{sys.executable} -m workers extract - <&-"
    result = subprocess.run(command, shell=True, capture_output=True, cwd=ROOT, check=False)
    assert (result.returncode, result.stderr) == (1, b"communique: -: Bad file descriptor\n")


def test_unknown_model_is_one_line() -> None:
    result = extract("-", stdin=b"Russia.", COMMUNIQUE_MODEL="no_such_model")
    assert (result.returncode, result.stderr.count(b"\n"), b"COMMUNIQUE_MODEL" in result.stderr) == (1, 1, True)
