"""The `communique` command: a command line in, an exit code out; each command's module is loaded when it is called."""

import io
import sys
from importlib import import_module
from typing import Final

import click

from workers import __version__
from workers.cli.failure import Failure
from workers.settings import SettingsError

__all__ = ["COMMANDS", "main"]

# Command to its line in --help. `communique NAME` is the function NAME of `workers.cli.NAME`.
COMMANDS: Final = {
    "run": "Run the worker: news.raw in, events and quotes out.",
    "topics": "Create or check the topics.",
    "config": "Print the settings, secrets redacted.",
    "extract": "Show the quotes and events of articles, without Kafka.",
    "explain": "Show which rules fired on a sentence, and why.",
    "feed": "Put news items on news.raw.",
    "tail": "Show events and quotes as they arrive.",
    "replay": "Put dead letters back on news.raw.",
    "schemas": "Write the JSON Schemas of the records into a directory.",
    "demo": "Watch articles become records on an embedded broker.",
}
# 128 and the signal's number, as a shell reports it.
_INTERRUPTED: Final = 130


class _CommandsOnDemand(click.Group):
    """A group that knows its commands by name and imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"workers.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        _write_what_can_be_written()
        try:
            return super().invoke(ctx)
        except SettingsError as error:
            raise Failure(str(error)) from None
        except KeyboardInterrupt:
            raise click.exceptions.Exit(_INTERRUPTED) from None


@click.group(cls=_CommandsOnDemand, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="communique %(version)s")
def main() -> None:
    """News in, coded diplomatic events and quotes out.

    Settings come from the environment: `communique config` lists them.
    """


def _write_what_can_be_written() -> None:
    """A terminal or pipe that is not UTF-8 gets question marks for what it cannot show, and no traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # not when closed (`>&-`), nor under a test
            stream.reconfigure(errors="replace")
