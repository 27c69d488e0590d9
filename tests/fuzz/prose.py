"""Dice in, news-like English and pieces of it out, for hostile items to be made from."""

from random import Random
from typing import Final

__all__ = ["article", "paragraph", "sentence"]

_WHO: Final = (
    "the foreign minister",
    "President Amara Okoye",
    "a spokeswoman for the ministry",
    "Prime Minister Jonas Lindqvist",
    "Norway",
    "the European Union",
    "Kenya and Ghana",
    "the U.N. envoy",
    "she",
    "Mr. Tanaka",
)
_WHOM: Final = ("Chile", "its neighbours", "the Security Council", "Ambassador Li", "Peru's cabinet", "them", "Egypt")
_DID: Final = (
    "condemned",
    "met",
    "urged",
    "threatened",
    "agreed with",
    "accused",
    "recalled its envoy from",
    "thanked",
)
_SAID: Final = ("said", "told reporters", "warned", "added", "wrote in a statement", "replied", "insisted")
_WHAT: Final = (
    "the talks will go on",
    "we reject the proposal",
    "there is no way back",
    "sanctions remain on the table",
    "our patience is not endless",
    "the border stays open",
)
_WHEN: Final = ("on Tuesday", "last week", "in 2019", "at dawn", "after the summit", "two days earlier", "")


def sentence(dice: Random) -> str:
    """One sentence that reports an act or a quote."""
    who, whom, did = dice.choice(_WHO), dice.choice(_WHOM), dice.choice(_DID)
    said, what, when = dice.choice(_SAID), dice.choice(_WHAT), dice.choice(_WHEN)
    form = dice.choice(
        (
            "{Who} {did} {whom} {when}.",
            "“{What},” {said} {who} {when}.",
            '"{What}," {who} {said}, "and {what}."',
            "{Who} {said} that {what}.",
            "{Who} did not say whether it {did} {whom}.",
            "According to {who}, {whom} may have {did} {who} {when}.",
        )
    )
    capital = {"Who": who[0].upper() + who[1:], "What": what[0].upper() + what[1:]}
    return form.format(who=who, whom=whom, did=did, said=said, what=what, when=when, **capital).replace(" .", ".")


def paragraph(dice: Random, sentences: int = 3) -> str:
    """A few sentences on one line."""
    return " ".join(sentence(dice) for _ in range(sentences))


def article(dice: Random, paragraphs: int = 3) -> str:
    """A few paragraphs, each on its own line."""
    return "\n".join(paragraph(dice, dice.randint(1, 4)) for _ in range(paragraphs))
