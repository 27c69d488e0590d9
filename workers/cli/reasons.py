"""Decisions in, paragraphs of plain words out: what each rule made of a sentence, and why the others did not."""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from spacy.tokens import Doc, Span, Token

from workers.extract.actors import Actor
from workers.extract.events import Decision, EventMention, Verdict
from workers.extract.events.merge import merge
from workers.extract.events.times import find_times
from workers.lexicon.events import EventLexicon, Nominal, Rule

__all__ = ["Paragraph", "reasons"]

_WORDS_SHOWN: Final = 5
_OTHERS_SHOWN: Final = 6
_PLAIN: Final = frozenset(("be", "have", "do", "say"))
_PARTICLE: Final = 1.5  # a missing word of a set phrase is farther off than a missing object
_VERB_GROUP: Final = frozenset(("aux", "auxpass", "neg"))
_VIA: Final = {
    "to": "to + infinitive",
    "that": "a clause with that",
    "ing": "a verb in -ing",
    "object": "an object",
    "must": "a clause with must or should",
    "not": "a negation",
    "should": "a clause with should, or with the bare verb",
    "self": "to + infinitive, of the subject's own doing",
    "bare": "no object and no complement",
    "lone": "no object, and nobody with them",
    "passive": "the passive",
}
_NEEDS: Final = {
    "either": "one side must be a state, an official, an international body or an armed group",
    "actor": "who does it must be a state, an official, an international body or an armed group",
    "both": "both sides must be states, officials, international bodies or armed groups",
    "authority": "an authority must do it, or a political party suffer it",
    "crowd": "somebody must be told to do it",
    "state": "a state or a person of state must do it, or suffer it",
    "known": "who does it must be known to be of a country or an international body",
    "victim": "the one it is done to must be a state, an official, a citizen of a state or an international body",
}
_ALONE: Final = {
    "never": 'the noun tells an event only where a verb of light_verbs.toml carries it ("held", "issued")',
    "both": "without a verb that carries it ('held', 'issued') the noun needs two political parties",
    "either": "without a verb that carries it ('held', 'issued') the noun needs a political party",
    "actor": "without a verb that carries it ('held', 'issued') the noun needs who does it",
    "victim": "without a verb that carries it ('held', 'issued') the noun needs to whom it is done, a political party",
    "any": "without a verb that carries it ('held', 'issued') the noun needs to whom it is done",
}
_SLOTS: Final = {
    "possessor": "whose it is (Chad's)",
    "modifier": "the words before it",
    "scene": "the place before it",
    "subject": "the subject of its verb",
}


class Paragraph(NamedTuple):
    """What became of one word: a title, and lines of (what, in words)."""

    title: str
    is_event: bool
    lines: tuple[tuple[str, str], ...]


def reasons(doc: Doc, decisions: Sequence[Decision], lexicon: EventLexicon, published: date) -> list[Paragraph]:
    """One paragraph a decision, in the order of the text, then one a known verb of which no entry fits."""
    entries = {entry.id: entry for entry in lexicon.rules}
    told_again = _told_again(decisions)
    paragraphs = []
    for number, decision in enumerate(decisions):
        lines = list(_lines(decision, decisions, entries, lexicon, published))
        if number in told_again:
            lines.insert(1, ("record", f'none of its own: "{told_again[number]}" tells the same event'))
        paragraphs.append(Paragraph(_title(decision), decision.event is not None, tuple(lines)))
    return [*paragraphs, *_unfit(doc, decisions, lexicon)]


def _unfit(doc: Doc, decisions: Sequence[Decision], lexicon: EventLexicon) -> Iterator[Paragraph]:
    """Verbs of which the lists have entries, none of which fits: the nearest of these, and what they ask for."""
    decided = {token.i for decision in decisions for token in decision.trigger}
    decided |= {decision.trigger.root.head.i for decision in decisions if decision.event}  # its subject may tell it
    for token in doc:
        if token.i in decided or token.tag_[:2] != "VB" or token.dep_ in _VERB_GROUP or token.lemma_ in _PLAIN:
            continue
        verb = token.lemma_.lower()
        asked = _by_rule(lexicon, verb, [rule for _, rule, _ in lexicon.verbs.get(verb, ()) if rule.type])
        if asked:
            why = "it stands in a noun phrase" if token.dep_ in ("amod", "compound") else "no entry for it fits"
            others = _shown(_told_of(asked, verb, token.sent))
            yield Paragraph(f'"{token.text}": no event', False, (("why not", why), ("not", others)))


def _told_of(asked: Mapping[str, tuple[Rule, list[str]]], verb: str, sent: Span) -> list[str]:
    """The entries and what they ask for, those first of which most words stand in the sentence."""
    here = _here(sent)

    def missing(row: tuple[Rule, list[str]]) -> float:
        rule, phrases = row
        asks = [words for words in (rule.objects, rule.subjects, rule.predicates) if words]
        lacking = sum(here.isdisjoint(words) for words in asks) + len(rule.via)
        return lacking + min(sum(word not in here for word in phrase.split()) for phrase in phrases) * _PARTICLE

    nearest = sorted(asked.values(), key=missing)
    return [f"{rule.id} ({_asks(rule, phrases, verb, here)})" for rule, phrases in nearest]


def _told_again(decisions: Sequence[Decision]) -> dict[int, str]:
    """By number, decisions that only tell another's event again, and the words that lead it."""
    events = {number: decision.event for number, decision in enumerate(decisions) if decision.event}
    leads = merge(list(events.values()), 0)
    out: dict[int, str] = {}
    for number, event in events.items():
        if all(event.rule != lead.rule or event.trigger != lead.trigger for lead in leads):
            lead = next((lead for lead in leads if event.trigger in (lead.trigger, *lead.mentions)), None)
            out.update({number: lead.trigger.text} if lead else {})
    return out


def _title(decision: Decision) -> str:
    event = decision.event
    if event is None:
        return f'"{decision.trigger.text}": no event'
    code = f"{event.type.value}/{event.mode.value}" if event.mode else event.type.value
    return f'"{decision.trigger.text}": {code}, {event.factuality.value}, confidence {event.confidence:.2f}'


def _lines(
    decision: Decision,
    decisions: Sequence[Decision],
    entries: dict[str, Rule | Nominal],
    lexicon: EventLexicon,
    published: date,
) -> Iterator[tuple[str, str]]:
    entry = entries[decision.rule]
    yield "rule", f'{entry.id}, as in "{entry.example}"'
    if decision.event is None:
        yield "why not", _why_not(decision, decisions, entry)
        for name, actors in zip(("who", "to whom"), decision.sides, strict=True):
            if actors:
                yield name, _names(actors)
        if decision.verdict is Verdict.ALONE and isinstance(entry, Nominal):
            yield "looked in", f"who: {_places(entry.actor)}; to whom: {_places(entry.recipient)}"
    else:
        yield from _of_event(decision.event, published)
        yield "sure", "; ".join(f"{ground.words} {ground.weight:+.2f}" for ground in decision.grounds)
    if others := list(_others(decision, entry, lexicon)):
        yield "not", _shown(others)


def _shown(others: Sequence[str]) -> str:
    rest = f"; and {len(others) - _OTHERS_SHOWN} more" if len(others) > _OTHERS_SHOWN else ""
    return "; ".join(others[:_OTHERS_SHOWN]) + rest


def _of_event(event: EventMention, published: date) -> Iterator[tuple[str, str]]:
    yield "told as", _verb_group(event.trigger)
    yield "who", _names(event.actors) or "nobody is named"
    yield (
        "to whom",
        _names(event.recipients) or ("all of them together" if len(event.actors) > 1 else "nobody is named"),
    )
    if event.event_date:
        yield "when", _when(event, published)
    if event.location:
        yield "where", event.location.name


def _verb_group(trigger: Span) -> str:
    """The verb with its auxiliaries and negation, which say whether it has happened: "will not attend"."""
    verb = trigger.root
    carrier = next((kid for kid in verb.children if kid.dep_ == "acl" and kid.tag_ == "VBN"), None)
    if carrier is not None and verb.pos_ == "NOUN":
        return carrier.text  # sanctions imposed by
    while verb.pos_ in ("NOUN", "PROPN", "ADP", "PART") and verb.head.i != verb.i and verb.pos_ != "VERB":
        if verb.dep_ not in ("dobj", "pobj", "prep", "prt", "nsubj", "nsubjpass", "attr"):
            break
        verb = verb.head
    words = [verb, *(child for child in verb.children if child.dep_ in _VERB_GROUP)]
    above = verb.head
    if verb.dep_ == "xcomp":
        words += [above, *(child for child in above.children if child.dep_ in _VERB_GROUP)]
    return " ".join(word.text for word in sorted(words, key=lambda word: word.i))


def _when(event: EventMention, published: date) -> str:
    sent = event.trigger.sent
    words = [token.lower_ for token in sent]
    for time in find_times(words, 0, len(words), published):
        if event.event_date in (time.past, time.future):
            return f'{event.event_date}, from "{sent[time.start : time.end].text}"'
    return f"{event.event_date}, from what is told before"


def _why_not(decision: Decision, decisions: Sequence[Decision], entry: Rule | Nominal) -> str:
    if decision.verdict is Verdict.CONTENT:
        above = _above(decision, decisions)
        return f'it is what "{above.trigger.text}" is about, so no event of its own' if above else _told(decision)
    if decision.verdict is Verdict.NO_PARTY and isinstance(entry, Rule):
        return f"{_NEEDS.get(entry.needs, _told(decision))}; here: {_parties(decision.trigger.root)}"
    if decision.verdict is Verdict.ALONE and isinstance(entry, Nominal):
        return _ALONE[entry.alone]
    return _told(decision)


def _places(slots: Sequence[str]) -> str:
    return ", ".join(_SLOTS.get(slot, f'"{slot}"') for slot in slots) or "nowhere"


def _told(decision: Decision) -> str:
    return str(decision.verdict.value)


def _parties(verb: Token) -> str:
    """What stands as subject and object."""
    kids = [kid for kid in verb.children if kid.dep_ in ("nsubj", "nsubjpass", "dobj", "agent")]
    said = (f'"{verb.doc[kid.left_edge.i : kid.right_edge.i + 1].text}"' for kid in kids)
    return " and ".join(said) or "nobody"


def _above(decision: Decision, decisions: Sequence[Decision]) -> Decision | None:
    """The decision on a word above, whose content this one is."""
    found = {token.i: row for row in decisions if row is not decision for token in row.trigger}
    mine = {token.i for token in decision.trigger}
    above = (token.i for token in decision.trigger.root.ancestors if token.i not in mine)
    return next((found[i] for i in above if i in found), None)


def _others(decision: Decision, entry: Rule | Nominal, lexicon: EventLexicon) -> Iterator[str]:
    """Other entries for the same word, and what each asks for that the sentence lacks."""
    tried = {rule: verdict for rule, verdict in decision.tried if rule != entry.id}
    yield from (f"{rule} ({verdict.value})" for rule, verdict in tried.items())
    verb = None if isinstance(entry, Nominal) else _known_verb(decision.trigger, lexicon)
    if verb is not None:
        rules = [rule for _, rule, _ in lexicon.verbs[verb] if rule.id != entry.id and rule.id not in tried]
        yield from _told_of(_by_rule(lexicon, verb, rules), verb, decision.trigger.sent)


def _by_rule(lexicon: EventLexicon, verb: str, rules: Collection[Rule]) -> dict[str, tuple[Rule, list[str]]]:
    """By id, each of the rules and the phrases by which it knows the verb."""
    wanted = {rule.id for rule in rules}
    asked: dict[str, tuple[Rule, list[str]]] = {}
    for particles, rule, _ in lexicon.verbs.get(verb, ()):
        if rule.id in wanted:
            asked.setdefault(rule.id, (rule, []))[1].append(" ".join((verb, *particles)))
    return asked


def _known_verb(trigger: Span, lexicon: EventLexicon) -> str | None:
    lemmas = (token.lemma_.lower() for token in trigger if token.pos_ not in ("NOUN", "PROPN"))
    return next((lemma for lemma in lemmas if lemma in lexicon.verbs), None)


def _asks(rule: Rule, phrases: Sequence[str], verb: str, here: Container[str]) -> str:
    """What the entry asks for beyond its verb, and the sentence has not."""
    told = any(all(word in here for word in phrase.split()) for phrase in phrases)
    asked = [] if told else [" or ".join(f'"{phrase}"' for phrase in phrases)]
    for name, words in (("a subject like", rule.subjects), ("an object like", rule.objects)):
        if words and not any(word in here for word in words):
            asked.append(f"{name} {_some(words)}")
    if rule.phrases or rule.predicates:
        asked.append(f"the words {_some(rule.phrases or rule.predicates)}")
    if rule.via:
        content = f" that tells {_some(rule.content)}" if rule.content else ""
        asked.append(" or ".join(_VIA.get(via, f'"{via}"') for via in rule.via) + content)
    if rule.complements:
        asked.append(f"a complement like {_some(rule.complements)}")
    if rule.not_objects or rule.not_complements:
        asked.append(f"nothing like {_some(rule.not_objects or rule.not_complements)}")
    if asked:
        return f"asks for {', '.join(asked)}"
    if rule.subjects or rule.objects or verb not in phrases:
        return "its words are here, but not where it looks for them, or another asks for more"
    return "asks for no more than its verb, so others go first"


def _here(sent: Span) -> frozenset[str]:
    """Every word of the sentence, as it stands and as a lemma."""
    return frozenset(word for token in sent for word in (token.lower_, token.lemma_.lower()))


def _some(words: Sequence[str]) -> str:
    return ", ".join(words[:_WORDS_SHOWN]) + (" ..." if len(words) > _WORDS_SHOWN else "")


def _names(actors: Sequence[Actor]) -> str:
    return ", ".join(f"{actor.name} ({' '.join(_labels(actor))})" for actor in actors)


def _labels(actor: Actor) -> list[str]:
    labels = (actor.country or "no country", actor.sector.value if actor.sector else "")
    return list(dict.fromkeys(filter(None, labels)))
