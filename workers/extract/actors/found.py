"""Where in an article something of the lexicon stands."""

from typing import NamedTuple

from workers.lexicon.actors import Name, Role

__all__ = ["Found"]


class Found(NamedTuple):
    """A name or role noun at tokens `start` to `end`."""

    start: int
    end: int
    entry: Name | Role
