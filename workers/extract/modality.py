"""A trigger token in, its factuality out: asserted, planned, hypothetical or negated."""

from spacy.tokens import Token

from workers.ontology import Factuality

__all__ = ["judge"]

_PLANNING = frozenset(
    "plan intend prepare expect schedule set due vow pledge promise agree offer ready willing prepared aim hope want "
    "wish poise mull arrange slate decide bind about commit invite announce go likely".split()
)
_WEIGHING = frozenset(
    "consider propose suggest recommend advocate weigh mull discuss urge ask demand call threaten warn seek want urge "
    "request debate contemplate study explore try attempt refuse press appeal order require".split()
)
_CALLED = frozenset(
    "meeting summit session conference talk election poll vote referendum strike protest rally march demonstration "
    "boycott halt truce ceasefire gathering consultation congress".split()
)
_FAILING = frozenset("fail refuse decline deny avoid refrain neglect stop".split())
_SHUNNING = frozenset("stop short refrain abstain shrink desist".split())  # stopped short of calling it a war
_NEVER = frozenset(("never", "no", "neither", "nor", "without", "not", "n't", "n’t"))
_FUTURE = frozenset(("will", "shall", "'ll", "’ll", "wo"))
_POSSIBLE = frozenset(("may", "might", "could", "can", "should", "must", "ought"))
_CONDITIONS = frozenset(("if", "unless", "whether", "should"))
_REPORTS = frozenset(
    "say tell announce add report state declare explain note confirm insist stress reveal claim write signal indicate "
    "promise warn vow pledge agree decide threaten argue believe think know".split()
)
_OWN_CLAUSE = frozenset("ccomp relcl acl advcl parataxis pcomp csubj".split())
_HIGHEST = 8


def judge(trigger: Token) -> Factuality:
    """Read auxiliaries, negation, conditions and governing verbs, from the trigger up to its clause's top.

    Needs: token.dep, token.head.
    """
    token = trigger
    for _ in range(_HIGHEST):
        verdict = _own(token) or _of_condition(token) or _from_above(token)
        if verdict:
            return verdict
        if _is_top(token):
            break
        token = token.head
    return Factuality.ASSERTED


def _is_top(token: Token) -> bool:
    """What governs this clause says nothing about whether it happened."""
    if token.head.i == token.i or token.dep_ in _OWN_CLAUSE:
        return not (token.dep_ == "acl" and _is_infinitive(token))
    return token.dep_ == "conj" and _has_subject(token)


def _from_above(token: Token) -> Factuality | None:
    head, dep = token.head, token.dep_
    if dep == "xcomp" or (dep == "acl" and _is_infinitive(token)):
        return _governed(token, head)  # considers sending; a plan to withdraw
    if dep == "pcomp" and (
        head.lower_ == "without" or (head.lower_ in ("of", "from") and head.head.lemma_ in _SHUNNING)
    ):
        return Factuality.NEGATED
    is_weighed = dep == "ccomp" or (dep in ("dobj", "nsubjpass") and token.pos_ == "NOUN")
    if dep == "dobj" and head.lemma_ == "call" and token.lemma_ not in _CALLED:
        return None  # called the visit "a provocation"
    if is_weighed and head.lemma_ in _WEIGHING and head.lemma_ not in _REPORTS:
        return Factuality.HYPOTHETICAL
    return None


def _own(token: Token) -> Factuality | None:
    """What the word's own auxiliaries and determiners say."""
    words = {child.lower_: child for child in token.children if child.dep_ in ("aux", "neg", "det", "preconj", "cc")}
    negation = [word for word in words if word in _NEVER and words[word].dep_ in ("neg", "det")]
    if (negation and not _only(words[negation[0]])) or _has_negative_argument(token) or _is_nor(token):
        return Factuality.NEGATED
    if not _FUTURE.isdisjoint(words):
        return Factuality.PLANNED
    if "would" in words:
        return Factuality.PLANNED if _is_reported(token) else Factuality.HYPOTHETICAL
    if not _POSSIBLE.isdisjoint(words):
        return Factuality.HYPOTHETICAL
    if _is_infinitive(token) and token.dep_ in ("ROOT", "relcl", "conj", "ccomp"):
        return Factuality.PLANNED  # headline: Chad to host talks
    return None


def _has_negative_argument(token: Token) -> bool:
    """Imposed no sanctions; neither Chad nor Niger attacked."""
    return any(
        child.lower_ in ("no", "neither")
        for argument in token.children
        if argument.dep_ in ("dobj", "nsubj", "nsubjpass")
        for child in argument.children
        if child.dep_ in ("det", "preconj", "cc")
    )


def _is_nor(token: Token) -> bool:
    """Neither confirmed nor denied: the second verb."""
    return token.dep_ == "conj" and any(child.lower_ == "nor" for child in token.head.children)


def _of_condition(token: Token) -> Factuality | None:
    if any(child.dep_ in ("mark", "advmod", "aux") and child.lower_ in _CONDITIONS for child in token.children):
        return Factuality.HYPOTHETICAL
    return None


def _governed(token: Token, head: Token) -> Factuality | None:
    """What the verb above an infinitive makes of it: "failed to meet", "plans to visit"."""
    lemma = head.lemma_.lower()
    if lemma in _FAILING:
        return Factuality.NEGATED
    if lemma == "go" and head.tag_ != "VBG":
        return None  # went on to say; going to say
    if not _is_infinitive(token):
        return Factuality.HYPOTHETICAL if lemma in _WEIGHING and token.tag_ == "VBG" else None
    if lemma == "be" or lemma in _PLANNING:
        return Factuality.PLANNED
    if lemma in _WEIGHING:
        return Factuality.HYPOTHETICAL
    if head.pos_ == "NOUN":  # a plan to withdraw
        return Factuality.PLANNED
    return None


def _is_infinitive(token: Token) -> bool:
    return any(child.tag_ == "TO" and child.i < token.i for child in token.children)


def _is_reported(token: Token) -> bool:
    return token.dep_ == "ccomp" and token.head.lemma_ in _REPORTS


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)


def _only(negation: Token) -> bool:
    """Not only X but Y asserts both."""
    doc, after = negation.doc, negation.i + 1
    return after < len(doc) and doc[after].lower_ in ("only", "just", "merely")
