"""A Doc in, the names and role nouns of the lexicon in it out, longest first, none overlapping."""

from collections.abc import Callable, Container, Iterator, Sequence
from functools import cached_property

from workers.extract.actors.acronyms import find_aliases
from workers.extract.actors.found import Found
from workers.extract.actors.homonyms import told_apart
from workers.extract.actors.proper import proper_words
from workers.extract.actors.reading import Reading
from workers.extract.actors.scan import scan
from workers.extract.columns import Columns
from workers.lexicon import ActorLexicon
from workers.lexicon.actors import Name, Role
from workers.lexicon.phrases import PhraseWords
from workers.lexicon.signs import Sign
from workers.lexicon.spelling import spelling

__all__ = ["Names", "find_names"]


class Names:
    """What of the lexicon stands where in an article."""

    def __init__(
        self,
        columns: Columns,
        found: list[Found],
        words: PhraseWords,
        aliases: dict[int, tuple[int, int]],
        proper: list[bool],
        given: Container[str] = (),
        signs: Sequence[Sign] = (),
    ) -> None:
        self.columns = columns
        self.words = words
        self.found = found
        self.aliases = aliases
        self.proper = proper  # by token, whether it may stand in a name
        self.given = given  # names that parents give
        self.signs = signs  # what tells the story's country without naming it
        self.readings: dict[tuple[int, int], Reading] = {}  # of phrases, by token range
        self._by_token = {i: each for each in found for i in range(each.start, each.end)}
        self.at: Callable[[int], Found | None] = self._by_token.get
        """What covers a token."""

    def without(self, tokens: Container[int]) -> "Names":
        """The same but for what begins at `tokens`."""
        found = [each for each in self.found if each.start not in tokens]
        return Names(self.columns, found, self.words, self.aliases, self.proper, self.given, self.signs)

    @cached_property
    def marks(self) -> list[int]:
        """The tokens that stand out, in order: those of the lexicon and those with a capital."""
        return sorted({*self.columns.capitals, *self._by_token})

    @cached_property
    def fullest(self) -> dict[str, str]:
        """By the first name that the lists give a body, the fullest by which the article itself calls it."""
        called: dict[str, str] = {}
        for each in self.found:
            # Not "the UN refugee agency" for the UNHCR: the lists write it small, it describes.
            if isinstance(each.entry, Name) and each.entry.kind in ("body", "seat") and not _describes(each.entry):
                words, before = self.columns.words(each.start, each.end), called.get(each.entry.name, "")
                if spelling(words) != spelling(each.entry.written):
                    continue  # Brussels
                # "UNITED NATIONS" in a headline is no fuller than "United Nations".
                called[each.entry.name] = max(before, words, key=lambda text: (len(text), not text.isupper()))
        return called

    def is_bracketed_acronym(self, start: int, end: int) -> bool:
        """ "(WP)" in "Welfare Party (WP) leader Ana Ruiz"."""
        return end - start == 1 and self.columns.text[start].isupper() and self.columns.text[start - 1] == "("

    def gender_of(self, role: Role) -> str | None:
        """ "Spokeswoman" and "king" tell."""
        return "female" if role.noun in self.words.female else "male" if role.noun in self.words.male else None

    def name_at(self, token: int) -> Name | None:
        """The proper name that covers a token."""
        each = self._by_token.get(token)
        return each.entry if each and isinstance(each.entry, Name) else None

    def role_at(self, token: int) -> Role | None:
        """The role noun that covers a token."""
        each = self._by_token.get(token)
        return each.entry if each and isinstance(each.entry, Role) else None


def _describes(name: Name) -> bool:
    return any(word[0].islower() and len(word) > 3 for word in name.written.split())


def find_names(columns: Columns, lexicon: ActorLexicon, masthead: Sequence[Sign] = ()) -> Names:
    """Look every token up as the beginning of a name or role noun; `masthead` is what the publisher tells."""
    aliases = find_aliases(columns)
    scanned = [each for each in scan(columns, lexicon) if not _is_other(columns, each)]
    signs = [*lexicon.words.signs.found(columns.content, columns.text), *masthead]
    found = list(told_apart(list(_in_context(columns, scanned, aliases, lexicon)), signs, lexicon))
    return Names(columns, found, lexicon.words, aliases, proper_words(columns), lexicon.genders, signs)


def _is_other(columns: Columns, found: Found) -> bool:
    """ "The website states that ..." names no states, and "at 5 PM" no prime minister."""
    lower, start = columns.lower, found.start
    if columns.text[start] == "Labour" and start and lower[start - 1] in ("for", "of", "and"):
        return True  # the Minister for Labour
    clock = lower[start] == "pm" and start > 0 and lower[start - 1][:1].isdigit()
    return clock or (lower[start] == "states" and lower[found.end : found.end + 1] == ["that"])


def _in_context(
    columns: Columns, found: list[Found], aliases: dict[int, tuple[int, int]], lexicon: ActorLexicon
) -> Iterator[Found]:
    """The article's own acronyms come before the lexicon's; Brussels is the EU but where Belgium is a topic."""
    whole = {(each.start, each.end): each.entry for each in found}
    for each in found:
        expansion = aliases.get(each.start) if each.end == each.start + 1 else None
        if expansion:
            if expansion in whole:
                yield each._replace(entry=whole[expansion])
            continue
        entry = _of_its_own(each, columns, lexicon)
        entry = entry if _is_town_itself(each, columns, lexicon) else _seated(entry, found, lexicon)
        yield each if entry is each.entry else each._replace(entry=entry)


def _of_its_own(each: Found, columns: Columns, lexicon: ActorLexicon) -> Name | Role:
    """The Farmers' Congress is not that of the United States."""
    entry, role = each.entry, lexicon.roles.get(columns.lower[each.start])
    if not isinstance(entry, Name) or entry.kind != "body" or each.end - each.start > 1 or role is None:
        return entry
    before = columns.text[each.start - 1] if each.start else ""
    named = before[:1].isupper() or before in ("'s", "’s", "'", "’")
    return role if named and before.lower() != "the" else entry


def _is_town_itself(each: Found, columns: Columns, lexicon: ActorLexicon) -> bool:
    """Brussels mayor Ana Ruiz, police in Brussels, the mayor of Brussels: a town that has a mayor is no union."""
    lower, local = columns.lower, lexicon.words.local
    behind = [word for word in lower[each.end : each.end + 3] if word not in ("'s", "’s")]
    before = lower[each.start - 2 : each.start] if each.start > 1 else []
    return not local.isdisjoint(behind[:2]) or (before[1:] in (["of"], ["in"]) and before[0] in local)


def _seated(entry: Name | Role, found: list[Found], lexicon: ActorLexicon) -> Name | Role:
    seat = lexicon.seats.get(entry.written) if isinstance(entry, Name) else None
    return seat if seat and isinstance(entry, Name) and not _is_elsewhere(entry, found) else entry


def _is_elsewhere(city: Name, found: list[Found]) -> bool:
    """The article names the country itself, so its capital is no more than that."""
    names = [each.entry for each in found if isinstance(each.entry, Name)]
    own = any(name.code == city.code and name.kind in ("country", "demonym") for name in names)
    return own and not any(name.name.startswith("European ") for name in names)
