"""Words of a text -> the groups that are named by what they are and what they are about, or in full.

>>> from synthesis.models import Group
>>> trade = Group("dc-trade", "Dynamic Coalition on Trade", "dynamic coalition")
>>> directory = Directory((trade,))
>>> [found.ids for found in topics_in(directory.lexicon.words("the trade coalition"), directory)]
[('dc-trade',)]
>>> list(topics_in(directory.lexicon.words("a trade coalition"), directory))
[]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from synthesis.community.groups.found import Found
from synthesis.community.groups.names import Directory, Ids, Topic, spelt
from synthesis.community.groups.rules import rules
from synthesis.community.groups.words import Word

_ANY_ORDER = 3
"""Words of a name from which on their order says nothing: "coordination group of the dynamic coalitions"."""


def topics_in(words: Sequence[Word], directory: Directory) -> Iterator[Found]:
    """Yield what stands beside each word for a kind of group and is what one of that kind is about."""
    solid = [word for word in words if not word.is_stop]
    for place, word in enumerate(solid):
        if word.norm in directory.topics:
            yield from _around(solid, place, directory)


def _around(solid: Sequence[Word], place: int, directory: Directory) -> Iterator[Found]:
    head = solid[place]
    topics = directory.topics[head.norm]
    after, before = _after(solid, place, topics, directory), _before(solid, place, topics, directory)
    if after and (not before or _size(after) >= _size(before) or solid[place + 1].gap):
        first, last = solid[after[0]], solid[after[1] - 1]
        if not _is_loose(head) and not _is_another(solid, place):
            yield Found(first.start if head.is_plural else head.start, last.end, after[2])
            if head.is_plural:
                yield from _listed_after(solid, after[1], topics, directory)
    elif before:
        first, last = solid[_with_mag(solid, before[0], head)], solid[before[1] - 1]
        if first.norm == "mag" or not _is_other(solid, before[0], head):
            yield Found(first.start, last.end if head.is_plural else head.end, before[2])
            if head.is_plural:
                yield from _listed_before(solid, before[0], topics, directory)


def _with_mag(solid: Sequence[Word], start: int, head: Word) -> int:
    """Return where "the MAG fundraising working group" begins: its body belongs to the name."""
    is_mags = start > 0 and head.norm == "wg" and solid[start - 1].norm == "mag"
    return start - 1 if is_mags and not solid[start].is_broken and not solid[start].is_listed else start


Match = tuple[int, int, Ids]
"""The first word of a topic, the one after its last, and the groups about it."""


def _size(match: Match) -> int:
    return match[1] - match[0]


def _after(
    solid: Sequence[Word], place: int, topics: Mapping[Topic, Ids], directory: Directory
) -> Match | None:
    """Find the longest topic that begins right after a place: "coalition [on] trade", "IGF Kenya"."""
    if place + 1 >= len(solid):
        return None
    following, head = solid[place + 1], solid[place]
    if following.is_broken or following.is_listed or not set(following.gap) <= rules().joints:
        return None
    if head.norm == "igf" and _is_english_adjective(following) and "FGI" not in head.raw:
        return None
    if head.norm == "coalition" and not following.gap and not following.is_foreign:
        return None
    return _longest_from(solid, place + 1, topics, directory)


def _is_english_adjective(word: Word) -> bool:
    """Tell whether a word stands before what it is about: "African IGF", while "IGF brasileño" is one."""
    return word.is_place and not word.is_foreign and word.raw.lower().endswith(("an", "ese", "ish"))


def _longest_from(
    solid: Sequence[Word], start: int, topics: Mapping[Topic, Ids], directory: Directory
) -> Match | None:
    end = start + 1
    while end < len(solid) and end - start < directory.longest_topic and not solid[end].is_broken:
        end += 1
    ends = range(end, start, -1)
    return _best(solid, ((start, each) for each in ends), topics)


def _before(
    solid: Sequence[Word], place: int, topics: Mapping[Topic, Ids], directory: Directory
) -> Match | None:
    """Find the longest topic that ends right before a place: "the child online safety coalition"."""
    head = solid[place]
    if head.is_broken or head.is_listed or not set(head.gap) <= {"s"} or not place:
        return None
    start = place - 1
    while start > 0 and place - start < directory.longest_topic and not solid[start].is_broken:
        start -= 1
    return _best(solid, ((s, place) for s in range(start, place)), topics)


def _best(
    solid: Sequence[Word], spans: Iterator[tuple[int, int]], topics: Mapping[Topic, Ids]
) -> Match | None:
    """Return the first span that is a topic; failing that, the first that is most of one alone."""
    tried = list(spans)
    for start, end in tried:
        ids = topics.get(_bag(solid, start, end))
        if ids and _is_whole(solid, start, end):
            return start, end, ids
    for start, end in tried:
        ids = _most_of(_bag(solid, start, end), topics)
        if ids and _is_whole(solid, start, end):
            return start, end, ids
    return None


def _bag(solid: Sequence[Word], start: int, end: int) -> Topic:
    return frozenset(word.norm for word in solid[start:end])


def _is_whole(solid: Sequence[Word], start: int, end: int) -> bool:
    """Tell whether nothing breaks the words apart and none stands there twice."""
    inside = solid[start + 1 : end]
    return not any(word.is_broken for word in inside) and len(_bag(solid, start, end)) == end - start


def _most_of(bag: Topic, topics: Mapping[Topic, Ids]) -> Ids:
    """Return the group of whose topic these are two telling words or more, and of no other's."""
    if len(bag - rules().common) < 2:
        return ()
    larger = [(len(topic - bag), ids) for topic, ids in topics.items() if bag < topic]
    least = min((missing for missing, _ in larger), default=0)
    found = {ids for missing, ids in larger if missing == least}
    return found.pop() if len(found) == 1 else ()


def _is_loose(first: Word) -> bool:
    """Tell whether an everyday word means some group or other: "a coalition on trade"."""
    return _is_everyday(first) and not _is_proper(first) and first.before in rules().loose


def _is_everyday(head: Word) -> bool:
    """Tell whether a word for what a group is stands for much else; "WG" does not, "working group" does."""
    return head.norm in rules().everyday and head.raw.casefold() not in ("wg", "wgs")


def _is_proper(word: Word) -> bool:
    return word.raw.isupper() or "MAG" in word.raw.split() or word.raw.istitle()


def _is_another(solid: Sequence[Word], place: int) -> bool:
    """Tell whether the word before makes it another initiative: "Youth IGF Kenya"."""
    head, before = solid[place], solid[place - 1] if place else None
    is_beside = before is not None and not (head.is_broken or head.is_listed or head.gap)
    return head.norm == "igf" and is_beside and before is not None and before.norm in rules().qualifiers


def _is_other(solid: Sequence[Word], start: int, head: Word) -> bool:
    """Tell whether the words before a topic make it another group: "South African IGF", "free trade"."""
    first, before = solid[start], solid[start - 1] if start else None
    is_beside = before is not None and not (first.is_broken or first.is_listed or first.gap)
    if head.norm == "igf":
        return is_beside and before is not None and before.norm in rules().qualifiers
    if not _is_everyday(head):
        return False
    if first.before in rules().loose and not _is_proper(head):
        return True
    is_one_word = solid[start + 1] is head
    return is_beside and is_one_word and not (first.raw[0].isupper() and head.raw[0].isupper())


def _listed_after(
    solid: Sequence[Word], place: int, topics: Mapping[Topic, Ids], directory: Directory
) -> Iterator[Found]:
    while place < len(solid) and not solid[place].is_broken and _is_next(solid[place]):
        match = _longest_from(solid, place, topics, directory)
        if not match:
            return
        yield Found(solid[match[0]].start, solid[match[1] - 1].end, match[2])
        place = match[1]


def _listed_before(
    solid: Sequence[Word], place: int, topics: Mapping[Topic, Ids], directory: Directory
) -> Iterator[Found]:
    while place > 0 and not solid[place].is_broken and _is_next(solid[place]):
        starts = range(max(0, place - directory.longest_topic), place)
        match = _best(solid, ((start, place) for start in starts), topics)
        if not match:
            return
        yield Found(solid[match[0]].start, solid[match[1] - 1].end, match[2])
        place = match[0]


def _is_next(word: Word) -> bool:
    return word.is_listed or not rules().ands.isdisjoint(word.gap)


def named_in(words: Sequence[Word], directory: Directory) -> Iterator[Found]:
    """Yield whole names of two words or more, in any order of words where they are in another language."""
    solid = [word for word in words if not word.is_stop]
    for start in range(len(solid)):
        last = start
        while last < len(solid) and solid[last].norm in directory.phrase_words:
            last += 1
        last = min(last, start + directory.longest_phrase)
        for end in range(last, start + 1, -1):
            ids = _named(solid[start:end], directory)
            if ids and _is_whole(solid, start, end):
                yield Found(solid[start].start, solid[end - 1].end, ids)
                break


def _named(words: Sequence[Word], directory: Directory) -> Ids:
    written = spelt(words)
    ids = directory.phrases.get(written)
    if not ids and (len(words) >= _ANY_ORDER or any(word.is_foreign for word in words)):
        ids = directory.bags.get(frozenset(written))
    if not ids and len(words) >= _ANY_ORDER:
        ids = directory.qualified.get(frozenset(word.norm for word in words))
    return ids or ()


def about(words: Sequence[Word], directory: Directory) -> Ids:
    """Return the groups that words alone are about, for places where only a group can stand.

    >>> from synthesis.models import Group
    >>> trade = Group("dc-trade", "Dynamic Coalition on Trade", "dynamic coalition")
    >>> about(Directory((trade,)).lexicon.words("Trade"), Directory((trade,)))
    ('dc-trade',)
    """
    bag = frozenset(word.norm for word in words if not word.is_stop)
    found = (group_id for topics in directory.topics.values() for group_id in topics.get(bag, ()))
    return tuple(dict.fromkeys(found))
