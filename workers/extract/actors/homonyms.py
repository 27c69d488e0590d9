"""An article's names in, the same out with each that several countries have given to one of them: "the Senate"."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from workers.extract.actors.found import Found
from workers.lexicon import ActorLexicon
from workers.lexicon.actors import Name, Role
from workers.lexicon.homonyms import Homonym
from workers.lexicon.signs import Sign
from workers.lexicon.spelling import spelling
from workers.ontology import Sector

__all__ = ["told_apart"]


def told_apart(found: Sequence[Found], signs: Sequence[Sign], lexicon: ActorLexicon) -> Iterator[Found]:
    """In a story on Manila and Cebu the Senate is that of the Philippines; where nothing tells, the lexicon's own."""
    ambiguous = {each.start: homonym for each in found if (homonym := _homonym(each, lexicon))}
    ways = _ways([each for each in found if each.start not in ambiguous], signs, lexicon) if ambiguous else {}
    for each in found:
        homonym = ambiguous.get(each.start)
        entry = _meant(each.entry, homonym, ways, lexicon) if homonym else each.entry
        if entry is not None:
            yield each if entry is each.entry else each._replace(entry=entry)


def _homonym(each: Found, lexicon: ActorLexicon) -> Homonym | None:
    return lexicon.homonyms.get(each.entry.written) if isinstance(each.entry, Name) else None


def _ways(found: Sequence[Found], signs: Sequence[Sign], lexicon: ActorLexicon) -> Mapping[str, set[str]]:
    """By country, the different words by which the article names it or shows that it is told from there."""
    ways: dict[str, set[str]] = defaultdict(set)
    for each in found:
        if isinstance(each.entry, Role):
            if each.entry.noun not in lexicon.words.shared_offices:
                ways[lexicon.words.offices.get(each.entry.noun, "")].add(each.entry.noun)
        elif each.entry.sector is not Sector.JRN:
            ways[each.entry.code].add(each.entry.written)
    for sign in signs:
        ways[sign.code].add(sign.word)
    return ways


def _meant(
    entry: Name | Role, homonym: Homonym, ways: Mapping[str, set[str]], lexicon: ActorLexicon
) -> Name | Role | None:
    own = entry.code if isinstance(entry, Name) else ""
    best = max(homonym.codes, key=lambda code: len(ways.get(code, ())))
    if len(ways.get(best, ())) > (len(ways.get(own, ())) if own else 0):
        return Name(best, homonym.written, homonym.kind, homonym.sector, homonym.written)
    return entry if own else lexicon.roles.get(spelling(homonym.written))
