"""A noun phrase's core in, its words sorted out: names, role nouns, and capitalised words unknown to the lexicon."""

from bisect import bisect_left
from typing import Final

from workers.extract.actors.found import Found
from workers.extract.actors.names import Names
from workers.extract.actors.reading import Reading
from workers.extract.actors.runs import Runs
from workers.lexicon.actors import Name, Role
from workers.ontology import Sector

__all__ = ["INCOMING", "PAST", "Parts"]

INCOMING: Final = frozenset(("elect", "designate", "nominate"))
PAST: Final = frozenset(("former", "ex", "retired"))
# Whoever is said to be one of these in an international body belongs to the body first: not its lawmakers and judges.
_STAFF: Final = frozenset((None, Sector.GOV, Sector.LAB, Sector.EDU, Sector.BUS, Sector.SOC, Sector.CVL, Sector.PTY))
_OFFICES: Final = frozenset((Sector.GOV, Sector.LEG, Sector.SPY, Sector.JUD))


class Parts:
    """The words of a core, sorted: names, roles, capitalised words unknown to the lexicon."""

    def __init__(self, names: Names, start: int, end: int) -> None:
        self.names, self.start, self.end = names, start, end
        self.text, self.lower = names.columns.text, names.columns.lower
        self.words = names.words
        self._runs = Runs(names, start, end)
        self.known: list[Found] = []
        self.roles: list[Found] = []
        self.proper: list[tuple[int, int]] = []
        self.gender: str | None = None
        self.title_sector: Sector | None = None
        self.last = start
        self.sided = False
        self._sort()

    def _sort(self) -> None:
        marks, i = self.names.marks, self.start
        next_mark = bisect_left(marks, i)
        while i < self.end:
            mark = min(marks[next_mark], self.end) if next_mark < len(marks) else self.end
            if i < mark:
                self._pass(i, mark)
                i = mark
            else:
                i = self._sort_at(i)
                next_mark = bisect_left(marks, i, next_mark)
        self.last = self._without_suffix(self.last)

    def _pass(self, start: int, end: int) -> None:
        """Words that are neither names nor roles: the last of them may be the head."""
        for i in range(end - 1, start - 1, -1):
            if self.text[i].isalpha():
                self.last = i
                return

    def _sort_at(self, i: int) -> int:
        """What begins at `i`, and where the next thing does."""
        found = self.names.at(i)
        if found is None and self.lower[i] in self.words.honorifics:
            honorific = self.words.honorifics[self.lower[i]]
            self.gender = self.gender or honorific.gender
            self.title_sector = self.title_sector or honorific.sector
            return i + 1
        if found and found.start == i and found.end <= self.end and not self._runs.is_name_part(found):
            self._add(found)
            self.last = found.end - 1
            return found.end
        end = self._runs.end_of(i)
        if end > i:
            self.proper.append((i, end))
            self.last = end - 1
            return end
        if self.text[i].isalpha():
            self.last = i
        return i + 1

    def _without_suffix(self, last: int) -> int:
        """The minister of "prime minister-elect" is its head."""
        hyphened = last - 2 >= self.start and self.lower[last] in INCOMING and self.text[last - 1] == "-"
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

    def read(self, core: tuple[int, int] | None = None, owner: int | None = None, end: int = 0) -> Reading:
        """One Reading of the core, which `owner` may begin and the phrase up to `end` may go on behind."""
        head = self.last
        run = self.proper[-1] if self.proper and self.proper[-1][1] - 1 == head else None
        person = run if run and self.is_person(run) else None
        nouns = tuple(each.entry for each in self.roles if isinstance(each.entry, Role))
        known = [each.entry for each in self.known if isinstance(each.entry, Name)]
        belongs = self._belongs(known) if known else None
        body = next((name for name in reversed(known) if name.kind in ("body", "seat")), None)
        alone = known[-1] if known and self.known[-1].end - 1 == head and not run else None
        sector = self._sector(nouns, body, alone)
        return Reading(
            core=core or (self.start, self.end),
            person=person,
            proper=run if not person else None,
            role=self._role(),
            nouns=nouns,
            country=belongs.code if belongs else None,
            country_name=belongs.name if belongs else None,
            sector=self.title_sector if person and self.title_sector else sector,
            body=body,
            alone=alone,
            owner=owner,
            gender=self.gender,
            abstract=self._is_abstract(head, run, alone),
            plural=self._is_plural(head),
            head=head,
            end=end,
            elsewhere=self.sided or self._is_elsewhere(head),
        )

    def _is_elsewhere(self, head: int) -> bool:
        """ "A European diplomat": of a country that the phrase does not tell."""
        words = self.words.elsewhere
        if words.isdisjoint(self.lower[self.start : head]):
            return False
        return any(self.lower[i] in words and not self.names.at(i) for i in range(self.start, head))

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
        if title_end - 2 > self.start and self.lower[title_end - 1] in INCOMING and self.text[title_end - 2] == "-":
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
