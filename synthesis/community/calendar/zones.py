"""Time zones: wall times to moments and back, and the IANA names of what other programs call a zone.

>>> from datetime import datetime
>>> to_utc(datetime(2018, 7, 1, 14), "Europe/Paris").isoformat()
'2018-07-01T12:00:00+00:00'
>>> iana_name("W. Europe Standard Time")
'Europe/Berlin'
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

_UTC_NAMES = frozenset({"utc", "gmt", "z", "etc/utc", "etc/gmt", "zulu", "coordinated universal time"})


@lru_cache(maxsize=512)
def zone_info(zone: str) -> ZoneInfo:
    """Return the rules of an IANA zone; UTC for a floating time (an empty name) and an unknown zone."""
    return ZoneInfo(zone if zone in known_zones() else "UTC")


@lru_cache(maxsize=1)
def known_zones() -> frozenset[str]:
    """Return every IANA name."""
    return frozenset(available_timezones()) - {"localtime", "Factory"}


def to_utc(wall: datetime, zone: str) -> datetime:
    """Return the moment of a wall time.

    A time that a clock skips counts by the offset before the change, one that comes twice is the first
    (RFC 5545, 3.3.5).
    """
    return wall.replace(tzinfo=zone_info(zone), fold=0).astimezone(UTC)


def to_wall(moment: datetime, zone: str) -> datetime:
    """Return what the clocks of a zone show at a moment."""
    return moment.astimezone(zone_info(zone)).replace(tzinfo=None, fold=0)


def is_exact(moment: datetime, zone: str) -> bool:
    """Whether the wall time of a moment leads back to it: not so in the second of two equal hours."""
    return to_utc(to_wall(moment, zone), zone) == moment.astimezone(UTC)


@lru_cache(maxsize=2048)
def iana_name(given: str) -> str:
    """Return the IANA zone that a program means by a name; empty where the name alone does not tell.

    Windows names go by the table of the Unicode CLDR that `icalendar` carries; names with a path before
    them (`/citadel.org/20180101/Europe/Paris`) by their end.
    """
    name = given.strip().strip('"').strip()
    if name.casefold() in _UTC_NAMES:
        return "UTC"
    return _by_name().get(name.casefold(), "") or _by_path(name)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    windows = {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()}
    return windows | {zone.casefold(): zone for zone in known_zones()}


def _by_path(name: str) -> str:
    """Return the longest end of a path that is a zone of an area and a place."""
    parts = name.split("/")
    ends = ("/".join(parts[n:]) for n in range(1, len(parts) - 1))
    return next((_by_name()[end.casefold()] for end in ends if end.casefold() in _by_name()), "")
