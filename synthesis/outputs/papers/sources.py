"""Contributions -> the labels that a paper cites them by ("C12"), the notes, and the list they lead to.

Labels count the contributions of the whole store by cycle, stakeholder group, name and id, so that every
paper of one state, however it is filtered, calls a contribution the same.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from synthesis.models import STAKEHOLDER_GROUPS
from synthesis.outputs.papers.blocks import Block, Cite, Entry, Listing, Note, Quote, Statement
from synthesis.outputs.papers.citing import SHOWN_CALL
from synthesis.outputs.phrases import sender_words
from synthesis.outputs.tables import Frames

NO_CYCLE = 9999
"""Contributions of no known cycle stand after all others."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a paper calls each contribution; `labels` in their order, by contribution id."""

    labels: Mapping[str, str]

    def note(
        self, ids: Iterable[str], passage_ids: Iterable[str] = (), lead: str = "", tail: str = ""
    ) -> Note:
        """Make a note that cites these contributions, each once, in the order of their labels."""
        wanted = set(ids)
        cites = tuple(Cite(each, label) for each, label in self.labels.items() if each in wanted)
        return Note(cites, lead, tail, tuple(dict.fromkeys(passage_ids)))

    def cite(self, contribution_id: str) -> Cite:
        """Cite one contribution."""
        return Cite(contribution_id, self.labels[contribution_id])


def sources_of(narrowed: Frames) -> Sources:
    """Label every contribution of the store that the frames were narrowed from."""
    rows = _in_order((narrowed.whole or narrowed).universe)
    return Sources({each: f"C{number}" for number, each in enumerate(rows["id"], start=1)})


def _in_order(contributions: pd.DataFrame) -> pd.DataFrame:
    """Sort by cycle, oldest first, then group, name and id.

    Those of a new cycle move no label; one of a cycle that is there moves the labels after its own.
    """
    order = {group: place for place, group in enumerate(STAKEHOLDER_GROUPS)}
    keys = contributions.assign(
        cycle=contributions["cycle"].fillna(NO_CYCLE),
        place=contributions["stakeholder_group"].map(order).fillna(len(order)),
        folded=contributions["name"].str.casefold(),
    )
    return keys.sort_values(["cycle", "place", "folded", "id"], kind="stable")


def listing(narrowed: Frames, sources: Sources, ids: Iterable[str] | None = None) -> Listing:
    """List the contributions that notes lead to; all that pass the filters if `ids` is not given."""
    wanted = set(narrowed.universe["id"] if ids is None else ids)
    rows = (narrowed.whole or narrowed).universe.set_index("id").to_dict("index")
    first: dict[str, str] = {}
    entries = []
    for contribution_id, label in sources.labels.items():
        row = rows[contribution_id]
        letter = row["copy_group"]
        like = first.setdefault(letter, label) if letter else label
        if contribution_id in wanted:
            same = f"; the same letter as {like}" if like != label else ""
            entries.append(Entry(contribution_id, label, f"{who(row)}{same}"))
    return Listing(tuple(entries))


def who(row: Mapping[Hashable, Any]) -> str:
    """Say who sent a contribution, given its row."""
    cycle = None if pd.isna(row["cycle"]) else int(row["cycle"])
    return sender_words(row["name"], row["stakeholder_group"], row["region"], cycle)


def cited_by(blocks: Iterable[Block]) -> set[str]:
    """Return the contributions that statements cite and quotes stand in."""
    cites: list[Cite] = []
    for block in blocks:
        if isinstance(block, Statement):
            cites += [cite for note in block.notes for cite in note.cites]
        elif isinstance(block, Quote) and block.cite:
            cites.append(block.cite)
    return {cite.contribution_id for cite in cites}


def foreign(text: str) -> str:
    """Make words of others safe inside a statement: they call no note and cite no contribution.

    >>> foreign("Access [1]"), foreign("item [DC3], see [c1; C2] [sic]")
    ('Access (1)', 'item (DC3), see (c1; C2) [sic]')
    """
    return SHOWN_CALL.sub(lambda call: f"({call[0][1:-1]})", " ".join(text.split()))


def ranges(labels: Iterable[str]) -> str:
    """Write labels in their order, those in a row as one.

    >>> ranges(["C1", "C2", "C3", "C7"])
    'C1 to C3, C7'
    """
    runs: list[list[int]] = []
    for number in sorted(int(label.removeprefix("C")) for label in labels):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    written = []
    for run in runs:
        written += [f"C{run[0]} to C{run[-1]}"] if len(run) > 2 else [f"C{number}" for number in run]
    return ", ".join(written)
