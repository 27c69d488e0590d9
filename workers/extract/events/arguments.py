"""A predicate in, the heads of its arguments out: through passives, control, relative clauses and conjunction."""

import re

from workers.extract.events.tree import Tree

__all__ = [
    "DOCUMENTS",
    "agent",
    "by_of_verb",
    "inner_parties",
    "is_passive",
    "object_of",
    "particle",
    "preposition_objects",
    "subject",
    "surface_subject",
]

# A clause that hangs on one of these tells what its author does: "signed a declaration condemning ...".
DOCUMENTS = frozenset(
    "statement declaration letter resolution report bill communiqué communique petition message tweet post note "
    "speech address article order decree law motion text memo appeal".split()
)
# Their object, not their subject, does what the infinitive says.
_CONTROLLING = frozenset(
    "urge ask order tell allow force want help persuade invite push pressure press encourage enable let permit "
    "require request instruct command convince compel authorize authorise direct advise beg implore warn prompt lead "
    "challenge prod lobby expect cause get remind forbid oblige appoint task call train".split()
)
# Their object, not their subject, has done what stands after "for", "of" or "from": "thanked Qatar for mediating".
_JUDGING = frozenset(
    "accuse acquit admonish applaud ban bar berate blame castigate censure charge chide clear commend condemn "
    "congratulate convict criticise criticize damn denounce deter discourage dissuade excuse exonerate fault fine "
    "forgive hail keep laud lambast lambaste pardon praise prevent prosecute punish rap rebuke reprimand reproach "
    "reprove round lash hit rail sanction scold sentence slam stop suspect thank try upbraid warn".split()
)
# Without an object, and at the top of a sentence, these are headline passives.
_UNDERGONE = frozenset(
    "abduct acquit apprehend arraign arrest assassinate behead capture charge convict deport detain evict execute "
    "expel extradite fine free gun hang hold indict injure jail kidnap kill lynch maim massacre murder oust pardon "
    "poison prosecute rape release remand rescue sack sentence shoot slay stab summon suspend torture wound".split()
)
_MEANS = frozenset("by in during amid".split())
_JUDGMENTS = frozenset("gratitude thanks appreciation praise tribute condolence congratulation apology".split())
_AFTER_JUDGING = frozenset("for of from against over into".split())
_BESIDE = ("with", "in", "into", "for", "at", "near", "outside")
_STOP = re.compile(r"[.:)–—-]\s")
_SUBJECTS = ("nsubj", "nsubjpass")
_PARTICLES = frozenset("prt prep advmod agent acomp oprd dative mark aux".split())


def is_passive(tree: Tree, verb: int) -> bool:
    """Its subject undergoes it: "was expelled", "expelled in June" after a noun."""
    if tree.child(verb, "nsubjpass", "auxpass") is not None:
        return True
    if tree.child(verb, "agent") is not None and (tree.tag[verb] != "VBD" or tree.child(verb, "nsubj") is None):
        return True  # but not "she spoke by telephone", where the parser sees an agent too
    if tree.lemma[verb] in _UNDERGONE and _is_headline_passive(tree, verb):
        return True
    if tree.tag[verb] != "VBN" or (tree.head[tree.head[verb]] == tree.head[verb] != verb and tree.dep[verb] == "acl"):
        return False  # the second: a headline or a failed parse, "A report called for sanctions"
    if tree.dep[verb] == "conj":
        return tree.child(verb, "nsubj", "aux") is None and is_passive(tree, tree.head[verb])
    return tree.dep[verb] in ("acl", "relcl", "advcl") and tree.child(verb, "nsubj", "dobj", "aux") is None


def _is_headline_passive(tree: Tree, verb: int) -> bool:
    """Nothing is done to anybody else: "Activist freed in Minsk", "Two Turkish soldiers killed in Iraq"."""
    if tree.tag[verb] not in ("VBN", "VBD"):
        return False
    top = tree.head[verb] if tree.dep[verb] == "acl" else verb
    if tree.head[top] != top or tree.child(verb, "dobj", "ccomp", "xcomp", "aux", "dative") is not None:
        return False
    if top == verb and tree.child(verb, "nsubj") is None:
        return False
    if tree.lemma[verb] == "shoot" and any(tree.lower[kid] in ("at", "into", "on") for kid in tree.kids[verb]):
        return False
    return all(tree.child(kid, "dobj") is None for kid in tree.kids[verb] if tree.dep[kid] == "conj")


def subject(tree: Tree, verb: int) -> int | None:
    """Who does it: the agent of a passive, else the grammatical subject, followed through the clauses above."""
    return agent(tree, verb) if is_passive(tree, verb) else surface_subject(tree, verb)


def agent(tree: Tree, verb: int) -> int | None:
    """The by-phrase of a passive."""
    for kid in tree.kids[verb]:
        if tree.dep[kid] == "agent" or (tree.dep[kid] == "prep" and tree.lower[kid] == "by"):
            return tree.child(kid, "pobj")
    thing = tree.child(verb, "dobj")
    inner = [thing] if thing is not None else []
    inner += [noun for word in _BESIDE for noun in preposition_objects(tree, verb, word)]
    inner += [low for noun in inner for word in _BESIDE for low in preposition_objects(tree, noun, word)]
    if by := [low for noun in inner for low in preposition_objects(tree, noun, "by")]:
        return by[0]  # were refused berths by the port; was poisoned with a nerve agent by spies
    if tree.dep[verb] == "conj":
        return agent(tree, tree.head[verb]) if is_passive(tree, tree.head[verb]) else None
    return None


def surface_subject(tree: Tree, verb: int) -> int | None:
    """The grammatical subject, from the verb itself or from the clause that lends it one."""
    for _ in range(12):  # a chain of clauses this long is a parse gone wrong
        own = _own_subject(tree, verb)
        if own is not None:
            return _antecedent(tree, verb) if tree.is_relative(own) and tree.dep[verb] == "relcl" else own
        head, dep = tree.head[verb], tree.dep[verb]
        if head == verb:
            return None
        if dep in ("acl", "relcl"):
            return _of_noun_clause(tree, verb, head)
        if dep == "pcomp":
            if tree.lower[head] in _MEANS and is_passive(tree, tree.head[head]):
                return next(iter(preposition_objects(tree, verb, "by")), None)  # were killed by shelling
            judged = _judged(tree, head)
            if judged is not None:
                return judged
            head = tree.head[head]
            if not tree.is_verb(head) and tree.pos[head] != "AUX":
                return tree.child(head, "poss") or _bearer(tree, head)
        elif dep == "xcomp" and tree.lemma[head] in _CONTROLLING and (controlled := tree.child(head, "dobj", "dative")):
            return controlled  # urged Israel to withdraw
        elif dep not in ("xcomp", "conj", "advcl", "ccomp", "acomp", "attr", "dep", "prep", "oprd"):
            return None
        verb = head
    return None


def _judged(tree: Tree, preposition: int) -> int | None:
    """Qatar in "thanked Qatar for mediating"; in "was accused of spying" the subject does both."""
    verb = tree.head[preposition]
    if tree.lower[preposition] not in _AFTER_JUDGING or is_passive(tree, verb):
        return None
    thing = tree.child(verb, "dobj")
    if tree.lemma[verb] in _JUDGING and thing is not None:
        return thing
    if thing is not None and tree.lemma[thing] in _JUDGMENTS:  # expressed its thanks to Qatar for mediating
        heads = [*preposition_objects(tree, thing, "to"), *preposition_objects(tree, verb, "to")]
        return next(iter(heads), None)
    if tree.lemma[verb] not in _JUDGING:
        return None
    others = (preposition_objects(tree, verb, word) for word in ("on", "at", "against"))
    return next((heads[0] for heads in others if heads), None)  # lashed out at the mayor for banning it


def _own_subject(tree: Tree, verb: int) -> int | None:
    """Of two that a stop parts, the nearer: "La Paz, 16 Apr.- The governments resumed"."""
    own = [kid for kid in tree.kids[verb] if tree.dep[kid] in _SUBJECTS]
    if not own and tree.tag[verb] in ("VBD", "VBZ") and tree.head[verb] == verb:
        # "Bishop Okello on Sunday appealed": the parser takes the name for a time
        own = [
            kid
            for kid in tree.kids[verb]
            if kid < verb and tree.dep[kid] == "npadvmod" and tree.tag[kid] == "NNP" and not tree.is_time(kid)
        ]
    if len(own) > 1 and own[-1] < verb and _STOP.search(tree.doc[own[0] : own[-1]].text):
        return own[-1]
    return own[0] if own else None


def _antecedent(tree: Tree, verb: int) -> int:
    return tree.head[verb]


def _of_noun_clause(tree: Tree, verb: int, noun: int) -> int | None:
    if tree.dep[verb] == "relcl" and tree.tag[verb] != "VBG":
        return noun if tree.child(verb, "dobj") is not None else None
    if tree.lemma[noun] in DOCUMENTS or tree.child(verb, "aux") is not None:
        # its plan to withdraw; the decision by Chad to withdraw; a letter threatening ...
        owner = tree.child(noun, "poss")
        return owner if owner is not None else next(iter(preposition_objects(tree, noun, "by")), _bearer(tree, noun))
    return noun


def _bearer(tree: Tree, noun: int) -> int | None:
    """Who does what the noun is the object of: "Israel signed a declaration"."""
    head = tree.head[noun]
    for _ in range(4):
        if tree.is_verb(head):
            found = surface_subject_of(tree, head) if not is_passive(tree, head) else agent(tree, head)
            return found if found != noun else None
        if tree.head[head] == head:
            return None
        head = tree.head[head]
    return None


def surface_subject_of(tree: Tree, verb: int) -> int | None:
    """One step of `surface_subject`: the verb's own subject, or that of the verb it is conjoined with."""
    own = tree.child(verb, *_SUBJECTS)
    if own is not None:
        return _antecedent(tree, verb) if tree.is_relative(own) and tree.dep[verb] == "relcl" else own
    if tree.dep[verb] in ("conj", "xcomp", "advcl") and tree.head[verb] != verb:
        return tree.child(tree.head[verb], *_SUBJECTS)
    return None


def object_of(tree: Tree, verb: int) -> int | None:
    """Whom or what it is done to: direct object, subject of a passive, noun that a clause hangs on."""
    if is_passive(tree, verb):
        if tree.dep[verb] == "acl":
            return tree.head[verb]  # the sanctions imposed by Britain
        if (thing := tree.child(verb, "dobj")) is not None:
            return thing  # was denied a visa
        found = surface_subject(tree, verb)
        return found if found is not None else tree.child(verb, "dobj")
    found = tree.child(verb, "dobj", "attr", "oprd") if tree.lemma[verb] == "be" else tree.child(verb, "dobj")
    if found is None and tree.dep[verb] == "relcl":
        own = tree.child(verb, "nsubj")
        return tree.head[verb] if own is not None and not tree.is_relative(own) else None  # the deal Chad signed
    if found is not None and tree.is_relative(found) and tree.dep[verb] == "relcl":
        return tree.head[verb]
    if found is None and tree.dep[verb] == "conj" and tree.child(verb, "prep", "xcomp", "ccomp") is None:
        return None
    return found


def particle(tree: Tree, verb: int, word: str) -> int | None:
    """The child that completes a phrasal verb: "call on", "pull out"; but not "called on Friday"."""
    for kid in tree.kids[verb]:
        if tree.lower[kid] == word and kid > verb and tree.dep[kid] in _PARTICLES:
            below = tree.child(kid, "pobj")
            if below is None or not tree.is_time(below):
                return kid
    for kid in tree.kids[verb]:  # brought them together in Oslo, where the parser hangs "together" on "in"
        low = kid - 1
        if low > verb and tree.lower[low] == word and tree.dep[low] == "advmod" and tree.head[low] == kid:
            return low
    return None


def preposition_objects(tree: Tree, head: int, word: str) -> list[int]:
    """What stands after the preposition, wherever in the phrase of `head` it hangs."""
    found: list[int] = []
    for kid in tree.kids[head] if word in tree.words(head) else ():
        if tree.lower[kid] == word and tree.dep[kid] in ("prep", "agent", "dative", "advmod", "prt", "mark"):
            found.extend(grandchild for grandchild in tree.kids[kid] if tree.dep[grandchild] in ("pobj", "pcomp"))
        elif tree.dep[kid] in ("prt", "prep", "advmod", "npadvmod"):  # out of; met on Monday with
            inner = [kid, *(leaf for leaf in tree.kids[kid] if tree.is_time(leaf))]
            found.extend(
                leaf
                for top in inner
                for below in tree.kids[top]
                if tree.lower[below] == word and tree.dep[below] == "prep"
                for leaf in tree.kids[below]
                if tree.dep[leaf] == "pobj"
            )
    return found


def by_of_verb(tree: Tree, noun: int) -> list[int]:
    """ "Condemned the attack on Sunday by gang members": "by" hangs on an active verb, and tells of the noun."""
    above = tree.head[noun]
    active = tree.dep[noun] == "dobj" and not is_passive(tree, above)
    return preposition_objects(tree, above, "by") if active else []


def inner_parties(tree: Tree, noun: int) -> list[int]:
    """Noun phrases inside a noun phrase that may be the party it belongs to, most telling first."""
    out = [kid for kid in tree.kids[noun] if tree.dep[kid] == "poss"]
    for word in ("by", "from"):
        out.extend(preposition_objects(tree, noun, word))
    modifiers = [kid for kid in tree.kids[noun] if tree.dep[kid] in ("amod", "compound", "nmod")]
    for kid in modifiers:  # whose: "the Saudi war in Yemen", "the Saudi-led war"
        if tree.tag[kid] in ("NNP", "NNPS") or tree.doc[kid].ent_type_ == "NORP":
            out.append(kid)
        elif tree.lower[kid] == "led":
            out.extend(tree.kids[kid][:1])
    out.extend(_clause_doers(tree, noun))
    for word in ("against", "of", "on", "with", "in", "to", "for"):
        out.extend(preposition_objects(tree, noun, word))
    return out + [kid for kid in modifiers if kid not in out]


def _clause_doers(tree: Tree, noun: int) -> list[int]:
    """Who did what the noun is the object of, and to whom: "the charge made by Chad", "a ban Chad put on Mali"."""
    out: list[int] = []
    for kid in tree.kids[noun]:
        if tree.dep[kid] == "acl" and (by := agent(tree, kid)) is not None:
            out.append(by)
        elif tree.dep[kid] == "relcl" and object_of(tree, kid) == noun and not is_passive(tree, kid):
            out.extend(own for own in (tree.child(kid, "nsubj"),) if own is not None and not tree.is_relative(own))
            for word in ("on", "against", "to"):
                out.extend(preposition_objects(tree, kid, word))
    return out
