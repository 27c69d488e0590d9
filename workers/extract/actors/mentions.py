"""Names and people in, every mention of somebody out, in text order and not yet linked."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from workers.extract.actors.found import Found
from workers.extract.actors.names import Names
from workers.extract.actors.people import Person
from workers.extract.actors.phrases import SPEAKS_FOR
from workers.lexicon.actors import Name, Role

__all__ = ["Mention", "collect_mentions", "phrase_start"]

MentionKind = Literal["person", "body", "people", "country"]
_LEFT_TAGS: Final = frozenset("DT JJ JJS JJR NN NNS NNP POS CD HYPH PRP$".split())
_LONGEST: Final = 12  # words before a noun phrase's head
_FOR: Final = (*SPEAKS_FOR, "spokes", "envoy", "representative", "commissioner", "ministry", "chief")
_FINITE: Final = frozenset(("VBD", "VBZ", "VBP"))
_DETERMINERS: Final = frozenset("the a an this that these those his her its their our my your another".split())


class Mention(NamedTuple):
    """Somebody mentioned at tokens `start` to `end`; `key` is equal for mentions of the same."""

    start: int
    end: int
    key: str
    kind: MentionKind
    gender: str | None = None
    plural: bool = False
    noun: str = ""
    head: int = -1


def collect_mentions(names: Names, people: Sequence[Person], others: Sequence[tuple[int, int]]) -> list[Mention]:
    """People by name, bodies and countries, and whoever is only described: "a nurse", "the ministry"."""
    mentions = [
        Mention(naming.start, naming.end, f"person:{k}", "person", person.gender, head=naming.end - 1)
        for k, person in enumerate(people)
        for naming in person.namings
    ]
    titles = {i for mention in mentions for i in range(mention.start, mention.end)}
    for person in people:
        for naming in person.namings:
            titles.update(i for reading in naming.readings for i in range(reading.core[0], reading.end))
    organisations = list(_organisations(names, titles, others))
    called = {mention.start for mention in organisations if mention.noun}
    called |= {found.start for found in names.found if _called(names, found)}
    mentions += [
        _mention(names, found)
        for found in names.found
        if found.end not in called
        if (isinstance(found.entry, Name) or found.start not in titles) and not _is_modifier(names, found)
    ]
    mentions += organisations
    mentions += _aged(names)
    return sorted(mentions)


def _is_modifier(names: Names, found: Found) -> bool:
    """Only the last noun of "foreign ministry spokesman" is somebody; "parliamentary" is nobody."""
    if isinstance(found.entry, Role) and names.columns.tag[found.end - 1] == "JJ":
        return True
    following = names.at(found.end) if found.end < names.columns.size else None
    return (
        following is not None
        and isinstance(following.entry, Role)
        and following.start == found.end
        and (isinstance(found.entry, Role) or found.entry.kind == "demonym")
    )


def _called(names: Names, found: Found) -> str:
    """The noun before a body's name: "the website Axios" is "the website" from here on. Empty where there is none."""
    before = names.role_at(found.start - 1) if found.start else None
    is_body = isinstance(found.entry, Name) and found.entry.kind == "body"
    return before.noun if is_body and before is not None and before.kind == "body" else ""


def _mention(names: Names, found: Found) -> Mention:
    start, end, entry = found
    if isinstance(entry, Name):
        if entry.kind == "demonym" and _is_one(names, start, end):
            return Mention(start - 1, end, f"at:{end - 1}", "person", None, False, "", end - 1)
        if entry.kind == "demonym" and names.columns.tag[end - 1] in ("NNS", "NNPS") and entry.written.endswith("s"):
            return Mention(start, end, f"people:{entry.name}", "people", None, True, "", end - 1)  # the Russians
        kind: MentionKind = "body" if entry.kind == "body" else "country"
        written = entry.name if entry.kind in ("body", "country") else entry.written
        noun = _called(names, found) or entry.name.split()[-1].lower()
        return Mention(start, end, f"{kind}:{written}", kind, noun=noun, head=end - 1)
    begin = phrase_start(names, start)
    tail = _tail_end(names, end)
    gender = names.gender_of(entry)
    if entry.kind == "person" or (entry.kind == "people" and not entry.plural and entry.sector is not None and gender):
        kind = "people" if entry.plural else "person"
    else:
        kind = "people" if entry.plural or entry.kind == "people" else "body"
    # "The head of Algerian diplomacy" is a diplomat, the foreign minister most often.
    noun = "diplomat" if "diplomacy" in names.columns.lower[end:tail] else entry.noun
    return Mention(begin, tail, f"at:{end - 1}", kind, gender, entry.plural, noun, end - 1)


def _aged(names: Names) -> Iterator[Mention]:
    """ "The 62-year-old said ..." """
    lower = names.columns.lower
    for i in names.columns.where({"old"}):
        if i >= 5 and lower[i - 3 : i] == ["-", "year", "-"] and lower[i - 5] == "the":
            after = names.columns.tag[i + 1] if i + 1 < len(lower) else ""
            if after[:2] not in ("NN", "JJ"):
                yield Mention(i - 5, i + 1, f"at:{i}", "person", head=i)


def _organisations(names: Names, taken: set[int], runs: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """Capitalised names that are neither in the lexicon nor a person's: "Lattemonte"."""
    for start, end in runs:
        noun = names.role_at(start - 1) if start else None
        called = noun is not None and noun.kind == "body"
        if start not in taken and (called or "ORG" in names.columns.ent_type[start:end]):
            text = names.columns.words(start, end)
            yield Mention(start, end, f"org:{text}", "body", noun=noun.noun if noun else "", head=end - 1)


def _is_one(names: Names, start: int, end: int) -> bool:
    """ "The Pole said", not "the Polish minister" nor "the Poles"."""
    lower, tag, dep = names.columns.lower, names.columns.tag, names.columns.dep
    return (
        start > 0
        and lower[start - 1] in ("the", "a", "an")
        and tag[end - 1] in ("NNP", "NN", "JJ")
        and (end >= len(lower) or not (tag[end][:2] in ("NN", "JJ", "VB") and tag[end] not in _FINITE))
        and dep[end - 1] in ("nsubj", "nsubjpass", "pobj", "dobj", "ROOT", "appos")
    )


def _tail_end(names: Names, end: int) -> int:
    """The end of "spokesman | for the Kuwaiti Foreign Ministry"."""
    lower, tag = names.columns.lower, names.columns.tag
    high = len(lower)
    if end >= high or lower[end] not in ("of", "for", "in", "from", "at"):
        return end
    if lower[end] == "for" and not lower[end - 1].startswith(_FOR):  # thanked the President for ...
        return end
    stop = end + 1
    while stop < high and stop - end < 10 and (names.at(stop) or tag[stop] in _LEFT_TAGS or lower[stop] == "of"):
        stop += 1
    return stop if any(names.at(i) for i in range(end + 1, stop)) else end


def _is_participle(names: Names, i: int) -> bool:
    """ "The detained president", not "sent observers"."""
    tag = names.columns.tag
    return tag[i] in ("VBN", "VBG") and i > 0 and tag[i - 1] in ("DT", "JJ", "POS", "PRP$", "HYPH")


def phrase_start(names: Names, start: int) -> int:
    """Where the noun phrase begins whose head begins at `start`."""
    columns = names.columns
    i, low = start, max(columns.sentences[columns.sentence_of[start]][0], start - _LONGEST)
    while i > low:
        lower, tag = columns.lower[i - 1], columns.tag[i - 1]
        if lower in _DETERMINERS:
            return i - 1
        if not (names.at(i - 1) or tag in _LEFT_TAGS or lower in ("'s", "’s") or _is_participle(names, i - 1)):
            return i
        i -= 1
    return i
