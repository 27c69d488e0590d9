"""Stations 1 to 4 in order: a message in, its Outcome out. Plain synchronous Python, no Kafka."""

import time
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple, ParamSpec, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from workers import __version__
from workers.accept import Limits, Rejected, TidyText, accept, tidy
from workers.annotate import annotate, load_nlp
from workers.extract.actors import Voice, build_roster
from workers.extract.events import EventMention, find_events
from workers.extract.quotes import Quotation, find_quotes
from workers.lexicon import Lexicon, load_lexicon
from workers.ontology import Reason, Stage
from workers.publish import Origin, publish, retract
from workers.records import NewsItem, Producer, Record

P = ParamSpec("P")
T = TypeVar("T")

__all__ = ["Findings", "Message", "Outcome", "Pipeline", "Reject", "load_pipeline"]


class Message(NamedTuple):
    """One item as it lies on Kafka, and where."""

    value: bytes | None
    origin: Origin = Origin()


class Reject(NamedTuple):
    """Why an item has no records; `error` is a class name, `stack` empty unless something broke."""

    reason: Reason
    error: str
    message: str
    stack: str = ""


class Outcome(NamedTuple):
    """All that became of one item. It crosses processes, so it holds no Doc and no exception."""

    records: tuple[Record, ...] = ()
    reject: Reject | None = None
    seconds: dict[Stage, float] = {}  # noqa: RUF012 - never written to
    item: NewsItem | None = None


class Findings(NamedTuple):
    """What extraction found in one Doc."""

    quotes: list[Quotation]
    events: list[EventMention]


class Pipeline:
    """The stations with what they need: the model, the lexicon, the limits."""

    def __init__(
        self,
        nlp: Language,
        lexicon: Lexicon,
        limits: Limits,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.nlp = nlp
        self.lexicon = lexicon
        self.limits = limits
        self.clock = clock
        self.producer = Producer(
            version=__version__, model=f"{nlp.meta['lang']}_{nlp.meta['name']}", model_version=nlp.meta["version"]
        )

    def process(self, message: Message) -> Outcome:
        """Never raises: what is wrong with an item, or with us, is the Outcome's `reject`."""
        seconds: dict[Stage, float] = {}
        item = None
        try:
            item = _timed(seconds, Stage.ACCEPT, accept, message.value, self.limits)
            return Outcome(tuple(self._records(item, message.origin, seconds)), None, seconds, item)
        except Rejected as error:
            return Outcome((), Reject(error.reason, type(error).__name__, str(error)), seconds)
        except Exception as error:  # the last line of defence: one item's bug must not cost the others
            reject = Reject(Reason.EXTRACTION_ERROR, type(error).__name__, str(error), traceback.format_exc())
            return Outcome((), reject, seconds, item)

    def extract(self, doc: Doc, text: TidyText) -> Findings:
        """Station 3 over one annotated Doc."""
        published = text.item.published
        roster = build_roster(doc, self.lexicon, text.text, outlet=text.item.outlet, url=text.item.url)
        quotes = list(find_quotes(doc, self.lexicon, roster))
        voices = [Voice(part, quote.speaker) for quote in quotes if quote.speaker for part in quote.content]
        events = find_events(
            doc,
            self.lexicon,
            roster,
            published=published.date() if published else None,
            body_start=text.body_start,
            voices=voices,
        )
        return Findings(quotes, list(events))

    def _records(self, item: NewsItem, origin: Origin, seconds: dict[Stage, float]) -> Sequence[Record]:
        if item.status == "canceled":
            return [retract(item, origin=origin, producer=self.producer, emitted=self.clock())]
        text = _timed(seconds, Stage.ACCEPT, tidy, item)
        doc = _timed(seconds, Stage.ANNOTATE, lambda: next(annotate(self.nlp, [text.text])))
        found = _timed(seconds, Stage.EXTRACT, self.extract, doc, text)
        return _timed(
            seconds,
            Stage.PUBLISH,
            lambda: publish(
                text, found.quotes, found.events, origin=origin, producer=self.producer, emitted=self.clock()
            ),
        )


def load_pipeline(model: str, *, max_bytes: int, max_chars: int) -> Pipeline:
    """Load the model and the lexicon; seconds, and some 200 MB.

    Raises:
        OSError: no spaCy pipeline of that name is installed.
        ValueError: it is not one that can be used here; the message says why.
    """
    lexicon = load_lexicon()
    nlp = load_nlp(model)
    return Pipeline(nlp, lexicon, Limits(max_bytes, max_chars, "en"))


def _timed(seconds: dict[Stage, float], stage: Stage, station: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    began = time.perf_counter()
    try:
        return station(*args, **kwargs)
    finally:
        seconds[stage] = seconds.get(stage, 0.0) + time.perf_counter() - began
