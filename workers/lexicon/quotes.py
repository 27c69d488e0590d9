"""What extraction knows about quotes: the verbs that report speech, and their loader."""

from typing import Final, Literal, NamedTuple, TypeAlias

import msgspec

from workers.lexicon.files import read_list

__all__ = ["CueNoun", "CueVerb", "LightVerb", "MuteNoun", "QuoteLexicon", "load_quotes"]

Takes = Literal["clause", "quote", "addressee", "infinitive", "fragment", "name", "object", "reason"]

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


class CueNoun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A noun that reports speech with a that-clause; `voiced`: a feeling, which counts only once it is expressed."""

    lemma: str
    example: str
    voiced: bool = False


class MuteNoun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What cannot speak: according to plan."""

    lemma: str
    example: str


class LightVerb(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A verb whose subject is the speaker of the noun that is its object: issued a warning that ..."""

    lemma: str
    example: str
    forms: str = ""


Entry: TypeAlias = CueVerb | CueNoun | LightVerb | MuteNoun


class _Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    verb: tuple[CueVerb, ...]
    noun: tuple[CueNoun, ...]
    light_verb: tuple[LightVerb, ...]
    mute_noun: tuple[MuteNoun, ...]


class QuoteLexicon(NamedTuple):
    """The quotes half of the lexicon."""

    verbs: dict[str, tuple[CueVerb, ...]]
    """By inflected form, in lower case and without the particle."""
    nouns: frozenset[str]
    """Singular and plural forms."""
    voiced_nouns: frozenset[str]
    """Those of them that need a verb of saying: expressed alarm that ..."""
    light_verbs: frozenset[str]
    """Every form."""
    mute_nouns: frozenset[str]
    """Singular and plural forms."""
    entries: tuple[Entry, ...]
    """All of them as they are listed, with their examples."""


def load_quotes() -> QuoteLexicon:
    """Read the lists of this half.

    Raises:
        msgspec.ValidationError: an entry has a wrong type or an unknown field.
    """
    verbs: dict[str, tuple[CueVerb, ...]] = {}
    lists = read_list("cues", _Lists)
    for verb in lists.verb:
        for form in {verb.lemma.partition(" ")[0], *(verb.forms.split() or _inflect(verb.lemma.partition(" ")[0]))}:
            verbs[form] = (*verbs.get(form, ()), verb)
    nouns = frozenset(form for noun in lists.noun for form in (noun.lemma, noun.lemma + "s"))
    voiced = frozenset(noun.lemma for noun in lists.noun if noun.voiced)
    mute = frozenset(form for noun in lists.mute_noun for form in (noun.lemma, noun.lemma + "s"))
    light = frozenset(form for v in lists.light_verb for form in (v.lemma, *(v.forms.split() or _inflect(v.lemma))))
    entries: tuple[Entry, ...] = (*lists.verb, *lists.noun, *lists.light_verb, *lists.mute_noun)
    return QuoteLexicon(verbs, nouns, voiced, light, mute, entries)


def _inflect(lemma: str) -> list[str]:
    """The regular forms of a verb: notes, noted, noting."""
    if lemma.endswith("e"):
        return [lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return [lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    sibilant = lemma.endswith(("s", "sh", "ch", "x", "z"))
    return [lemma + ("es" if sibilant else "s"), lemma + "ed", lemma + "ing"]
