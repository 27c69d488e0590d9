"""Our whole pass, bytes to encoded records, against stock spaCy's parse alone: same texts, same run, one core.

`python -m tests.bench`. Reports CPU time (what a core has to spend), the best of several rounds taken in turn, also of
the parts of our pass. The register of actors is shared by quotes and events; theirs is what they cost once it stands.
"""

import json
import platform
import time
from collections.abc import Callable, Iterable
from datetime import date
from importlib.metadata import version
from itertools import repeat
from pathlib import Path
from typing import TypeVar

import spacy
from rich.console import Console
from rich.table import Table
from spacy.tokens import Doc
from threadpoolctl import threadpool_limits

import workers
from workers.annotate import annotate
from workers.extract.actors import Roster, Voice, build_roster
from workers.extract.events import EventMention, find_events
from workers.extract.quotes import Quotation, find_quotes
from workers.feeds import Document, read_items
from workers.lexicon import Lexicon, load_lexicon
from workers.pipeline import Message, load_pipeline
from workers.records import encode
from workers.settings import Settings

ARTICLES = Path(workers.__file__).parent / "cli" / "articles"
PUBLISHED = date(2024, 6, 12)
ROUNDS = 5
T = TypeVar("T")


def main() -> None:
    """Print the table."""
    settings = Settings()
    items = [
        item.value
        for path in sorted(ARTICLES.iterdir())
        for item in read_items(Document(path.read_bytes(), path.as_uri()))
    ]
    texts = [json.loads(item)["text"] for item in items]

    with threadpool_limits(1):
        stock = spacy.load(settings.model)  # before ours: load_nlp changes the array library for what comes after
        began = time.perf_counter()
        lexicon = load_lexicon()
        lexicon_seconds = time.perf_counter() - began
        pipeline = load_pipeline(settings.model, max_bytes=settings.max_item_bytes, max_chars=settings.max_text_chars)
        docs = list(annotate(pipeline.nlp, texts))

        def whole_pass() -> None:
            for item in items:
                for record in pipeline.process(Message(item)).records:
                    encode(record)

        rosters: list[Roster] = []
        quotes: list[list[Quotation]] = []
        seconds = best_of(
            {
                "stock spaCy, nlp(text)": lambda: [stock(text) for text in texts],
                "Communiqué, bytes to records": whole_pass,
                "- annotate": lambda: list(annotate(pipeline.nlp, texts)),
                "- register of actors": lambda: fill(rosters, map(register_of, docs, repeat(lexicon), texts)),
                "- quotes": lambda: fill(quotes, map(list, map(find_quotes, docs, repeat(lexicon), rosters))),
                "- events": lambda: [*map(events_of, docs, repeat(lexicon), rosters, quotes)],
            }
        )
    tokens = sum(len(doc) for doc in docs)
    chars = sum(map(len, texts))
    report(seconds, tokens, chars, len(items))
    print(f"{len(items)} articles, {tokens} tokens; lexicon loads in {1000 * lexicon_seconds:.0f} ms")
    print(f"Python {platform.python_version()}, spaCy {version('spacy')}, {settings.model}, {platform.machine()}")


def fill(rows: list[T], new: Iterable[T]) -> None:
    """What a job makes is there for the next one of the same round."""
    rows[:] = new


def register_of(doc: Doc, lexicon: Lexicon, text: str) -> Roster:
    roster = build_roster(doc, lexicon, text)
    roster.issuer(doc[:1], 0, personal=False)  # asks for all of it: names, people and who "he" is
    return roster


def events_of(doc: Doc, lexicon: Lexicon, roster: Roster, quotes: list[Quotation]) -> list[EventMention]:
    voices = [Voice(part, quote.speaker) for quote in quotes if quote.speaker for part in quote.content]
    return list(find_events(doc, lexicon, roster, published=PUBLISHED, voices=voices))


def best_of(jobs: dict[str, Callable[[], object]]) -> dict[str, float]:
    """CPU seconds of each job's best round; rounds go round the jobs, so that a busy spell hits them all."""
    best = dict.fromkeys(jobs, float("inf"))
    for _ in range(ROUNDS):
        for name, job in jobs.items():
            began = time.process_time()
            job()
            best[name] = min(best[name], time.process_time() - began)
    return best


def report(seconds: dict[str, float], tokens: int, chars: int, items: int) -> None:
    table = Table("job", "items/s", "tokens/s", "chars/s", "of stock's time", "of annotate's time")
    for column in table.columns[1:]:
        column.justify = "right"
    stock, annotate_ = seconds["stock spaCy, nlp(text)"], seconds["- annotate"]
    for name, value in seconds.items():
        table.add_row(
            name,
            f"{items / value:,.0f}",
            f"{tokens / value:,.0f}",
            f"{chars / value:,.0f}",
            f"{value / stock:.0%}",
            f"{value / annotate_:.1%}",
        )
    Console().print(table)


main()
