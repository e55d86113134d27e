"""How a drafter cites: what is written in the text area <-> what is kept, and what is wrong with it.

In the text area "[1]" calls a note of the statement, and "[C3]" or "[C3, C7]" makes a note of the drafter's
own that cites these contributions by the names that the paper gives them. Those names move when the data
changes; so "[c1]" is kept in their place, and beside it the contributions themselves.

>>> written("Eighteen [1] agreed [C3, C7].", {"C3": "a", "C7": "b"})
('Eighteen [1] agreed [c1].', (('a', 'b'),))
>>> shown("Eighteen [1] agreed [c1].", (("a", "b"),), {"a": "C3", "b": "C7"})
'Eighteen [1] agreed [C3, C7].'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from synthesis.outputs.papers.blocks import PLACE_OF_NOTE, Cite, Listing, Note, Paper
from synthesis.outputs.papers.numbers import numbers_in
from synthesis.outputs.papers.prose import (
    OF_SOMETHING_ELSE,
    QUANTITIES,
    SENTENCE,
    without_quotations,
    words_in,
)
from synthesis.outputs.phrases import joined

Cited = tuple[tuple[str, ...], ...]
"""The contributions that each of a drafter's own notes cites."""

LONGEST = 4_000
"""Letters of a paragraph; the longest that the program writes has about 900."""

LOST = "[a contribution that the paper does not list]"
"""Stands in the place of a note whose contributions are gone, so that it is seen and not believed."""

_LABEL = r"[A-Za-z]{1,3}\d{1,5}"
_BY_LABEL = re.compile(rf"\[({_LABEL}(?:\s*[,;]\s*{_LABEL})*)\]")
SHOWN_CALL = re.compile(rf"\[(?:\d{{1,3}}|\?|{_LABEL}(?:\s*[,;]\s*{_LABEL})*)\]")
"""A call as a drafter sees it."""

CALL = re.compile(r"\[(c?\d{1,3})\]")
"""A call as it is kept: "[1]" of a note of the statement, "[c1]" of one of the drafter's own."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Words of a drafter as they would be kept, and what a person should know before.

    `problems` forbid to keep them. `dropped` are the contributions, by label, that the words before cited
    and these do not; `numbers` those that the statement of the program does not have; `quantities` the words
    of quantity in sentences without a number: all are a choice.
    """

    text: str
    cited: Cited
    problems: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()

    @property
    def has_doubt(self) -> bool:
        """Whether a person should say once more that these words are meant."""
        return bool(self.dropped or self.numbers or self.quantities)


def labels_of(paper: Paper) -> dict[str, str]:
    """Return the contributions that a paper names, by label."""
    named: dict[str, str] = {}
    for block in paper.blocks:
        if isinstance(block, Listing):
            named |= {entry.label: entry.contribution_id for entry in block.entries}
    for statement in paper.statements:
        named |= {cite.label: cite.contribution_id for note in statement.notes for cite in note.cites}
    return named


def written(text: str, labels: Mapping[str, str]) -> tuple[str, Cited]:
    """Turn labels into contributions; those that the paper does not have are left out."""
    cited: list[tuple[str, ...]] = []

    def keep(call: re.Match[str]) -> str:
        ids = (labels.get(label) for label in _labels_in(call))
        cited.append(tuple(dict.fromkeys(each for each in ids if each)))
        return f"[c{len(cited)}]"

    return _BY_LABEL.sub(keep, _tidied(text)), tuple(cited)


def shown(text: str, cited: Cited, label_of: Mapping[str, str]) -> str:
    """Turn contributions into the labels that they have now; "[?]" where the paper has them no more."""

    def name(call: re.Match[str]) -> str:
        is_own, place = _place(call[1])
        if not is_own or place > len(cited):
            return call[0]
        labels = [label_of[each] for each in cited[place - 1] if each in label_of]
        return f"[{', '.join(labels) or '?'}]"

    return CALL.sub(name, text)


def resolved(
    text: str, notes: Sequence[Note], cited: Cited, label_of: Mapping[str, str]
) -> tuple[str, tuple[Note, ...]]:
    """Return words and their notes as a paper has them: called in order from "[1]" on.

    A call to a note that is gone is taken out; contributions that are gone leave LOST.
    """
    used: list[Note] = []

    def number(call: re.Match[str]) -> str:
        is_own, place = _place(call[1])
        found = _own(place, cited, label_of) if is_own else _of(place, notes)
        if found is None:
            return LOST if is_own else ""
        used.append(found)
        return f"[{len(used)}]"

    return CALL.sub(number, text), tuple(used)


def _place(call: str) -> tuple[bool, int]:
    """Return whether a call is of a drafter's own note, and which."""
    return call.startswith("c"), int(call.removeprefix("c"))


def _of(place: int, notes: Sequence[Note]) -> Note | None:
    return notes[place - 1] if 1 <= place <= len(notes) else None


def _own(place: int, cited: Cited, label_of: Mapping[str, str]) -> Note | None:
    ids = cited[place - 1] if 1 <= place <= len(cited) else ()
    cites = tuple(Cite(each, label_of[each]) for each in ids if each in label_of)
    return Note(cites) if cites else None


def without_calls(text: str, *, keep_own: bool = False) -> str:
    """Return words without the calls of notes, such as to be read aloud.

    >>> without_calls("Eighteen [1] agreed [c1]."), without_calls("Eighteen [1] agreed [c1].", keep_own=True)
    ('Eighteen agreed.', 'Eighteen agreed [c1].')
    >>> without_calls("1[1]8")
    '1 8'
    """
    calls = PLACE_OF_NOTE if keep_own else CALL
    return re.sub(rf"\s*{calls.pattern}(?=(\w?))", lambda call: " " if call[2] else "", text)


def check(
    text: str,
    notes: Sequence[Note],
    labels: Mapping[str, str],
    *,
    generated: str = "",
    before: tuple[str, Cited] = ("", ()),
) -> Checked:
    """Look at what a drafter wrote, before it is kept.

    Parameters
    ----------
    text : str
        As written in the text area.
    notes : sequence of Note
        Those that the statement has; none for a paragraph of the drafter's own.
    labels : mapping of label to contribution id
    generated : str, optional
        The words of the program, to find numbers that it does not have; empty to look for none.
    before : tuple of the words that stood until now, as kept, and what they cite
    """
    kept, cited = written(text, labels)
    now = _cited_by(kept, notes, cited)
    name = {each: label for label, each in labels.items()}
    gone = [each for each in _cited_by(before[0], notes, before[1]) if each not in now]
    known = {number.text for number in numbers_in(without_calls(generated))}
    new = [each.text for each in numbers_in(without_calls(kept)) if generated and each.text not in known]
    return Checked(
        kept,
        cited,
        tuple(_problems(text, kept, notes, labels)),
        tuple(name.get(each, "a contribution that is gone") for each in gone),
        tuple(dict.fromkeys(new)),
        tuple(each for each in _without_number(kept) if each not in _without_number(generated)),
    )


def _without_number(text: str) -> dict[str, None]:
    """Return the words of quantity in sentences without a number; quotations are in others' words."""
    own = [without_quotations(each) for each in SENTENCE.split(text)]
    alone = [each for each in own if not numbers_in(without_calls(each))]
    sure = QUANTITIES - OF_SOMETHING_ELSE
    return dict.fromkeys(word for each in alone for word in words_in(each) if word in sure)


def _problems(text: str, kept: str, notes: Sequence[Note], labels: Mapping[str, str]) -> Iterator[str]:
    if not without_calls(kept).strip(" .,;"):
        yield "There are no words. To leave the statement out, strike it."
    if len(kept) > LONGEST:
        yield f"A paragraph has room for {LONGEST:,} letters; these are {len(kept):,}."
    if missing := [call for call in PLACE_OF_NOTE.findall(kept) if not 1 <= int(call) <= len(notes)]:
        have = joined([f"[{place}]" for place in range(1, len(notes) + 1)])
        calls = joined([f"[{call}]" for call in dict.fromkeys(missing)])
        yield f"There is no note {calls} here{f'; there are {have}' if have else ''}."
    called = (label for call in _BY_LABEL.finditer(text) for label in _labels_in(call))
    if strange := [label for label in dict.fromkeys(called) if label not in labels]:
        yield f"The paper names no contribution {joined(strange, 'or')}."
    if "[?]" in text:
        yield "A contribution cited as [?] is not in the paper any more. Cite another, or take [?] out."


def _labels_in(call: re.Match[str]) -> list[str]:
    return [label.strip().upper() for label in re.split("[,;]", call[1])]


def _cited_by(text: str, notes: Sequence[Note], cited: Cited) -> dict[str, None]:
    """Return the contributions that words cite, in order."""
    found: dict[str, None] = {}
    for call in CALL.findall(text):
        is_own, place = _place(call)
        if is_own:
            found |= dict.fromkeys(cited[place - 1] if place <= len(cited) else ())
        elif 1 <= place <= len(notes):
            found |= {cite.contribution_id: None for cite in notes[place - 1].cites}
    return found


def _tidied(text: str) -> str:
    return " ".join(text.split())
