"""The register narrowed: which items a person wants to see, by what is asked of them.

>>> Wanted(kinds=("decision",)).is_empty, Wanted().is_empty
(False, True)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from synthesis.models import DECISION_REVIEWS, UNFINISHED
from synthesis.outputs import search

SEARCHED = (
    *("quote", "paragraph_text", "context", "owner", "due", "category", "tags", "source", "reference"),
    *("cross_reference", "remark", "meeting"),
)
"""Columns of a decision table in which words are looked for."""

WORDS_LOOKED_FOR = 9
"""So many words of a quote find it in the register, and keep the address short."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the register: any of the values inside a field, all fields together.

    `is_unlinked` asks for what is linked to no theme and no passage. An empty field asks nothing, but that
    what a person rejected is listed only where `reviews` say so, or where `only` asks for the one item with
    this id. `owners` are told apart without regard to case.
    """

    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    is_overdue: bool = False
    is_unlinked: bool = False
    words: str = ""
    only: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return self == Wanted()


def with_folded(listed: pd.DataFrame) -> pd.DataFrame:
    """Add to a decision table `folded`, the text of each item to search in."""
    texts = listed[list(SEARCHED)].itertuples(index=False, name=None)
    return listed.assign(folded=[search.fold("\n".join(cells)) for cells in texts])


def words_to_find(quote: str) -> str:
    """Return what to search the register for to find an item: its first words, as a phrase.

    Straight quotation marks would end the phrase: where some stand, the longest stretch between them counts.

    >>> words_to_find("It was agreed to meet."), words_to_find('It "must" be so.')
    ('"It was agreed to meet."', '"be so."')
    """
    words = max((stretch.split() for stretch in quote.split('"')), key=lambda found: len(" ".join(found)))
    return f'"{" ".join(words[:WORDS_LOOKED_FOR])}"'


def unfinished(listed: pd.DataFrame) -> pd.Series[bool]:
    """Tell which rows of a decision table count as decisions and are open or under way.

    None that was rejected, merged with an earlier one, or is mere information.
    """
    is_counted = listed["is_decision"].astype(bool) & (listed["review"] != "rejected")
    return is_counted & listed["progress"].isin(UNFINISHED)


def is_linked(listed: pd.DataFrame) -> pd.Series[bool]:
    """Tell which rows of a decision table are linked to a theme or a passage."""
    return (listed["theme_ids"].map(len) + listed["passage_ids"].map(len)) > 0


def overdue(listed: pd.DataFrame, day: str) -> pd.Series[bool]:
    """Tell which of the `unfinished` were due before an ISO day; no date, never overdue."""
    return unfinished(listed) & (listed["due_on"] != "") & (listed["due_on"] < day)


def narrowed_register(listed: pd.DataFrame, wanted: Wanted, today: date) -> pd.DataFrame:
    """Choose the items that are wanted, in the order given.

    Parameters
    ----------
    listed : DataFrame
        Of `decision_table(has_rejected=True)` and `with_folded`. Not modified.
    wanted : Wanted
    today : date
        Against which a due date is past.

    Returns
    -------
    DataFrame
        The same columns, and `is_overdue`.
    """
    reviews = wanted.reviews or (DECISION_REVIEWS if wanted.only else ("proposed", "confirmed"))
    is_kept = listed["review"].isin(reviews)
    for column, values in (("kind", wanted.kinds), ("progress", wanted.states)):
        if values:
            is_kept &= listed[column].isin(values)
    if wanted.owners:
        is_kept &= listed["owner"].str.casefold().isin([owner.casefold() for owner in wanted.owners])
    if wanted.only:
        is_kept &= listed["id"] == wanted.only
    is_late = overdue(listed, today.isoformat())
    if wanted.is_overdue:
        is_kept &= is_late
    if wanted.is_unlinked:
        is_kept &= ~is_linked(listed)
    if terms := search.parse(wanted.words):
        is_kept &= pd.Series(
            [search.matches(folded, terms) for folded in listed["folded"]], index=listed.index, dtype=bool
        )
    return listed.assign(is_overdue=is_late)[is_kept]
