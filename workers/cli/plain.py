"""Untrusted text in, text that a terminal only shows out."""

import unicodedata
from typing import Final

__all__ = ["is_shown", "plain"]

# Control characters move the cursor and run commands; format characters reorder what is read (bidi) or hide in it;
# lone surrogates cannot be printed.
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SPACES: Final = {"\t": " ", "\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\x0b": "\n", "\x0c": "\n"}


def plain(text: str) -> str:
    """Without control, bidirectional and other invisible characters; line breaks stay."""
    return "".join(_SPACES.get(character, character) for character in text if is_shown(character))


def is_shown(character: str) -> bool:
    """Whether `plain` keeps a character."""
    return character == "\n" or character in _SPACES or unicodedata.category(character) not in _HIDDEN
