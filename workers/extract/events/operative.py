"""A parse in, the operative paragraphs of its communiqués mended: "2. Demands that Eritrea release the crew;"."""

from workers.extract.events.tree import Tree

__all__ = ["seat"]

# How resolutions and communiqués open their paragraphs.
_OPENERS = frozenset(
    "condemn demand call commend urge reject warn welcome request reaffirm express decide invite encourage deplore "
    "support endorse thank praise appeal reiterate recommend regret denounce approve authorize authorise impose "
    "applaud stress emphasize emphasise affirm extend instruct".split()
)
_SUBJECTS = ("nsubj", "nsubjpass")


def seat(tree: Tree) -> None:
    """Give each numbered paragraph without a subject the body that stands alone at the top.

    Changes the tree: the verb is a verb, what hung beside it is its object, the body its subject.
    """
    body = None
    for start, end in dict.fromkeys(tree.sentence):
        if (found := _body(tree, start, end)) is not None:
            body = found
        elif body is not None and (verb := _opener(tree, start, end)) is not None:
            _mend(tree, verb, end)
            tree.dep[body] = "nsubj"
            tree.kids[verb].insert(0, body)


def _body(tree: Tree, start: int, end: int) -> int | None:
    """The Security Council of the United Nations, at its 900th session,"""
    words = [token for token in range(start, end) if not tree.lower[token].isspace()]
    if not words or tree.lower[words[-1]] != "," or tree.lower[words[0]] != "the":
        return None
    root = next((token for token in words if tree.head[token] == token), None)
    return root if root is not None and tree.tag[root] in ("NNP", "NNPS") and root - start < 8 else None


def _opener(tree: Tree, start: int, end: int) -> int | None:
    """The verb right behind the number, which may be a sentence of its own."""
    at = start
    while at < end and (tree.lower[at].isdigit() or tree.lower[at] in (".", ")", "(") or tree.lower[at].isspace()):
        at += 1
    numbered = any(tree.lower[token].isdigit() for token in range(max(0, start - 3), at))
    if at == end or not numbered or tree.lower[at].removesuffix("s") not in _OPENERS or at + 1 == end:
        return None
    return at if tree.lower[at].endswith("s") and tree.child(at, *_SUBJECTS) is None else None


def _mend(tree: Tree, verb: int, end: int) -> None:
    """ "Commends Angola": the parser takes the verb for a name."""
    tree.tag, tree.pos = [*tree.tag], [*tree.pos]  # the Doc's own columns stay as they are
    tree.lemma[verb], tree.tag[verb], tree.pos[verb] = tree.lower[verb].removesuffix("s"), "VBZ", "VERB"
    above = tree.head[verb]
    if above == verb or not verb < above < end:
        return
    tree.kids[above].remove(verb)
    tree.kids[verb].append(above)
    tree.head[verb], tree.dep[verb] = verb, "ROOT"
    tree.head[above], tree.dep[above] = verb, "dobj"
