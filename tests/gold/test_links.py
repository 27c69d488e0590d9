"""Quotes and the events that they perform or tell name each other, whatever the quote's type."""

from typing import NamedTuple

import pytest

from workers.pipeline import Message, Pipeline
from workers.records import EventRecord, NewsItem, QuoteRecord, encode


class Linked(NamedTuple):
    """An event by its trigger, and the type and speaker of the quote that it is linked to ("" for none)."""

    text: str
    trigger: str
    quote: str
    attributed_to: str


_CASES = {
    "direct": Linked('"We condemn the raid on Lebanon," Foreign Minister Rosa Quispe of Peru said.', "condemn",
                     "direct", "Rosa Quispe"),
    "indirect": Linked("The Omani foreign ministry said that it condemned the raid on Lebanon.", "condemned",
                       "indirect", "Omani foreign ministry"),
    "mixed": Linked('Norway said it rejected the demand of Russia "in every word and comma".', "rejected", "mixed",
                    "Norway"),
    "split": Linked('"We condemn Syria," said Rosa Quispe of Peru, "and we demand an apology from Syria."', "demand",
                    "direct", "Rosa Quispe"),
    "told in a quote": Linked('"Mali expelled the ambassador of France on Monday," said Juan Roa of Chile.', "expelled",
                              "direct", "Juan Roa"),
    "told in indirect speech": Linked("Juan Roa of Chile said that Mali had expelled the ambassador of France.",
                                      "expelled", "indirect", "Juan Roa"),
    "inherited": Linked('"We are patient," said Rosa Quispe of Peru.\n\n"We condemn the raid of Syria on Lebanon."',
                        "condemn", "direct", "Rosa Quispe"),
    "the cue is the deed": Linked('China warned Taiwan that it would "pay for every step".', "warned", "mixed", ""),
    "outside of any quote": Linked('Peru expelled the ambassador of Chile. "We are done," said Rosa Quispe.',
                                   "expelled", "", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", _CASES.values(), ids=_CASES)
def test_quote_and_event_name_each_other(case: Linked, pipeline: Pipeline) -> None:
    outcome = pipeline.process(Message(encode(NewsItem(uri="gold:links", text=case.text))))
    quotes = {record.id: record for record in outcome.records if isinstance(record, QuoteRecord)}
    event = next(
        record for record in outcome.records if isinstance(record, EventRecord) and record.trigger.exact == case.trigger
    )
    assert [quotes[quote_id].type.value for quote_id in event.quote_ids] == ([case.quote] if case.quote else [])
    assert all(event.id in quotes[quote_id].event_ids for quote_id in event.quote_ids)
    assert (event.attributed_to.name if event.attributed_to else "") == case.attributed_to
