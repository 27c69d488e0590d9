"""Records in, plain dictionaries out that stand beside what a gold case expects."""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Any, Final

import msgspec
from msgspec import Struct

from tests.gold import answers
from tests.gold.answers import Article, Offsets
from tests.gold.offsets import bare
from workers.pipeline import Message, Pipeline
from workers.records import EventRecord, NewsItem, Party, QuoteRecord, Span, Speaker, encode

__all__ = ["event_fields", "expected_fields", "found_article", "labels", "pair_up", "quote_fields"]

_BODIES: Final = ("IGO", "NGO", "MNC")


def found_article(gold: Article, pipeline: Pipeline) -> Article:
    """What the pipeline finds in the gold article's text; what it finds in the headline is left out.

    Raises:
        RuntimeError: the article was rejected.
    """
    item = NewsItem(uri=f"gold:{gold.id}", text=gold.text, headline=gold.headline or None, published=gold.published)
    outcome = pipeline.process(Message(encode(item)))
    if outcome.reject is not None:
        raise RuntimeError(f"{gold.id}: {outcome.reject.message}\n{outcome.reject.stack}")
    quotes = [_quote(record) for record in outcome.records if isinstance(record, QuoteRecord)]
    events = [_event(record) for record in outcome.records if isinstance(record, EventRecord)]
    return gold._replace(
        quotes=[quote for quote in quotes if quote.content],
        events=[event for event in events if event],
    )


def quote_fields(quote: QuoteRecord) -> dict[str, Any]:
    """The quote by the names that a gold case uses; an absent field is ""."""
    speaker = quote.speaker
    return {
        "content": [bare(span.exact) for span in quote.content.spans],
        "cue": quote.cue.exact if quote.cue else "",
        "source": bare(quote.source.text) if quote.source else "",
        "type": quote.type.value,
        "speaker": _name(speaker),
        "country": (speaker.country if speaker else None) or "",
        "sector": _value(speaker.sector if speaker else None),
        "resolved_from": _value(speaker.resolved_from if speaker else None),
        "via": _name(quote.via),
        "addressee": _name(quote.addressee),
    }


def event_fields(event: EventRecord) -> dict[str, Any]:
    """The event by the names that a gold case uses; each party is the set of its labels."""
    return {
        "type": event.type.value,
        "trigger": event.trigger.exact,
        "mode": _value(event.mode),
        "actors": [labels(party) for party in event.actors],
        "recipients": [labels(party) for party in event.recipients],
        "factuality": event.factuality.value,
        "date": event.event_date or "",
        "location": event.location.name if event.location else "",
        "attributed_to": _name(event.attributed_to),
        "contexts": [context.value for context in event.contexts],
        "mentions": [span.exact for span in event.mentions],
        "cameo_code": event.cameo_code or "",
    }


def labels(party: Party) -> frozenset[str]:
    """Everything a gold case may call this party: its name, "CHN", "MIL", "CHN MIL"."""
    sector = _value(party.sector)
    both = f"{party.country} {sector}" if party.country and sector else ""
    return frozenset(filter(None, (party.name, party.country, sector, both)))


def expected_fields(expected: Struct) -> dict[str, Any]:
    """What the case states, fields it leaves open left out."""
    fields = {name: value for name, value in msgspec.structs.asdict(expected).items() if value is not None}
    if "content" in fields:
        content = fields["content"]
        fields["content"] = [bare(piece) for piece in ([content] if isinstance(content, str) else content)]
    if "source" in fields:
        fields["source"] = bare(fields["source"])
    return fields


def pair_up(
    expected: Sequence[Mapping[str, Any]], found: Iterable[Mapping[str, Any]], *, key: str
) -> list[dict[str, Any]]:
    """The found findings, said in the words of the expectations: equal to `expected` where all is right.

    Each expectation takes the free finding that agrees with it most (in `key` first) and shows that
    one's fields where they differ; it shows as missing when none agrees in `key`. Findings that no
    expectation took follow at the end.
    """
    free = list(found)
    said: list[dict[str, Any]] = []
    for want in expected:
        best = max(free, key=lambda have: (_same(want, have, key), sum(_same(want, have, k) for k in want)), default={})
        if not best or not _same(want, best, key):
            said.append({"missing": want[key]})
            continue
        free.remove(best)
        said.append({name: value if _same(want, best, name) else best[name] for name, value in want.items()})
    return said + [{"not expected": dict(have)} for have in free]


def _same(want: Mapping[str, Any], have: Mapping[str, Any], name: str) -> bool:
    wanted, has = want[name], have[name]
    if name in ("actors", "recipients"):
        return _same_parties(list(wanted), list(has))
    if name == "contexts":
        return set(wanted) <= set(has)
    if name == "trigger":  # "met" and "met with" are the same trigger, "issued" and "warning" are not
        return f" {wanted} " in f" {has} " or f" {has} " in f" {wanted} "
    return bool(wanted == has)


def _same_parties(wanted: list[str], has: list[frozenset[str]]) -> bool:
    """One party each, in any order."""
    if len(wanted) != len(has):
        return False
    if not wanted:
        return True
    return any(wanted[0] in party and _same_parties(wanted[1:], has[:i] + has[i + 1 :]) for i, party in enumerate(has))


def _name(somebody: Party | Speaker | None) -> str:
    return somebody.name if somebody else ""


def _value(member: Enum | None) -> str:
    return str(member.value) if member else ""


def _quote(record: QuoteRecord) -> answers.Quote:
    source = _in_text(record.source.span) if record.source else None
    country = record.speaker.country if record.speaker else None
    return answers.Quote(
        record.type.value,
        [offsets for offsets in map(_in_text, record.content.spans) if offsets],
        source,
        _name(record.speaker),
        country or "",
        confidence=record.confidence,
    )


def _event(record: EventRecord) -> answers.Event | None:
    trigger = _in_text(record.trigger)
    if trigger is None:
        return None
    return answers.Event(
        record.type.value,
        trigger,
        [_party(party) for party in record.actors],
        [_party(party) for party in record.recipients],
        _value(record.mode),
        record.factuality.value,
        record.event_date or "",
        confidence=record.confidence,
    )


def _party(party: Party) -> answers.Party:
    sector = _value(party.sector) or None
    return answers.Party(party.name, party.country or (sector if sector in _BODIES else None), sector)


def _in_text(span: Span) -> Offsets | None:
    return (span.start, span.end) if span.field == "text" else None
