"""Tables -> sentences in plain words, each computed from the numbers it names.

A sentence says how many of how many, of which unit; it names who dissents; it says when nothing is there.
No word stands for a quantity, but for `mostly` (see `phrases.MOST`). The first words of each function tell
what its sentence stands beside.
"""

from __future__ import annotations

import pandas as pd

from synthesis.models import UNKNOWN
from synthesis.outputs.counting import n_counted
from synthesis.outputs.phrases import (
    breakdown,
    counted,
    filters_in_words,
    group_name,
    joined,
    of_total,
    percent,
    quoted,
    sentence,
    verb,
    with_meaning,
)
from synthesis.outputs.statements import (
    Excerpt,
    Statement,
    ThemeSynthesis,
    attribution,
    proposed_words,
    theme_synthesis,
)
from synthesis.outputs.tables import (
    FEW,
    SMALL_GROUP,
    Attribute,
    Frames,
    copies,
    decision_table,
    group_sizes,
    not_heard,
    positions_by_group,
    theme_by_group,
    theme_table,
    totals,
    widened,
)
from synthesis.outputs.tidy import NOT_CODED
from synthesis.outputs.trace import not_decided
from synthesis.outputs.words import PROGRESS_WORDS, SAMPLE_MARK

__all__ = [
    "Excerpt",
    "Statement",
    "ThemeSynthesis",
    "attribution",
    "copies_sentence",
    "counting_sentence",
    "coverage_sentence",
    "decisions_sentence",
    "filters_sentence",
    "gaps_sentence",
    "groups_sentence",
    "heatmap_sentence",
    "not_heard_sentence",
    "overview_sentence",
    "positions_sentence",
    "repeats_sentence",
    "review_sentence",
    "sample_sentence",
    "theme_sentence",
    "theme_synthesis",
    "themes_sentence",
    "uncoded_sentence",
]

NOTHING_STORED = "There are no contributions yet."
THEME_ORDER = "The themes stand in the order of the codebook, not of their numbers."
NOTHING_PASSES = "No contribution passes the filters."

_PASSES_REVIEW = "that passes the review filter"
_THAT_PASS = (" that passes the filters", " that pass the filters")


def overview_sentence(narrowed: Frames) -> str:
    """Beside the page's title: how much everything rests on."""
    seen = totals(narrowed)
    if not seen.n_universe:
        return _nothing(narrowed)
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
        return _nothing(narrowed)
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


def themes_sentence(narrowed: Frames) -> str:
    """Beside the theme table: which themes come up in the most contributions, and in none."""
    table = theme_table(narrowed)
    table = table[table["kind"] == "theme"].sort_values("n", ascending=False, kind="stable")
    if not len(narrowed.universe) or table.empty:
        return _nothing(narrowed)
    if narrowed.filters.review:
        return _themes_by_coding(table)
    spoken = table[table["n"] > 0]
    if spoken.empty:
        return f"No theme comes up in the {_looked_at(narrowed)}."
    words = f"Themes by number of contributions: {_ranked(spoken)}"
    silent = [quoted(name) for name in table.loc[table["n"] == 0, "name"]]
    return sentence(f"{words}; nobody speaks about {joined(silent, 'or')}" if silent else words)


def _themes_by_coding(table: pd.DataFrame) -> str:
    """Rank the themes under a review filter, which tells nothing of those who are silent."""
    spoken = table[table["n"] > 0]
    if spoken.empty:
        return f"No theme has a coding {_PASSES_REVIEW}."
    return f"Themes by number of contributions with a coding {_PASSES_REVIEW}: {_ranked(spoken)}."


def _ranked(table: pd.DataFrame) -> str:
    columns = (table[name] for name in ("name", "n", "N"))
    return joined([f"{quoted(name)} ({n:,} of {total:,})" for name, n, total in zip(*columns, strict=True)])


def theme_sentence(narrowed: Frames, theme_id: str) -> str:
    """At the head of a theme: who speaks about it and, if it has sides, where they stand."""
    row = _theme_row(narrowed, theme_id)
    n, total, name = int(row["n"]), int(row["N"]), quoted(str(row["name"]))
    if not total:
        return _nothing(narrowed)
    if not n:
        return _nobody(narrowed, _speaks(narrowed, 1, name))
    speak = f"{of_total(n, total)} {_speaks(narrowed, n, name)}"
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
    row = _theme_row(narrowed, theme_id)
    if not row["n"] or not row["has_sides"]:
        return theme_sentence(narrowed, theme_id)
    going_by = "" if row["n_confirmed"] else ", going by machine proposals that no person has confirmed"
    nothing = f"coding {_PASSES_REVIEW}" if narrowed.filters.review else f"contribution{_so_far(narrowed)}"
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


def uncoded_sentence(narrowed: Frames) -> str:
    """Wherever themes are counted: how many contributions are not looked at yet; empty if all are."""
    seen = totals(narrowed)
    if not seen.n_uncoded:
        return ""
    share = f"{of_total(seen.n_uncoded, seen.n_universe)} {verb(seen.n_uncoded, 'is', 'are')} not coded yet"
    return f"{share}: no theme counts what {verb(seen.n_uncoded, 'it says', 'they say')}."


def review_sentence(narrowed: Frames, theme_id: str = "") -> str:
    """Beside anything that rests on codings: how much of it no person has confirmed yet."""
    if theme_id:
        row = _theme_row(narrowed, theme_id)
        n, n_confirmed, unit = int(row["n"]), int(row["n_confirmed"]), "contribution"
    else:
        seen = totals(narrowed)
        n, n_confirmed, unit = seen.n_codings, seen.n_codings_confirmed, "coding"
    if not n:
        return "" if theme_id else _no_coding(narrowed)
    words = proposed_words(n - n_confirmed, n).rstrip(".")
    base = "This rests on machine proposals. " if n_confirmed < n else ""
    return f"{base}{words} {verb(n, unit, unit + 's')}."


def groups_sentence(narrowed: Frames, attribute: Attribute = "stakeholder_group") -> str:
    """Beside the chart of who replied: the size of each group."""
    sizes = group_sizes(narrowed, attribute)
    total = n_counted(narrowed.universe)
    present = sizes[sizes["n"] > 0].sort_values("n", ascending=False, kind="stable")
    if present.empty:
        return _nothing(narrowed)
    first, *rest = zip(present["value"], present["n"], strict=True)
    words = f"{of_total(first[1], total)} {verb(first[1], 'comes', 'come')} from {group_name(first[0])}"
    others = [f"{n:,} from {group_name(value)}" for value, n in rest]
    return sentence(f"{words}, {joined(others)}" if others else words)


def heatmap_sentence(narrowed: Frames, attribute: Attribute = "stakeholder_group") -> str:
    """Beside the heatmap: the largest share of any group, and which groups are too small for shares."""
    cells = theme_by_group(narrowed, attribute)
    if cells.empty or not cells["N"].sum():
        return _nothing(narrowed)
    words = _largest_cell(narrowed, cells[~cells["is_small"] & (cells["value"] != UNKNOWN)])
    small = cells[(cells["N"] > 0) & cells["is_small"]].drop_duplicates("value")
    if small.empty:
        return words
    names = [f"{group_name(value)} ({n:,})" for value, n in zip(small["value"], small["N"], strict=True)]
    return f"{words} Fewer than {SMALL_GROUP} contributions, so a share says little: {joined(names)}."


def not_heard_sentence(narrowed: Frames) -> str:
    """Who was not heard: the groups and regions with no or few contributions, of those that pass."""
    if not len(narrowed.universe):
        return _nothing(narrowed)
    table = not_heard(narrowed)
    one, many = _THAT_PASS if narrowed.is_by_contribution else ("", "")
    said = []
    for attribute, plural in (("stakeholder_group", "stakeholder groups"), ("region", "regions")):
        rows = table[table["attribute"] == attribute]
        silent = list(rows.loc[rows["flag"] == "none", "value"])
        if silent:
            said.append(sentence(f"{plural} without a contribution{one}: {joined(silent)}"))
        few = rows[rows["flag"] == "few"]
        names = [f"{value} ({n:,})" for value, n in zip(few["value"], few["n"], strict=True)]
        if names:
            less = f"fewer than {FEW} contributions{many}"
            said.append(sentence(f"{plural} with {less}: {joined(names)}"))
    if said:
        return " ".join(said)
    if narrowed.is_by_contribution:
        return f"No stakeholder group or region of those left has fewer than {FEW} contributions{many}."
    return f"Every stakeholder group and every region sent at least {FEW} contributions."


def copies_sentence(narrowed: Frames) -> str:
    """Beside the totals: how many contributions share their text with others."""
    total = len(narrowed.contributions)
    if not total:
        return _nothing(narrowed)
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


def decisions_sentence(narrowed: Frames, theme_id: str = "") -> str:
    """Beside the decisions: how many, of how many meetings, confirmed or not, and their progress.

    Under a theme filter also of how many that the register holds.
    """
    table = decision_table(narrowed)
    table = table[table["is_decision"]]
    n_all = totals(narrowed.whole or narrowed).n_decisions
    whole, where, nothing = "", "in the register", "No decision is in the register."
    if theme_id:
        where = f"linked to {quoted(str(_theme_row(narrowed, theme_id)['name']))}"
        table = table[[theme_id in ids for ids in table["theme_ids"]]]
        nothing = f"No decision of a meeting is {where}."
    elif narrowed.filters.themes and n_all:
        where = f"linked to {verb(len(narrowed.themes), 'the theme', 'a theme')} chosen"
        whole = f", of {n_all:,} in the register,"
        nothing = f"None of the {counted(n_all, 'decision')} in the register is {where}."
    if table.empty:
        return nothing
    of_meetings = _sources(table)
    n_confirmed = int((table["review"] == "confirmed").sum())
    states = [
        f"{int((table['progress'] == state).sum()):,} {words.lower()}"
        for state, words in PROGRESS_WORDS.items()
        if (table["progress"] == state).any()
    ]
    are = verb(len(table), "is", "are")
    first = sentence(
        f"{counted(len(table), 'decision')} from {of_meetings}{whole} {are} {where}: {joined(states)}"
    )
    n_said = int((table["progress_by"] != "").sum())
    return f"{first} {said_words(n_said, len(table))} {proposed_words(len(table) - n_confirmed, len(table))}"


def said_words(n_said: int, n: int) -> str:
    """Say how many of the states in the register a person said.

    >>> said_words(0, 3), said_words(1, 3)
    ('No person has said any of these states.', 'A person has said 1 of the 3 states.')
    >>> said_words(1, 1), said_words(0, 1)
    ('A person has said this state.', 'No person has said this state.')
    """
    who = "A person" if n_said else "No person"
    if n == 1:
        return f"{who} has said this state."
    return f"{who} has said {f'{n_said:,} of the {n:,} states' if n_said else 'any of these states'}."


def _sources(table: pd.DataFrame) -> str:
    """Count the meetings and the tables of proposals that decisions come from."""
    formats = table.drop_duplicates("meeting_id")["format"]
    n_tables = int((formats == "table").sum())
    counts = {"meeting": len(formats) - n_tables, "table": n_tables}
    return joined([counted(n, noun) for noun, n in counts.items() if n])


def gaps_sentence(narrowed: Frames) -> str:
    """Beside the decisions: themes that three groups or more raise without a decision, and the reverse.

    A review filter does not count here: who has a coding of another state is not silent.
    """
    if not len(narrowed.universe):
        return _nothing(narrowed)
    table = theme_table(widened(narrowed, "review"))
    table = table[table["kind"] == "theme"]
    raised = [quoted(name) for name in not_decided(narrowed)["name"]]
    unasked = [quoted(n) for n in table.loc[(table["n"] == 0) & (table["n_decisions"] > 0), "name"]]
    said = []
    if raised:
        said.append(f"Raised by 3 stakeholder groups or more, and no decision is linked: {joined(raised)}.")
    if unasked:
        passing = _THAT_PASS[0] if narrowed.is_by_contribution else ""
        nobody = f"no contribution{_so_far(narrowed)}{passing}"
        said.append(f"Decided on, and {nobody} speaks about it: {joined(unasked)}.")
    return " ".join(said) or "No theme that 3 stakeholder groups or more raise lacks a linked decision."


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


def _nothing(narrowed: Frames) -> str:
    return NOTHING_STORED if narrowed.filters.is_empty else NOTHING_PASSES


def _no_coding(narrowed: Frames) -> str:
    if not len(narrowed.universe):
        return _nothing(narrowed)
    if narrowed.is_by_coding:
        return "No coding passes the filters."
    is_looked_at = (narrowed.universe["outcome"] != NOT_CODED).any()
    return "No passage is coded to a theme." if is_looked_at else "Nothing is coded yet."


def _nobody(narrowed: Frames, does: str) -> str:
    """Say that no contribution does something; of those not coded yet nobody knows."""
    uncoded = uncoded_sentence(narrowed)
    is_looked_at = (narrowed.universe["outcome"] != NOT_CODED).any()
    return f"None of the {_looked_at(narrowed)} {does}. {uncoded}".rstrip() if is_looked_at else uncoded


def _speaks(narrowed: Frames, n: int, about: str) -> str:
    """Say that n contributions speak about something; under a review filter that they have such a coding.

    Whoever has none that passes may well speak about it.
    """
    if narrowed.filters.review:
        return f"{verb(n, 'has', 'have')} a coding on {about} {_PASSES_REVIEW}"
    return f"{verb(n, 'speaks', 'speak')} about {about}"


def _looked_at(narrowed: Frames) -> str:
    seen = totals(narrowed)
    n = seen.n_universe - seen.n_uncoded
    return f"{counted(n, 'contribution')}{_so_far(narrowed)}"


def _so_far(narrowed: Frames) -> str:
    return " coded so far" if (narrowed.universe["outcome"] == NOT_CODED).any() else ""


def _theme_row(narrowed: Frames, theme_id: str) -> pd.Series:
    table = theme_table(narrowed)
    found = table[(table["theme_id"] == theme_id) & (table["kind"] == "theme")]
    if found.empty:
        raise KeyError(theme_id)
    return found.iloc[0]


def _positions(row: pd.Series) -> str:
    words = {side: with_meaning(side, row[f"{side}_label"]) for side in ("for", "against")}
    words |= {"mixed": "mixed", "unclear": "unclear"}
    return joined(
        [f"{int(row[f'n_{p}']):,} {word}" for p, word in words.items() if row[f"n_{p}"] or p == "against"]
    )


def _groups(row: pd.Series) -> str:
    n, present = int(row["n_groups"]), int(row["n_groups_present"])
    return f"{n:,} of the {counted(present, 'stakeholder group')} that replied"


def _largest_cell(narrowed: Frames, cells: pd.DataFrame) -> str:
    if cells.empty:
        return "No group is large enough to compare shares."
    top = cells.sort_values(["share", "N"], ascending=False, kind="stable").iloc[0]
    if not top["n"]:
        return f"No group of {SMALL_GROUP} contributions or more {_speaks(narrowed, 1, 'a theme')}."
    theme, group = quoted(str(top["theme"])), group_name(top["value"])
    where = f"{group} speaks most about {theme}"
    if narrowed.filters.review:
        where = f"{group} most often {_speaks(narrowed, 1, theme)}"
    return sentence(
        f"{where}: {of_total(int(top['n']), int(top['N']))} ({percent(int(top['n']), int(top['N']))})"
    )
