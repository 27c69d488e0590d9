"""A Doc in, its parse as plain lists out: what the rules read thousands of times must not cost a Token each time."""

from collections.abc import Sequence

from spacy.tokens import Span

from workers.extract.columns import Columns

__all__ = ["PAST", "PRESENT", "Tree"]

_RELATIVES = frozenset(("that", "which", "who", "whom", "whose"))
# Clauses hanging in a noun phrase that are no part of who it names.
_CLAUSES = frozenset(("relcl", "acl", "advcl", "ccomp", "parataxis", "punct", "csubj"))

PRESENT = frozenset(("VBP", "VBZ"))  # tags
PAST = frozenset(("VBD", "VBN"))  # the tagger takes "the two made up" for a participle
_FINITE = PRESENT | {"VBD"}
_PARTICIPLES = frozenset(("VBG", "VB"))
# Longer coordinations are no prose; the bound keeps hostile text linear.
_LONGEST_LIST = 60
_DASHES = frozenset(("-", "--", "–", "—", ":"))
_COLON = frozenset(":")
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())
_BESIDE_DAYS = frozenset("on and late early last next this".split())
_TIMES = _DAYS | frozenset(
    "january february march april may june july august "
    "september october november december mon tue tues wed thu thurs fri sat sun jan feb mar apr jun jul aug sep sept "
    "oct nov dec morning afternoon evening night day week weekend month year eve anniversary".split()
)


class Tree:
    """The parse of a whole Doc; every position is a token index. Unparsed tokens have dep "" and no children."""

    def __init__(self, columns: Columns) -> None:
        self.doc, self.content = columns.doc, columns.content
        self.lower, self.dep, self.pos, self.tag = columns.lower, [*columns.dep], columns.pos, columns.tag
        self.lemma = [lemma.lower() or lower for lemma, lower in zip(columns.lemma, columns.lower, strict=True)]
        self._join_ceasefire()
        self.head = [*columns.head]
        self.sentence = [(start, end) for start, end in columns.sentences for _ in range(start, end)]
        self._words: dict[int, frozenset[str]] = {}
        self._reattach()
        self._join_as_well_as()
        self._free_verbs()
        self._join_headlines(columns)
        self.kids: list[list[int]] = [[] for _ in self.head]
        self._phrases: dict[int, tuple[int, int]] = {}
        self.datelines = _datelines(columns)
        self._promote()
        for child, head in enumerate(self.head):
            if child != head and child not in self.datelines:
                self.kids[head].append(child)

    def _join_ceasefire(self) -> None:
        """ "Cease-fire" is three tokens and one word."""
        if "fire" not in self.lemma:
            return
        for token in range(2, len(self.lemma)):
            if self.lemma[token] == "fire" and self.lower[token - 2 : token] == ["cease", "-"]:
                self.lemma[token] = "cease-fire"

    def _reattach(self) -> None:
        """Conjoin finite verbs with finite verbs: "accused Ankara of spying and denied the charge"."""
        for token, dep in enumerate(self.dep):
            head = self.head[token]
            if (
                dep == "conj"
                and self.tag[token] in _FINITE
                and self.tag[head] in _PARTICIPLES
                and self.dep[head] != "ROOT"
            ):
                for _ in range(6):
                    head = self.head[head]
                    if self.tag[head] in _FINITE or self.head[head] == head:
                        break
                if self.tag[head] in _FINITE and head < token:
                    self.head[token] = head

    def _free_verbs(self) -> None:
        """Make a sentence of "The opposition boycotted parliament", which the parser takes for one noun phrase."""
        for token, dep in enumerate(self.dep):
            noun = self.head[token]
            if dep != "amod" or self.tag[token] != "VBD" or noun < token or self.dep[noun] != "ROOT":
                continue
            if any(
                self.head[kid] == token and self.dep[kid] == "nsubj" for kid in range(self.sentence[token][0], token)
            ):
                self.head[token], self.dep[token] = token, "ROOT"
                self.head[noun], self.dep[noun] = token, "dobj"

    def _join_headlines(self, columns: Columns) -> None:
        """Conjoin the places before a headline's verb: "Fiji, Tonga to meet", "Peru, Chile sign pact"."""
        for start, end in columns.sentences:
            if start + 1 < end and self.lower[start + 1] == "," and columns.ent_type[start] == "GPE":
                self._join_places(columns.ent_type, start, end)

    def _join_places(self, entities: Sequence[str], start: int, end: int) -> None:
        at = start
        while at + 2 < end and self.lower[at + 1] == "," and entities[at + 2] == "GPE":
            at += 2
        verb = next((i for i in range(at + 1, min(at + 3, end)) if self.tag[i][:2] == "VB"), None)
        if at == start or verb is None or self.tag[at + 1][:2] not in ("VB", "TO", "MD"):
            return
        if self.head[start] == start and self.head[verb] == start:
            self.head[verb], self.dep[verb] = verb, "ROOT"
        elif self.head[verb] != verb or self.head[at] not in (verb, start):
            return
        self.head[start], self.dep[start] = verb, "nsubj"
        for other in range(start + 2, at + 1, 2):
            self.head[other], self.dep[other] = start, "conj"

    def _join_as_well_as(self) -> None:
        """Conjoin "Kuwait as well as Bahrain", which the parser takes for two subjects."""
        for token, word in enumerate(self.lower):
            if word != "as" or self.dep[token] != "cc" or self.lower[token - 1] != "well":
                continue
            first = self.head[token]
            for other in range(token + 1, min(token + 12, len(self.head))):
                if self.head[other] == self.head[first] and self.dep[other] == self.dep[first]:
                    self.head[other], self.dep[other] = first, "conj"
                    break

    def _promote(self) -> None:
        """Give the clause its subject where the parser hangs it on the dateline: "GENEVA - UNHCR appealed"."""
        for token in self.datelines:
            end = self.sentence[token][1]
            for kid in range(token + 1, end if self.dep[token] in ("nsubj", "nsubjpass") else token):
                if self.head[kid] == token and self.dep[kid] == "appos" and kid not in self.datelines:
                    self.head[kid], self.dep[kid] = self.head[token], self.dep[token]

    def words(self, token: int) -> frozenset[str]:
        """Every word of its sentence, as it stands and as a lemma."""
        start, end = self.sentence[token]
        if start not in self._words:
            self._words[start] = frozenset((*self.lower[start:end], *self.lemma[start:end]))
        return self._words[start]

    def child(self, head: int, *deps: str) -> int | None:
        """The first child in one of these relations."""
        for kid in self.kids[head]:
            if self.dep[kid] in deps:
                return kid
        return None

    def conjuncts(self, first: int) -> list[int]:
        """`first` and what is coordinated with it, in text order, up to a bound."""
        out = [first]
        for token in out:  # grows while it is read
            if len(out) > _LONGEST_LIST:
                break
            out.extend(kid for kid in self.kids[token] if self.dep[kid] == "conj")
        return out

    def depth(self, token: int) -> int:
        """How many words stand above it, up to the sentence's root; at most 50."""
        steps = 0
        while self.head[token] != token and steps < 50:
            token, steps = self.head[token], steps + 1
        return steps

    def phrase(self, head: int) -> tuple[int, int]:
        """The noun phrase of `head`, conjuncts and appositions included, clauses and outer punctuation not."""
        if head not in self._phrases:
            low = high = head
            pending = [head]
            for token in pending:  # grows while it is read
                low, high = min(low, token), max(high, token)
                pending.extend(kid for kid in self.kids[token] if self.dep[kid] not in _CLAUSES)
            self._phrases[head] = low, high + 1
        return self._phrases[head]

    def is_time(self, token: int) -> bool:
        """A day, month or year, or a phrase of them: what "on" before it is no part of a phrasal verb."""
        if self.lower[token].isdigit():
            return not any(self.lower[kid] == "of" for kid in self.kids[token])  # freed 11 of the prisoners
        return self.lemma[token] in _TIMES

    def span(self, head: int) -> Span:
        """`phrase` as a Span, without the day that ends it: "IDF troops on Sunday" are IDF troops."""
        low, high = self.phrase(head)
        end = high
        while end - 1 > head and (self.lower[end - 1] in _DAYS or (end < high and self.lower[end - 1] in _BESIDE_DAYS)):
            end -= 1
        return self.doc[low:end]

    def is_verb(self, token: int) -> bool:
        return self.tag[token][:2] == "VB" or self.pos[token] == "VERB"

    def is_relative(self, token: int) -> bool:
        """A pronoun that stands for the noun its clause hangs on."""
        return self.lower[token] in _RELATIVES and self.tag[token] in ("WDT", "WP", "WP$", "IN", "DT")


def _datelines(columns: Columns) -> frozenset[int]:
    """Tokens of "WASHINGTON (Reuters) -", "Lahore, Pakistan -", "LAHORE:" and "The Courier:", no parties."""
    out: set[int] = set()
    for start, end in columns.sentences:
        if not columns.text[start][:1].isupper():
            continue
        shouted = columns.text[start].isupper() and len(columns.text[start]) > 2
        placed = shouted or _opens_dateline(columns, start, end)
        marks, reach = (_DASHES, 12) if placed else (_COLON, 5)
        dash = next((i for i in range(start, min(start + reach, end)) if columns.text[i] in marks), start)
        if dash > start and (shouted or not any(tag[:2] == "VB" for tag in columns.tag[start:dash])):
            out.update(range(start, dash + 1))
    return frozenset(out)


def _opens_dateline(columns: Columns, start: int, end: int) -> bool:
    """ "Lahore, Pakistan -", "Geneva (AFP) -": a place, nothing but names up to the dash, then a capital.

    Not "Chad - tired of waiting - left".
    """
    if columns.ent_type[start] != "GPE":
        return False
    for i in range(start, min(start + 9, end)):
        text = columns.text[i]
        if text in _DASHES and i > start and (columns.doc[i - 1].whitespace_ or text == "--"):
            return text != ":" and columns.text[min(i + 1, end - 1)][:1].isupper()
        if not (text[:1].isupper() or text in (",", "(", ")", ".", "/") or text.isdigit()):
            return False
    return False
