"""A pipeline in, one that reads every text only once out: a soak feeds few texts under very many uris."""

from collections import OrderedDict
from typing import Final

from workers.accept import Rejected, TidyText, accept, tidy
from workers.annotate import annotate
from workers.pipeline import Findings, Message, Outcome, Pipeline, Reject
from workers.publish import publish

__all__ = ["Remembering"]

_KEPT: Final = 1_000


class Remembering:
    """Tells what `Pipeline.process` makes of an item with a plain text, without annotating a text twice."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self._found: OrderedDict[str, Findings] = OrderedDict()

    def process(self, message: Message) -> Outcome:
        """The records of a good item, the reject of one that is none."""
        try:
            item = accept(message.value, self._pipeline.limits)
        except Rejected as error:
            return Outcome((), Reject(error.reason, type(error).__name__, str(error)))
        text = tidy(item)
        quotes, events = self._read(text)
        producer, now = self._pipeline.producer, self._pipeline.clock()
        return Outcome(tuple(publish(text, quotes, events, origin=message.origin, producer=producer, emitted=now)))

    def _read(self, text: TidyText) -> Findings:
        if text.text not in self._found:
            doc = next(iter(annotate(self._pipeline.nlp, [text.text])))
            self._found[text.text] = self._pipeline.extract(doc, text)
        self._found.move_to_end(text.text)
        if len(self._found) > _KEPT:
            self._found.popitem(last=False)
        return self._found[text.text]
