"""An article's names in, whether it tells of an international body that sits out."""

from typing import Final

from workers.extract.actors.names import Names
from workers.lexicon.actors import Name, Role

__all__ = ["is_meeting"]

_LEAD: Final = 2  # sentences beside the first, the headline being one
_HEAD: Final = 300  # characters
_ORGANS: Final = frozenset("Council Assembly Secretariat Committee Court Tribunal".split())
_HEARS: Final = frozenset("nsubj nsubjpass dobj dative".split())


def is_meeting(names: Names) -> bool:
    """The Security Council heard today; or a dateline of the United Nations."""
    columns = names.columns
    if "UNITED NATIONS" in columns.content[:_HEAD]:
        return True
    lead = [each for each in names.found if columns.sentence_of[each.start] <= _LEAD]
    return any(_is_organ(each.entry) and columns.dep[each.end - 1] in _HEARS for each in lead)


def _is_organ(entry: Name | Role) -> bool:
    return isinstance(entry, Name) and entry.code == "IGO" and not _ORGANS.isdisjoint(entry.name.split())
