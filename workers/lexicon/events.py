"""What extraction knows about events: the lists' entry types and their loader."""

from typing import Any, NamedTuple

__all__ = ["EventLexicon", "load_events"]


class EventLexicon(NamedTuple):
    """The events half of the lexicon."""

    patterns: list[dict[str, Any]]


def load_events() -> EventLexicon:
    """Read the lists of this half."""
    return EventLexicon(patterns=[])
