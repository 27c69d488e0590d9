"""What extraction knows about quotes: the verbs that report speech, and their loader."""

from typing import Final, Literal, NamedTuple

import msgspec

from workers.lexicon.files import read_list

__all__ = ["CueVerb", "QuoteLexicon", "load_quotes"]

Takes = Literal["clause", "quote", "addressee", "infinitive", "fragment", "name"]

_VOWELS: Final = "aeiou"


class CueVerb(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A verb that reports speech, and what it takes as content; `forms` where they are irregular."""

    lemma: str
    takes: frozenset[Takes]
    example: str
    forms: str = ""

    @property
    def particle(self) -> str:
        """The word that must follow: "out" in "point out"."""
        return self.lemma.partition(" ")[2]


class _Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    verb: tuple[CueVerb, ...]


class QuoteLexicon(NamedTuple):
    """The quotes half of the lexicon."""

    verbs: dict[str, tuple[CueVerb, ...]]
    """By inflected form, in lower case and without the particle."""


def load_quotes() -> QuoteLexicon:
    """Read the lists of this half.

    Raises:
        msgspec.ValidationError: an entry has a wrong type or an unknown field.
    """
    verbs: dict[str, tuple[CueVerb, ...]] = {}
    for verb in read_list("cues", _Lists).verb:
        for form in {verb.lemma.partition(" ")[0], *(verb.forms.split() or _inflect(verb.lemma.partition(" ")[0]))}:
            verbs[form] = (*verbs.get(form, ()), verb)
    return QuoteLexicon(verbs)


def _inflect(lemma: str) -> list[str]:
    """The regular forms of a verb: notes, noted, noting."""
    if lemma.endswith("e"):
        return [lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return [lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    sibilant = lemma.endswith(("s", "sh", "ch", "x", "z"))
    return [lemma + ("es" if sibilant else "s"), lemma + "ed", lemma + "ing"]
