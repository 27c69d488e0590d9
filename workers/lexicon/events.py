"""What extraction knows about events: the lists' entry types and their loader."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, NamedTuple, TypeVar

import msgspec
from msgspec import Struct

from workers.lexicon.files import read_list
from workers.ontology import Context, EventType, Factuality, Mode, Sector

__all__ = ["Domains", "EventLexicon", "Nominal", "Phrase", "Rule", "load_events"]

T = TypeVar("T")

# The way to a complement: a preposition, a kind of clause; "self" an infinitive of the subject's own doing,
# "bare" a verb without any, "lone" one without an object or a partner, "passive" a passive one.
Via = Literal[
    "object",
    "to",
    "that",
    "must",
    "should",
    "not",
    "ing",
    "of",
    "from",
    "against",
    "for",
    "with",
    "under",
    "bare",
    "lone",
    "passive",
    "self",
]
# Which party must be a political one for the rule to fire; "known": the actor, and its country is known.
Needs = Literal["either", "actor", "both", "authority", "crowd", "state", "known", "none"]


class Rule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Verbs that tell an event, where its parties stand and what else must hold."""

    id: str
    verbs: tuple[str, ...]
    example: str
    type: EventType | None = None  # None: a light verb, the event is its content's
    mode: Mode | None = None
    cameo: str | None = None
    actor: tuple[str, ...] = ("subject",)
    recipient: tuple[str, ...] = ("object",)
    reciprocal: bool = False
    objects: tuple[str, ...] = ()
    not_objects: tuple[str, ...] = ()
    object_is: Literal["people", "state", "foreign", "any", "called"] | None = None
    subjects: tuple[str, ...] = ()
    subject_is: Literal["official", "government"] | None = None
    predicates: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    complements: tuple[str, ...] = ()
    not_complements: tuple[str, ...] = ()
    via: tuple[Via, ...] = ()
    content: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    # Who decides the mode, where `mode` is only the rule's own guess: what is asked for, or how it was done.
    modes: Literal["content", "clause"] | None = None
    trigger: Literal["verb", "object", "predicate", "subject"] = "verb"
    factuality: Factuality | None = None  # what the words say themselves: "is scheduled"
    needs: Needs = "either"


class Nominal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nouns that name an event, and where their parties stand."""

    id: str
    nouns: tuple[str, ...]
    example: str
    type: EventType
    mode: Mode | None = None
    cameo: str | None = None
    phrases: tuple[str, ...] = ()
    not_phrases: tuple[str, ...] = ()
    of: tuple[str, ...] = ()  # whose it must be: "the expulsion of nuns" is no diplomacy
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    reciprocal: bool = False
    hides: tuple[str, ...] = ()
    modes: Literal["content", "clause"] | None = None
    alone: Literal["both", "either", "actor", "victim", "any", "never"] = "both"


class Domains(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that tell politics from the other pages of a newspaper."""

    political: frozenset[str]
    authorities: frozenset[Sector]
    elsewhere: frozenset[str]
    private: frozenset[str]
    local: frozenset[str]
    games: frozenset[str]
    firms: frozenset[str]
    nature: frozenset[str]


class Phrase(NamedTuple):
    """One verb of a rule: the words that must follow it ("call on": on)."""

    particles: tuple[str, ...]
    rule: Rule
    asks: tuple[frozenset[str], ...] = ()  # of each of these, one word must stand in the sentence


class EventLexicon(NamedTuple):
    """The events half of the lexicon, indexed by the lemma that starts a match."""

    verbs: Mapping[str, tuple[Phrase, ...]]
    nominals: Mapping[str, tuple[Nominal, ...]]
    modes: Mapping[EventType, Mapping[str, Mode]]
    words: Mapping[EventType, Mapping[str, Mode]]
    cues: Mapping[EventType, Mapping[str, Mode]]
    refused: Mapping[EventType, bool]
    planned: Mapping[str, EventType]  # by a rule's id, or by type
    cameo: Mapping[EventType, Mapping[Mode, str]]
    contexts: Mapping[str, tuple[Context, ...]]
    domains: Domains

    @property
    def rules(self) -> Iterator[Rule | Nominal]:
        """Every entry once."""
        seen = {entry.rule.id: entry.rule for row in self.verbs.values() for entry in row}
        yield from seen.values()
        yield from {entry.id: entry for row in self.nominals.values() for entry in row}.values()


class _Rules(Struct, forbid_unknown_fields=True):
    rule: tuple[Rule, ...]


class _Nominals(Struct, forbid_unknown_fields=True):
    nominal: tuple[Nominal, ...]


class _Shifts(Struct, forbid_unknown_fields=True):
    mode: dict[EventType, dict[str, Mode]]
    words: dict[EventType, dict[Mode, tuple[str, ...]]]
    cues: dict[EventType, dict[Mode, tuple[str, ...]]]
    refused: dict[EventType, bool]
    planned: dict[str, EventType]
    cameo: dict[EventType, dict[Mode, str]]


_RULE_LISTS: Final = ("verbs_verbal", "verbs_material", "light_verbs")


def load_events() -> EventLexicon:
    """Read the lists of this half.

    Raises:
        msgspec.ValidationError: an entry has a wrong type, an unknown field, class or a doubled id.
    """
    classes = read_list("classes", dict[str, tuple[str, ...]])
    rules = [_expand(rule, classes) for name in _RULE_LISTS for rule in read_list(name, _Rules).rule]
    nominals = read_list("nominals", _Nominals).nominal
    _check_ids([*rules, *nominals])
    shifts = read_list("shifts", _Shifts)
    contexts = read_list("contexts", dict[Context, tuple[str, ...]])
    return EventLexicon(
        verbs=_index(
            (words[0], Phrase(tuple(words[1:]), rule, asks))
            for rule, asks in zip(rules, map(_asks, rules), strict=True)
            for words in map(str.split, rule.verbs)
        ),
        # What asks for more first: "air raid" before "raid".
        nominals=_index(
            (noun, row) for row in sorted(nominals, key=lambda row: not (row.phrases or row.of)) for noun in row.nouns
        ),
        modes=shifts.mode,
        words=_by_word(shifts.words),
        cues=_by_word(shifts.cues),
        refused=shifts.refused,
        planned=shifts.planned,
        cameo=shifts.cameo,
        contexts=_index((word, context) for context, words in contexts.items() for word in words),
        domains=read_list("domains", Domains),
    )


def _by_word(table: Mapping[EventType, Mapping[Mode, tuple[str, ...]]]) -> dict[EventType, dict[str, Mode]]:
    return {type_: {word: mode for mode, words in row.items() for word in words} for type_, row in table.items()}


def _expand(rule: Rule, classes: Mapping[str, tuple[str, ...]]) -> Rule:
    return msgspec.structs.replace(
        rule,
        objects=_members(rule, rule.objects, classes),
        subjects=_members(rule, rule.subjects, classes),
    )


def _members(rule: Rule, words: tuple[str, ...], classes: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    unknown = [word for word in words if word.startswith("@") and word[1:] not in classes]
    if unknown:
        raise msgspec.ValidationError(f"lexicon: rule {rule.id!r} names an unknown class {unknown[0]!r}")
    return tuple(w for word in words for w in (classes[word[1:]] if word.startswith("@") else (word,)))


def _asks(rule: Rule) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(words) for words in (rule.objects, rule.subjects, rule.predicates) if words)


def _check_ids(entries: Iterable[Rule | Nominal]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            raise msgspec.ValidationError(f"lexicon: two entries are called {entry.id!r}")
        seen.add(entry.id)


def _index(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    out: dict[str, list[T]] = {}
    for key, value in pairs:
        out.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in out.items()}
