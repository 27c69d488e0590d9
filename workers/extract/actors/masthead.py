"""What an item says of its publisher in, the country that it is told from out: a clue, where the text has others."""

import re
from collections.abc import Iterator
from typing import Final

from workers.lexicon import ActorLexicon
from workers.lexicon.signs import Sign
from workers.lexicon.spelling import spelling

__all__ = ["MASTHEAD", "masthead_signs"]

MASTHEAD: Final = "its masthead"

_WEIGHT: Final = 1.0  # with nothing of the text beside it, too little to tell
_HOST: Final = re.compile(r"^\w+://[^/?#]*?\.([a-z]{2})(?::\d+)?(?:[/?#]|$)", re.IGNORECASE)
_WORD: Final = re.compile(r"[\w'.&-]+")
_LONGEST: Final = 60  # words of an outlet's name that are read
_NAMES: Final = ("country", "demonym", "city")


def masthead_signs(outlet: str | None, url: str | None, lexicon: ActorLexicon) -> list[Sign]:
    """A Sign of the country of the outlet, else of its address; none of an outlet that reports for everywhere."""
    name = spelling(outlet or "").strip()
    if name in lexicon.mastheads.worldwide:
        return []
    host = _HOST.match(url or "")
    code = next(_countries(name, lexicon), None) or (lexicon.mastheads.domains.get(host[1].lower()) if host else None)
    return [Sign(code, MASTHEAD, _WEIGHT)] if code else []


def _countries(outlet: str, lexicon: ActorLexicon) -> Iterator[str]:
    """The Irish Times, the Bangkok Post; what the lists know as a medium first."""
    known = lexicon.names.get(outlet) or lexicon.names.get(outlet.removeprefix("the "))
    if known and known.code and known.kind == "body":
        yield known.code
    words = _WORD.findall(outlet)[:_LONGEST]
    for size in (3, 2, 1):
        for i in range(len(words) - size + 1):
            found = lexicon.names.get(" ".join(words[i : i + size]))
            if found and found.code and found.kind in _NAMES:
                yield found.code
