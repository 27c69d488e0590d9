"""The mentions of one article in, its events out: told twice, recorded once."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from spacy.tokens import Token

from workers.extract.actors import Actor
from workers.extract.events.confidence import TOLD_AGAIN, Ground, total
from workers.extract.events.mention import SPOKEN, EventMention
from workers.extract.events.timewords import TO_MONTH, TO_YEAR
from workers.ontology import EventType, Factuality, Mode

__all__ = ["merge"]

# An article with more events of one type than this is no article; the bound keeps merging linear.
_MOST_LEADS = 100
_COMPANY = 2
# One sentence often tells these in two words ("killed six in an attack"), the others seldom.
_TOLD_TWICE = frozenset((EventType.ASSAULT, EventType.ACCUSE, EventType.CONSULT, EventType.COERCE, EventType.PROTEST))

# Verbs that count the victims of what another word tells.
_TOLL = frozenset("kill wound injure maim hurt leave claim damage destroy die".split())
_REACH = 4
# "Was attacked", "was accused": by anybody.
_ANYBODYS = SPOKEN | {EventType.ASSAULT}
_SAID = SPOKEN | {EventType.AGREE, EventType.CONCEDE}
# Ways to protest to a government that are one: "lodged a protest", "was called in and handed a note".
_DEMARCHE = frozenset(("summon-envoy", "hand-note", "lodge-protest"))
_LEAD_CHARACTERS = 400
_FRESH_DAYS = 14
_NEXT = 2


class _Text(NamedTuple):
    """Where sentences start, where the body does, and when it was published."""

    sentences: Sequence[int]
    body_start: int
    published: date | None

    def sentence(self, mention: EventMention) -> int:
        """The number of its sentence."""
        return bisect_right(self.sentences, mention.trigger.start)

    def is_near(self, one: EventMention, other: EventMention) -> bool:
        """Told in one sentence."""
        return self.sentence(one) == self.sentence(other)


def merge(mentions: Sequence[EventMention], body_start: int, published: date | None = None) -> list[EventMention]:
    """One EventMention an event, in text order; the body's mention leads, later triggers go to `mentions`.

    Needs: doc.sents.
    """
    sentences = [sent.start for sent in mentions[0].trigger.doc.sents] if mentions else []
    text = _Text(sentences, body_start, published)
    by_type: dict[EventType, list[EventMention]] = {}
    ordered = sorted(mentions, key=lambda row: (row.trigger.start_char < body_start, row.trigger.start))
    for mention in ordered:
        leads = by_type.setdefault(mention.type, [])
        first = max(0, len(leads) - _MOST_LEADS)
        at = next((i for i in range(first, len(leads)) if _is_same(leads[i], mention, text)), None)
        if at is None:
            leads.append(mention)
        else:
            leads[at] = _join(leads[at], mention, text)
    return sorted((lead for leads in by_type.values() for lead in leads), key=lambda row: row.trigger.start)


def _is_same(lead: EventMention, later: EventMention, text: _Text) -> bool:
    if lead.trigger.start == later.trigger.start and lead.trigger.end == later.trigger.end:
        return True
    if _is_toll(lead, later):
        return True
    if lead.mode and later.mode and lead.mode != later.mode:
        return False
    if {lead.factuality, later.factuality} == {Factuality.ASSERTED, Factuality.PLANNED}:
        return False  # froze two accounts and would freeze three more
    may_be = _loosely(lead.actors, later.actors) and _loosely(lead.recipients, later.recipients)
    if may_be and lead.type in _TOLD_TWICE and text.is_near(lead, later):
        return True
    if (may_be and _names_again(lead, later)) or _is_told_anew(lead, later, text):
        return True
    if not may_be or not _overlap(lead.actors, later.actors) or _is_long_ago(lead, later, text):
        return False
    if lead.type is EventType.CONSULT and not _same_company(lead, later):
        return False
    if not _may_be_one_saying(lead, later, is_near=text.is_near(lead, later)):
        return False
    if lead.event_date and later.event_date and not _agree(lead.event_date, later.event_date):
        return False
    return not lead.recipients or not later.recipients or _overlap(lead.recipients, later.recipients)


def _is_told_anew(lead: EventMention, later: EventMention, text: _Text) -> bool:
    """The same in other words, or of parties under other names."""
    is_brief = _is_headline_of(lead, later, text) or _is_called_again(lead, later, text)
    return is_brief or _is_mediated(lead, later) or _is_said_again(lead, later)


def _is_mediated(lead: EventMention, later: EventMention) -> bool:
    """Talks between Chad and Sudan, which Qatar is brokering; talks brokered by Qatar."""
    is_third = lead.type is EventType.CONSULT and Mode.THIRD_PARTY in (lead.mode, later.mode)
    same = lead.trigger.start == later.trigger.start
    return is_third and (same or _hangs_on(later.trigger.root, lead.trigger.root))


def _is_toll(lead: EventMention, later: EventMention) -> bool:
    """What an attack cost: "stormed the base, killing nine", "killed five and wounded forty in an attack"."""
    if lead.type is not EventType.ASSAULT or lead.factuality != later.factuality:
        return False
    if not _loosely(lead.actors, later.actors):
        return False
    subjects = {kid.lemma_ for kid in later.trigger.root.children if kid.dep_ == "nsubj"}
    if later.trigger.root.lemma_ in _TOLL and lead.trigger.root.lemma_ in subjects:
        return True  # condemned an attack ... The attack wounded two guards
    pairs = [(trigger.root, later.trigger.root) for trigger in (lead.trigger, *lead.mentions)]
    tolls = [pair for pair in pairs if any(token.lemma_ in _TOLL for token in pair)]
    return any(_hangs_on(one, other) for pair in tolls for one, other in (pair, pair[::-1]))


def _is_headline_of(lead: EventMention, later: EventMention, text: _Text) -> bool:
    """A headline tells in brief, and of nobody in full, what the body tells: "Israel calls in envoy"."""
    if later.trigger.start_char >= text.body_start:
        return False
    return _vaguely(lead.actors, later.actors) and _vaguely(lead.recipients, later.recipients)


def _is_said_again(lead: EventMention, later: EventMention) -> bool:
    """Sri Lanka has apologised to Nepal. "We apologise to our friends"."""
    speakers = {kid.lower_ for kid in later.trigger.root.children if kid.dep_ == "nsubj"}
    is_me = lead.rule == later.rule and lead.factuality == later.factuality and not speakers.isdisjoint(("we", "i"))
    return is_me and _overlap(lead.actors, later.actors) and not any(row.country for row in later.recipients)


def _is_called_again(lead: EventMention, later: EventMention, text: _Text) -> bool:
    """The very next sentence tells the same of the one concerned by another name, and not who does it.

    Summoned Iran's top diplomat. Mehdi Karimi was called in; hundreds marched. The march was called by a union.
    """
    root = later.trigger.root
    if text.sentence(later) - text.sentence(lead) > _NEXT or lead.factuality != later.factuality:
        return False
    is_nameless = not any(row.country for row in (*later.actors, *later.recipients))
    is_the = root.pos_ == "NOUN" and any(kid.lower_ in ("the", "this") for kid in root.children)
    if lead.rule != later.rule or later.actors or not later.recipients or root.pos_ == "NOUN":
        return is_nameless and is_the and lead.type is EventType.PROTEST
    return is_nameless and lead.type not in _ANYBODYS - {EventType.ACCUSE} and lead.rule in _DEMARCHE


def _is_long_ago(lead: EventMention, later: EventMention, text: _Text) -> bool:
    """Has banned cattle from Chad ... Banned goats from Chad in 2019; accused in 2019 ... Now it accuses."""
    if text.published is None or text.is_near(lead, later):
        return False
    is_now = lead.event_date and not later.event_date and later.trigger.root.tag_ in ("VBZ", "VBP")
    told = lead.event_date if is_now else later.event_date
    # is talking to Ghana, and has been since January
    if not told or (not is_now and (lead.event_date or lead.trigger.root.tag_ == "VBG")):
        return False
    return told < (text.published - timedelta(31)).isoformat()[: len(told)]


def _hangs_on(token: Token, above: Token) -> bool:
    for _ in range(_REACH):
        if token.head.i in (token.i, above.i):
            return token.head.i == above.i
        token = token.head
    return False


def _same_company(lead: EventMention, later: EventMention) -> bool:
    """Peru met Chile, and Peru met Bolivia: two meetings; so are those with a premier and with his minister."""
    all_, others = ((*row.actors, *row.recipients) for row in (lead, later))
    if any(_is_other_person(actor, others) and _is_other_person(also, all_) for actor in all_ for also in others):
        return False
    one, other = _keys(all_), _keys(others)
    return min(len(one), len(other)) < _COMPANY or one <= other or other <= one


def _is_other_person(actor: Actor, company: tuple[Actor, ...]) -> bool:
    """A named holder of an office, beside whom another of the same country is named."""
    if not actor.role or not actor.name.istitle():
        return False
    same = [also for also in company if also.country == actor.country]
    return bool(same) and all(also.role and also.name.istitle() and also.name != actor.name for also in same)


def _names_again(lead: EventMention, later: EventMention) -> bool:
    """Peru expelled the envoy ... "The expulsion of the envoy", "the envoy was expelled": who did it is left out."""
    is_passive = lead.rule == later.rule and (lead.type not in _ANYBODYS or lead.rule in _DEMARCHE)
    is_same = later.trigger.root.pos_ == "NOUN" or is_passive
    return (
        is_same
        and not later.actors
        and bool(later.recipients)
        and _overlap(lead.recipients, later.recipients)
        and lead.factuality == later.factuality
    )


def _may_be_one_saying(lead: EventMention, later: EventMention, *, is_near: bool) -> bool:
    """Thanked Oslo and praised Oslo are two; "condemned" and "the condemnation", or the same word again, are one."""
    if lead.type not in _SAID or lead.rule == later.rule or {lead.rule, later.rule} <= _DEMARCHE:
        return lead.type not in _SAID or lead.factuality == later.factuality
    if is_near and not (lead.recipients and later.recipients):
        return True  # welcomed and supported the Finnish step
    nouns = (later.trigger.root, lead.trigger.root) if is_near else (later.trigger.root,)
    return any(noun.pos_ == "NOUN" for noun in nouns) and lead.factuality == later.factuality


def _agree(one: str, other: str) -> bool:
    """The same day, or the day of that month; a whole year may hold many such events."""
    if TO_YEAR in (len(one), len(other)):
        return one == other
    return one.startswith(other) or other.startswith(one)


def _loosely(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> bool:
    return not one or not other or _overlap(one, other)


def _vaguely(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> bool:
    is_nameless = any(not any(actor.country for actor in side) for side in (one, other))
    return is_nameless or _overlap(one, other)


def _overlap(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> bool:
    if not one or not other:
        return one == other
    if not _keys(one).isdisjoint(_keys(other)):
        return True
    # Two Georgian sailors, "the two sailors"
    return any(_is_shorter(actor, also) or _is_shorter(also, actor) for actor in one for also in other)


def _is_shorter(full: Actor, brief: Actor) -> bool:
    words = brief.name.split()
    is_noun = len(words) > 1 and words[-1].islower() and len(words) < len(full.name.split())
    return is_noun and words[-1] == full.name.split()[-1] and set(words) <= set(full.name.split())


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


def _join(lead: EventMention, later: EventMention, text: _Text) -> EventMention:
    """What is told again in another place may be of another day, even by the same to the same; the news is not."""
    is_near = text.is_near(lead, later)
    return lead._replace(
        mentions=(*lead.mentions, later.trigger),
        actors=_company(lead, later) if _is_mediated(lead, later) else lead.actors or later.actors,
        recipients=_fuller(lead.recipients, later.recipients),
        event_date=lead.event_date or (later.event_date if is_near or _is_news(lead, later, text) else None),
        mode=lead.mode or (later.mode if is_near else None),
        location=lead.location or later.location,
        confidence=total((Ground("", max(lead.confidence, later.confidence)), Ground("told again", TOLD_AGAIN))),
    )


def _is_news(lead: EventMention, later: EventMention, text: _Text) -> bool:
    """Has summoned the envoy ... He was called in on Friday."""
    is_lead = lead.trigger.start_char < text.body_start + _LEAD_CHARACTERS and lead.factuality == later.factuality
    if not is_lead or text.published is None or not later.event_date or len(later.event_date) <= TO_MONTH:
        return False
    return abs((text.published - date.fromisoformat(later.event_date)).days) <= _FRESH_DAYS
