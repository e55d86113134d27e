"""What was said, theme by theme, for and against."""

from __future__ import annotations

import pandas as pd

from synthesis.outputs.narrative.bounds import (
    PASSES_REVIEW,
    no_coding_words,
    nobody_does,
    nothing_to_tell,
    so_far_words,
    speaks,
    theme_row,
    uncoded_sentence,
)
from synthesis.outputs.narrative.statements import proposed_words
from synthesis.outputs.phrases import (
    breakdown,
    counted,
    joined,
    of_total,
    percent,
    quoted,
    sentence,
    verb,
    with_meaning,
)
from synthesis.outputs.tables import Frames, positions_by_group, totals, widened

LEAST_CODED = 0.1
"""Where a smaller share of the passages is coded to a theme, the codebook hardly fits what was sent."""

THEME_ORDER = "The themes stand in the order of the codebook, not of their numbers."


def overview_sentence(narrowed: Frames) -> str:
    """Beside the page's title: how much everything rests on."""
    seen = totals(narrowed)
    if not seen.n_universe:
        return nothing_to_tell(narrowed)
    from_whom = {"stakeholder group": seen.n_groups, "region": seen.n_regions}
    known = joined([counted(n, noun) for noun, n in from_whom.items() if n])
    origin = f"from {known or 'contributors of unknown group and region'}"
    stocktaking = verb(len(seen.cycles), "stocktaking", "stocktakings")
    cycles = joined([str(cycle) for cycle in seen.cycles])
    to_what = f" to the {stocktaking} of {cycles}" if cycles else ""
    passages = counted(seen.n_passages, "passage")
    if narrowed.is_by_coding:
        amount = of_total(seen.n_contributions, seen.n_universe)
        return sentence(f"{amount}, {origin}{to_what}, with {passages} that pass the filters")
    amount = counted(seen.n_universe, "contribution")
    return sentence(f"{amount} {origin}{to_what}, cut into {passages}")


def coverage_sentence(narrowed: Frames) -> str:
    """Below the theme table: how many speak about a theme, about none, and where it cannot be told."""
    seen = totals(narrowed)
    if not seen.n_universe:
        return nothing_to_tell(narrowed)
    if narrowed.is_by_coding:
        n = seen.n_contributions
        spoken = f"{of_total(n, seen.n_universe)} {verb(n, 'has', 'have')}"
        return sentence(f"{spoken} a passage that passes the theme and review filters")
    n = seen.n_coded
    themes = verb(seen.n_themes, "the theme", f"at least one of the {seen.n_themes} themes")
    parts = [f"{of_total(n, seen.n_universe)} {verb(n, 'speaks', 'speak')} about {themes}"]
    if seen.n_none:
        parts.append(f"{seen.n_none:,} {verb(seen.n_none, 'speaks', 'speak')} about none of the themes")
    if seen.n_undecided:
        parts.append(f"for {seen.n_undecided:,} it cannot be told")
    if seen.n_uncoded:
        parts.append(f"{seen.n_uncoded:,} {verb(seen.n_uncoded, 'is', 'are')} not coded yet")
    if seen.n_silent:
        nothing = "nothing new" if narrowed.filters.without_repeats else "nothing"
        parts.append(f"{seen.n_silent:,} {verb(seen.n_silent, 'says', 'say')} {nothing}")
    return sentence("; ".join(parts))


def coded_sentence(narrowed: Frames) -> str:
    """Beside the coverage: how many passages are coded to a theme; empty while some are not coded yet."""
    seen = totals(narrowed)
    if narrowed.is_by_coding or seen.n_uncoded or not seen.n_passages:
        return ""
    share = percent(seen.n_passages_coded, seen.n_passages)
    are = verb(seen.n_passages_coded, "is", "are")
    of = of_total(seen.n_passages_coded, seen.n_passages, "passage")
    return f"{of} ({share}) {are} coded to a theme."


def misfit_sentence(narrowed: Frames) -> str:
    """Wherever the coding is relied on: that the codebook hardly fits what was sent; empty where it does.

    A theme or review filter does not count, for it leaves out what the codebook does not fit.
    """
    wide = widened(narrowed, "themes", "review")
    seen, coded = totals(wide), coded_sentence(wide)
    if not coded or seen.n_passages_coded >= LEAST_CODED * seen.n_passages:
        return ""
    return (
        f"{coded} That is less than {100 * LEAST_CODED:.0f} %: this codebook was hardly "
        "made for these inputs. Load one that fits, or see Topics for what recurs outside its themes."
    )


def theme_sentence(narrowed: Frames, theme_id: str) -> str:
    """At the head of a theme: who speaks about it and, if it has sides, where they stand."""
    row = theme_row(narrowed, theme_id)
    n, total, name = int(row["n"]), int(row["N"]), quoted(str(row["name"]))
    if not total:
        return nothing_to_tell(narrowed)
    if not n:
        return nobody_does(narrowed, speaks(narrowed, 1, name))
    speak = f"{of_total(n, total)} {speaks(narrowed, n, name)}"
    who = breakdown(positions_by_group(narrowed, theme_id))
    come = "By stakeholder group"
    if not narrowed.filters.stakeholder_groups:
        come = f"{verb(n, 'It comes', 'They come')} from {_groups(row)}"
    stand = f": {_positions(row)}" if row["has_sides"] else ""
    said = [sentence(f"{speak}{stand}"), sentence(f"{come}: {who}"), uncoded_sentence(narrowed)]
    return " ".join(filter(None, said))


def positions_sentence(narrowed: Frames, theme_id: str) -> str:
    """Beside the chart of positions: who is for, who is against, with the groups of each side.

    That nobody is on a side is not said flatly where no person has confirmed any position on the theme. Of a
    theme without sides it says who speaks about it.
    """
    row = theme_row(narrowed, theme_id)
    if not row["n"] or not row["has_sides"]:
        return theme_sentence(narrowed, theme_id)
    going_by = "" if row["n_confirmed"] else ", going by machine proposals that no person has confirmed"
    nothing = (
        f"coding {PASSES_REVIEW}" if narrowed.filters.review else f"contribution{so_far_words(narrowed)}"
    )
    groups = positions_by_group(narrowed, theme_id)
    said = []
    for position in ("for", "against"):
        n = int(row[f"n_{position}"])
        side = with_meaning(position, row[f"{position}_label"])
        who = f"{n:,} {verb(n, 'is', 'are')} {side}: {breakdown(groups, f'n_{position}')}"
        said.append(sentence(who if n else f"No {nothing} is {side}{going_by}"))
    for position, one, many in (
        ("mixed", "says both", "say both"),
        ("unclear", "does not make its position clear", "do not make their position clear"),
    ):
        n = int(row[f"n_{position}"])
        if n:
            said.append(sentence(f"{n:,} {verb(n, one, many)}: {breakdown(groups, f'n_{position}')}"))
    return " ".join(said)


def review_sentence(narrowed: Frames, theme_id: str = "") -> str:
    """Beside anything that rests on codings: how much of it no person has confirmed yet."""
    if theme_id:
        row = theme_row(narrowed, theme_id)
        n, n_confirmed, unit = int(row["n"]), int(row["n_confirmed"]), "contribution"
    else:
        seen = totals(narrowed)
        n, n_confirmed, unit = seen.n_codings, seen.n_codings_confirmed, "coding"
    if not n:
        return "" if theme_id else no_coding_words(narrowed)
    words = proposed_words(n - n_confirmed, n).rstrip(".")
    base = "This rests on machine proposals. " if n_confirmed < n else ""
    return f"{base}{words} {verb(n, unit, unit + 's')}."


def _positions(row: pd.Series) -> str:
    words = {side: with_meaning(side, row[f"{side}_label"]) for side in ("for", "against")}
    words |= {"mixed": "mixed", "unclear": "unclear"}
    return joined(
        [f"{int(row[f'n_{p}']):,} {word}" for p, word in words.items() if row[f"n_{p}"] or p == "against"]
    )


def _groups(row: pd.Series) -> str:
    n, present = int(row["n_groups"]), int(row["n_groups_present"])
    return f"{n:,} of the {counted(present, 'stakeholder group')} that replied"
