"""A time expression in, the event or verb it dates out; and which clauses share the time of the one above them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from workers.extract.events.bounds import word_before
from workers.extract.events.timewords import DAYS, TO_DAY, TO_YEAR, TimeExpression
from workers.extract.events.tree import PRESENT, Tree

__all__ = ["PRONOUNS", "deed_of", "owner", "shares_time", "spoken_of", "when_clause"]

_MODIFIERS: Final = frozenset(("compound", "nmod", "amod", "poss", "nummod"))
_ARGUMENTS: Final = frozenset(("prep", "pobj", "pcomp", "dobj", "agent", "acl"))
_EARLIER: Final = frozenset(("after", "since", "because", "if", "once", "although", "though", "unless"))
_CONTINUES: Final = frozenset(("when", "where"))
# Nouns that are themselves part of a time: "the early hours of Monday", "the end of March".
_OF_TIME: Final = frozenset(
    "hour morning evening night afternoon dawn eve end beginning start middle half quarter week day month spring "
    "summer autumn winter course run am pm a.m. p.m. noon midday midnight sunrise daybreak nightfall sunset".split()
)
# "In a memoir published in 1994 she accused Washington": what is issued then is said then.
_ISSUED: Final = frozenset(
    "publish issue release date broadcast air carry post print give deliver make send write circulate".split()
)
# Who was just told of.
PRONOUNS: Final = frozenset(("he", "she", "they", "it", "both"))
_PARTICIPLES: Final = frozenset(("VBN", "VBG"))
_CAUSES: Final = frozenset(("over", "against", "despite", "about", "after"))
_PERFECT: Final = frozenset(("had", "has", "have"))
_GOES_ON: Final = frozenset(("by", "on", "against", "that", "which", "in", "at", "near", "outside"))
# "Raised it after a vote on Monday": a time within these is that of what they name.
_CIRCUMSTANCES: Final = frozenset("since after before following despite until till pending ahead".split())
_AHEAD: Final = frozenset(("ahead", "run", "run-up", "up"))
_OCCASIONS: Final = frozenset(
    "run up run-up wake aftermath anticipation preparation response reaction reply answer".split()
)
# What is adjourned, debated or marked on Monday has not its own time by that.
_SPEAKING_OF: Final = frozenset(
    "adjourn postpone suspend cancel delay defer scrap shelve discuss debate mention recall review examine "
    "investigate probe mark commemorate mourn cite describe explain defend justify report".split()
)
# Done by saying so, to a thing that is not of before: "agreed on a treaty in March", "lifted the ban a year later".
# Apologised for the raid two years later.
_LATER: Final = frozenset(("later", "earlier", "afterwards"))
# Verbs that lend their event to another: "stopped shipping nickel in 2020".
_ASPECTS: Final = frozenset("stop halt cease quit begin start resume continue keep".split())
_MAKING: Final = frozenset(
    "agree sign initial ratify conclude approve adopt recognise recognize establish lift ease drop scrap waive end "
    "reverse reopen offer propose pledge promise refuse reject decline accept".split()
)
_FRESH_DAYS: Final = 3
_FRONT: Final = 3
_HIGHEST: Final = 12


def owner(tree: Tree, time: TimeExpression, heads: Collection[int]) -> int | None:
    """The event, else the verb, that a time expression hangs below; None where it dates something else."""
    if _is_after_bound(tree, time):
        return None
    token = time.start
    for _ in range(_HIGHEST):
        above = tree.head[token]
        if above == token:
            return token
        is_inside = time.start <= above < time.end
        noun = None if is_inside else _noun_of(tree, token)
        if noun is not None:
            return noun if noun in heads or not _opens(tree, time, noun) else _governor(tree, noun)
        if not time.start <= token < time.end and _is_circumstance(tree, token, above):
            return token if token in heads else None
        token = above
        if is_inside or tree.dep[token] in ("aux", "auxpass"):  # had in 2020 seized
            continue
        if token in heads:
            return token
        if tree.is_verb(token) and not (tree.tag[token] == "VBG" and tree.doc[token].is_title):  # in Sagaing
            dated = _told_by(tree, token, heads)
            if dated is not None:
                return dated
    return token


def _told_by(tree: Tree, verb: int, heads: Collection[int]) -> int | None:
    """What a time below a verb that is no event dates: the verb, or the event that it belongs to; None: look above.

    The visit planned for March; stopped shipping nickel in 2020.
    """
    above = tree.head[verb]
    if tree.dep[verb] == "xcomp" and tree.tag[verb] == "VBG":
        return above if above in heads and tree.lemma[above] in _ASPECTS else verb
    if tree.dep[verb] not in ("acl", "relcl"):
        return verb
    if above in heads:
        return above
    return None if tree.tag[verb] in _PARTICIPLES and tree.lemma[verb] in _ISSUED else verb


def _noun_of(tree: Tree, token: int) -> int | None:
    """The noun that a time belongs to: the 3 October vote, the attack of 3 October; not the verb above."""
    above = tree.head[token]
    if tree.dep[token] == "pobj" and tree.lower[above] == "of":
        above = tree.head[above]
    elif tree.dep[token] not in _MODIFIERS:
        return None
    return above if tree.pos[above] == "NOUN" and tree.lemma[above] not in _OF_TIME else None


def _is_circumstance(tree: Tree, noun: int, above: int) -> bool:
    """Opened 48 files since its report in May, in the run-up to the vote on 9 February: the noun has the time."""
    is_noun = tree.dep[noun] == "pobj" and tree.pos[noun] in ("NOUN", "PROPN")
    if not is_noun or tree.is_time(noun) or tree.lemma[noun] in _OF_TIME:
        return False
    if tree.lower[above] in _CIRCUMSTANCES:
        return True
    top = tree.head[above]
    is_joint = tree.lower[above] in ("of", "to")
    return is_joint and (
        tree.lower[top] in _CIRCUMSTANCES or (tree.lemma[top] in _OCCASIONS and tree.dep[top] == "pobj")
    )


def _is_after_bound(tree: Tree, time: TimeExpression) -> bool:
    """Ahead of the vote on Friday, wherever the parser hangs the day."""
    at = time.start - 1 - (tree.lower[time.start - 1] in ("on", "in"))
    if at < _FRONT or tree.pos[at] not in ("NOUN", "PROPN"):
        return False
    low = tree.phrase(at)[0]
    return tree.lower[low - 1] == "before" or (tree.lower[low - 1] in ("of", "to") and tree.lower[low - 2] in _AHEAD)


def _opens(tree: Tree, time: TimeExpression, noun: int) -> bool:
    """Last Tuesday youths stoned a shed: a time that opens the sentence is none of its subject's.

    In the clashes of May 2022 Chad lost a post: it is that of the clause behind it.
    """
    if tree.dep[noun] == "pobj" and noun < time.start < tree.head[tree.head[noun]]:
        return tree.sentence[noun][0] == tree.head[noun] and tree.lower[tree.head[noun]] in ("in", "at", "during")
    is_subject = tree.dep[noun] in ("nsubj", "nsubjpass")
    return is_subject and time.end - time.start > 1 and tree.sentence[time.start][0] in (time.start, time.start - 1)


def spoken_of(tree: Tree, time: TimeExpression, verb: int, deeds: Collection[int], published: date) -> int:
    """What a time after a verb of saying dates: the verb, or the noun it speaks of.

    Condemned the raid on Tuesday: a weekday is that of the news. Deplored the raid on a village on 4 March, condemns
    the raid on Sunday by gunmen, apologised for a brawl in 2019: that of the raid.
    """
    if time.start < verb or not time.past or tree.lemma[verb] in _MAKING or tree.lower[time.end - 1] in _LATER:
        return verb
    deed = max((deed for deed in deeds if verb < deed < time.start), default=None)
    before = time.start - 1 - (tree.tag[time.start - 1] == "IN")
    noun = before if verb < before and tree.pos[before] == "NOUN" else None
    latest = (published - timedelta(_FRESH_DAYS - 1)).isoformat()[: len(time.past)]
    is_weekday = tree.lower[time.start] in DAYS or tree.lower[time.end - 1] in DAYS
    if deed is not None and not is_weekday and (time.past < latest or len(time.past) < TO_DAY):
        return deed
    if noun is not None and len(time.past) < TO_DAY and not is_weekday and _is_reason(tree, noun):
        return noun
    goes_on = time.end < len(tree.lower) and tree.lower[time.end] in _GOES_ON
    if noun is not None and (goes_on if noun == deed else len(time.past) == TO_YEAR):
        return noun
    has = any(tree.tag[kid] == "VBZ" and tree.dep[kid] == "aux" for kid in tree.kids[verb])
    is_now = (has or tree.tag[verb] in PRESENT) and time.past < published.isoformat()[: len(time.past)]
    return (time.start if deed is None else deed) if is_now else verb


def _is_reason(tree: Tree, noun: int) -> bool:
    """Thanked Oslo for its supplies in January."""
    return tree.dep[noun] == "pobj" and tree.lower[tree.head[noun]] in ("for", "over", "about")


def deed_of(tree: Tree, time: TimeExpression, verb: int, deeds: Collection[int], published: date) -> int:
    """The deed told last before a time that its verb cannot have.

    Has lodged a complaint over the raid near Hili on Sunday; comes days after the killing of a boy on 3 May.
    """
    will_be = any(tree.tag[kid] == "MD" for kid in tree.kids[verb])
    if will_be or time.start < verb or not _is_present(tree, verb) or word_before(tree, time) == "since":
        return verb
    if not time.past or time.past >= published.isoformat()[: len(time.past)]:
        return verb
    return max((deed for deed in deeds if verb < deed < time.start), default=verb)


def when_clause(tree: Tree, time: TimeExpression) -> int | None:
    """The verb of a clause that says what was then: "it soured in May, when Chad left"."""
    low, high = time.end, tree.sentence[time.start][1]
    words = tree.lower[low : min(low + 2, high)]
    if "when" not in words or words[0] not in ("when", ","):
        return None
    verb = tree.head[low + words.index("when")]
    return verb if tree.child(verb, "nsubj", "nsubjpass") is not None else None


def shares_time(
    tree: Tree,
    token: int,
    dated: Mapping[int, Sequence[TimeExpression]],
    heads: Collection[int],
    spoken: Collection[int],
) -> bool:
    """The clause or phrase above has the same date: control and conjunction, not a clause with a time of its own.

    `dated` has the times of the sentence by owner, `spoken` the heads of events that are speech: what is condemned
    or welcomed on Monday has been before.
    """
    dep, above = tree.dep[token], tree.head[token]
    if dep == "nsubj":
        return above not in heads  # the talks ended in March
    if dep in ("conj", "advcl", "relcl") and _is_present(tree, token) and not _is_present(tree, above):
        return False  # signed an accord in March and is seeking another
    if dep == "conj":
        return _shares_conjunct(tree, token, dated)
    if dep in ("dobj", "nsubjpass", "pobj") and tree.lemma[_governor(tree, token)] in _SPEAKING_OF:
        return False  # the talks were adjourned on Monday
    if dep == "pcomp" and tree.lower[above] in _CIRCUMSTANCES:
        return False  # will be received on Friday before leaving for Oslo
    if dep == "advcl":
        is_since = tree.tag[token] == "VBG" and any(word_before(tree, time) == "since" for time in dated.get(above, ()))
        return not is_since and _EARLIER.isdisjoint(_marks(tree, token))
    if dep == "relcl":
        return _is_one_occasion(tree, token) or _is_told_on(tree, token, dated)
    if dep == "nsubjpass":
        return above not in spoken  # the raid was condemned on Monday
    if dep in ("xcomp", "ccomp"):
        return dep == "xcomp" or _is_cleft(tree, above)
    if dep == "acl" and tree.tag[token] == "VBN" and above not in heads and above not in dated:
        return False  # the pact brokered by Qatar collapsed in March
    if dep == "pobj" and tree.lower[above] in _CAUSES and not tree.is_time(token):
        return False  # walked out on Sunday over the shelling of a market
    return dep in _ARGUMENTS and above not in spoken


def _shares_conjunct(tree: Tree, token: int, dated: Mapping[int, Sequence[TimeExpression]]) -> bool:
    """On Monday Chad left and Togo stayed: what stands in front dates both."""
    above = tree.head[token]
    if any(_is_front(tree, time) for time in dated.get(above, ())):
        return True
    if tree.tag[token] == "VBD" and any(tree.lower[kid] in _PERFECT for kid in tree.kids[above]):
        return False  # recalled that it had taken refugees in since 2017 and pleaded for help
    own = tree.child(token, "nsubj", "nsubjpass")
    return own is None or (tree.lower[own] in PRONOUNS and tree.tag[token] == tree.tag[above])


def _is_cleft(tree: Tree, verb: int) -> bool:
    """It was on Sunday that Chad left."""
    subject = tree.child(verb, "nsubj")
    return tree.lemma[verb] == "be" and subject is not None and tree.lower[subject] == "it"


def _is_one_occasion(tree: Tree, token: int) -> bool:
    """The attack on Sunday in which two nurses were killed, the day when Togo left."""
    within = any(tree.dep[kid] == "prep" and "which" in tree.lower[kid : kid + 2] for kid in tree.kids[token])
    return within or not _CONTINUES.isdisjoint(_marks(tree, token))


def _is_present(tree: Tree, verb: int) -> bool:
    """Condemns, is negotiating, has condemned, will condemn."""
    return tree.tag[verb] in PRESENT or any(
        tree.dep[kid] in ("aux", "auxpass") and tree.tag[kid] in ("VBZ", "VBP", "MD") and tree.lower[kid] != "would"
        for kid in tree.kids[verb]
    )


def _governor(tree: Tree, noun: int) -> int:
    above = tree.head[noun]
    return tree.head[above] if tree.dep[noun] == "pobj" else above


def _is_told_on(tree: Tree, token: int, dated: Mapping[int, Sequence[TimeExpression]]) -> bool:
    """She returned in 1990 as guest of the government, which apologised to her: told of the same year."""
    return tree.tag[token] == "VBD" and any(
        len(times[0].past) == TO_YEAR and tree.tag[place] == "VBD" and tree.dep[place] == "ROOT"
        for place, times in dated.items()
    )


def _marks(tree: Tree, token: int) -> set[str]:
    return {tree.lower[kid] for kid in tree.kids[token] if tree.dep[kid] in ("mark", "advmod")}


def _is_front(tree: Tree, time: TimeExpression) -> bool:
    return time.start - tree.sentence[time.start][0] < _FRONT
