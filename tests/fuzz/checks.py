"""One hostile value through the pipeline in; what is wrong with the outcome out."""

import time
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from tests.fuzz.corpus import Hostile
from workers.ontology import Reason
from workers.pipeline import Message, Outcome, Pipeline
from workers.records import EventRecord, NewsItem, QuoteRecord, Record, Span, encode

__all__ = ["Verdict", "judge"]


class Verdict(NamedTuple):
    """`fate` is ok, empty or the reject's reason; `faults` is empty when all is well."""

    fate: str
    cpu_seconds: float
    faults: tuple[str, ...]


def judge(pipeline: Pipeline, hostile: Hostile, deadline_seconds: float) -> Verdict:
    """Process one value and check that it is accounted for, in time, with spans that hold."""
    began = time.process_time()
    outcome = pipeline.process(Message(hostile.value))
    seconds = time.process_time() - began
    try:
        faults = list(_faults(outcome))
    except msgspec.ValidationError as error:
        faults = [f"not what its schema says: {error}"]
    if seconds > deadline_seconds:
        faults.append(f"{seconds:.1f} s of CPU time, allowed are {deadline_seconds:g}")
    fate = outcome.reject.reason.value if outcome.reject else "ok" if outcome.records else "empty"
    return Verdict(fate, seconds, tuple(faults))


def _faults(outcome: Outcome) -> Iterator[str]:
    if outcome.reject:
        if outcome.records:
            yield "rejected, and yet it has records"
        if outcome.reject.reason is Reason.EXTRACTION_ERROR:
            yield f"a bug: {outcome.reject.stack}"
        return
    if outcome.item is None:
        yield "neither rejected nor decoded"
        return
    ids = [record.id for record in outcome.records]
    if len(ids) != len(set(ids)):
        yield "two records of one id"
    for record in outcome.records:
        msgspec.json.decode(encode(record), type=type(record))  # patterns, ranges and UTF-8 are checked on the way in
        for span in _spans(record):
            if not _holds(span, outcome.item):
                yield f"span {span} does not hold in the item"


def _spans(record: Record) -> Iterator[Span]:
    if isinstance(record, QuoteRecord):
        yield from record.content.spans
        yield from (span for span in (record.cue, record.sentence) if span)
        yield from (party.span for party in (record.source, record.addressee) if party and party.span)
    elif isinstance(record, EventRecord):
        yield from (record.trigger, record.sentence, *record.mentions)
        yield from (
            party.span for party in (*record.actors, *record.recipients, record.location) if party and party.span
        )


def _holds(span: Span, item: NewsItem) -> bool:
    field = (item.headline or "") if span.field == "headline" else item.text
    return 0 <= span.start < span.end <= len(field) and field[span.start : span.end] == span.exact
