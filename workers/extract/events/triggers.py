"""A token in, what it evokes out: the rule of the lexicon that fits best, its trigger words and its content."""

from typing import NamedTuple

from workers.extract.events.arguments import object_of, particle, preposition_objects, subject
from workers.extract.events.operands import complements
from workers.extract.events.tree import Tree
from workers.lexicon import EventLexicon
from workers.lexicon.events import Nominal, Phrase, Rule
from workers.ontology import EventType, Factuality, Mode

__all__ = ["Evocation", "Evoker"]

_ENDINGS = frozenset("dobj pobj acomp oprd attr intj".split())
# Handed the minister a jail term; gave the envoy two days.
_SECOND_OBJECTS = frozenset(("dobj", "npadvmod"))
_VIAS = ("to", "that", "for", "object", "of", "against", "ing", "with")
# Verbs that say which part of a deed is meant: "asked them to keep talking".
_PHASES = frozenset("keep continue start begin resume stop halt go restart".split())
_RETURNS = frozenset("return go come get".split())
_DEEPEST = 6


class Evocation(NamedTuple):
    """What one token evokes: `head` governs the arguments, `content` is the token an operator works on."""

    rule: Rule | Nominal
    head: int
    words: tuple[int, ...]
    type: EventType
    mode: Mode | None = None
    content: int | None = None
    carrier: int | None = None  # the light verb of a nominal
    undergone: bool = False  # the carrier's subject is the recipient: "drew criticism"
    told: Factuality | None = None  # what the carrier says of it: "is considering sanctions"

    @property
    def key(self) -> str:
        """TYPE/mode, as `shifts.toml` names it."""
        return f"{self.type.value}/{self.mode.value}" if self.mode else self.type.value


class Evoker:
    """Looks tokens up in the lexicon, each once."""

    def __init__(self, tree: Tree, lexicon: EventLexicon) -> None:
        self.tree = tree
        self.lexicon = lexicon
        self._known: dict[int, tuple[Evocation, ...]] = {}
        self._depth = 0

    def evoke(self, token: int) -> Evocation | None:
        """The best rule for a verb, adjective or noun; None where the lexicon has none that fits."""
        found = self.candidates(token)
        return found[0] if found else None

    def candidates(self, token: int) -> tuple[Evocation, ...]:
        """Every rule that fits, the most specific first."""
        if token not in self._known:
            if self._depth >= _DEEPEST:
                return ()
            self._known[token] = ()
            self._depth += 1
            self._known[token] = self._look_up(token)
            self._depth -= 1
        return self._known[token]

    def _look_up(self, token: int) -> tuple[Evocation, ...]:
        tree = self.tree
        if tree.dep[token] in ("amod", "compound", "aux", "auxpass") and tree.tag[token][:2] in ("VB", "JJ"):
            return ()  # a wanted man
        if tree.is_verb(token) or tree.pos[token] == "ADJ" or tree.tag[token] == "JJ":
            phrases = self.lexicon.verbs.get(tree.lemma[token], ())
            words = tree.words(token)
            found = [
                fit
                for phrase in phrases
                # What the rule asks for is in the sentence at all: most are out here, at little cost.
                if words.issuperset(phrase.particles) and not (phrase.asks and any(map(words.isdisjoint, phrase.asks)))
                if (fit := self._fit(token, phrase))
            ]
            return tuple(row for _, row in sorted(found, key=lambda row: -row[0]))
        if tree.pos[token] in ("NOUN", "PROPN"):
            noun = self._nominal(token)
            return (noun,) if noun else ()
        return ()

    def _nominal(self, token: int) -> Evocation | None:
        if self.tree.is_time(token):
            return None  # 14 March is no demonstration
        before = self.tree.lower[token - 1] if token else ""
        for entry in self.lexicon.nominals.get(self.tree.lemma[token], ()):
            if f"{before} {self.tree.lemma[token]}" in entry.not_phrases:
                return None  # a trade war
            if entry.of and not any(
                self._is_one_of(it, entry.of) for it in preposition_objects(self.tree, token, "of")
            ):
                continue
            if not entry.phrases:
                content = self._any_content(token, entry.type) if entry.modes == "content" else None
                mode = self._mode(entry, entry.type, content) if content is not None else entry.mode
                return Evocation(entry, token, (token,), entry.type, mode, content)
            if (
                f"{before} {self.tree.lower[token]}" in entry.phrases
                or f"{before} {self.tree.lemma[token]}" in entry.phrases
            ):
                return Evocation(entry, token, (token - 1, token), entry.type, entry.mode)
        return None

    def _fit(self, verb: int, phrase: Phrase) -> tuple[int, Evocation] | None:
        """The evocation and how specific the rule is, or None where it does not fit."""
        rule = phrase.rule
        words = self._particles(verb, phrase.particles)
        if words is None or not self._constraints_hold(verb, phrase):
            return None
        if rule.predicates:
            predicate = self._predicate(verb, rule.predicates)
            if predicate is None:
                return None
            words = (predicate,) if rule.trigger == "predicate" else words
        content = None
        if rule.via:
            content = self._content(verb, rule)
            if content is None:
                return None
        elif rule.modes == "content":
            content = self._any_content(verb, rule.type)
        lemma = self.tree.lemma[content] if content is not None else None
        if (rule.complements and lemma not in rule.complements) or lemma in rule.not_complements:
            return None  # the second: declined to comment
        return 2 * len(phrase.particles) + _rank(rule), self._evocation(rule, verb, words, content)

    def _constraints_hold(self, verb: int, phrase: Phrase) -> bool:
        rule = phrase.rule
        if not (rule.objects or rule.phrases or rule.subjects or rule.not_objects):
            return True
        if rule.objects and not self._has_object(verb, phrase, rule.objects):
            return False
        if rule.not_objects and self._has_object(verb, phrase, rule.not_objects):
            return False
        if rule.phrases and not self._reads(verb, phrase, rule.phrases):
            return False
        return not rule.subjects or self._is_one_of(subject(self.tree, verb), rule.subjects)

    def _evocation(self, rule: Rule, verb: int, words: tuple[int, ...], content: int | None) -> Evocation:
        inner = self.evoke(content) if content is not None else None
        if rule.type is None:
            assert inner is not None
            return inner._replace(carrier=verb, undergone=rule.actor == ("content",), told=rule.factuality)
        mode = self._mode(rule, rule.type, content) if rule.modes == "content" else rule.mode
        if rule.trigger == "object" and (thing := self._last_thing(verb, words)) is not None:
            words = (self._named(thing, rule.objects),)
        if rule.trigger == "subject" and (thing := subject(self.tree, verb)) is not None:
            words = (self._named(thing, rule.subjects),)
        return Evocation(rule, verb, words, rule.type, mode, content)

    def _mode(self, rule: Rule | Nominal, event_type: EventType, content: int | None) -> Mode | None:
        """A request to talk is REQUEST/meet: the mode that the content gives, else the rule's own."""
        if content is None:
            return rule.mode
        inner = self.evoke(content)
        if inner is None and self.tree.lemma[content] in _PHASES:
            content = self.tree.child(content, "xcomp") or content
            inner = self.evoke(content)
        if inner and inner.type is event_type and inner.mode:
            return inner.mode  # issued a threat of military action
        words = self.lexicon.words.get(event_type, {})
        if self.tree.lemma[content] in _RETURNS:  # urged him to return to the negotiating table
            goals = (self.tree.lemma[noun] for noun in preposition_objects(self.tree, content, "to"))
            if (goal := next((words[lemma] for lemma in goals if lemma in words), None)) is not None:
                return goal
        table = self.lexicon.modes.get(event_type, {})
        keys = (inner.rule.id, inner.key, inner.type.value) if inner else ()
        found = next((table[key] for key in keys if key in table), None)
        if inner and inner.type is EventType.REQUEST and event_type is EventType.REJECT:
            return inner.mode or rule.mode  # who turns down a request for a loan refuses to assist
        return found or words.get(self.tree.lemma[content]) or rule.mode

    def _particles(self, verb: int, particles: tuple[str, ...]) -> tuple[int, ...] | None:
        """The words of a phrasal verb, or None where one is missing."""
        words, at = [verb], verb
        for particle_ in particles:
            found = particle(self.tree, at, particle_)
            if found is None and at != verb:
                found = particle(self.tree, verb, particle_)
            if found is None:
                found = self._below(at, particle_) or self._below(verb, particle_)
            if found is None:
                return None
            words.append(found)
            at = found
        return tuple(sorted(words))

    def _below(self, head: int, word: str) -> int | None:
        """A noun that a set phrase ends in: "lay down arms", "on strike"."""
        tree = self.tree
        for kid in tree.kids[head]:
            if (
                kid > head
                and (tree.dep[kid] in _ENDINGS or tree.pos[kid] == "ADJ")
                and word in (tree.lemma[kid], tree.lower[kid])
            ):
                return kid
        return None

    def _thing(self, verb: int) -> int | None:
        """The object, also where the parser takes it for a name or a clause: "called a strike", "let inspectors in"."""
        found = object_of(self.tree, verb)
        if found is None:
            found = self.tree.child(verb, "oprd", "ccomp", "attr")
            return found if found is not None and self.tree.pos[found] in ("NOUN", "PROPN") else None
        return found

    def _last_thing(self, verb: int, words: tuple[int, ...]) -> int | None:
        """The object, or what stands after the last preposition: "went on hunger strike"."""
        found = self._thing(verb)
        return found if found is not None or words[-1] == verb else self.tree.child(words[-1], "pobj")

    def _has_object(self, verb: int, phrase: Phrase, lemmas: tuple[str, ...]) -> bool:
        second = [kid for kid in self.tree.kids[verb] if kid > verb and self.tree.dep[kid] in _SECOND_OBJECTS]
        if any(self._is_one_of(thing, lemmas) for thing in (self._thing(verb), *second)):
            return True
        last = phrase.particles[-1] if phrase.particles else None
        return last is not None and any(
            self._is_one_of(found, lemmas) for found in preposition_objects(self.tree, verb, last)
        )

    def _is_one_of(self, noun: int | None, lemmas: tuple[str, ...]) -> bool:
        if noun is None:
            return False
        tree = self.tree
        for token in tree.conjuncts(noun):
            if tree.lemma[token] in lemmas or tree.lower[token] in lemmas:
                return True
            # hundreds of protesters, 20 million euros in aid, Ambassador Li, Li, the ambassador
            inner = [*preposition_objects(tree, token, "of"), *preposition_objects(tree, token, "in")]
            inner = [token, *(kid for kid in inner if not tree.is_time(kid))]  # not: held talks in March
            inner += [kid for top in inner for kid in tree.kids[top] if tree.dep[kid] in ("compound", "nmod", "appos")]
            if any(tree.lemma[kid] in lemmas or tree.lower[kid] in lemmas for kid in inner):
                return True
        return False

    def _named(self, noun: int, lemmas: tuple[str, ...]) -> int:
        """The word of the object that the rule asked for: "strike" in "hunger strike", "aid" in "a package of aid"."""
        low, high = self.tree.phrase(noun)
        return next((token for token in range(high - 1, low - 1, -1) if self.tree.lemma[token] in lemmas), noun)

    def _reads(self, verb: int, phrase: Phrase, texts: tuple[str, ...]) -> bool:
        """Whether the object, or what the last preposition governs, is told with one of these texts."""
        thing = self._thing(verb)
        nouns = [thing] if thing is not None else []
        if phrase.particles:
            nouns += preposition_objects(self.tree, verb, phrase.particles[-1])
        spans = [self.tree.phrase(noun) for noun in nouns]
        return any(text in " ".join(self.tree.lower[low:high]) for low, high in spans for text in texts)

    def _predicate(self, verb: int, lemmas: tuple[str, ...]) -> int | None:
        tree = self.tree
        reach = [kid for kid in tree.kids[verb] if kid > verb or tree.dep[kid] == "nsubjpass"]
        for _ in range(2):  # "handed him a note of protest"
            reach += [below for kid in reach for below in tree.kids[kid] if below not in reach]
        return next((kid for kid in reach if tree.lemma[kid] in lemmas or tree.lower[kid] in lemmas), None)

    def _content(self, verb: int, rule: Rule) -> int | None:
        for via in rule.via:
            for found in complements(self.tree, verb, via):
                if not rule.content and rule.type is not None:
                    return found
                inner = self.evoke(found)
                if inner is None or (rule.type is None and not rule.content and isinstance(inner.rule, Rule)):
                    continue
                if not rule.content or not {inner.rule.id, inner.key, inner.type.value}.isdisjoint(rule.content):
                    return found
        return None

    def _any_content(self, verb: int, event_type: EventType | None) -> int | None:
        """What an operator works on: the complement that evokes something, else that tells a mode, else the first."""
        found = [kid for via in _VIAS for kid in complements(self.tree, verb, via)]
        words = self.lexicon.words.get(event_type, {}) if event_type else {}
        telling = (kid for kid in found if self.tree.lemma[kid] in words)
        return next((kid for kid in found if self.evoke(kid) is not None), next(telling, found[0] if found else None))


def _rank(rule: Rule) -> int:
    """How much a rule asks for: of several that fit, the one that asks most is meant."""
    return (
        6 * bool(rule.objects)
        + 7 * bool(rule.subjects)
        + 4 * bool(rule.phrases)
        + 8 * bool(rule.predicates)
        + (7 if rule.via and "object" not in rule.via else 5 * bool(rule.via))
        + 2 * bool(rule.content)
        + bool(rule.complements)
        + 3 * (rule.object_is == "state")
    )
