"""`communique config`: every setting as the worker sees it, secrets redacted."""

import click

from workers.settings import describe, load_settings

__all__ = ["config"]


@click.command
@click.option("--changed", is_flag=True, help="Only what is not at its default.")
def config(changed: bool) -> None:
    """Print the settings, secrets redacted."""
    for entry in describe(load_settings()):
        if not (changed and entry.is_default):
            click.echo(f"{entry.variable}={entry.value}")
