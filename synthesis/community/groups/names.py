"""A directory of groups, laid out by everything that people may call them.

A name such as "Dynamic Coalition on Child Online Safety" is taken for what the group is (a coalition) and
what it is about (child, online, safety); every name, acronym and alias of the directory adds to these.

>>> from synthesis.models import Group
>>> iot = Group("dc-iot", "Dynamic Coalition on the Internet of Things", "dynamic coalition", "DC-IoT")
>>> directory = Directory((iot,))
>>> directory.by_acronym["dciot"], directory.topics["coalition"][frozenset({"iot"})]
(('dc-iot',), ('dc-iot',))
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from synthesis.community.groups.rules import rules
from synthesis.community.groups.words import Lexicon, Word
from synthesis.corpus.folding import fold
from synthesis.models import Group

Topic = frozenset[str]
Ids = tuple[str, ...]
K = TypeVar("K", bound=Hashable)

_PLACES = "national or regional initiative"
_MAX_ACRONYM = 14
_LONG_WORD = 8
_PART = re.compile(r",|;|&|\b(?:and|in|to|for|et|y|e|und)\b", re.I)


@dataclass(frozen=True)
class Directory:
    """The groups that texts are read for, in the order given; of two with one id the last counts."""

    groups: tuple[Group, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Group]:
        """The groups by id."""
        return {group.id: group for group in self.groups}

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of all names."""
        initiatives = [group for group in self.by_id.values() if group.kind == _PLACES]
        nouns = [group.place for group in initiatives]
        return Lexicon.of(
            (name for group in self.by_id.values() for name in names_of(group)),
            [*nouns, *(name for group in initiatives for name in names_of(group) if len(name.split()) > 1)],
        )

    @cached_property
    def by_acronym(self) -> Mapping[str, Ids]:
        """Ids of groups by acronym, without case and hyphens; an acronym of several groups has them all."""
        own = ((compact(name), g.id) for g in self.by_id.values() for name in names_of(g) if is_acronym(name))
        return _gathered(own)

    @cached_property
    def acronym_beginnings(self) -> frozenset[str]:
        """Every beginning of an acronym: a word that is none begins no acronym."""
        return frozenset(key[:size] for key in self.by_acronym for size in range(1, len(key) + 1))

    @cached_property
    def topics(self) -> Mapping[str, Mapping[Topic, Ids]]:
        """For each word for what a group is, ids of the groups by what they are about."""
        whole: dict[str, list[tuple[Topic, str]]] = defaultdict(list)
        parts: dict[str, list[tuple[Topic, str]]] = defaultdict(list)
        for group in self.by_id.values():
            for head in rules().kinds.get(group.kind, ()):
                whole[head] += [(topic, group.id) for topic in self._whole_topics(group)]
                parts[head] += [(topic, group.id) for topic in self._part_topics(group)]
        return {head: _alone(parts[head]) | _gathered(own) for head, own in whole.items()}

    @cached_property
    def longest_topic(self) -> int:
        """Words of the longest topic."""
        return max((len(topic) for own in self.topics.values() for topic in own), default=0)

    @cached_property
    def phrases(self) -> Mapping[tuple[str, ...], Ids]:
        """Ids of groups by whole names of two words or more that do not say what the group is."""
        own = (
            (spelt(words), group.id)
            for group in self.by_id.values()
            for name in names_of(group)
            if not _is_title(name)
            and len(words := self.solid(name)) > 1
            and not any(self._topics_of(group, words))
        )
        return _gathered(own)

    @cached_property
    def qualified(self) -> Mapping[Topic, Ids]:
        """Ids of initiatives whose names hold a word such as "youth", by all words of the name."""
        own = self.topics.get("igf", {}).items()
        return _gathered(
            (topic | {"igf"}, i) for topic, ids in own if topic & rules().qualifiers for i in ids
        )

    @cached_property
    def bags(self) -> Mapping[Topic, Ids]:
        """The same without the order of the words, which is another in other languages.

        "Foro colombiano de gobernanza de internet" has the place inside of what it is.
        """
        own = [(frozenset(norms), i) for norms, ids in self.phrases.items() for i in ids]
        places = [(topic, i) for topic, ids in self.topics.get("igf", {}).items() for i in ids]
        parted = [head for head, code in rules().heads.items() if code == "igf" and len(head) > 1]
        return _gathered([*own, *((topic | frozenset(head), i) for topic, i in places for head in parted)])

    @cached_property
    def longest_phrase(self) -> int:
        """Words of the longest name."""
        return max((len(bag) for bag in (*self.phrases, *self.bags, *self.qualified)), default=0)

    @cached_property
    def phrase_words(self) -> frozenset[str]:
        """The words of whole names: what holds another is none."""
        return frozenset(word for each in (*self.phrases, *self.bags, *self.qualified) for word in each)

    @cached_property
    def titles(self) -> Mapping[str, Ids]:
        """Ids of groups by names of the form "the Secretariat", which count with a capital alone."""
        own = (
            (fold(name).removeprefix("the "), group.id)
            for group in self.by_id.values()
            for name in names_of(group)
            if _is_title(name)
        )
        return _gathered(own)

    def solid(self, text: str) -> list[Word]:
        """Return the words of a text without the small ones."""
        return [word for word in self.lexicon.words(text) if not word.is_stop]

    def _whole_topics(self, group: Group) -> Iterator[Topic]:
        for name in names_of(group):
            yield from self._topics_of(group, self.solid(name))

    def _topics_of(self, group: Group, words: Sequence[Word]) -> Iterator[Topic]:
        """Yield what a name says that the group is about; of a place's own it has to name the place."""
        places = {word.norm for word in self.solid(group.place)} if group.kind == _PLACES else set()
        if _has_head(group, words):
            topic = frozenset(word.norm for word in words) - set(rules().kinds[group.kind])
            if not places or places & topic:
                yield from _telling(topic)

    def _part_topics(self, group: Group) -> Iterator[Topic]:
        """Yield what each half of "Gender and Access" is about; a place has no halves."""
        if group.kind == _PLACES:
            return
        for name in names_of(group):
            if _has_head(group, self.solid(name)):
                for part in _PART.split(name):
                    topic = frozenset(word.norm for word in self.solid(part))
                    topic -= set(rules().kinds[group.kind])
                    if topic - rules().common:
                        yield topic


def spelt(words: Sequence[Word]) -> tuple[str, ...]:
    """Return words as they stand in a name, with a sign where an "and" or a comma is between two.

    >>> directory = Directory(())
    >>> spelt(directory.solid("Rights and Principles"))
    ('right', '&', 'principle')
    """
    first, *rest = words
    out = [first.norm]
    for word in rest:
        is_apart = word.is_listed or not rules().ands.isdisjoint(word.gap)
        out += ["&", word.norm] if is_apart else [word.norm]
    return tuple(out)


def _has_head(group: Group, words: Sequence[Word]) -> bool:
    heads = rules().kinds.get(group.kind, ())
    return any(word.norm in heads for word in words)


def _alone(pairs: Iterable[tuple[Topic, str]]) -> dict[Topic, Ids]:
    """Keep what one group alone is partly about."""
    return {topic: ids for topic, ids in _gathered(pairs).items() if len(ids) == 1}


def names_of(group: Group) -> tuple[str, ...]:
    """Return every name of a group that the directory holds."""
    return tuple(dict.fromkeys(name for name in (group.name, group.acronym, *group.aliases) if name.strip()))


def is_acronym(name: str) -> bool:
    """Tell whether a name is to be looked for letter by letter.

    >>> [is_acronym(each) for each in ("DC-COS", "EuroDIG", "nncoalition", "Youth Coalition", "BPF Gender")]
    [True, True, True, False, False]
    """
    parts = name.replace("#", "").replace("-", " ").split()
    if not parts or len(compact(name)) > _MAX_ACRONYM or len(compact(name)) < 2:
        return False
    if len(parts) == 1:
        return sum(map(str.isupper, name)) > 1 or name != name.capitalize() or len(name) >= _LONG_WORD
    return any(_is_capitals(part) for part in parts) and all(
        _is_capitals(part) or "-" in name for part in parts
    )


def _is_capitals(part: str) -> bool:
    return sum(letter.isupper() or letter.isdigit() for letter in part) * 2 >= len(part)


def _is_title(name: str) -> bool:
    return name.casefold().startswith("the ")


def compact(name: str) -> str:
    """Return a name without case, accents, spaces and hyphens.

    >>> compact("DC-COS") == compact("dc cos") == "dccos"
    True
    """
    return fold(name).replace(" ", "")


def _telling(topic: Topic) -> Iterator[Topic]:
    """Yield a topic whole, and without the words that say little of any group."""
    without = topic - rules().common
    if any(len(word) > 1 for word in without):
        yield topic
        yield without


def _gathered(pairs: Iterable[tuple[K, str]]) -> dict[K, Ids]:
    found: dict[K, dict[str, None]] = {}
    for key, group_id in pairs:
        found.setdefault(key, {})[group_id] = None
    return {key: tuple(ids) for key, ids in found.items()}
