"""`communique topics create|check`: the four topics, made or compared."""

import click

from workers.cli.failure import Failure
from workers.settings import load_settings

__all__ = ["topics"]


@click.group
def topics() -> None:
    """Create or check the topics."""


@topics.command
def create() -> None:
    """Create the topics that are missing; harmless when there are none."""
    from workers.stream.admin import AdminError, create_topics

    settings = load_settings()
    try:
        created = create_topics(settings)
    except AdminError as error:
        raise Failure(str(error)) from None
    for name in created:
        click.echo(f"created {name}")
    if not created:
        click.echo("nothing to create")


@topics.command
def check() -> None:
    """Compare the topics with the settings; exits 1 when something differs."""
    from workers.stream.admin import AdminError, check_topics

    settings = load_settings()
    try:
        differences = check_topics(settings)
    except AdminError as error:
        raise Failure(str(error)) from None
    for line in differences:
        click.echo(line)
    if differences:
        raise Failure(f"{len(differences)} differences")
    click.echo("all topics are as they should be")
