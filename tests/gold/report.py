"""Gold cases and annotated articles through the pipeline; prints what is right, fails where it drops below the floor.

`python -m tests.gold.report`; with --raise it also lifts each floor to the score just reached.
"""

import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Final

from tests.gold.annotations import GROUPS, load_articles
from tests.gold.cases import as_article, load_cases
from tests.gold.found import found_article
from tests.gold.scoring import score, verdicts
from tests.gold.tally import Tally, Verdict
from workers.pipeline import load_pipeline
from workers.settings import Settings

__all__ = ["drops", "main", "raised"]

_FLOORS: Final = Path(__file__).with_name("floors.toml")
_DECILES: Final = 10
# The scores that must not drop; the others are printed only, some rest on a handful of cases.
_GUARDED: Final = (
    "quotes",
    "quotes direct",
    "quotes indirect",
    "quotes mixed",
    "speaker",
    "speaker country",
    "events",
    "events with actors",
    "events with both",
    "factuality",
    "mode",
    "date",
)
# Said of what was found: a share, not precision and recall. Its floor is a count of those right: whoever finds more
# adds some that are wrong to the share, and no other right one may be lost by it.
_SHARES: Final = ("speaker", "factuality", "mode", "date")

# The model rounds otherwise on another processor, which tips a close parse: one finding is no drop. F1, and the number.
_ROUNDING: Final = (0.004, 1.0)

Floors = Mapping[str, Mapping[str, float]]


def main(arguments: Sequence[str]) -> int:
    """Print the report; 1 where a score is under its floor."""
    settings = Settings()
    pipeline = load_pipeline(settings.model, max_bytes=settings.max_item_bytes, max_chars=settings.max_text_chars)
    sets = {"cases": [as_article(*case) for case in load_cases()]}
    sets |= {group: list(load_articles(group)) for group in GROUPS}
    reached: dict[str, dict[str, float]] = {}
    for name, articles in sets.items():
        pairs = [(gold, found_article(gold, pipeline)) for gold in articles]
        tallies = score(pairs)
        _print_tallies(f"{name} ({len(articles)} texts)", tallies)
        if name in GROUPS and articles:  # the cases have no floor: pytest guards each, and a new miss is welcome
            reached[name] = {key: round(_guarded_value(key, tallies[key]), 3) for key in _GUARDED}
            judged = [verdicts(*pair) for pair in pairs]
            _print_reliability("quotes, right end to end", [verdict for quotes, _ in judged for verdict in quotes])
            _print_reliability("events, right type and actors", [verdict for _, events in judged for verdict in events])
    floors: Floors = tomllib.loads(_FLOORS.read_text()) if _FLOORS.exists() else {}
    if "--raise" in arguments:
        _FLOORS.write_text(raised(floors, reached))
    return _print_drops(floors, reached)


def drops(floors: Floors, reached: Floors) -> list[tuple[str, float, float]]:
    """(set and score, floor, value now) of every score under its floor; one that is gone counts as 0."""
    rows = [
        (f"{name}: {key}", floor, reached.get(name, {}).get(key, 0.0))
        for name, scores in floors.items()
        for key, floor in scores.items()
    ]
    return [row for row in rows if row[2] < row[1] - _ROUNDING[row[1] > 1]]


def raised(floors: Floors, reached: Floors) -> str:
    """The text of the floors file, every score at the higher of floor and value now."""
    lines = [
        "# The least that `make gold` accepts, F1 or the number right; `python -m tests.gold.report --raise` lifts it."
    ]
    for name, scores in reached.items():
        lines += ["", f"[{name}]"]
        old = floors.get(name, {})
        lines += [f'"{key}" = {round(max(value, old.get(key, 0.0)), 3)}' for key, value in scores.items()]
    return "\n".join(lines) + "\n"


def _print_tallies(title: str, tallies: Mapping[str, Tally]) -> None:
    print(f"\n{title:34}{'found':>7}{'right':>7}{'gold':>7}{'hit':>7}{'P':>8}{'R':>7}{'F1':>7}")
    for name in sorted(tallies, key=_order):
        row = tallies[name]
        if name.startswith(_SHARES):
            print(f"  {name:32}{'':14}{row.gold:7}{row.hit:7}{'':8}{row.recall:7.3f}")
        else:
            scores = f"{row.precision:8.3f}{row.recall:7.3f}{row.f1:7.3f}"
            print(f"  {name:32}{row.found:7}{row.right:7}{row.gold:7}{row.hit:7}{scores}")


def _order(name: str) -> tuple[int, bool, str]:
    """Quotes, speakers, events, attributes; the whole before its parts."""
    groups = ("quotes", "speaker", "events", "factuality", "mode", "date")
    return next(i for i, group in enumerate(groups) if name.startswith(group)), name[-1].isupper(), name


def _print_reliability(title: str, judged: Sequence[Verdict]) -> None:
    """By decile of confidence: how many records, how sure they were, how many were right."""
    print(f"\nreliability: {title:26}{'records':>9}{'sure':>8}{'right':>8}")
    for decile in range(_DECILES):
        rows = [verdict for verdict in judged if min(int(verdict.confidence * _DECILES), _DECILES - 1) == decile]
        if rows:
            label = f"{decile / _DECILES:.1f} to {(decile + 1) / _DECILES:.1f}"
            sure, right = mean(row.confidence for row in rows), mean(row.right for row in rows)
            print(f"  {label:37}{len(rows):9}{sure:8.2f}{right:8.2f}")


def _guarded_value(name: str, tally: Tally) -> float:
    return float(tally.hit) if name.startswith(_SHARES) else tally.f1


def _print_drops(floors: Floors, reached: Floors) -> int:
    below = drops(floors, reached)
    for label, floor, now in below:
        print(f"dropped  {label:32} {floor:.3f} -> {now:.3f}")
    print(f"\n{sum(map(len, floors.values()))} floors, {len(below)} dropped (tests/gold/floors.toml)")
    return int(bool(below))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
