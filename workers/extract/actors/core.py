"""A noun phrase's core in, its words sorted out: names, role nouns, and capitalised words unknown to the lexicon."""

from typing import Final

from spacy.tokens import Doc, Token

from workers.extract.actors.names import Found, Names
from workers.extract.actors.reading import Reading
from workers.lexicon.actors import Name, Role
from workers.ontology import Sector

__all__ = ["Parts", "is_proper"]

_PARTICLES: Final = frozenset(
    "van von der den de del della di da dos du la le el al bin ibn bint abu ben ter ten y e".split()
)

_CALENDAR: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
_OFFICES: Final = frozenset((Sector.GOV, Sector.LEG, Sector.SPY, Sector.JUD))


class Parts:
    """The words of a core, sorted: names, roles, capitalised words unknown to the lexicon."""

    def __init__(self, doc: Doc, names: Names, start: int, end: int) -> None:
        self.doc, self.names, self.start, self.end = doc, names, start, end
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
            text = self.names.texts[i]
            if found is None and not text[:1].isupper():  # neither a name nor a role
                self.last = i if text.isalpha() else self.last
                i += 1
                continue
            token = self.doc[i]
            if found is None and token.lower_ in self.words.honorifics and token.text[0].isupper():
                honorific = self.words.honorifics[token.lower_]
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
            if token.is_alpha:
                self.last = i
            i += 1

    def _add(self, found: Found) -> None:
        if isinstance(found.entry, Role):
            self.roles.append(found)
        elif self._is_side(found):
            self.sided = True
        else:
            self.known.append(found)

    def _is_side(self, found: Found) -> bool:
        """ "US-backed rebels" and "pro-Russian separatists" do not belong to the US or to Russia."""
        doc, end = self.doc, found.end
        if end + 1 < self.end and doc[end].text in ("-", "–") and doc[end + 1].lower_ in self.words.tied:
            return True
        return (
            found.start >= 2
            and doc[found.start - 1].text == "-"
            and doc[found.start - 2].lower_ in self.words.tied_before
        )

    def _is_name_part(self, found: Found) -> bool:
        """Jordan in "Jordan Bardella", Sydney in "Sydney Powell": the model saw a person."""
        doc = self.doc
        if isinstance(found.entry, Role):
            return self._is_surname(found)
        if found.start > self.start and doc[found.start - 1].lower_ in self.words.honorifics:
            return found.entry.kind == "city"
        if doc[found.start].ent_type_ != "PERSON":
            return False
        after = doc[found.end] if found.end < self.end else None
        before = doc[found.start - 1] if found.start > self.start else None
        alone = found.entry.kind in ("city", "country")
        return alone and any(
            t is not None and t.ent_type_ == "PERSON" and is_proper(t) and not self.names.at(t.i)
            for t in (after, before)
        )

    def _is_surname(self, found: Found) -> bool:
        """Ward in "Ms Ward" and "Helen Ward", not Minister in "Prime Minister Helen Ward"."""
        i, doc = found.start, self.doc
        if found.end - i > 1 or not doc[i].text.istitle() or i <= self.start:
            return False
        before = doc[i - 1]
        if before.lower_ in self.words.honorifics:
            return found.entry.kind not in ("person",) if isinstance(found.entry, Role) else False
        named = doc[i].ent_type_ == before.ent_type_ == "PERSON" and is_proper(before)
        return named and self.names.at(before.i) is None

    def _proper_run(self, i: int) -> int:
        j = i
        while j < self.end and (self._opens_name(j) if j == i else self._goes_on(j)):
            j += 1
        return j

    def _opens_name(self, i: int) -> bool:
        if not self._is_free(i):
            return False
        token = self.doc[i]
        particle = token.lower_ in _PARTICLES and token.text[0].isupper()
        return is_proper(token) or (particle and i + 1 < self.end and is_proper(self.doc[i + 1]))

    def _goes_on(self, i: int) -> bool:
        token, before = self.doc[i], self.doc[i - 1]
        if not self._is_free(i):
            return False
        if before.text == "-":  # "Hsu Mei-chen"
            return token.is_alpha and not before.whitespace_
        if is_proper(token):
            return True
        follows = i + 1 < self.end and not self.doc[i + 1].is_space
        if token.lower_ in _PARTICLES:
            return follows and self.doc[i + 1].text[:1].isupper()
        return follows and token.text in ("-", "'", "’") and not token.whitespace_ and not before.whitespace_

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
            or any(
                self.doc[i].lower_ in self.words.elsewhere and not self.names.at(i) for i in range(self.start, head)
            ),
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
        words = [self.doc[i] for i in range(*run)]
        if self.names_organisation(run):
            return False
        if self._after_honorific(run) or any(
            r.end == run[0]
            and isinstance(r.entry, Role)
            and r.entry.kind in ("person", "people")
            and not r.entry.plural
            for r in self.roles
        ):
            return True
        return any(word.ent_type_ == "PERSON" for word in words)

    def _after_honorific(self, run: tuple[int, int]) -> bool:
        before = run[0] - 2 if self.doc[run[0] - 1].text == "." else run[0] - 1
        return before >= self.start and self.doc[before].lower_ in self.words.honorifics

    def names_organisation(self, run: tuple[int, int]) -> bool:
        """ "Scheldt Capital" ends like a firm."""
        return any(
            self.doc[i].lower_ in self.words.organisations
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
        while start > self.start and self.doc[start - 1].lower_ in self.words.titles:
            start -= 1
        return self.doc[start : last.end].text

    def _sector(self, nouns: tuple[Role, ...], body: Name | None, alone: Name | None) -> Sector | None:
        if nouns:
            head = nouns[-1]
            if body and body.code in ("IGO", "NGO", "MNC") and head.kind == "person":
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
        was = any(self.doc[i].lower_ in ("former", "ex", "retired") for i in range(self.start, self.end))
        return Sector.ELI if was and sector in _OFFICES else sector

    def _is_abstract(self, head: int, run: tuple[int, int] | None, alone: Name | None) -> bool:
        if (
            run
            or alone
            or (self.roles and self.roles[-1].end - 1 == head)
            or self.doc[head].lower_ in self.words.concrete
        ):
            return False
        word = self.doc[head].lower_
        return word in self.words.abstract or (len(word) > 6 and word.endswith(self.words.abstract_suffixes))

    def _is_plural(self, head: int) -> bool:
        if self.roles and self.roles[-1].end - 1 == head and isinstance(self.roles[-1].entry, Role):
            return self.roles[-1].entry.plural
        return self.doc[head].tag_ in ("NNS", "NNPS")


def is_proper(token: Token) -> bool:
    """Capitalised, and by its tag (where it has one) part of a name."""
    text = token.text
    if not text[:1].isupper() or not any(c.isalpha() for c in text) or token.lower_ in _CALENDAR:
        return False
    if token.tag_:
        return token.tag_ in ("NNP", "NNPS", "FW") or (
            token.tag_ in ("NN", "NNS", "JJ", "VBG", "UH", "RB", "VB", "VBP", "VBN") and not token.is_sent_start
        )
    return not token.is_stop
