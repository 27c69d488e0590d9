"""Commands of other projects in, what they print out; one that is missing is a failure, not a skip."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

__all__ = ["DEPLOY", "ROOT", "check", "find"]

DEPLOY: Final = Path(__file__).parents[1]
ROOT: Final = DEPLOY.parent
_PACKAGES: Final = {
    "npm": "apt-get install npm",
    "node": "apt-get install nodejs",
    "prometheus": "apt-get install prometheus",
    "promtool": "apt-get install prometheus",
}


def find(name: str) -> str:
    """The command's path: beside the running Python first, then on PATH.

    Raises:
        AssertionError: it is nowhere; the message says what brings it.
    """
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    assert found, f"{name} is missing: {_PACKAGES.get(name, 'make install')}"
    return found


def check(name: str, *arguments: str | Path, cwd: Path = DEPLOY, seconds: float = 60) -> None:
    """Run a command.

    Raises:
        AssertionError: it did not exit 0; the message is what it printed.
    """
    command = [find(name), *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=seconds, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
