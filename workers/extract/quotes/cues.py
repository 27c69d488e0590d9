"""A Page in, its cues out: the verbs that announce what somebody said."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from workers.extract.quotes.page import DAYS, Block, Page
from workers.extract.spans import Range
from workers.lexicon.quotes import CueVerb, QuoteLexicon

__all__ = ["Cue", "find_cues", "tells"]

_VERBAL: Final = frozenset("VB VBD VBG VBN VBP VBZ".split())
_HAVE: Final = frozenset("have has had having 've ’ve 'd ’d".split())
_ADJECTIVES: Final = frozenset("clear plain adamant explicit".split())
_COPULAS: Final = frozenset("be been being is are was were 's ’s 're ’re 'm ’m make makes made making".split())
_SPEAKER: Final = frozenset("NN NNS NNP NNPS PRP PRP$ DT JJ POS CD IN RB".split())
_AUXILIARIES: Final = _COPULAS | _HAVE | frozenset("do does did".split())
_REQUESTS: Final = frozenset(("ask", "ask for", "request", "demand", "insist", "prefer"))
_ASKED: Final = frozenset("asked pressed questioned quizzed".split())
_QUESTIONS: Final = frozenset("what whether if why how who when where which".split())
_IDENTIFIED: Final = frozenset("named identified quoted cited".split())
_ANONYMOUS: Final = frozenset("anonymity anonymous unnamed unidentified".split())
_NEAR: Final = 12


class Cue(NamedTuple):
    """A cue at token `at`; `span` is all its words, `takes` what it may introduce."""

    at: int
    span: Range
    lemma: str
    takes: frozenset[str]
    passive: bool = False
    infinitive: bool = False


def tells(page: Page, cue: Cue) -> bool:
    """He says, he has said; and "say" where the tagger missed that somebody does."""
    tag = page.tag[cue.at]
    kids = page.kids[cue.at]
    if tag == "VBG":
        return any(page.dep[k] == "aux" and page.lower[k] in _COPULAS for k in kids)  # the agency is reporting
    if cue.infinitive or cue.passive:
        return False
    if tag == "VBN":
        return any(page.lower[k] in _HAVE for k in kids)
    return tag != "VB" or (any(page.dep[k] == "nsubj" for k in kids) and not any(page.dep[k] == "aux" for k in kids))


def find_cues(page: Page, lexicon: QuoteLexicon) -> Iterator[Cue]:
    """Every cue verb in text order, inside quotations too."""
    unlisted = {at for block in page.blocks if (at := _unlisted(page, block, lexicon)) is not None}
    for i in sorted({*unlisted, *page.columns.where(lexicon.verbs.keys()), *page.columns.where(_ADJECTIVES)}):
        word = page.lower[i]
        if i in unlisted:
            yield Cue(i, Range(i, i + 1), word, frozenset({"quote"}))
            continue
        entries = lexicon.verbs.get(word)
        if entries and _is_verb(page, i):
            cue = _cue(page, i, entries)
            if cue is not None:
                yield cue
        elif word in _ADJECTIVES and page.lower[i + 1 : i + 2] == ["that"] and _predicates(page, i):
            yield Cue(i, Range(_copula(page, i), i + 1), word, frozenset({"clause"}))


def _unlisted(page: Page, block: Block, lexicon: QuoteLexicon) -> int | None:
    """ "I hardly knew them," the mayor chirruped. - any verb that ends a sentence which a quotation begins."""
    start = block.end
    sentence = page.sentence_of(block.start)
    if block.start != sentence.start or block.last - block.first < 2 or page.words[block.last - 1] != ",":
        return None
    if page.is_title(block) or not page.words[block.first][0].isupper():
        return None
    verb = next((i for i in range(start, min(sentence.end - 1, start + _NEAR)) if page.tag[i] in ("VBD", "VBZ")), None)
    if verb is None or page.lower[verb] in _AUXILIARIES:
        return None
    if any("quote" in entry.takes and not entry.particle for entry in lexicon.verbs.get(page.lower[verb], ())):
        return None
    if any(page.tag[i] not in _SPEAKER and page.words[i] != "," for i in range(start, verb)) or page.words[
        verb + 1
    ] not in (".", ","):
        return None
    return verb if verb > start else None


def _is_verb(page: Page, i: int) -> bool:
    if i > 0 and page.is_hyphen(i - 1):
        return False  # so-called
    if i > 1 and page.lower[i - 2] == "let" and page.lower[i - 1] in ("'s", "’s", "us"):
        return False  # Let's say it rains
    if not page.dep[i]:
        return True  # an unparsed sentence: the form must do
    if page.tag[i] in _VERBAL:
        return page.dep[i] not in ("amod", "aux", "compound") or _opens_turned_round(page, i)
    if page.tag[i] in ("NN", "NNS") and page.lower[i + 1 : i + 2] == ["that"]:
        return i > 0 and page.tag[i - 1] in ("NNP", "PRP")  # Smith charges that ...
    if page.tag[i] == "NN" and page.tag[i + 1 : i + 2] in (["NN"], ["NNS"]):
        return False  # "...," state television said
    if page.tag[i] == "NN" and page.words[i + 1 : i + 2] == ["."] and _ends_attribution(page, i):
        return True  # "...," the post read.
    if page.tag[i] == "NNS" and page.dep[i] == "ROOT" and page.words[i + 1 : i + 2] == ["."]:
        return True  # The talks are over, the former envoy maintains.
    # "...," says Smith: after a quotation the tagger takes "says" for a noun.
    return i > 0 and page.block_of[i - 1] >= 0 > page.block_of[i]


def _ends_attribution(page: Page, i: int) -> bool:
    """A quotation that ends in a comma, a short noun phrase, and the word."""
    start = i - 1
    while start > i - _NEAR and start > 0 and page.tag[start] in _SPEAKER and page.block_of[start] < 0:
        start -= 1
    number = page.block_of[start] if start >= 0 else -1
    return start < i - 1 and number >= 0 and page.words[page.blocks[number].last - 1] in (",", "!", "?")


def _opens_turned_round(page: Page, i: int) -> bool:
    """Said Ellis: "..." - the parser takes the verb for part of the name."""
    sentence = page.sentence_of(i)
    if i != sentence.start or page.tag[i + 1 : i + 2] not in (["NNP"], ["DT"]):
        return False
    colon = next((j for j in range(i + 1, sentence.end) if page.words[j] == ":"), None)
    return colon is not None and page.block_of[colon + 1 : colon + 2] not in ([], [-1])


def _predicates(page: Page, i: int) -> bool:
    """They have been clear that ...; she made it plain that ..."""
    return any(page.lower[j] in _COPULAS for j in range(max(0, i - 3), i))


def _copula(page: Page, i: int) -> int:
    """Where "made it clear" begins; "has been clear" is told by its last word."""
    return next((j for j in (i - 1, i - 2) if j >= 0 and page.lower[j] in ("made", "makes", "making")), i)


def _cue(page: Page, i: int, entries: tuple[CueVerb, ...]) -> Cue | None:
    """One cue of all entries that share the form; the longest name wins ("point out")."""
    takes: frozenset[str] = frozenset()
    end, lemma = i, ""
    for entry in entries:
        particle = entry.particle
        day = bool(particle) and page.lower[i + 1 : i + 2] != [particle]  # called Friday for calm
        size = 1 + bool(particle) + day
        if particle and page.lower[i + 1 + day : i + 2 + day] != [particle]:
            continue
        if day and page.lower[i + 1] not in DAYS:
            continue
        if i + size > end:
            takes, end, lemma = entry.takes, i + size, entry.lemma
        elif i + size == end:
            takes |= entry.takes
    if not takes or (lemma in _REQUESTS and _hides_name(page, end)):
        return None
    start, passive = i, _is_passive(page, i) or _is_fronted_question(page, i)
    if page.lower[i - 3 : i] == ["was", "quoted", "as"] or page.lower[i - 3 : i] == ["is", "quoted", "as"]:
        start = i - 3
    infinitive = page.tag[i] == "VB" and any(page.lower[k] == "to" for k in page.kids[i] if k < i)
    return Cue(i, Range(start, end), lemma, takes, passive, infinitive)


def _is_fronted_question(page: Page, i: int) -> bool:
    """Asked what he needed, the farmer said: nobody tells who asked."""
    asked = page.lower[i] in _ASKED and page.lower[i + 1 : i + 2] and page.lower[i + 1] in _QUESTIONS
    return bool(asked) and i == page.opening(page.sentence_of(i))


def _hides_name(page: Page, i: int) -> bool:
    """A diplomat who asked not to be named, to remain anonymous, for anonymity: how the story may tell of them."""
    words = page.lower[i : i + 5]
    unnamed = words[:3] in (["not", "to", "be"], ["to", "not", "be"]) and words[3:4] and words[3] in _IDENTIFIED
    return bool(unnamed) or words[:3] == ["to", "be", "identified"] or not _ANONYMOUS.isdisjoint(words[:3])


def _is_passive(page: Page, i: int) -> bool:
    """He was told ...; asked about ..., but not: he has told ..."""
    if any(page.dep[k] == "auxpass" for k in page.kids[i]):
        return True
    if page.tag[i] != "VBN" or any(page.lower[k] in _HAVE for k in page.kids[i]):
        return False
    if page.dep[i] == "acl" and page.dep[page.head[i]] == "ROOT" and page.words[i - 1] == ",":
        return page.lower[i + 1 : i + 2] == ["by"]  # Marsh, who chairs the board, compared ...: no sentence but for it
    if page.dep[i] == "acl" and page.dep[page.head[i]] == "ROOT" and page.lower[i + 1 : i + 2] == ["to"]:
        return all(page.dep[k] != "ccomp" for k in page.kids[i])  # An aide denied to the paper that he had gone.
    return page.dep[i] in ("acl", "advcl") or any(page.dep[k] == "agent" for k in page.kids[i])
