"""A reason to give up in, one line on standard error and exit code 1 out."""

from typing import IO, Any

import click

from workers.cli.plain import plain

__all__ = ["Failure", "complain"]


class Failure(click.ClickException):
    """A command cannot go on; the message is for the user and fits one line."""

    def show(self, file: IO[Any] | None = None) -> None:
        complain(self.message)


def complain(message: str) -> None:
    """Print `communique: MESSAGE` on standard error, as Unix tools do."""
    click.echo(f"communique: {plain(message)}", err=True)
