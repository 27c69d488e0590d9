"""A Doc in, its diplomatic events out, coded in PLOVER: who did what to whom, when, how sure."""

from workers.extract.events.find import explain_events, find_events
from workers.extract.events.mention import Decision, EventMention, Verdict

__all__ = ["Decision", "EventMention", "Verdict", "explain_events", "find_events"]
