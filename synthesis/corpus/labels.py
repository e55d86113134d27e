"""The contributor's own words for group, region and country -> ours, or unknown; never a silent guess.

>>> match_group("Civil Society Organisations").value
'Civil Society'
>>> match_group("Goverment")
Match(value='unknown', as_given='Goverment', suggestion='Government')
>>> region_of_country("Kenya")
'African Group'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml
from babel import Locale
from rapidfuzz import fuzz, process

from synthesis.corpus.folding import fold, singular
from synthesis.models import REGIONS, STAKEHOLDER_GROUPS, UNKNOWN

_LOCALES = ("en", "fr", "es", "ar", "zh", "ru", "pt")
"""The six languages of the United Nations and Portuguese, in which country names are known."""

_CLOSE = 83.0
"""Least likeness (0-100) at which a name is suggested: "Goverment" reaches 95, "Academia" below 50."""

_NOISE = re.compile(r"\b(?:the|and|et|y|group|groupe|grupo|states)\b")
_BRACKETS = re.compile(r"\s*[(\[（].*?[)\]）]\s*")
_PARTING = re.compile(r"\s*[,/;|]\s*|\s+(?:and|et|y|e)\s+|\s+[-–—]\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Match:
    """What a word came to.

    `as_given` holds the contributor's word where it differs from `value`; `suggestion` is what may have
    been meant when `value` is unknown, for a person to decide.
    """

    value: str
    as_given: str = ""
    suggestion: str = ""


@lru_cache(maxsize=4096)
def match_group(text: str) -> Match:
    """Match a stakeholder group without regard to case, accents, spacing, plural and usual short forms."""
    return _match(text, _names("groups", STAKEHOLDER_GROUPS))


@lru_cache(maxsize=4096)
def match_region(text: str) -> Match:
    """Match a regional group of the United Nations, or its usual names and short forms."""
    return _match(text, _names("regions", REGIONS))


@lru_cache(maxsize=4096)
def match_country(text: str) -> Match:
    """Match a country in any language of the United Nations; the value is its English name.

    "Geneva, Switzerland" and "Norway, Europe" name one country beside a place and are matched; what
    names two countries is not. An unmatched country has the value ''.
    """
    given = text.strip()
    code = _country_code(given)
    if code:
        name = _english_name(code)
        return Match(name, "" if name == given else given)
    return Match("", given, _nearest(fold(given), {key: _english_name(c) for key, c in _countries().items()}))


@lru_cache(maxsize=4096)
def region_of_country(country: str) -> str:
    """Return the regional group of a country named in any known language; unknown if it has none.

    >>> region_of_country("Atlantis")
    'unknown'
    """
    code = _country_code(country.strip())
    return _group_by_code().get(code, UNKNOWN)


def _match(text: str, names: dict[str, str]) -> Match:
    given = text.strip()
    if not given:
        return Match(UNKNOWN)
    found = _whole_or_parts(given, names)
    if found:
        return Match(found, "" if found == given else given)
    return Match(UNKNOWN, given, _nearest(_key(given), names))


def _whole_or_parts(given: str, names: dict[str, str]) -> str:
    """Return the one name that the text, or the text without its brackets, or each of its parts has."""
    for form in (given, _BRACKETS.sub(" ", given)):
        if found := names.get(_key(form)):
            return found
    parts = {names.get(_key(part)) for part in _PARTING.split(_BRACKETS.sub(" ", given)) if part}
    return (parts.pop() or "") if len(parts) == 1 else ""


def _key(text: str) -> str:
    folded = fold(text)
    return singular(" ".join(_NOISE.sub(" ", folded).split())) or folded


def _nearest(key: str, names: dict[str, str]) -> str:
    """Return our name for the likeliest known spelling; '' for short words, which resemble too many."""
    if len(key) < 5:
        return ""
    known = [name for name, ours in names.items() if len(name) >= 5 and ours != UNKNOWN]
    best = process.extractOne(key, known, scorer=fuzz.ratio, score_cutoff=_CLOSE)
    return names[best[0]] if best else ""


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    text = files("synthesis.corpus").joinpath("labels.yaml").read_text(encoding="utf-8")
    tables: dict[str, Any] = yaml.safe_load(text)
    return tables


@lru_cache(maxsize=2)
def _names(table: str, ours: tuple[str, ...]) -> dict[str, str]:
    """Map every known spelling of a table's names, in key form, to our name."""
    names = {_key(name): name for name in ours}
    for name, spellings in _tables()[table].items():
        names.update({_key(str(spelling)): name for spelling in spellings})
    return names


@lru_cache(maxsize=1)
def _group_by_code() -> dict[str, str]:
    tables = _tables()
    groups = {code: group for group, codes in tables["members"].items() for code in codes.split()}
    return groups | {part: groups[whole] for part, whole in tables["parts"].items()}


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Map every known spelling of a country to its ISO 3166-1 alpha-2 code; doubtful ones to none."""
    spellings: dict[str, str] = {}
    for locale in _LOCALES:
        for code, name in Locale.parse(locale).territories.items():
            if re.fullmatch(r"[A-Z]{2}", code) and code not in {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}:
                spellings.setdefault(_country_key(name), code)
    for code, name in _tables()["country_names"].items():
        spellings[_country_key(name)] = code
    for code, names in _tables()["country_aliases"].items():
        spellings.update({_country_key(name): code for name in names})
    return spellings


def _country_key(text: str) -> str:
    return re.sub(r"^(?:the|la|le|les|el|republic of|republique de) ", "", fold(text))


def _country_code(given: str) -> str:
    countries = _countries()
    whole = countries.get(_country_key(given)) or countries.get(_country_key(_BRACKETS.sub(" ", given)))
    if whole:
        return whole
    parts = [part for part in _PARTING.split(given) if part]
    codes = {code for part in parts if (code := countries.get(_country_key(part)))}
    return codes.pop() if len(parts) == 2 and len(codes) == 1 else ""


@lru_cache(maxsize=512)
def _english_name(code: str) -> str:
    named: str | None = _tables()["country_names"].get(code)
    return named or str(Locale.parse("en").territories[code]).replace("’", "'").replace(" & ", " and ")
