"""The TOML lists that a linguist edits, loaded and checked; out comes one frozen Lexicon."""

from functools import cache
from typing import NamedTuple

from workers.lexicon.actors import ActorLexicon, load_actors
from workers.lexicon.events import EventLexicon, load_events
from workers.lexicon.quotes import QuoteLexicon, load_quotes

__all__ = ["ActorLexicon", "EventLexicon", "Lexicon", "QuoteLexicon", "load_lexicon"]


class Lexicon(NamedTuple):
    """All that extraction knows about words."""

    actors: ActorLexicon
    events: EventLexicon
    quotes: QuoteLexicon


@cache
def load_lexicon() -> Lexicon:
    """Read and check every list.

    Raises:
        msgspec.ValidationError: an entry has a wrong type or an unknown field; the message names it.
    """
    return Lexicon(load_actors(), load_events(), load_quotes())
