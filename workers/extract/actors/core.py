"""A noun phrase's core in, its words sorted out: names, role nouns, and capitalised words unknown to the lexicon."""

from typing import Final

from spacy.tokens import Doc

from workers.extract.actors.found import Found
from workers.extract.actors.names import Names
from workers.extract.actors.reading import Reading
from workers.lexicon.actors import Name, Role
from workers.ontology import Sector

__all__ = ["PAST", "Parts"]

_PARTICLES: Final = frozenset(
    "van von der den de del della di da dos du la le el al bin ibn bint abu ben ter ten y e".split()
)

_INCOMING: Final = frozenset(("elect", "designate", "nominate"))
PAST: Final = frozenset(("former", "ex", "retired"))
# Whoever is said to be one of these in an international body belongs to the body first: not its lawmakers and judges.
_STAFF: Final = frozenset((None, Sector.GOV, Sector.LAB, Sector.EDU, Sector.BUS, Sector.SOC, Sector.CVL, Sector.PTY))
_OFFICES: Final = frozenset((Sector.GOV, Sector.LEG, Sector.SPY, Sector.JUD))


class Parts:
    """The words of a core, sorted: names, roles, capitalised words unknown to the lexicon."""

    def __init__(self, doc: Doc, names: Names, start: int, end: int) -> None:
        self.doc, self.names, self.start, self.end = doc, names, start, end
        self.text, self.lower = names.columns.text, names.columns.lower
        self.words = names.words
        self.known: list[Found] = []
        self.roles: list[Found] = []
        self.proper: list[tuple[int, int]] = []
        self.gender: str | None = None
        self.title_sector: Sector | None = None
        self.last = start
        self.sided = False
        self._sort()

    def _sort(self) -> None:
        i = self.start
        while i < self.end:
            found = self.names.at(i)
            text = self.text[i]
            if found is None and not text[:1].isupper():  # neither a name nor a role
                self.last = i if text.isalpha() else self.last
                i += 1
                continue
            if found is None and self.lower[i] in self.words.honorifics:
                honorific = self.words.honorifics[self.lower[i]]
                self.gender = self.gender or honorific.gender
                self.title_sector = self.title_sector or honorific.sector
                i += 1
                continue
            if found and found.start == i and found.end <= self.end and not self._is_name_part(found):
                self._add(found)
                i = found.end
                self.last = i - 1
                continue
            j = self._proper_run(i)
            if j > i:
                self.proper.append((i, j))
                self.last = j - 1
                i = j
                continue
            if text.isalpha():
                self.last = i
            i += 1
        self.last = self._without_suffix(self.last)

    def _without_suffix(self, last: int) -> int:
        """The minister of "prime minister-elect" is its head."""
        hyphened = last - 2 >= self.start and self.lower[last] in _INCOMING and self.text[last - 1] == "-"
        return last - 2 if hyphened and any(role.end == last - 1 for role in self.roles) else last

    def _add(self, found: Found) -> None:
        if isinstance(found.entry, Role):
            self.roles.append(found)
        elif self._is_side(found):
            self.sided = True
        else:
            self.known.append(found)

    def _is_side(self, found: Found) -> bool:
        """ "US-backed rebels", "pro-Russian separatists" and "ethnic Serbs" are not of the US, Russia, Serbia."""
        end = found.end
        if found.start > self.start and self.lower[found.start - 1] == "ethnic":
            return True
        if end + 1 < self.end and self.text[end] in ("-", "–") and self.lower[end + 1] in self.words.tied:
            return True
        return (
            found.start >= 2
            and self.text[found.start - 1] == "-"
            and self.lower[found.start - 2] in self.words.tied_before
        )

    def _is_name_part(self, found: Found) -> bool:
        """Jordan in "Jordan Bardella", Sydney in "Sydney Powell": the model saw a person."""
        if isinstance(found.entry, Role):
            return self._is_surname(found)
        if found.start > self.start and self.lower[found.start - 1] in self.words.honorifics:
            return found.entry.kind == "city"
        if found.entry.kind not in ("city", "country"):
            return False
        if self._follows_given(found) or self._precedes_surname(found):
            return True
        if self.names.columns.ent_type[found.start] != "PERSON":
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
            and self.names.proper[i]
            and not self.names.at(i)
        )

    def _precedes_surname(self, found: Found) -> bool:
        """Sofia in "Sofia Reyes", which is no university either."""
        i = found.end
        return (
            i < self.end
            and found.entry.kind == "city"
            and self.text[found.start] in self.names.given
            and self.names.proper[i]
            and not self.names.at(i)
            and not self.names.columns.ent_type[i]
            and (i + 1 >= self.end or not self.names.proper[i + 1])
        )

    def _is_of_person(self, i: int) -> bool:
        """Seen as part of a person's name, and unknown to the lexicon."""
        return self.names.columns.ent_type[i] == "PERSON" and self.names.proper[i] and not self.names.at(i)

    def _is_surname(self, found: Found) -> bool:
        """Ward in "Ms Ward" and "Helen Ward", not Minister in "Prime Minister Helen Ward"."""
        i = found.start
        if found.end - i > 1 or not self.text[i].istitle() or i <= self.start:
            return False
        if self.lower[i - 1] in self.words.honorifics:
            return found.entry.kind != "person" if isinstance(found.entry, Role) else False
        return self.names.columns.ent_type[i] == "PERSON" and self._is_of_person(i - 1)

    def _proper_run(self, i: int) -> int:
        j = i
        while j < self.end and (self._opens_name(j) if j == i else self._goes_on(j)):
            j += 1
        return j

    def _opens_name(self, i: int) -> bool:
        if not self._is_free(i):
            return False
        proper = self.names.proper
        particle = self.lower[i] in _PARTICLES and self.text[i][0].isupper()
        return proper[i] or (particle and i + 1 < self.end and proper[i + 1])

    def _goes_on(self, i: int) -> bool:
        text = self.text[i]
        if not self._is_free(i):
            return False
        if self.text[i - 1] == "-":  # "Hsu Mei-chen"
            return text.isalpha() and not self.doc[i - 1].whitespace_
        if self.names.proper[i]:
            return True
        if i + 1 >= self.end:
            return False
        if self.lower[i] in _PARTICLES and self.text[i + 1] == "-":  # Omar al-Rashid
            return self.text[min(i + 2, self.end - 1)][:1].isupper()
        if self.lower[i] in _PARTICLES:
            after = i + 2 if self.lower[i + 1] in _PARTICLES and i + 2 < self.end else i + 1  # Gloria de la Maza
            return self.text[after][:1].isupper()
        joins = text in ("-", "'", "’") and not self.text[i + 1].isspace()
        return joins and not self.doc[i].whitespace_ and not self.doc[i - 1].whitespace_

    def _is_free(self, i: int) -> bool:
        found = self.names.at(i)
        return found is None or self._is_name_part(found)

    def read(self) -> Reading:
        """One Reading of the core."""
        head = self.last
        run = self.proper[-1] if self.proper and self.proper[-1][1] - 1 == head else None
        person = run if run and self.is_person(run) else None
        nouns = tuple(each.entry for each in self.roles if isinstance(each.entry, Role))
        known = [each.entry for each in self.known if isinstance(each.entry, Name)]
        belongs = self._belongs(known)
        body = next((name for name in reversed(known) if name.kind in ("body", "seat")), None)
        alone = known[-1] if known and self.known[-1].end - 1 == head and not run else None
        sector = self._sector(nouns, body, alone)
        return Reading(
            core=(self.start, self.end),
            person=person,
            proper=run if not person else None,
            role=self._role(),
            nouns=nouns,
            country=belongs.code if belongs else None,
            country_name=belongs.name if belongs else None,
            sector=self.title_sector if person and self.title_sector else sector,
            body=body,
            alone=alone,
            gender=self.gender,
            abstract=self._is_abstract(head, run, alone),
            plural=self._is_plural(head),
            elsewhere=self.sided
            or any(self.lower[i] in self.words.elsewhere and not self.names.at(i) for i in range(self.start, head)),
            head=head,
        )

    def _belongs(self, known: list[Name]) -> Name | None:
        """The country or body something is of; the modifier wins: "Pakistan's Foreign Office"."""
        demonyms = [name for name in known if name.kind in ("demonym", "country", "prefix")]
        bodies = [name for name in known if name.kind in ("body", "seat")]
        cities = [name for name in known if name.kind == "city"]
        if bodies and bodies[-1].code in ("IGO", "NGO", "MNC"):
            return bodies[-1]
        if demonyms:
            return demonyms[0]
        rest = bodies or cities
        return rest[-1] if rest else None

    def is_person(self, run: tuple[int, int]) -> bool:
        """A run of capitalised words is somebody's name: by title, honorific or entity type."""
        if self.names_organisation(run):
            return False
        title_end = run[0]
        if title_end - 2 > self.start and self.lower[title_end - 1] in _INCOMING and self.text[title_end - 2] == "-":
            title_end -= 2  # Prime Minister-elect Ana Ruiz
        if self._after_honorific(run) or any(
            r.end == title_end
            and isinstance(r.entry, Role)
            and r.entry.kind in ("person", "people")
            and not r.entry.plural
            for r in self.roles
        ):
            return True
        return "PERSON" in self.names.columns.ent_type[run[0] : run[1]]

    def _after_honorific(self, run: tuple[int, int]) -> bool:
        before = run[0] - 2 if self.text[run[0] - 1] == "." else run[0] - 1
        return before >= self.start and self.lower[before] in self.words.honorifics

    def names_organisation(self, run: tuple[int, int]) -> bool:
        """ "Scheldt Capital" ends like a firm."""
        return any(
            self.lower[i] in self.words.organisations
            for i in (run[1] - 1, run[0])
            if i > run[0] or run[1] - run[0] == 1
        )

    def _role(self) -> str | None:
        """The last title as it is written: "acting trade minister"."""
        if not self.roles:
            return None
        last = first = self.roles[-1]
        for each in reversed(self.roles[:-1]):
            first = each if each.end == first.start else first
        start = first.start
        while start > self.start and self.lower[start - 1] in self.words.titles:
            start -= 1
        return self.names.columns.words(start, last.end)

    def _sector(self, nouns: tuple[Role, ...], body: Name | None, alone: Name | None) -> Sector | None:
        if nouns:
            head = nouns[-1]
            if body and body.code in ("IGO", "NGO", "MNC") and head.kind == "person" and head.sector in _STAFF:
                return body.sector
            if head.noun in self.words.generic or head.sector is None:
                owner = next((n.sector for n in reversed(nouns[:-1]) if n.sector and n.kind != "person"), None)
                if owner or body:
                    return self._once(owner or (body.sector if body else None))
            return self._once(head.sector)
        if body and not alone:
            return body.sector
        return alone.sector if alone else None

    def _once(self, sector: Sector | None) -> Sector | None:
        """ "A former CIA official" is of the elite, no longer of the CIA."""
        was = not PAST.isdisjoint(self.lower[self.start : self.end])
        return Sector.ELI if was and sector in _OFFICES else sector

    def _is_abstract(self, head: int, run: tuple[int, int] | None, alone: Name | None) -> bool:
        if run or alone or (self.roles and self.roles[-1].end - 1 == head) or self.lower[head] in self.words.concrete:
            return False
        word = self.lower[head]
        return word in self.words.abstract or (len(word) > 6 and word.endswith(self.words.abstract_suffixes))

    def _is_plural(self, head: int) -> bool:
        if self.roles and self.roles[-1].end - 1 == head and isinstance(self.roles[-1].entry, Role):
            return self.roles[-1].entry.plural
        return self.names.columns.tag[head] in ("NNS", "NNPS")
