"""`python -m tests.canned`: the worker itself over a pipeline that finds set things and does set harm.

Where a test is about delivery, the language work only costs time. Items are decoded, rejected and published as always;
only annotation and extraction are replaced.
"""

import os
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

import spacy
from spacy.language import Language

from workers.accept import Limits, Rejected, accept, tidy
from workers.extract.events import EventMention
from workers.extract.quotes import Quotation
from workers.ontology import EventType, Factuality, QuoteType, Reason
from workers.pipeline import Message, Outcome, Reject
from workers.publish import publish
from workers.records import Producer

__all__ = ["CannedPipeline", "load_canned"]


class CannedPipeline:
    """Two quotes and an event an item, unless its text says otherwise.

    First word of the text: HANG never ends, DIE kills its process, SLEEP takes the seconds that follow,
    BLOAT finds a quote too large for any topic, BREAK raises.
    """

    def __init__(self, nlp: Language, limits: Limits, *, harmful: bool = True) -> None:
        self.producer = Producer(version="0.0.0", model="canned", model_version="0")
        self.nlp = nlp
        self.limits = limits
        self.harmful = harmful

    def process(self, message: Message) -> Outcome:
        """As `Pipeline.process`."""
        try:
            item = accept(message.value, self.limits)
        except Rejected as error:
            return Outcome(reject=Reject(error.reason, "Rejected", str(error)))
        word, _, rest = item.text.partition(" ")
        try:
            if self.harmful and word in _HARM:
                _HARM[word](rest)
        except RuntimeError as error:
            return Outcome(reject=Reject(Reason.EXTRACTION_ERROR, "RuntimeError", str(error), "stack"), item=item)
        text = tidy(item)
        doc = self.nlp.make_doc(text.text)
        for token in doc:
            token.is_sent_start = token.i == 0
        # Every span repeats the text, so that twenty of them weigh more than a topic takes.
        spans = (doc[:],) * (20 if word == "BLOAT" else 1)
        quotes = [Quotation(QuoteType.DIRECT, part, 1.0) for part in (spans, (doc[:1],))]
        events = [EventMention(EventType.CONSULT, (), (), Factuality.ASSERTED, doc[:1], 1.0, "canned")]
        records = publish(
            text, quotes, events, origin=message.origin, producer=self.producer, emitted=datetime.now(UTC)
        )
        return Outcome(tuple(records), item=item)


def load_canned(*, harmful: bool = True) -> CannedPipeline:
    """What a pool child calls once, instead of `load_pipeline`; a harmless one tells what is to be expected of it."""
    return CannedPipeline(spacy.blank("en"), Limits(1_000_000, 100_000, "en"), harmful=harmful)


def _hang(_: str) -> None:
    while True:
        time.sleep(3600)


def _die(_: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _sleep(rest: str) -> None:
    time.sleep(float(rest.split()[0]))


def _break(_: str) -> None:
    raise RuntimeError("broken on request")


_HARM: Final[dict[str, Callable[[str], None]]] = {"HANG": _hang, "DIE": _die, "SLEEP": _sleep, "BREAK": _break}
