"""A pronoun in, whom it stands for out: by gender, number, recency, and who was the subject."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from spacy.tokens import Doc

__all__ = ["FEMALE", "MALE", "NEUTER", "PLURAL", "PRONOUNS", "Mention", "antecedent", "quoted"]

MALE = frozenset("he him his himself".split())
FEMALE = frozenset("she her hers herself".split())
NEUTER = frozenset("it its itself".split())
PLURAL = frozenset("they them their theirs themselves".split())
FIRST = frozenset("i me my mine myself we us our ours ourselves".split())
PRONOUNS = MALE | FEMALE | NEUTER | PLURAL | FIRST | frozenset("who whom whose".split())

_REACH = 6  # sentences back
_OPENING, _CLOSING, _EITHER = "“«„", "”»", '"'


class Mention(NamedTuple):
    """Somebody mentioned at tokens `start` to `end`; `key` is equal for mentions of the same."""

    start: int
    end: int
    key: str
    kind: Literal["person", "body", "people", "country"]
    gender: str | None = None
    plural: bool = False


def quoted(doc: Doc) -> list[bool]:
    """For each token, whether it stands between quotation marks of its paragraph."""
    flags, inside = [], False
    for token in doc:
        text = token.text
        if "\n" in text:
            inside = False
        if text in _OPENING:
            inside = True
        elif text in _CLOSING:
            inside = False
        elif text in _EITHER or text in ("``", "''"):
            inside = not inside
        flags.append(inside)
    return flags


def antecedent(
    doc: Doc, token: int, mentions: Sequence[Mention], sentence_of: Sequence[int], inside: Sequence[bool]
) -> Mention | None:
    """The mention before `token` that its pronoun stands for, or None where nothing fits."""
    lower = doc[token].lower_
    best, best_score = None, -99.0
    for mention in reversed(mentions):
        distance = sentence_of[token] - sentence_of[mention.start]
        if distance > _REACH:
            break
        if mention.end > token or not _agrees(lower, mention) or _is_rival(doc, token, mention):
            continue
        score = _score(doc, token, mention, distance, lower, inside)
        if score > best_score:
            best, best_score = mention, score
    return best


def _agrees(pronoun: str, mention: Mention) -> bool:
    if pronoun in MALE:
        return mention.kind == "person" and mention.gender != "female" and not mention.plural
    if pronoun in FEMALE:
        return mention.kind == "person" and mention.gender != "male" and not mention.plural
    if pronoun in NEUTER:
        return mention.kind in ("body", "country") and not mention.plural
    return mention.plural or mention.kind in ("people", "body")


def _is_rival(doc: Doc, token: int, mention: Mention) -> bool:
    """In "Lavrov told him" he is somebody else."""
    pronoun = doc[token]
    if pronoun.dep_ not in ("dobj", "obj", "iobj", "dative", "pobj"):
        return False
    verb = pronoun.head if pronoun.dep_ != "pobj" else pronoun.head.head
    return any(doc[i].dep_ in ("nsubj", "nsubjpass") and doc[i].head == verb for i in range(mention.start, mention.end))


def _score(doc: Doc, token: int, mention: Mention, distance: int, pronoun: str, inside: Sequence[bool]) -> float:
    score = -1.0 * distance - 0.002 * (token - mention.start)
    if _is_subject(doc, mention):
        score += 0.7
    if mention.gender:
        score += 0.4
    if mention.kind == "people" and pronoun in PLURAL:
        score += 0.3
    if inside[mention.start] != inside[token]:
        score -= 0.8
    if mention.kind == "country" and doc[mention.start].dep_ in ("pobj", "amod", "compound"):
        score -= 0.7
    return score


def _is_subject(doc: Doc, mention: Mention) -> bool:
    return any(doc[i].dep_ in ("nsubj", "nsubjpass") for i in range(mention.start, mention.end))
