"""A common noun for an organisation in, the named one that it stands for out: "the agency" is UNHCR."""

from collections.abc import Mapping, Sequence
from typing import Final

from workers.extract.actors.mentions import Mention
from workers.extract.actors.names import Names
from workers.extract.actors.pronouns import Scene, salience
from workers.ontology import Sector

__all__ = ["named_body"]

_REACH: Final = 8  # sentences
_FIRMS: Final = (Sector.BUS,)
_OUTLETS: Final = (Sector.JRN,)
# By noun, of which sectors a named body may be called so.
_CALLED: Final[Mapping[str, tuple[Sector, ...]]] = {
    noun: sectors
    for sectors, nouns in {
        (Sector.IGO, Sector.JRN, Sector.SPY): "agency",
        (Sector.IGO, Sector.NGO): "organisation organization body",
        (Sector.IGO,): "bloc union alliance grouping",
        (Sector.REB, Sector.NGO, Sector.UAF, Sector.PRM): "group",
        (Sector.REB, Sector.PTY, Sector.OPP): "movement",
        (Sector.REB, Sector.PRM): "militia",
        (Sector.NGO,): "charity watchdog ngo",
        (Sector.PTY, Sector.OPP): "party",
        _OUTLETS: "newspaper paper daily broadcaster channel station site website network magazine outlet portal "
        "tabloid weekly",
        _FIRMS: "company firm airline carrier manufacturer bank lender start-up startup retailer operator maker giant "
        "chipmaker carmaker supplier publisher",
    }.items()
    for noun in nouns.split()
}
_NEVER_UNKNOWN: Final = frozenset("bloc union alliance grouping".split())


def named_body(scene: Scene, names: Names, mention: Mention, earlier: Sequence[Mention]) -> Mention | None:
    """The body named before that "the agency" means: one of its kind, the most present; None where there is none."""
    noun = mention.noun.split()[-1] if mention.noun else ""
    sectors = _CALLED.get(noun)
    own = sectors is _OUTLETS and names.columns.lower[mention.start] != "the"  # "told this newspaper"
    if sectors is None or own:
        return None
    here = scene.sentence_of[mention.start]
    fitting = [
        one
        for one in earlier
        if one.kind == "body" and one.end <= mention.start and here - scene.sentence_of[one.start] <= _REACH
        if _is_called(names, one, sectors, noun)
    ]
    # A name that the lexicon knows for an agency comes before one that might be anything.
    return max(
        fitting, key=lambda one: (one.key.startswith("body:"), salience(scene, mention.start, one)), default=None
    )


def _is_called(names: Names, one: Mention, sectors: tuple[Sector, ...], noun: str) -> bool:
    if one.key.startswith("org:"):  # of a name unknown to the lexicon, the noun is all that tells what it is
        return noun not in _NEVER_UNKNOWN
    name = names.name_at(one.head)
    return one.key.startswith("body:") and name is not None and name.sector in sectors
