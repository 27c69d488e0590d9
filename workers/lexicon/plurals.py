"""A noun for somebody who acts in, its plural out."""

import re
from typing import Final

__all__ = ["plural"]

_SIBILANT: Final = re.compile(r"(?:s|x|z|ch|sh)$")


def plural(noun: str) -> str:
    """ "secretary of state" -> "secretaries of state", "attorney general" -> "attorneys general"."""
    head, of, rest = noun.partition(" of ")
    if head.endswith((" general", "-general")) and head.split()[0] in ("attorney", "consul", "secretary", "solicitor"):
        return f"{plural(head[:-8])}{head[-8:]}{of}{rest}"
    if head.endswith("man") and not head.endswith("human"):
        head = head[:-3] + "men"
    elif head.endswith("y") and head[-2:-1] not in "aeo":
        head = head[:-1] + "ies"
    elif head.endswith(("child", "children", "people", "men", "women", "forces", "services", "troops")):
        head = head.replace("child", "children") if head.endswith("child") else head
    else:
        head += "es" if _SIBILANT.search(head) else "s"
    return head + of + rest
