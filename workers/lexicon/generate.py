"""countryinfo, CLDR and Faker in; countries.toml and given_names.toml out.

Run as `python -m workers.lexicon.generate`; needs the development dependencies. What the libraries
lack or have wrong stands in nations.toml, by hand.
"""

import importlib
import json
import re
import textwrap
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import babel
import countryinfo

from workers.lexicon.spelling import unaccented

__all__ = ["countries_toml", "given_names_toml", "is_latin", "wrapped"]

_FOLDER: Final = Path(__file__).parent
_NOTE: Final = (
    "# Written by `python -m workers.lexicon.generate`. Do not edit: nations.toml stands beside it for that.\n"
)
# No state of today, or a word that means something else more often.
_LEFT_OUT: Final = frozenset({"ANT", "SCG", "ATA", "UMI", "BVT", "HMD", "ATF", "SGS"})
_FORMAL: Final = re.compile(
    r"^(?:the )?[\w' -]*\b(?:Republic|Kingdom|State|States|Federation|Sultanate|Union)\b[\w' -]*$"
)
_NO_DEMONYM: Final = frozenset("IOT MAC HKG MTQ MYT REU SPM MNP SJM GIB DJI CXR".split())
_LATIN_NAMES: Final = (
    "en_US en_GB fr_FR fr_DZ de_DE es_ES es_MX it_IT pt_BR nl_NL no_NO da_DK fi_FI pl_PL cs_CZ hu_HU ro_RO hr_HR "
    "tr_TR id_ID en_IN en_NG en_KE ha_NG yo_NG ig_NG sw zu_ZA tw_GH az_AZ uz_UZ lv_LV et_EE ga_IE sk_SK sl_SI"
).split()


def countries_toml() -> str:
    """Names, demonym and capital of every country and territory, by ISO 3166-1 alpha-3."""
    territories = babel.Locale("en").territories
    rows = sorted(_countryinfo(), key=lambda row: row["ISO"]["alpha3"])
    entries = []
    for row in rows:
        code = row["ISO"]["alpha3"]
        names = [territories.get(row["ISO"]["alpha2"], ""), row["name"], *filter(_FORMAL.match, row["altSpellings"])]
        entries.append(_entry(code, _distinct(names), row.get("demonym") or "", row.get("capital") or ""))
    return (
        _NOTE + "# Source: countryinfo (MIT) and the CLDR by way of Babel (Unicode License).\n\n" + "\n".join(entries)
    )


def given_names_toml() -> str:
    """Given names that one gender bears, in Latin script; names borne by both are left out."""
    male, female = (_given_names(gender) for gender in ("male", "female"))
    lists = {"male": male - female, "female": female - male}
    blocks = [f"{gender} = '''\n{wrapped(' '.join(sorted(names)))}\n'''\n" for gender, names in lists.items()]
    return _NOTE + "# Source: Faker (MIT).\n\n" + "\n".join(blocks)


def _countryinfo() -> Iterable[dict[str, Any]]:
    seen: set[str] = set()
    for path in sorted((Path(countryinfo.__file__).parent / "data").glob("*.json")):
        row = json.loads(path.read_text(encoding="utf8"))
        code = row.get("ISO", {}).get("alpha3")
        if code and code not in _LEFT_OUT | seen:
            seen.add(code)
            yield row


def _entry(code: str, names: list[str], demonym: str, capital: str | list[str]) -> str:
    capitals = [capital] if isinstance(capital, str) else capital
    cities = _distinct(part.strip() for city in capitals for part in city.split("/"))
    demonyms = [] if code in _NO_DEMONYM else _distinct(demonym.replace("/", ",").split(","))
    return (
        f"[[country]]\ncode = {json.dumps(code)}\nnames = {json.dumps(names, ensure_ascii=False)}\n"
        f"demonyms = {json.dumps(demonyms, ensure_ascii=False)}\ncities = {json.dumps(cities, ensure_ascii=False)}\n"
    )


def _distinct(names: Iterable[str]) -> list[str]:
    """Latin names in their order, "&" read as "and", an accented one followed by its plain form."""
    tidy = [name.split(" (")[0].replace(" & ", " and ").replace("’", "'").strip() for name in names]
    plain = [form for name in tidy if name for form in (name, unaccented(name))]
    return [name for name in dict.fromkeys(plain) if is_latin(name) and not name.endswith(" SAR China")]


def is_latin(name: str) -> bool:
    """Every letter is a Latin one."""
    return all("LATIN" in unicodedata.name(letter, "") for letter in name if letter.isalpha())


def _given_names(gender: str) -> set[str]:
    found: set[str] = set()
    for locale in _LATIN_NAMES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        found.update(str(name) for name in getattr(provider, f"first_names_{gender}", ()))
    words = {word for name in found for word in (name, unaccented(name))}
    return {name for name in words if re.fullmatch(r"[^\W\d_]{3,}(?:-[^\W\d_]+)?", name) and is_latin(name)}


def wrapped(text: str) -> str:
    """Lines that fit a list's file; no word is broken."""
    return textwrap.fill(text, 118, break_on_hyphens=False, break_long_words=False)


if __name__ == "__main__":
    (_FOLDER / "countries.toml").write_text(countries_toml(), encoding="utf8")
    (_FOLDER / "given_names.toml").write_text(given_names_toml(), encoding="utf8")
