"""Gold articles and what was found in them in, summed tallies and verdicts out."""

from collections import defaultdict
from collections.abc import Iterable

from tests.gold.answers import Article
from tests.gold.event_scores import event_rows, judged_events, same_actors
from tests.gold.quote_scores import judged_quotes, quote_rows
from tests.gold.tally import Tally, Verdict

__all__ = ["score", "verdicts"]


def score(pairs: Iterable[tuple[Article, Article]]) -> dict[str, Tally]:
    """Tallies by name over (gold, found) articles; of shares (speaker, factuality ...) only recall means something."""
    sums: dict[str, Tally] = defaultdict(Tally)
    for gold, found in pairs:
        for name, tally in (*quote_rows(gold, found), *event_rows(gold, found)):
            sums[name] = Tally(*(a + b for a, b in zip(sums[name], tally, strict=True)))
    return dict(sums)


def verdicts(gold: Article, found: Article) -> tuple[list[Verdict], list[Verdict]]:
    """Of quotes (right end to end) and of events (right type and actors); records that gold leaves open are out."""
    quotes = [Verdict(quote.confidence, right) for quote, right in judged_quotes(gold, found)]
    return quotes, [Verdict(event.confidence, right) for event, right in judged_events(gold, found, same_actors)]
