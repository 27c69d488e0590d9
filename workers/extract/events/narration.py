"""A verb in, the clause out whose time it shares by telling on: "He also thanked Oslo", "Banda thanked China"."""

from collections.abc import Callable, Collection, Mapping
from typing import Final, NamedTuple

from workers.extract.actors.pairs import is_pair
from workers.extract.events.attachment import PRONOUNS
from workers.extract.events.timeline import begins_paragraph
from workers.extract.events.times import TimeExpression
from workers.extract.events.timewords import TO_YEAR
from workers.extract.events.tree import PAST, Tree

__all__ = ["Story", "goes_on_from", "year_of_story"]

_NARRATED: Final = 2
_HEADING: Final = 9
# Told of more than one time, or of another: "she went on hunger strike twice", "in a separate letter he thanked Oslo".
_OFTEN: Final = frozenset(
    "twice often always never repeatedly since later thrice times sometimes again usually regularly until "
    "separate separately earlier previously meanwhile elsewhere".split()
)
_LONG: Final = frozenset(("years", "months", "decades"))
_WHILE: Final = frozenset(("as", "when", "while"))
# What was done at some time of a visit that ended yesterday.
_ENDING: Final = frozenset("conclude wrap end finish complete".split())


class Story(NamedTuple):
    """A text, and what is told in it.

    `dated_of` gives the times of a token's sentence by what they date, `heads` are those of all events, `spoken` of
    those among them that are speech, `meetings` the verbs of meetings, calls and visits.
    """

    tree: Tree
    dated_of: Callable[[int], Mapping[int, list[TimeExpression]]]
    heads: Collection[int]
    spoken: Collection[int]
    meetings: Collection[int]


def goes_on_from(story: Story, head: int) -> int | None:
    """The root of the sentence before, where this one tells on: the simple past, and a pronoun or the same name.

    Also where the one before only says that something follows: "Israel reacted within the hour."
    """
    tree = story.tree
    verb = tree.head[head] if tree.dep[head] == "conj" else head
    subject = tree.child(verb, "nsubj")
    start, end = tree.sentence[head]
    if tree.tag[head] != "VBD" or not _is_main(story, verb) or subject is None or start == 0:
        return None
    if _has_own_time(story, verb) or _is_often(story, start, end):
        return None
    first, last = tree.sentence[start - 1]
    root = next((token for token in range(first, last) if tree.dep[token] == "ROOT"), None)
    if root is not None and tree.lower[subject] in ("he", "she") and tree.tag[root] != "VBD":
        return _told_within(story, root)
    if root is None or tree.tag[root] != "VBD" or tree.lemma[root] in _ENDING:
        return None
    if story.dated_of(root) and last - first <= _HEADING and root not in story.heads and not _is_broken(story, start):
        return root
    if tree.lower[subject] in PRONOUNS or is_pair(tree.lower[tree.phrase(subject)[0] : subject + 1]):
        return _last_told(story, root)
    # Secretary Ruiz spoke with ... The secretary thanked ...
    before = tree.child(root, "nsubj")
    names = set() if before is None else {tree.lower[token] for token in (before, *tree.kids[before])}
    if _is_broken(story, start):
        return None
    return root if tree.lower[subject] in names else _meeting_before(story, head, subject, start)


def year_of_story(story: Story, verb: int) -> str | None:
    """The year that a paragraph tells of, in the simple past: "In 1968 tanks rolled in. Moscow protested." """
    tree, start = story.tree, story.tree.sentence[verb][0]
    if tree.tag[verb] != "VBD" or _has_time_before(story, verb) or _is_often(story, *tree.sentence[verb]):
        return None
    for _ in range(_NARRATED):
        if start == 0 or _is_broken(story, start):
            return None
        start = tree.sentence[start - 1][0]
        told = [time.past for times in story.dated_of(start).values() for time in times]
        root = next((token for token in range(*tree.sentence[start]) if tree.dep[token] == "ROOT"), start)
        if tree.tag[root] not in PAST:
            return None
        if told:  # in front of the main verb
            is_front = any(time.start < root for time in story.dated_of(start).get(root, ()))
            return told[0] if len(told[0]) == TO_YEAR and is_front else None
    return None


def _has_time_before(story: Story, verb: int) -> bool:
    """Not "Pretoria protested, and the next year it barred her", of Pretoria's protest."""
    return any(place == verb or times[0].start < verb for place, times in story.dated_of(verb).items())


def _meeting_before(story: Story, head: int, subject: int, start: int) -> int | None:
    """On Monday Fang met Banda. Banda thanked China."""
    tree = story.tree
    if head not in story.spoken:
        return None
    low, high = tree.sentence[start - 1]
    meeting = next((token for token in range(low, high) if tree.dep[token] == "ROOT"), low)
    return meeting if meeting in story.meetings and tree.lower[subject] in tree.lower[low:high] else None


def _told_within(story: Story, root: int) -> int | None:
    """She is in Amman, where she met the king this morning. She thanked him."""
    tree = story.tree
    told = [
        place for place in story.dated_of(root) if tree.tag[place] == "VBD" and tree.dep[place] in ("relcl", "advcl")
    ]
    subject = tree.child(told[0], "nsubj") if len(told) == 1 else None
    return told[0] if subject is not None and tree.lower[subject] in ("he", "she") else None


def _has_own_time(story: Story, verb: int) -> bool:
    """The clause tells its time; that of a clause within it does not count: "scrapped a visit planned for May"."""
    chain = story.tree.conjuncts(verb)
    dated = story.dated_of(verb)
    return any(
        place in chain or times[0].start < verb or story.tree.dep[place] == "advcl" for place, times in dated.items()
    )


def _is_main(story: Story, verb: int) -> bool:
    """They agreed on ten points; not one was carried out: the parser hangs the first clause on the second."""
    tree, above = story.tree, story.tree.head[verb]
    if tree.dep[verb] == "relcl":  # "On the margins he met": the parser takes the phrase for a sentence
        return tree.dep[above] == "pobj" and tree.dep[tree.head[above]] == "ROOT"
    return tree.dep[verb] == "ROOT" or (tree.dep[verb] == "ccomp" and ";" in tree.lower[verb:above])


def _last_told(story: Story, root: int) -> int:
    """Of verbs conjoined with the root, the last that has a time."""
    tree, dated = story.tree, story.dated_of(root)
    told = next((verb for verb in reversed(tree.conjuncts(root)) if verb in dated), None)
    if told is not None:
        return told
    beside = (kid for kid in tree.kids[root] if kid in dated and tree.dep[kid] == "advcl")
    return next((kid for kid in beside if any(tree.lower[mark] in _WHILE for mark in tree.kids[kid])), root)


def _is_often(story: Story, start: int, end: int) -> bool:
    tree = story.tree
    words = {tree.lower[i] for i in range(start, end) if tree.dep[i] != "prep"}  # police deployed since June
    return not _OFTEN.isdisjoint(words) or not _LONG.isdisjoint(words)


def _is_broken(story: Story, start: int) -> bool:
    """A new paragraph begins there."""
    return begins_paragraph(story.tree, start)
