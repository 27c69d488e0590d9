"""The command line itself: what `communique` says of its commands, and how it fails."""

import subprocess
import sys

from click.testing import CliRunner

from workers import __version__
from workers.cli import COMMANDS, main
from workers.cli.failure import Failure


def test_help_names_every_command() -> None:
    output = CliRunner().invoke(main, ["-h"]).output
    assert [name for name in COMMANDS if f"\n  {name} " not in output] == []


def test_version_is_the_package_version() -> None:
    assert CliRunner().invoke(main, ["--version"]).output == f"communique {__version__}\n"


def test_unknown_command_is_a_usage_error() -> None:
    assert CliRunner().invoke(main, ["teleport"]).exit_code == 2


def test_help_loads_neither_spacy_nor_kafka() -> None:
    code = (
        "import sys; from workers.cli import main; main(['-h'], standalone_mode=False);"
        "print([name for name in ('spacy', 'faust', 'kafka', 'rich') if name in sys.modules])"
    )
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert output.splitlines()[-1] == "[]"


def test_failure_is_one_line_on_standard_error(capsys) -> None:
    Failure("no broker").show()
    assert capsys.readouterr() == ("", "communique: no broker\n")
