"""What a person writes in the place of what was read of a contribution -> checked values, or why not.

>>> read_values({"stakeholder_group": "ngo", "cycle": "2018"}, Contribution(id="1", text="Fewer."))
{'stakeholder_group': 'Civil Society', 'cycle': 2018}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from synthesis.corpus.dates import parse_date, why_unread
from synthesis.corpus.labels import Match, match_country, match_group, match_region, region_of_country
from synthesis.corpus.records import clean_text, language_code
from synthesis.errors import InputError
from synthesis.models import (
    CORRECTABLE,
    CYCLES,
    REGIONS,
    STAKEHOLDER_GROUPS,
    UNKNOWN,
    Contribution,
)


def read_values(given: Mapping[str, str], standing: Contribution) -> dict[str, str | int | None]:
    """Check what a person wrote; an empty text says that it is not known.

    Parameters
    ----------
    given : mapping of field to text
        Of `CORRECTABLE` fields.
    standing : Contribution
        As it stands: a country that is given tells the region, where it is unknown or was told by a country.

    Raises
    ------
    InputError
        If a field is none that can be corrected, or a text cannot be its value.
    """
    if foreign := [name for name in given if name not in CORRECTABLE]:
        known = ", ".join(_called(name) for name in CORRECTABLE)
        raise InputError(f"The {_called(foreign[0])} cannot be corrected.", hint=f"These can: {known}.")
    values = {name: _READERS[name](" ".join(clean_text(text).split())) for name, text in given.items()}
    if "country" in values and _follows_country(values.get("region", ""), standing):
        region = region_of_country(str(values["country"]))
        if region != values.get("region", standing.region):
            values["region"] = region
    return values


def _follows_country(given: object, standing: Contribution) -> bool:
    """Whether nobody named the region: it is unknown, or that of the country as it stands."""
    if given:
        return given == UNKNOWN
    derived = region_of_country(standing.country)
    return standing.region == UNKNOWN or (standing.region == derived and not standing.region_as_given)


def _called(name: str) -> str:
    return name.replace("_", " ")


def _organisation(text: str) -> str:
    return text


def _group(text: str) -> str:
    return _one_of(text, match_group(text), "stakeholder group", STAKEHOLDER_GROUPS)


def _region(text: str) -> str:
    return _one_of(text, match_region(text), "region", REGIONS)


def _one_of(text: str, match: Match, what: str, known: tuple[str, ...]) -> str:
    if match.value == UNKNOWN and text and text.casefold() != UNKNOWN:
        guess = f" Did you mean {match.suggestion!r}?" if match.suggestion else ""
        raise InputError(f"{text!r} is not a {what}.{guess}", what, f"These are: {', '.join(known)}.")
    return match.value


def _country(text: str) -> str:
    match = match_country(text)
    if text and not match.value:
        guess = f"Did you mean {match.suggestion!r}?" if match.suggestion else "Write it in English."
        raise InputError(f"{text!r} is not the name of one country.", "country", guess)
    return match.value


def _cycle(text: str) -> int | None:
    if not text or text.casefold() == UNKNOWN:
        return None
    if not (text.isascii() and text.isdigit() and int(text) in CYCLES):
        span = f"from {CYCLES[0]} to {CYCLES[-1]}"
        raise InputError(f"The cycle must be a year {span}. Got {text!r} instead.", "cycle")
    return int(text)


def _submitted_on(text: str) -> str:
    day = parse_date(text)
    if text and day is None:
        raise InputError(why_unread(text), "submitted on", "Write it as 2018-12-03.")
    return day.isoformat() if day else ""


def _language(text: str) -> str:
    code = language_code(text)
    if text and text.casefold() != UNKNOWN and not code:
        raise InputError(f"{text!r} is not the name or code of a language.", "language", "Such as fr.")
    return code


_READERS: Mapping[str, Callable[[str], str | int | None]] = {
    "organisation": _organisation,
    "stakeholder_group": _group,
    "region": _region,
    "country": _country,
    "cycle": _cycle,
    "submitted_on": _submitted_on,
    "language": _language,
}
