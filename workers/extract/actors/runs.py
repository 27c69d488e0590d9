"""A range of tokens in, the runs of capitalised words in it out that may be somebody's name."""

from typing import Final

from workers.extract.actors.found import Found
from workers.extract.actors.names import Names
from workers.lexicon.actors import Role

__all__ = ["Runs"]

_PARTICLES: Final = frozenset(
    "van von der den de del della di da dos du la le el al bin ibn bint abu ben ter ten y e".split()
)


class Runs:
    """The tokens `start` to `end`, asked for names unknown to the lexicon."""

    def __init__(self, names: Names, start: int, end: int) -> None:
        self.names, self.start, self.end = names, start, end
        columns = names.columns
        self.text, self.lower, self.ent_type, self.proper = columns.text, columns.lower, columns.ent_type, names.proper

    def end_of(self, i: int) -> int:
        """Where the run ends that begins at a token; the token itself where none does."""
        j = i
        while j < self.end and (self._opens_name(j) if j == i else self._goes_on(j)):
            j += 1
        return j

    def is_name_part(self, found: Found) -> bool:
        """Jordan in "Jordan Bardella", Sydney in "Sydney Powell": the model saw a person."""
        if isinstance(found.entry, Role):
            return self._is_surname(found)
        if found.start > self.start and self.lower[found.start - 1] in self.names.words.honorifics:
            return found.entry.kind == "city"
        if found.entry.kind not in ("city", "country"):
            return False
        if self._follows_given(found) or self._precedes_surname(found):
            return True
        if self.ent_type[found.start] != "PERSON":
            return False
        return (found.end < self.end and self._is_of_person(found.end)) or (
            found.start > self.start and self._is_of_person(found.start - 1)
        )

    def _follows_given(self, found: Found) -> bool:
        """Moura in "Renata Moura"."""
        i = found.start - 1
        return (
            i >= self.start
            and found.entry.kind == "city"
            and self.text[i] in self.names.given
            and self.proper[i]
            and not self.names.at(i)
        )

    def _precedes_surname(self, found: Found) -> bool:
        """Sofia in "Sofia Reyes", which is no university either."""
        i = found.end
        return (
            i < self.end
            and found.entry.kind == "city"
            and self.text[found.start] in self.names.given
            and self.proper[i]
            and not self.names.at(i)
            and not self.ent_type[i]
            and (i + 1 >= self.end or not self.proper[i + 1])
        )

    def _is_of_person(self, i: int) -> bool:
        """Seen as part of a person's name, and unknown to the lexicon."""
        return self.ent_type[i] == "PERSON" and self.proper[i] and not self.names.at(i)

    def _is_surname(self, found: Found) -> bool:
        """Ward in "Ms Ward" and "Helen Ward", not Minister in "Prime Minister Helen Ward"."""
        i = found.start
        if found.end - i > 1 or not self.text[i].istitle() or i <= self.start:
            return False
        if self.lower[i - 1] in self.names.words.honorifics:
            return found.entry.kind != "person" if isinstance(found.entry, Role) else False
        return self.ent_type[i] == "PERSON" and self._is_of_person(i - 1)

    def _opens_name(self, i: int) -> bool:
        if not self._is_free(i):
            return False
        proper = self.proper
        particle = self.lower[i] in _PARTICLES and self.text[i][0].isupper()
        return proper[i] or (particle and i + 1 < self.end and proper[i + 1])

    def _goes_on(self, i: int) -> bool:
        text = self.text[i]
        if not self._is_free(i):
            return False
        if self.text[i - 1] == "-":  # "Hsu Mei-chen"
            return text.isalpha() and not self._is_spaced(i - 1)
        if self.proper[i]:
            return True
        if i + 1 >= self.end:
            return False
        if self.lower[i] in _PARTICLES and self.text[i + 1] == "-":  # Omar al-Rashid
            return self.text[min(i + 2, self.end - 1)][:1].isupper()
        if self.lower[i] in _PARTICLES:
            after = i + 2 if self.lower[i + 1] in _PARTICLES and i + 2 < self.end else i + 1  # Gloria de la Maza
            return self.text[after][:1].isupper()
        joins = text in ("-", "'", "’") and not self.text[i + 1].isspace()
        return joins and not self._is_spaced(i) and not self._is_spaced(i - 1)

    def _is_free(self, i: int) -> bool:
        found = self.names.at(i)
        return found is None or self.is_name_part(found)

    def _is_spaced(self, i: int) -> bool:
        """Whether a space follows."""
        return bool(self.names.columns.doc[i].whitespace_)
