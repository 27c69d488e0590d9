"""Noun phrases in, actors out: who is meant, with name, role, country and sector."""

from workers.extract.actors.model import Actor, Location, Voice
from workers.extract.actors.roster import Roster, build_roster

__all__ = ["Actor", "Location", "Roster", "Voice", "build_roster"]
