"""A pronoun or a description in, the mention it stands for out: by gender, number, recency, and who was the subject."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from workers.extract.actors.mentions import Mention
from workers.extract.actors.speech import SPEECH, SUBJECTS, speaks
from workers.extract.columns import Columns

__all__ = [
    "FEMALE",
    "FIRST",
    "MALE",
    "NEUTER",
    "PLURAL",
    "PRONOUNS",
    "Memory",
    "Scene",
    "antecedent",
    "is_quoted",
    "number_paragraphs",
    "salience",
]

MALE: Final = frozenset("he him his himself".split())
FEMALE: Final = frozenset("she her hers herself".split())
NEUTER: Final = frozenset("it its itself".split())
PLURAL: Final = frozenset("they them their theirs themselves".split())
FIRST: Final = frozenset("i me my mine myself we us our ours ourselves".split())
PRONOUNS: Final = MALE | FEMALE | NEUTER | PLURAL | FIRST | frozenset("who whom whose".split())

_REACH: Final = 6  # sentences back
_OFTEN: Final = 0.1  # for each earlier mention: who the text is about
_MOST_OFTEN: Final = 0.5
_ELSEWHERE: Final = 0.5  # less for each mention in an earlier paragraph
_OPENING: Final = frozenset("“«„")
_EITHER: Final = frozenset(('"', "``", "''"))
_MARKS: Final = _OPENING | _EITHER | frozenset("”»")
_NOBODY: Final = frozenset(("no", "any"))
_ASKERS: Final = frozenset(
    "reporter journalist correspondent interviewer moderator host presenter columnist broadcaster questioner".split()
)
_ASK: Final = frozenset("ask question press shout wonder interrupt call quiz challenge grill prod inquire".split())


class Memory(NamedTuple):
    """What earlier mentions have told: by key, how often it came, and as "he" or "she" of whom no name tells."""

    counts: Counter[str]
    genders: dict[str, str]


class Scene(NamedTuple):
    """What scoring needs to know of an article, token by token."""

    columns: Columns
    sentence_of: Sequence[int]
    quoted: Sequence[bool]
    paragraph_of: Sequence[int]


def is_quoted(columns: Columns) -> list[bool]:
    """For each token, whether it stands between quotation marks of its paragraph."""
    flags, inside = [False] * columns.size, False
    turns = sorted([*columns.where(_MARKS), *_breaks(columns)])
    for i, after in pairwise([*turns, columns.size]):
        text = columns.text[i]
        inside = text in _OPENING or (text in _EITHER and not inside)
        flags[i:after] = [inside] * (after - i)
    return flags


def number_paragraphs(columns: Columns) -> list[int]:
    """For each token, the number of its paragraph."""
    breaks = [0, *_breaks(columns), columns.size]
    return [number for number, (start, end) in enumerate(pairwise(breaks)) for _ in range(start, end)]


def _breaks(columns: Columns) -> list[int]:
    return [i for i in columns.spaces if "\n" in columns.text[i]]


def antecedent(
    scene: Scene, token: int, mentions: Sequence[Mention], memory: Memory, speaking: str = ""
) -> Mention | None:
    """The mention before `token` that its pronoun stands for, or None where nothing fits.

    `mentions` in text order; `speaking` is the key of whoever says the pronoun in a turn of their own.
    """
    pronoun = scene.columns.lower[token]
    # A paragraph that opens with "She" goes on about whom the article is about.
    opens = token > 0 and "\n" in scene.columns.text[token - 1]
    best, best_score = None, -99.0
    rivals = {speaking}
    for mention in reversed(mentions):
        if scene.sentence_of[token] - scene.sentence_of[mention.start] > _REACH:
            break
        if mention.end > token or mention.key in rivals or scene.columns.lower[mention.start] in _NOBODY:
            continue
        if not _agrees(pronoun, mention, mention.gender or memory.genders.get(mention.key)):
            continue
        if _is_rival(scene.columns, token, mention):
            rivals.add(mention.key)
            continue
        score = salience(scene, token, mention) + _fitness(scene.columns, pronoun, mention)
        score -= 2.0 if _asks(scene.columns, mention) else 0.0
        often = min(_OFTEN * memory.counts[mention.key], _MOST_OFTEN)
        score += 2 * often if opens else often
        if score > best_score:
            best, best_score = mention, score
    return best


def salience(scene: Scene, token: int, mention: Mention) -> float:
    """How present a mention is to the reader at a token: near, a subject, a speaker."""
    columns = scene.columns
    distance = scene.sentence_of[token] - scene.sentence_of[mention.start]
    score = -1.0 * distance - 0.002 * (token - mention.start)
    if is_subject(columns, mention):
        score += 0.7
        if distance and speaks(columns, token) and speaks(columns, mention.head):
            score += 0.6
    # "Kinshasa would not sit down with the M23, he stressed": who is in the content does not say it.
    if distance == 0 and speaks(columns, token) and (_is_content(columns, token, mention) or _is_aside(columns, token)):
        score -= 1.2
    if scene.paragraph_of[mention.start] != scene.paragraph_of[token]:
        score -= _ELSEWHERE
    if scene.quoted[mention.start] and not scene.quoted[token]:
        score -= 2.0 if speaks(columns, token) else 0.8
    elif scene.quoted[token] and not scene.quoted[mention.start]:
        score -= 0.3
    return score


def is_subject(columns: Columns, mention: Mention) -> bool:
    """The mention's head does what its clause tells, or is the name beside it: Her host, Ana Ruiz, smiled."""
    dep, above = columns.dep[mention.head], columns.dep[columns.head[mention.head]]
    if dep == "pobj":
        return above == "agent"  # we are told by two diplomats
    return dep in SUBJECTS or (dep == "appos" and above in SUBJECTS)


def _agrees(pronoun: str, mention: Mention, gender: str | None) -> bool:
    if pronoun in MALE:
        return mention.kind == "person" and gender != "female" and not mention.plural
    if pronoun in FEMALE:
        return mention.kind == "person" and gender != "male" and not mention.plural
    if pronoun in NEUTER:
        # the opposition ... its spokesperson
        return mention.kind in ("body", "country", "people") and not mention.plural
    if pronoun == "their" and mention.kind == "country":  # China's been blunter. Their ambassador called it theft.
        return True
    return mention.plural or mention.kind in ("people", "body")


def _fitness(columns: Columns, pronoun: str, mention: Mention) -> float:
    score = 0.4 if mention.gender else 0.0
    if mention.kind == "people" and pronoun in PLURAL:
        score += 0.6
    dep = columns.dep[mention.head]
    if dep == "poss" and columns.dep[columns.head[mention.head]] in SUBJECTS:
        score += 0.4  # Belgrade's read-out does not mention it
    elif mention.kind == "country" and dep in ("pobj", "amod", "compound", "poss"):
        score -= 0.6
    return score


def _asks(columns: Columns, mention: Mention) -> bool:
    """A reporter asked about the buses: whoever "he" is afterwards answers."""
    return (
        mention.noun in _ASKERS
        and columns.dep[mention.head] in SUBJECTS
        and columns.lemma[columns.head[mention.head]] in _ASK
    )


def _is_rival(columns: Columns, token: int, mention: Mention) -> bool:
    """In "Lavrov told him" he is somebody else."""
    dep, head = columns.dep, columns.head
    if dep[token] not in ("dobj", "obj", "iobj", "dative", "pobj"):
        return False
    verb = head[token] if dep[token] != "pobj" else head[head[token]]
    top = head[mention.head] if dep[mention.head] == "appos" else mention.head  # the president, Ana Ruiz, praised her
    if dep[top] not in SUBJECTS:
        return False
    for _ in range(4):  # "Ruiz rang Lavrov and urged him to come"
        if head[top] == verb:
            return True
        if dep[verb] != "conj":
            return False
        verb = head[verb]
    return False


def _is_aside(columns: Columns, token: int) -> bool:
    """ "The envoy, she said, promised to relay it": the sentence is not about her."""
    return (
        token > 0
        and token + 2 < columns.size
        and columns.text[token - 1] == ","
        and columns.lemma[token + 1] in SPEECH
        and columns.text[token + 2] in (",", ".")
    )


def _is_content(columns: Columns, token: int, mention: Mention) -> bool:
    """The mention is a subject within what the pronoun's verb reports."""
    if ";" in columns.text[mention.end : token]:
        return False
    verb = columns.head[token]
    above = columns.head[mention.head]
    for _ in range(8):
        if above == verb:
            return columns.head[mention.head] != verb
        if columns.head[above] == above:
            return False
        above = columns.head[above]
    return False
