"""A token in, whether it is somebody who says something out."""

from typing import Final

from workers.extract.columns import Columns

__all__ = ["SPEECH", "SUBJECTS", "speaks"]

SPEECH: Final[frozenset[str]] = frozenset(
    "say tell add note stress warn insist explain argue claim declare announce write recall admit acknowledge "
    "continue conclude reply respond ask state confirm deny accuse urge call describe point go".split()
)
SUBJECTS: Final[frozenset[str]] = frozenset(("nsubj", "nsubjpass"))


def speaks(columns: Columns, token: int) -> bool:
    """The token is the subject of a verb of speech."""
    return columns.dep[token] in SUBJECTS and columns.lemma[columns.head[token]] in SPEECH
