"""A text -> the groups that it names, with the place of each.

A group is found by its acronym however it is written ("DC-COS", "DCCOS", "DC COS"), by what it is and what
it is about in either order ("the child online safety coalition", "coalition on child online safety"), in
lists ("the DCs on Trade, Publicness and Libraries"), by its whole name, and by a short form that the text
itself gives ("hereafter DCP"). What it is about alone is no mention: "trade" is a word, "the DC on trade" a
group. An acronym of several groups stays open unless the text tells which.

>>> from synthesis.community.groups.names import Directory
>>> from synthesis.models import Group
>>> cos = Group("dc-cos", "Dynamic Coalition on Child Online Safety", "dynamic coalition", "DCCOS")
>>> [(each.group_id, each.words) for each in find_mentions("We thank DC-COS for it.", Directory((cos,)))]
[('dc-cos', 'DC-COS')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from synthesis.community.groups.acronyms import acronyms_in, given_in
from synthesis.community.groups.found import Found
from synthesis.community.groups.names import Directory, names_of
from synthesis.community.groups.phrases import named_in, topics_in
from synthesis.community.groups.rules import rules

_NEAR = 400
"""Characters to either side in which a word tells which of several groups an acronym means."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text that names a group; `text[start:end]` are the `words`.

    Where several groups go by the words and nothing tells which, `group_id` is empty, `is_certain` is False
    and `could_be` has the ids of all of them.
    """

    group_id: str
    start: int
    end: int
    words: str
    is_certain: bool = True
    could_be: tuple[str, ...] = ()


def find_mentions(text: str, directory: Directory) -> tuple[Mention, ...]:
    """Find the groups that a text names, in the order of the text; no two mentions overlap."""
    words = directory.lexicon.words(text)
    found = [*acronyms_in(text, directory), *topics_in(words, directory), *named_in(words, directory)]
    longest = _without_overlaps(found)
    longest = _without_overlaps([*longest, *given_in(text, longest)])
    return tuple(_mention(each, text, directory, longest) for each in longest)


def _without_overlaps(found: Iterable[Found]) -> list[Found]:
    kept: list[Found] = []
    for each in sorted(found, key=lambda f: (f.start - f.end, len(f.ids), f.start)):
        if all(each.end <= other.start or each.start >= other.end for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda f: f.start)


def _mention(each: Found, text: str, directory: Directory, others: Sequence[Found]) -> Mention:
    words = text[each.start : each.end]
    ids = each.ids if len(each.ids) == 1 else _hinted(each, text, directory, others) or each.ids
    if len(ids) == 1:
        return Mention(ids[0], each.start, each.end, words)
    return Mention("", each.start, each.end, words, is_certain=False, could_be=ids)


def _hinted(each: Found, text: str, directory: Directory, others: Sequence[Found]) -> tuple[str, ...]:
    """Return the one group of several that something nearby speaks for; none where it is not one."""
    named = {other.ids[0] for other in others if len(other.ids) == 1} & set(each.ids)
    if len(named) == 1:
        return tuple(named)
    first = max(0, each.start - _NEAR)
    around = f"{text[first : each.start]} {text[each.end : each.end + _NEAR]}"
    near = {word.norm for word in directory.solid(around)}
    hinted = [group_id for group_id in each.ids if near & set(_own_words(group_id, each.ids, directory))]
    return tuple(hinted) if len(hinted) == 1 else ()


def _own_words(group_id: str, rivals: Sequence[str], directory: Directory) -> Iterator[str]:
    """Yield the words of a group's name and place that the others of the same acronym do not have."""
    theirs = {word for rival in rivals if rival != group_id for word in _name_words(rival, directory)}
    yield from _name_words(group_id, directory) - theirs - rules().common


def _name_words(group_id: str, directory: Directory) -> set[str]:
    group = directory.by_id[group_id]
    told = [word for name in (*names_of(group), group.place) for word in directory.solid(name)]
    proper = [word for word in directory.solid(group.remit) if word.raw[0].isupper() and not word.is_broken]
    return {word.norm for word in (*told, *proper)}
