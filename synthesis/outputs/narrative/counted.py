"""What the numbers count: copies, repeated passages, sample data, filters."""

from __future__ import annotations

from synthesis.outputs.narrative.bounds import nothing_to_tell
from synthesis.outputs.phrases import counted, filters_in_words, of_total, sentence, verb
from synthesis.outputs.tables import Frames, copies, totals
from synthesis.outputs.words import SAMPLE_MARK


def copies_sentence(narrowed: Frames) -> str:
    """Beside the totals: how many contributions share their text with others."""
    total = len(narrowed.contributions)
    if not total:
        return nothing_to_tell(narrowed)
    copied = copies(narrowed)
    n = int(copied["n"].sum())
    if n and narrowed.filters.copies_once:
        texts = counted(len(copied), "shared text")
        counts = verb(len(copied), "counts as 1 contribution", f"count as {len(copied):,} contributions")
        return f"Copies are counted once: {texts} in {of_total(n, total)} {counts}."
    if not n:
        which = "contributions" if narrowed.filters.is_empty else "contributions that pass the filters"
        return f"No two {which} have the same or nearly the same text."
    share = f"{of_total(n, total)} {verb(n, 'has', 'have')} the same or nearly the same text"
    texts = counted(len(copied), "shared text")
    return f"{sentence(f'{share} as another one ({texts})')} Each contribution is counted."


def repeats_sentence(narrowed: Frames) -> str:
    """Beside the totals: how many passages their organisation had sent before; empty if none."""
    said = (narrowed.whole or narrowed).passages
    said = said[said["contribution_id"].isin(narrowed.contributions["id"])]
    n = int((said["repeats"] != "").sum())
    if not n:
        return ""
    share = f"{of_total(n, len(said), 'passage')} {verb(n, 'repeats', 'repeat')}"
    what = f"what {verb(n, 'its organisation', 'their organisations')} had said before"
    if narrowed.filters.without_repeats:
        return f"{share} {what}, and {verb(n, 'is', 'are')} left out of all counts."
    return f"{share} {what}, and {verb(n, 'is', 'are')} counted again."


def counting_sentence(narrowed: Frames) -> str:
    """Wherever it matters: how copies and repeated passages are counted."""
    return f"{copies_sentence(narrowed)} {repeats_sentence(narrowed)}".rstrip()


def sample_sentence(narrowed: Frames) -> str:
    """Wherever sample data is shown: how much of it was composed; empty if nothing was."""
    seen = totals(narrowed)
    if not seen.is_sample:
        return ""
    n_meetings = int(narrowed.meetings["is_sample"].sum())
    parts = []
    if seen.n_sample:
        composed = f"{of_total(seen.n_sample, seen.n_universe)} {verb(seen.n_sample, 'was', 'were')}"
        parts.append(f"{composed} composed for this project")
    if n_meetings:
        noun = "source" if (narrowed.meetings["format"] == "table").any() else "meeting report"
        reports = of_total(n_meetings, len(narrowed.meetings), noun)
        told = f"{reports} {verb(n_meetings, 'is', 'are')}"
        parts.append(f"{told} sample data too" if parts else f"{told} sample data")
    return f"{SAMPLE_MARK}: {'; '.join(parts)}."


def filters_sentence(narrowed: Frames) -> str:
    """Beside the chips and on every file: what everything is narrowed to."""
    names = dict(zip(narrowed.themes["id"], narrowed.themes["name"], strict=True))
    return f"Filters: {filters_in_words(narrowed.filters, names)}."
