"""A verb and the way it governs in, the heads of its complements out: "agreed to lift", "ruled out talks"."""

from workers.extract.events.arguments import is_passive, object_of, preposition_objects
from workers.extract.events.tree import Tree

__all__ = ["complements"]

_DEONTIC = frozenset(("must", "should", "need", "ought"))
_BARE = frozenset(("let", "make", "help", "have"))
# Nouns that only carry the event before them: "the dialogue process".
_VEHICLES = frozenset(
    "process effort mission campaign operation push bid drive programme program package wave round".split()
)


def complements(tree: Tree, verb: int, via: str) -> list[int]:
    """What a verb works on, by one of the ways that `Via` names; most telling first."""
    if via == "object":
        return _of_object(tree, verb)
    if via == "to":
        out = [
            kid
            for kid in tree.kids[verb]
            if tree.dep[kid] in ("xcomp", "ccomp", "advcl", "acl") and _infinitive(tree, kid)  # acl: an appeal to pay
        ]
        gerunds = [kid for kid in preposition_objects(tree, verb, "to") if tree.tag[kid] == "VBG"]
        return [kid for first in out + gerunds for kid in tree.conjuncts(first)]
    if via == "self":  # offered to leave; not "wanted Chad to leave"
        return [kid for kid in complements(tree, verb, "to") if tree.child(kid, "nsubj") is None]
    if via == "that":
        return [kid for kid in tree.kids[verb] if tree.dep[kid] == "ccomp" and not _infinitive(tree, kid)]
    if via == "ing":
        return [
            kid for kid in tree.kids[verb] if tree.tag[kid] == "VBG" and tree.dep[kid] in ("xcomp", "dobj", "pcomp")
        ]
    if via == "bare":
        return [] if tree.child(verb, "dobj", "xcomp", "ccomp") is not None or _has_purpose(tree, verb) else [verb]
    if via == "lone":
        return (
            [] if tree.child(verb, "dobj", "ccomp") is not None or preposition_objects(tree, verb, "with") else [verb]
        )
    if via == "passive":
        return [verb] if is_passive(tree, verb) else []
    if via == "not":
        return [verb] if tree.child(verb, "neg") is not None else []
    if via == "must":
        return [kid for kid in tree.kids[verb] if tree.dep[kid] == "ccomp" and _is_due(tree, kid)]
    if via == "should":
        return [kid for kid in tree.kids[verb] if tree.dep[kid] == "ccomp" and _is_subjunctive(tree, kid)]
    found = preposition_objects(tree, verb, via)
    thing = object_of(tree, verb) if via == "with" else None  # threatened the envoy with expulsion
    return found if thing is None else found + preposition_objects(tree, thing, via)


def _of_object(tree: Tree, verb: int) -> list[int]:
    thing = object_of(tree, verb)
    nouns = tree.conjuncts(thing) if thing is not None else []
    nouns += [
        kid for noun in nouns if tree.lemma[noun] in _VEHICLES for kid in tree.kids[noun] if tree.dep[kid] == "compound"
    ]
    return nouns + [
        inner
        for noun in nouns
        for inner in (
            *preposition_objects(tree, noun, "to"),
            *preposition_objects(tree, noun, "of"),
            *preposition_objects(tree, noun, "for"),
            *(kid for kid in tree.kids[noun] if tree.dep[kid] == "acl" and _infinitive(tree, kid)),
        )
    ]


def _infinitive(tree: Tree, verb: int) -> bool:
    """To withdraw; after "let" without "to"."""
    if any(tree.tag[kid] == "TO" for kid in tree.kids[verb]):
        return True
    return tree.tag[verb] in ("VB", "VBP") and tree.lemma[tree.head[verb]] in _BARE and tree.child(verb, "aux") is None


def _has_purpose(tree: Tree, verb: int) -> bool:
    """Called on Chad to talk; called on Chad for help."""
    return any(
        tree.lower[kid] in ("for", "with") or (tree.dep[kid] == "advcl" and _infinitive(tree, kid))
        for kid in tree.kids[verb]
    )


def _is_subjunctive(tree: Tree, verb: int) -> bool:
    """Insisted that Chad withdraw, or should."""
    own = tree.child(verb, "nsubj", "nsubjpass")
    bare = tree.tag[verb] in ("VB", "VBP") and tree.child(verb, "aux") is None
    return _is_due(tree, verb) or (bare and own is not None and tree.tag[own] in ("NN", "NNP"))


def _is_due(tree: Tree, verb: int) -> bool:
    return any(tree.lower[kid] in _DEONTIC for kid in tree.kids[verb] if tree.dep[kid] == "aux")
