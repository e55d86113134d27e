"""What a sentence says where there is nothing, or not everything was looked at."""

from __future__ import annotations

import pandas as pd

from synthesis.outputs.frames.tidy import NOT_CODED
from synthesis.outputs.phrases import counted, of_total, verb
from synthesis.outputs.tables import Frames, theme_table, totals

NOTHING_STORED = "There are no contributions yet."
NOTHING_PASSES = "No contribution passes the filters."
PASSES_REVIEW = "that passes the review filter"
THAT_PASS = (" that passes the filters", " that pass the filters")


def uncoded_sentence(narrowed: Frames) -> str:
    """Wherever themes are counted: how many contributions are not looked at yet; empty if all are."""
    seen = totals(narrowed)
    if not seen.n_uncoded:
        return ""
    share = f"{of_total(seen.n_uncoded, seen.n_universe)} {verb(seen.n_uncoded, 'is', 'are')} not coded yet"
    return f"{share}: no theme counts what {verb(seen.n_uncoded, 'it says', 'they say')}."


def nothing_to_tell(narrowed: Frames) -> str:
    """Say that nothing is stored, or that nothing passes."""
    return NOTHING_STORED if narrowed.filters.is_empty else NOTHING_PASSES


def no_coding_words(narrowed: Frames) -> str:
    """Say why no coding is there to count."""
    if not len(narrowed.universe):
        return nothing_to_tell(narrowed)
    if narrowed.is_by_coding:
        return "No coding passes the filters."
    is_looked_at = (narrowed.universe["outcome"] != NOT_CODED).any()
    return "No passage is coded to a theme." if is_looked_at else "Nothing is coded yet."


def nobody_does(narrowed: Frames, does: str) -> str:
    """Say that no contribution does something; of those not coded yet nobody knows."""
    uncoded = uncoded_sentence(narrowed)
    is_looked_at = (narrowed.universe["outcome"] != NOT_CODED).any()
    return f"None of the {looked_at_words(narrowed)} {does}. {uncoded}".rstrip() if is_looked_at else uncoded


def speaks(narrowed: Frames, n: int, about: str) -> str:
    """Say that n contributions speak about something; under a review filter that they have such a coding.

    Whoever has none that passes may well speak about it.
    """
    if narrowed.filters.review:
        return f"{verb(n, 'has', 'have')} a coding on {about} {PASSES_REVIEW}"
    return f"{verb(n, 'speaks', 'speak')} about {about}"


def looked_at_words(narrowed: Frames) -> str:
    """Count the contributions that coding has looked at."""
    seen = totals(narrowed)
    n = seen.n_universe - seen.n_uncoded
    return f"{counted(n, 'contribution')}{so_far_words(narrowed)}"


def so_far_words(narrowed: Frames) -> str:
    """Say that not all are coded yet; empty where they are."""
    return " coded so far" if (narrowed.universe["outcome"] == NOT_CODED).any() else ""


def theme_row(narrowed: Frames, theme_id: str) -> pd.Series:
    """Return the row of a theme in the table of themes; KeyError if it is in none."""
    table = theme_table(narrowed)
    found = table[(table["theme_id"] == theme_id) & (table["kind"] == "theme")]
    if found.empty:
        raise KeyError(theme_id)
    return found.iloc[0]
