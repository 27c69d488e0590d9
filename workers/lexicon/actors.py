"""What extraction knows about actors: the lists' entry types and their loader."""

from typing import Any, NamedTuple

__all__ = ["ActorLexicon", "load_actors"]


class ActorLexicon(NamedTuple):
    """The actors half of the lexicon."""

    patterns: list[dict[str, Any]]


def load_actors() -> ActorLexicon:
    """Read the lists of this half."""
    return ActorLexicon(patterns=[])
