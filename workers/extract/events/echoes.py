"""Records and decisions in, the records out with the nouns that only name them again: "the talks", "the raid"."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from workers.extract.events.mention import Decision, EventMention, Verdict
from workers.extract.events.parties import DEFINITE
from workers.ontology import EventType, Factuality

__all__ = ["with_echoes"]

# Deeds and meetings; "the request", "the deal" may be any that was ever made.
_NAMED_AGAIN: Final = frozenset(
    (
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.CONCEDE,
        EventType.CONSULT,
        EventType.PROTEST,
        EventType.RETREAT,
        EventType.SANCTION,
    )
)
_REACH: Final = 2  # sentences


def with_echoes(records: Sequence[EventMention], decisions: Sequence[Decision]) -> list[EventMention]:
    """A bare noun with an article goes to the event of its type that was told last, in the two sentences before.

    Needs: doc.sents.
    """
    out = list(records)
    known = {span.start for row in out for span in (row.trigger, *row.mentions)}
    echoes = [row for row in decisions if row.trigger.start not in known and _is_echo(row)]
    if not echoes or not records:
        return out
    starts = [sent.start for sent in records[0].trigger.doc.sents]
    for echo in echoes:
        place = bisect_right(starts, echo.trigger.start)
        told = [
            (span.start, at)
            for at, row in enumerate(out)
            if row.type is echo.type and row.factuality is Factuality.ASSERTED
            for span in (row.trigger, *row.mentions)
            if 1 <= place - bisect_right(starts, span.start) <= _REACH
        ]
        if told:
            at = max(told)[1]
            out[at] = out[at]._replace(mentions=(*out[at].mentions, echo.trigger))
    return out


def _is_echo(row: Decision) -> bool:
    noun = row.trigger.root
    kids = [kid.lower_ for kid in noun.children if kid.i < noun.i]
    is_bare = len(kids) == 1 and kids[0] in DEFINITE and len(row.trigger) == 1
    return row.verdict is Verdict.ALONE and row.type in _NAMED_AGAIN and is_bare and not _has_object(row)


def _has_object(row: Decision) -> bool:
    """The attack on a clinic is told here, not again."""
    return any(kid.dep_ in ("prep", "relcl", "acl") for kid in row.trigger.root.children)
