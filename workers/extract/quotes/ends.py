"""A cue and where its clause starts in, where the clause ends out: short of what is about the speaker again."""

from typing import Final

from workers.extract.quotes.cues import Cue
from workers.extract.quotes.page import ASKED, BREAKS, DASHES, FINITE, STOPS, Block, Page
from workers.extract.quotes.source import Source
from workers.extract.spans import Range

__all__ = ["clause_end", "scope_end", "whole"]

_NOMINAL: Final = frozenset("NNP NNPS NN NNS DT JJ PRP PRP$ CD POS HYPH".split())
_SUBORDINATE: Final = frozenset("but and while though although as when after whereas even".split())
_PRONOUNS: Final = frozenset("he she they it".split())
_NOT: Final = frozenset("not n't n’t never".split())
_ENDING: Final = frozenset("declined declines refused refuses stopped offered gave provided cited".split())
_SHORT: Final = (["no"], ["few"], ["little"], ["short"], ["scant"])
_SPECIFIC: Final = frozenset("elaborate say specify identify name explain give provide offer disclose comment".split())
_ORDERS: Final = frozenset(("order", "instruct", "ask", "tell"))
_MINDS: Final = [
    [word + end] for word in "know hope fear want need doubt understand".split() for end in ("", "s", "ed")
] + [["knew"], ["understood"], ["thinks"], ["thought"], ["believes"], ["believed"], ["feels"], ["felt"]]
_SPANS: Final = [[word + end] for word in "hour day week month year".split() for end in ("", "s")]
_SINCE: Final = (["after"], ["before"], ["since"])
_FRONTED: Final = frozenset("while although though when as after even whereas if since".split())
_MEANWHILE: Final = frozenset("as while amid after before hours days weeks".split())
_WEIGHING: Final = frozenset("signalling signaling underscoring underlining contradicting echoing defying".split())
_STIRRING: Final = frozenset(
    "easing raising fuelling fueling stoking dashing deepening heightening escalating sparking rekindling reviving "
    "calming soothing ending intensifying renewing reigniting prompting triggering".split()
)
_MOODS: Final = frozenset(
    "row rift rifts tension tensions fear fears hope hopes speculation concern concerns doubt doubts dispute spat "
    "standoff stand-off feud pressure suspicions worries alarm anger crisis stalemate deadlock".split()
)
_NEAR: Final = 8
_LONGEST: Final = 150
_LONGEST_SUBJECT: Final = 12


def clause_end(page: Page, cue: Cue, start: int, limit: int, cues: dict[int, Cue]) -> int:
    """The end of the sentence, short of what is about the speaker again."""
    i, own = start, page.block_of[cue.at]
    while i < limit:
        if page.block_of[i] >= 0 and page.block_of[i] != own:
            block = page.blocks[page.block_of[i]]
            i = block.end
            if i > start + 2 and page.words[block.last - 1][-1] in STOPS and block.last - block.first > 2:
                return i
            if page.words[block.last - 1] == "," and _leaves(page, cue, i, limit, cues):
                return i
            if block.start == start and _is_told_whole(page, block, i, limit):
                return i
            continue
        aside = _aside(page, start, i, limit) if page.words[i] in DASHES else i
        if aside > i:
            i = aside
            continue
        cut = page.words[i] in BREAKS and not page.is_hyphen(i)
        if page.words[i] == ";" or (cut and _leaves(page, cue, i + 1, limit, cues)):
            return i
        joined = page.lower[i] in ("and", "but") and i > start
        if joined and (_resumes(page, cue, i + 1, limit, cues) or _others_tell(page, cue, i + 1, limit, cues)):
            return i
        i += 1
    return min(i, limit)


def _is_told_whole(page: Page, block: Block, i: int, limit: int) -> bool:
    """that "the door is shut", as crowds gathered: a clause in marks, then what went on meanwhile."""
    comma = page.words[block.last - 1] == ","
    i += not comma and page.words[i : i + 1] == [","]
    parted = comma or page.words[i - 1] == ","
    if not parted or i >= limit or page.lower[i] not in _MEANWHILE:
        return False
    told = any(page.tag[j] in FINITE for j in range(block.first, block.last))
    return told and all(number < 0 for number in page.block_of[i:limit])


def _others_tell(page: Page, cue: Cue, i: int, limit: int, cues: dict[int, Cue]) -> bool:
    """The unions said they were ready and employers accused them: a name or a plural, and a verb like the first."""
    verb = next((j for j in range(i, min(limit, i + 4)) if page.tag[j] not in ("NNP", "NNPS", "NNS", "JJ")), i)
    return verb > i and verb in cues and page.tag[verb] == page.tag[cue.at] and page.block_of[verb] < 0


def _aside(page: Page, start: int, i: int, limit: int) -> int:
    """Past the second dash of: the mayor - even while he denies it - has done little."""
    if page.is_hyphen(i) or any(page.tag[j] in FINITE for j in range(start, i)):
        return i
    close = next((j for j in range(i + 2, limit - 1) if page.words[j] == page.words[i] and not page.is_hyphen(j)), i)
    return close if close > i and (page.tag[close + 1] in FINITE or page.tag[close + 1] == "RB") else i


def scope_end(page: Page, cue: Cue, source: Source | None) -> int:
    """The end of the scope; for a fronted clause, where the main clause begins: While he said ..., she ..."""
    end = min(page.scope_of(cue.at).end, cue.at + _LONGEST)
    end = min(end, _fronted_end(page, cue, end), _parenthesis_end(page, cue, end))
    verb = cue.at
    for _ in range(4):
        head = page.head[verb]
        if head > cue.at and verb != cue.at and page.tag[head] in FINITE and page.tag[cue.at] == "VBG":
            # The delegate, noting that ..., cautioned against ...
            comma = next((i for i in range(head - 1, max(cue.at, head - 6), -1) if page.words[i] == ","), None)
            if comma is not None:
                return min(end, comma)
        if head > cue.at:
            subjects = [k for k in page.kids[head] if page.dep[k] in ("nsubj", "nsubjpass") and k > cue.at]
            if subjects and page.dep[verb] in ("advcl", "prep", "pcomp"):
                start = page.edges(subjects[0]).start
                if page.words[start - 1] in (",", *DASHES):
                    return min(end, start - 1)
        if head == verb:
            break
        verb = head
    return end


def _fronted_end(page: Page, cue: Cue, end: int) -> int:
    """After saying the bridge was safe, she left: the comma before the subject of the main verb."""
    start = page.opening(page.sentence_of(cue.at))
    if page.tag[cue.at] != "VBG" or cue.at > start + 1 or page.block_of[cue.at] >= 0:
        return end
    for i in range(cue.span.end + 2, end - 2):
        comma = page.words[i] == "," or (page.block_of[i] >= 0 > page.block_of[i + 1] and page.words[i - 1][-1] == ",")
        if comma and page.block_of[i + 1] < 0 and page.tag[i + 1] == "PRP" and page.tag[i + 2] in FINITE:
            return i + (page.words[i] != ",")
    return end


def _parenthesis_end(page: Page, cue: Cue, end: int) -> int:
    """The audit - which notes that ... - should alarm us: no farther than the second dash."""
    relative = next((k for k in page.kids[cue.at] if page.tag[k] in ("WDT", "WP") and k < cue.at), 0)
    dash = relative - 1
    if dash < 1 or page.words[dash] not in DASHES or page.is_hyphen(dash):
        return end
    return next((i for i in range(cue.at + 1, end) if page.words[i] == page.words[dash] and not page.is_hyphen(i)), end)


def whole(page: Page, span: Range, cue: Cue) -> Range:
    """With the marks of a quotation that it begins or ends within."""
    start, end = span
    first, last = page.block_of[start], page.block_of[end - 1]
    if first >= 0 and first != page.block_of[cue.at] and page.blocks[first].first == start:
        start = page.blocks[first].start
    if last >= 0 and last != page.block_of[cue.at] and page.blocks[last].start >= start:
        end = page.blocks[last].end
    return Range(start, end)


def _leaves(page: Page, cue: Cue, i: int, limit: int, cues: dict[int, Cue]) -> bool:
    """Whether what follows a comma is about the speaker again, or someone else's."""
    while i < limit and page.tag[i] == "RB" and page.lower[i] not in ("even", "though"):
        i += 1
    if i >= limit:
        return False
    if page.lower[i : i + 2] == ["according", "to"]:
        return True
    if page.tag[i] == "VBG":
        said = i in cues and (cues[i].takes != {"quote"} or page.block_of[min(i + 1, limit - 1)] >= 0)
        return said or page.head[i] == cue.at or _weighs(page, i, limit)  # not: ..., beginning in January
    if page.tag[i] in ("VBD", "VBZ") and (_is_aside(page, cue) or (i in cues and _ends_after(page, i, limit))):
        return True  # The delegate, noting that ..., cautioned against ...
    if _is_attribution(page, cue, i, limit, cues) or _adds(page, i, limit, cues) or _is_narrated(page, cue, i, limit):
        return True
    if page.lower[i : i + 2] in (["but", "that"], ["and", "that"]):
        return False
    if page.lower[i] in _SUBORDINATE:
        return _resumes(page, cue, i + 1, limit, cues) or _restarts(page, cue, i, limit, cues)
    return False


def _is_narrated(page: Page, cue: Cue, i: int, limit: int) -> bool:
    """Peru said it was "uneasy", and its minister has offered help: what is told goes back in time, this does not."""
    if page.lower[i] not in ("and", "but", "while") or page.tag[cue.at] != "VBD":
        return False
    told = next((page.tag[j] for j in range(cue.span.end, i) if page.tag[j] in FINITE or page.tag[j] == "MD"), "")
    verb = next((j for j in range(i + 1, min(limit, i + _LONGEST_SUBJECT)) if page.tag[j] in FINITE), i)
    subject = all(page.tag[j] in _NOMINAL or page.words[j] == "," for j in range(i + 1, verb))
    return told == "VBD" and verb > i + 1 and subject and page.lower[verb] in ("has", "have")


def _weighs(page: Page, i: int, limit: int) -> bool:
    """..., easing a row with Peru; ..., dashing hopes of a truce: what the narrator makes of the words."""
    if page.lower[i] in _WEIGHING:
        return True
    return page.lower[i] in _STIRRING and not _MOODS.isdisjoint(page.lower[i + 1 : min(limit, i + 6)])


def _is_aside(page: Page, cue: Cue) -> bool:
    """A participle or a relative clause: the sentence goes on behind it."""
    dep = page.dep[cue.at]
    if page.tag[cue.at] == "VBG" or dep == "relcl" or (cue.passive and dep in ("acl", "advcl")):
        return True
    return any(page.tag[k] in ("WDT", "WP") and page.dep[k] == "nsubj" for k in page.kids[cue.at])


def _adds(page: Page, i: int, limit: int, cues: dict[int, Cue]) -> bool:
    """What the narrator adds: and when pressed; which she said was wrong; a week after the signing; as she put it."""
    if page.lower[i] in ("and", "but") and page.lower[i + 1 : i + 2] == ["when"]:
        return i + 2 < limit and page.lower[i + 2] in ASKED
    if page.lower[i] in ("which", "who"):
        return any(_is_told(page, j, limit, cues) for j in range(i + 2, i + 5))
    if page.tag[i] in ("DT", "CD"):
        return page.lower[i + 1 : i + 2] in _SPANS and page.lower[i + 2 : i + 3] in _SINCE
    return page.lower[i] == "as" and "put" in page.lower[i + 1 : i + 5]


def _is_told(page: Page, i: int, limit: int, cues: dict[int, Cue]) -> bool:
    if i not in cues or page.dep[i] == "relcl":
        return i in cues
    return page.tag[i] in FINITE and (i + 1 >= limit or page.words[i + 1] in (".", ","))


def _tells_no_more(page: Page, i: int, limit: int) -> bool:
    """..., although he declined to say when; ..., but she offered no proof; ..., but would not elaborate."""
    if i < limit and page.lower[i] in _PRONOUNS:
        i += 1
    while i < limit and page.tag[i] == "RB" and page.lower[i] not in _NOT:
        i += 1
    if i < limit and page.lower[i] in _ENDING:
        return page.tag[i + 1 : i + 2] == ["TO"] or page.lower[i + 1 : i + 2] in _SHORT
    if i + 2 < limit and page.lower[i] in ("did", "does", "would") and page.lower[i + 1] in _NOT:
        return any(word in _SPECIFIC for word in page.lower[i + 2 : i + 4])
    return False


def _is_attribution(page: Page, cue: Cue, i: int, limit: int, cues: dict[int, Cue]) -> bool:
    """He wrote that ..., the Delfi portal reports."""
    for j in range(i, min(limit, i + 10)):
        if j in cues and j > i and page.tag[j] in ("VBD", "VBZ", "VBP"):
            return page.block_of[cue.at] < 0 and (_ends_after(page, j, limit) or _opens(page, cue))
        if page.tag[j] not in _NOMINAL and not (page.tag[j] == "RB" and j > i):
            return False
    return False


def _ends_after(page: Page, verb: int, limit: int) -> bool:
    """Nothing or a quotation follows: ... - the senator boasted, "..." """
    if verb + 1 >= limit or page.words[verb + 1] in (".", ",", "!", "?"):
        return True
    after = verb + 1 + (page.words[verb + 1] == ":")
    return after < limit and page.block_of[after] >= 0


def _opens(page: Page, cue: Cue) -> bool:
    """While he conceded that ..., the envoy noted ...: the first of two clauses that both tell something."""
    start = page.opening(page.sentence_of(cue.at))
    return page.lower[start] in _FRONTED and cue.at - start <= _NEAR


def _resumes(page: Page, cue: Cue, i: int, limit: int, cues: dict[int, Cue]) -> bool:
    """... and said, ... but also noted: another verb of the same subject."""
    while i < limit and page.tag[i] == "RB":
        i += 1
    if i >= limit or page.tag[i] not in ("VBD", "VBZ", "VBP", "VBG", "VBN"):
        return False
    if page.tag[i] == "VBN":  # denied that force had been used and accused Manila ...
        return i in cues and page.tag[cue.at] == "VBD" and page.lower[i + 1 : i + 2] != ["by"]
    if page.head[i] == cue.at and page.dep[i] == "conj":
        return True
    # He denied he had been bluffing when he flew out and discussed ...: two verbs of one adverbial clause.
    inner = page.dep[i] == "conj" and page.dep[page.head[i]] in ("advcl", "relcl")
    return i in cues and page.tag[i] == page.tag[_finite(page, cue)] and not inner


def _finite(page: Page, cue: Cue) -> int:
    """The verb that an infinitive hangs on: declined to say whether ... but insisted"""
    above = page.head[cue.at]
    return above if cue.infinitive and page.dep[cue.at] == "xcomp" and page.tag[above] in FINITE else cue.at


def _restarts(page: Page, cue: Cue, i: int, limit: int, cues: dict[int, Cue]) -> bool:
    """..., though she noted / while others said: a clause with a cue of its own, or one that hangs on the cue."""
    own = page.lower[i] == "and" and i + 1 < limit and page.lower[i + 1] in _PRONOUNS  # and they ordered him to kneel
    for j in range(i + 1, min(limit, i + 7)):
        if j in cues and page.tag[j] in FINITE and not (own and cues[j].lemma in _ORDERS):
            return True
        if page.words[j] in BREAKS:
            break
    if _tells_no_more(page, i + 1, limit):
        return True
    if page.lower[i] in ("and", "as", "after", "when", "even") or page.tag[i + 1 : i + 2] == ["MD"]:
        return False  # it would cost a lot, but would pay in the end
    if i + 1 < limit and page.lower[i + 1] in _PRONOUNS and page.lower[i + 2 : i + 3] in _MINDS:
        return False  # he says he wants to sing, but he fears that ...
    return any(k > i and page.dep[k] in ("conj", "advcl") and page.edges(k).start <= i + 1 for k in page.kids[cue.at])
