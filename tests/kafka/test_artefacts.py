"""Where Apache Kafka cannot be had, the test tool says so in one line."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_without_java_the_error_is_one_line(tmp_path: Path) -> None:
    assert _up(tmp_path) == (1, "Apache Kafka needs Java 17 or newer: no java on the PATH\n")


def test_with_an_old_java_the_error_says_which(tmp_path: Path) -> None:
    _program(tmp_path / "java", "echo 'openjdk version \"11.0.2\"' >&2")
    assert _up(tmp_path) == (1, f"Apache Kafka needs Java 17 or newer: {tmp_path}/java is 11\n")


def _up(path: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.kafka", "up"],
        env={**os.environ, "PATH": str(path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    return done.returncode, done.stderr


def _program(path: Path, line: str) -> None:
    path.write_text(f"#!{shutil.which('sh')}\n{line}\n")
    path.chmod(0o755)
