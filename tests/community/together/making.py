"""Five groups composed for tests, and what ties them."""

from __future__ import annotations

from datetime import date

from synthesis.community.together import Evidence, Gathering
from synthesis.models import Group, GroupKind


def group(
    group_id: str, name: str, remit: str, kind: GroupKind = "dynamic coalition", themes: tuple[str, ...] = ()
) -> Group:
    return Group(group_id, name, kind, group_id.upper(), remit=remit, theme_ids=themes)


VILLAGES = group("villages", "Coalition on Village Networks", "Radio spectrum and masts in villages.")
ISLANDS = group("islands", "Coalition on Islands", "Spectrum, cables and masts for small islands.")
TOYS = group("toys", "Coalition on Toys", "Dolls that listen to children.")
CHILDREN = group("children", "Coalition on Children", "Children and dolls, children and games.")
BREAD = group("bread", "Coalition on Bread", "Flour.")
GROUPS = (VILLAGES, ISLANDS, TOYS, CHILDREN, BREAD)


def gathering(number: int, *groups: str) -> Gathering:
    return Gathering(f"m{number}", f"Meeting {number}", frozenset(groups), date(2018, 3, number))


def evidence(**parts: object) -> Evidence:
    return Evidence(**parts)  # type: ignore[arg-type]
