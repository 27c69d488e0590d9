"""Articles of our own writing, by key, as they are fed to the worker."""

from typing import Any, Final

import orjson

__all__ = ["ARTICLES", "as_json"]

_TEXTS: Final = {
    "condemn": (
        "Norway condemns missile test",
        "OSLO, March 5 - Norway condemned the missile test on Tuesday and recalled its ambassador.\n"
        "“We will not accept threats against our neighbours,” Foreign Minister Ingrid Solberg told reporters.\n"
        "She said that sanctions remained possible.",
    ),
    "talks": (
        "Kenya, Ghana resume talks",
        "Kenya and Ghana agreed to resume trade talks in Accra next month.\n"
        '"This is a good day for both our countries," said President Amara Okoye.\n'
        "According to a spokesman, the two sides will meet on Monday.",
    ),
    "denial": (
        "Lima denies accusation",
        "Peru denied that it had expelled two diplomats.\n"
        "“The report is false,” the foreign ministry said in a statement. Chile accused Peru of lying.",
    ),
    "empty": (None, "The weather stayed dry and mild. Roses were in bloom."),
    "windows": (
        "Line ends of another system",
        "Brazil thanked Portugal.\r\n\r\n“We are friends,” Maria Reis said.\r\n",
    ),
    "emoji": (
        "Offsets count code points",
        "👩‍🚀🚀 “Space is for all,” Astronaut General Hu Lin said. Japan praised India\u00a0for its\u200b help.",
    ),
}

ARTICLES: Final[dict[bytes, bytes]] = {
    f"urn:article:{name}".encode(): orjson.dumps(
        {
            "uri": f"urn:article:{name}",
            "headline": headline,
            "text": text,
            "outlet": "The Courier",
            "published": "2024-03-05T09:30:00Z",
            "language": "en",
            "version": 1,
        }
    )
    for name, (headline, text) in _TEXTS.items()
}


def as_json(uri: str, text: str, **fields: Any) -> bytes:
    """A NewsItem as a feeder would write it."""
    return orjson.dumps({"uri": uri, "text": text, **fields})
