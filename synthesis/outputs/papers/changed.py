"""What became another: statements since a draft was made on them, and a draft from one version to another.

>>> telling("18 of 71 contributions are for.", "19 of 73 contributions are for.")
'It was 18 of 71, now it is 19 of 73.'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from synthesis.errors import InputError
from synthesis.models import Draft
from synthesis.outputs.papers import edits
from synthesis.outputs.papers.blocks import Paper
from synthesis.outputs.papers.citing import labels_of, shown, without_calls
from synthesis.outputs.papers.layout import Item, items_of, sections_of, seen

_FIGURES = r"\d+(?:,\d{3})*"
_N_OF_TOTAL = re.compile(rf"{_FIGURES} of {_FIGURES}|{_FIGURES}")


@dataclass(frozen=True, slots=True)
class DataChange:
    """A statement of the program that is another one than the drafters know.

    `edited`: words were put in its place, and wait to be settled; `reworded`: it was taken over as it is;
    `new` and `gone` say themselves. `before` and `now` are the program's words, `words` the drafter's.
    """

    key: str
    kind: Literal["edited", "reworded", "new", "gone"]
    before: str = ""
    now: str = ""
    words: str = ""

    @property
    def is_open(self) -> bool:
        """Whether a drafter's words, or a strike, wait to be settled."""
        return self.kind == "edited" or bool(self.words)


@dataclass(frozen=True, slots=True)
class Difference:
    """One paragraph in two versions of a draft; empty words where it is left out or not there.

    `what` says it in words.
    """

    key: str
    before: str
    after: str
    what: str


def data_changes(paper: Paper, draft: Draft) -> tuple[DataChange, ...]:
    """Return what the data did to the statements since the drafters took note, in the order of the paper."""
    label_of = {each: label for label, each in labels_of(paper).items()}
    known = {each.key: each for each in draft.seen}
    found = []
    for item in _generated(paper, draft):
        if item.key in known and item.generated and known[item.key] != seen(item.generated):
            found.append(_change(item, known[item.key].text, label_of))
    found += [
        DataChange(item.key, "new", now=item.generated.text)
        for item in _generated(paper, draft)
        if item.key not in known and item.generated
    ]
    return (*found, *_gone(paper, draft, label_of))


def _generated(paper: Paper, draft: Draft) -> Iterator[Item]:
    return (item for item in items_of(paper, draft).values() if item.generated is not None)


def _change(item: Item, before: str, label_of: Mapping[str, str]) -> DataChange:
    assert item.generated is not None
    if item.is_stale:
        words = "" if item.is_struck else shown(item.text, item.cited, label_of)
        return DataChange(item.key, "edited", before, item.generated.text, words)
    return DataChange(item.key, "reworded", before, item.generated.text)


def _gone(paper: Paper, draft: Draft, label_of: Mapping[str, str]) -> Iterator[DataChange]:
    here = {statement.key for statement in paper.statements}
    words = {edit.key: shown(edit.text, edit.cited, label_of) for edit in draft.edits}
    for each in draft.seen:
        if each.key not in here:
            yield DataChange(each.key, "gone", before=each.text, words=words.get(each.key, ""))


def telling(before: str, now: str) -> str:
    """Say what a change comes to in the first number that is another one.

    >>> telling("8 of 107, the 54 that spoke.", "8 of 107, the 53 that spoke.")
    'It was 54, now it is 53.'
    """
    if before == now:
        return "The words are the same, and other contributions stand behind them."
    then, today = (_N_OF_TOTAL.findall(without_calls(text)) for text in (before, now))
    for was, is_now in zip(then, today, strict=False):
        if was != is_now:
            return f"It was {was}, now it is {is_now}."
    return "It was worded otherwise."


def keep_as_own(draft: Draft, paper: Paper, key: str) -> Draft:
    """Make a paragraph of the drafter's own of words whose statement is gone.

    They stand after the statement that the lost one came after; its notes are gone with it.

    Raises
    ------
    InputError
        If there are no such words, or the paper has no statement to put them after.
    """
    edit = next((each for each in draft.edits if each.key == key and each.text), None)
    places = [item.key for item in items_of(paper, draft).values()]
    if edit is None or not places:
        raise InputError("There are no words to keep, or no statement to put them after.", key)
    keys = [each.key for each in draft.seen]
    before = keys[: keys.index(key)] if key in keys else []
    after = next((each for each in reversed(before) if each in places), places[0])
    return forget(
        edits.add_own(draft, paper, after, without_calls(edit.text, keep_own=True), edit.cited), key
    )


def forget(draft: Draft, key: str) -> Draft:
    """Drop what was made of a statement that is gone; earlier versions keep it."""
    return replace(
        draft,
        edits=tuple(each for each in draft.edits if each.key != key),
        seen=tuple(each for each in draft.seen if each.key != key),
    )


def compare(paper: Paper, one: Draft, other: Draft) -> tuple[Difference, ...]:
    """Return what differs between two versions of a draft, on the data of today."""
    before, after = _told(paper, one), _told(paper, other)
    found = [] if one.title == other.title else [Difference("", one.title, other.title, "Title")]
    found += [
        Difference(key, before.get(key, ""), after.get(key, ""), _what(before.get(key), after.get(key)))
        for key in dict.fromkeys([*before, *after])
        if before.get(key) != after.get(key)
    ]
    return (*found, *_moved(paper, one, other))


def _told(paper: Paper, draft: Draft) -> dict[str, str]:
    """Return the words of every paragraph with the labels of today; empty where it is struck."""
    label_of = {each: label for label, each in labels_of(paper).items()}
    return {
        key: "" if item.is_struck else shown(item.text, item.cited, label_of)
        for key, item in items_of(paper, draft).items()
    }


def _what(before: str | None, after: str | None) -> str:
    if not before:
        return "Added" if before is None else "Put back"
    if not after:
        return "Taken out" if after is None else "Struck"
    return "Reworded"


def _moved(paper: Paper, one: Draft, other: Draft) -> Iterator[Difference]:
    """Name the sections whose paragraphs stand in another order, each once."""
    earlier = {section.name: [item.key for item in section.items] for section in sections_of(paper, one)}
    for section in sections_of(paper, other):
        both = [item.key for item in section.items if item.key in earlier.get(section.name, ())]
        if both != [key for key in earlier.get(section.name, ()) if key in both]:
            yield Difference("", "", "", f"Another order under “{section.path[-1] if section.path else ''}”")
