"""Notices -> those that somebody asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from synthesis.errors import InputError
from synthesis.models import Happened, NoticeKind
from synthesis.outputs.asked import called, values_of
from synthesis.outputs.notices.telling import KIND_WORDS, Item, Notice
from synthesis.outputs.phrases import joined


@dataclass(frozen=True, slots=True)
class Asked:
    """Of what notices are wanted: any of the values of a field, all fields together; empty asks for all."""

    themes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    kinds: tuple[NoticeKind, ...] = ()


def read_asked(
    happened: Happened, themes: Sequence[str], groups: Sequence[str], kinds: Sequence[str]
) -> Asked:
    """Make what is asked for of words that somebody wrote; a group goes by its id, acronym or name.

    A word may be several with commas between them; a kind and a group are taken in any case.

    Raises
    ------
    InputError
        If a theme, group or kind is not known; the hint lists those that are.
    """
    kinds_known = {kind: kind for kind in get_args(NoticeKind)}
    return Asked(
        _known("theme", values_of(themes), happened.themes),
        _known("group", values_of(groups, called(happened.groups)), {each.id for each in happened.groups}),
        _known("kind", values_of(kinds, kinds_known), kinds_known),  # type: ignore[arg-type]  # by their own names
    )


def asked_in_words(asked: Asked, themes: Mapping[str, str], groups: Mapping[str, str]) -> str:
    """Say what is asked for; empty where that is everything.

    >>> asked_in_words(Asked(themes=("visibility",), kinds=("state",)), {"visibility": "Visibility"}, {})
    'theme Visibility; kind Changed state'
    """
    fields = (
        ("theme", [themes.get(theme, theme) for theme in asked.themes]),
        ("group", [groups.get(group, group) for group in asked.groups]),
        ("kind", [KIND_WORDS[kind] for kind in asked.kinds]),
    )
    return "; ".join(f"{name} {joined(words, 'or')}" for name, words in fields if words)


def _known(name: str, values: tuple[str, ...], known: Collection[str]) -> tuple[str, ...]:
    for value in values:
        if value not in known:
            raise InputError(
                f"There is no {name} {value!r} here.",
                where=name,
                hint=f"Known: {', '.join(sorted(known))}." if known else f"No {name} is stored yet.",
            )
    return values


def narrowed(found: Iterable[Notice], asked: Asked) -> tuple[Notice, ...]:
    """Return the notices that are asked for, each with those of its records that are.

    A notice of many records says how many of them are left.
    """
    left = []
    for notice in found:
        if asked.kinds and notice.kind not in asked.kinds:
            continue
        items = tuple(item for item in notice.items if _is_asked(item, asked))
        if items:
            left.append(notice if len(items) == len(notice.items) else _with_less(notice, items))
    return tuple(left)


def _is_asked(item: Item, asked: Asked) -> bool:
    return (not asked.themes or not set(asked.themes).isdisjoint(item.theme_ids)) and (
        not asked.groups or not set(asked.groups).isdisjoint(item.group_ids)
    )


def _with_less(notice: Notice, items: tuple[Item, ...]) -> Notice:
    title = f"{notice.title} ({len(items):,} of {notice.n_all:,} as asked for)"
    return replace(notice, title=title, items=items)
