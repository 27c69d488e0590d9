"""The mentions of one article in, its events out: told twice, recorded once."""

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Token

from workers.extract.actors import Actor
from workers.extract.events.confidence import TOLD_AGAIN, Ground, total
from workers.extract.events.mention import SPOKEN, EventMention
from workers.ontology import EventType, Factuality, Mode

__all__ = ["merge"]

# An article with more events of one type than this is no article; the bound keeps merging linear.
_MOST_LEADS = 100
_YEAR = len("2024")
_COMPANY = 2
# One sentence often tells these in two words ("killed six in an attack"), the others seldom.
_TOLD_TWICE = frozenset((EventType.ASSAULT, EventType.ACCUSE, EventType.CONSULT, EventType.COERCE, EventType.PROTEST))

# Verbs that count the victims of what another word tells.
_TOLL = frozenset("kill wound injure maim hurt leave claim damage destroy die".split())
_REACH = 4
# "Was attacked", "was accused": by anybody.
_ANYBODYS = SPOKEN | {EventType.ASSAULT}
_SAID = SPOKEN | {EventType.AGREE, EventType.CONCEDE}


def merge(mentions: Sequence[EventMention], body_start: int) -> list[EventMention]:
    """One EventMention an event, in text order; the body's mention leads, later triggers go to `mentions`.

    Needs: doc.sents.
    """
    sentences = [sent.start for sent in mentions[0].trigger.doc.sents] if mentions else []
    by_type: dict[EventType, list[EventMention]] = {}
    ordered = sorted(mentions, key=lambda row: (row.trigger.start_char < body_start, row.trigger.start))
    for mention in ordered:
        leads = by_type.setdefault(mention.type, [])
        first = max(0, len(leads) - _MOST_LEADS)
        at = next((i for i in range(first, len(leads)) if _is_same(leads[i], mention, sentences)), None)
        if at is None:
            leads.append(mention)
        else:
            leads[at] = _join(
                leads[at], mention, is_near=_sentence(leads[at], sentences) == _sentence(mention, sentences)
            )
    return sorted((lead for leads in by_type.values() for lead in leads), key=lambda row: row.trigger.start)


def _is_same(lead: EventMention, later: EventMention, sentences: Sequence[int]) -> bool:
    if lead.trigger.start == later.trigger.start and lead.trigger.end == later.trigger.end:
        return True
    if _is_toll(lead, later):
        return True
    if lead.mode and later.mode and lead.mode != later.mode:
        return False
    if {lead.factuality, later.factuality} == {Factuality.ASSERTED, Factuality.PLANNED}:
        return False  # froze two accounts and would freeze three more
    may_be = _loosely(lead.actors, later.actors) and _loosely(lead.recipients, later.recipients)
    if may_be and lead.type in _TOLD_TWICE and _sentence(lead, sentences) == _sentence(later, sentences):
        return True
    if may_be and _names_again(lead, later):
        return True
    if _is_mediated(lead, later):
        return True
    if not may_be or not _overlap(lead.actors, later.actors):
        return False
    if lead.type is EventType.CONSULT and not _same_company(lead, later):
        return False
    near = _sentence(lead, sentences) == _sentence(later, sentences)
    if not _may_be_one_saying(lead, later, is_near=near):
        return False
    if lead.event_date and later.event_date and not _agree(lead.event_date, later.event_date):
        return False
    return not lead.recipients or not later.recipients or _overlap(lead.recipients, later.recipients)


def _is_mediated(lead: EventMention, later: EventMention) -> bool:
    """Talks between Chad and Sudan, which Qatar is brokering."""
    is_third = lead.type is EventType.CONSULT and Mode.THIRD_PARTY in (lead.mode, later.mode)
    return is_third and _hangs_on(later.trigger.root, lead.trigger.root)


def _is_toll(lead: EventMention, later: EventMention) -> bool:
    """What an attack cost: "stormed the base, killing nine", "killed five and wounded forty in an attack"."""
    pair = (lead.trigger.root, later.trigger.root)
    if lead.type is not EventType.ASSAULT or not any(token.lemma_ in _TOLL for token in pair):
        return False
    if lead.factuality != later.factuality or not _loosely(lead.actors, later.actors):
        return False
    return any(_hangs_on(one, other) for one, other in (pair, pair[::-1]))


def _hangs_on(token: Token, above: Token) -> bool:
    for _ in range(_REACH):
        if token.head.i in (token.i, above.i):
            return token.head.i == above.i
        token = token.head
    return False


def _same_company(lead: EventMention, later: EventMention) -> bool:
    """Peru met Chile, and Peru met Bolivia: two meetings."""
    one, other = (_keys((*row.actors, *row.recipients)) for row in (lead, later))
    return min(len(one), len(other)) < _COMPANY or one <= other or other <= one


def _names_again(lead: EventMention, later: EventMention) -> bool:
    """Peru expelled the envoy ... "The expulsion of the envoy", "the envoy was expelled": who did it is left out."""
    is_same = later.trigger.root.pos_ == "NOUN" or (lead.rule == later.rule and lead.type not in _ANYBODYS)
    return (
        is_same
        and not later.actors
        and bool(later.recipients)
        and _overlap(lead.recipients, later.recipients)
        and lead.factuality == later.factuality
    )


def _may_be_one_saying(lead: EventMention, later: EventMention, *, is_near: bool) -> bool:
    """Thanked Oslo and praised Oslo are two; "condemned" and "the condemnation", or the same word again, are one."""
    if lead.type not in _SAID or lead.rule == later.rule:
        return lead.type not in _SAID or lead.factuality == later.factuality
    if is_near and not (lead.recipients and later.recipients):
        return True  # welcomed and supported the Finnish step
    nouns = (later.trigger.root, lead.trigger.root) if is_near else (later.trigger.root,)
    return any(noun.pos_ == "NOUN" for noun in nouns) and lead.factuality == later.factuality


def _sentence(mention: EventMention, starts: Sequence[int]) -> int:
    return bisect_right(starts, mention.trigger.start)


def _agree(one: str, other: str) -> bool:
    """The same day, or the day of that month; a whole year may hold many such events."""
    if _YEAR in (len(one), len(other)):
        return one == other
    return one.startswith(other) or other.startswith(one)


def _loosely(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> bool:
    return not one or not other or _overlap(one, other)


def _overlap(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> bool:
    if not one or not other:
        return one == other
    return not _keys(one).isdisjoint(_keys(other))


def _keys(actors: tuple[Actor, ...]) -> set[str]:
    return {
        actor.country if actor.country and actor.country not in ("IGO", "NGO", "MNC") else actor.name.lower()
        for actor in actors
    }


def _company(lead: EventMention, later: EventMention) -> tuple[Actor, ...]:
    """All who take part, those of the first telling in front."""
    known = _keys(lead.actors)
    return (*lead.actors, *(actor for actor in later.actors if not _keys((actor,)) & known))


def _fuller(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """ "Hit a convoy, killing a Syrian captain": whose captain it was is told."""
    if not one or (any(actor.country for actor in other) and not any(actor.country for actor in one)):
        return other or one
    return one


def _join(lead: EventMention, later: EventMention, *, is_near: bool) -> EventMention:
    """What is told again in another place may be of another day, even by the same to the same."""
    return lead._replace(
        mentions=(*lead.mentions, later.trigger),
        actors=_company(lead, later) if _is_mediated(lead, later) else lead.actors or later.actors,
        recipients=_fuller(lead.recipients, later.recipients),
        event_date=lead.event_date or (later.event_date if is_near else None),
        mode=lead.mode or (later.mode if is_near else None),
        location=lead.location or later.location,
        confidence=total((Ground("", max(lead.confidence, later.confidence)), Ground("told again", TOLD_AGAIN))),
    )
