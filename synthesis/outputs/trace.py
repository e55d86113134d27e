"""Frames -> what was said, what was decided on it, and what became of it, as tidy DataFrames.

A decision can answer only what was sent before its meeting: each is set beside the contributions of that
time, counted as everywhere (n of N contributions, by position and group). Where a contribution has no date,
its cycle stands for it (`meetings.order`). No function reads a clock: what is overdue depends on a day given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from synthesis.meetings.later import telling_words, tells_of
from synthesis.meetings.order import first_day
from synthesis.models import POSITIONS, RESTATES_NOTHING, UNKNOWN
from synthesis.outputs import registered
from synthesis.outputs.frames.tidy import iso_day, remembered, sided_themes
from synthesis.outputs.tables import Frames, stances, theme_by_group, theme_table, widened
from synthesis.outputs.tables.listings import decision_table

GROUPS_RAISE = 3
"""A theme that so many stakeholder groups raise asks for a decision."""

RECURRING_SHARE = 0.1
RECURRING_CYCLES = 2
"""A theme recurs that this share of contributions or more raise in so many cycles running, up to the last."""

_SAID = ["n", "N", "n_groups", "n_groups_present", *[f"n_{position}" for position in POSITIONS]]


def sent_on(contributions: pd.DataFrame) -> pd.Series[str]:
    """Return the ISO day on which each was sent, or the first on which it can have been; "" if unknown."""
    by_cycle = {
        cycle: iso_day(first_day(None, None if pd.isna(cycle) else int(cycle)))
        for cycle in contributions["cycle"].unique()
    }
    days = contributions["cycle"].map(by_cycle).fillna("").astype("str")
    return contributions["submitted_on"].where(contributions["submitted_on"] != "", days).astype("str")


def _first_sent(narrowed: Frames) -> pd.DataFrame:
    """Tell of each that counts as one contribution when the first of it was sent, and its groups.

    Returns
    -------
    DataFrame
        One row per `counts_as` and `stakeholder_group`, with `sent`; without those whose day nobody knows.
    """
    universe = narrowed.universe.assign(sent=sent_on(narrowed.universe))
    known = universe[universe["sent"] != ""]
    first = known.groupby("counts_as")["sent"].min()
    rows = known[["counts_as", "stakeholder_group"]].drop_duplicates()
    return rows.assign(sent=rows["counts_as"].map(first))


def _said_by(narrowed: Frames, days: Iterable[str]) -> dict[tuple[str, str], dict[str, int]]:
    """Count what `_SAID` names by ISO day and theme; before no meeting ("") nothing had been said."""
    senders = _first_sent(narrowed)
    said = stances(narrowed).merge(senders, on="counts_as", how="inner")
    counts = {}
    for day in days:
        sent, spoken = senders[senders["sent"] <= day], said[said["sent"] <= day]
        all_sent = {"N": sent["counts_as"].nunique(), "n_groups_present": _n_groups(sent)}
        for theme_id in narrowed.themes["id"]:
            own = spoken[spoken["theme_id"] == theme_id]
            once = own.drop_duplicates("counts_as")
            positions = {f"n_{each}": int((once["position"] == each).sum()) for each in POSITIONS}
            counts[day, theme_id] = {"n": len(once), "n_groups": _n_groups(own)} | all_sent | positions
    return counts


def _n_groups(rows: pd.DataFrame) -> int:
    return len(set(rows["stakeholder_group"]) - {UNKNOWN})


@remembered
def trace_table(narrowed: Frames) -> pd.DataFrame:
    """Set each decision of a theme beside what had been said on it, and what later meetings tell.

    Returns
    -------
    DataFrame
        One row per theme and decision linked to it, themes in the order of the codebook, the first decision
        first: the columns of `decision_table` by theme, `has_sides` of the theme, `link_status`; `n` of `N`
        contributions sent before the meeting speak about the theme, `n_for` and the rest of them, from
        `n_groups` of the `n_groups_present` stakeholder groups that had replied by then; `told`, a tuple of
        the ids of what the register has as a repetition of it or in its place, as people said; `later`
        those and after them the items of later meetings that tell of it by their words. Of a meeting
        without a date `N` is 0. A review filter does not count. What only repeats an earlier item of the
        theme, or tells how it went, has no row if that one has: it stands in the `later` of that one.
    """
    rows = decision_table(narrowed, by="theme")
    rows = rows[rows["theme_id"] != ""].sort_values("held_on", kind="stable")
    rows = rows.assign(has_sides=rows["theme_id"].isin(sided_themes(widened(narrowed, "review"))))
    words = {row_id: telling_words(quote) for row_id, quote in zip(rows["id"], rows["quote"], strict=True)}
    counts = _said_by(widened(narrowed, "review"), set(rows["held_on"]))
    status = dict(
        zip(
            zip(narrowed.links["decision_id"], narrowed.links["theme_id"], strict=True),
            narrowed.links["status"],
            strict=True,
        )
    )
    told = _told_by_people(narrowed.decisions)
    parts = [
        _of_theme(group[~group["is_merged"]], counts, words, status, told)
        for _, group in rows.groupby("theme_id", sort=False)
        if not group["is_merged"].all()
    ]
    place = {theme: order for order, theme in enumerate(narrowed.themes["id"])}
    parts.sort(key=lambda part: place[part["theme_id"].iloc[0]])
    columns = [*rows.columns, "link_status", *_SAID, "told", "later"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _of_theme(
    rows: pd.DataFrame,
    counts: Mapping[tuple[str, str], dict[str, int]],
    words: dict[str, frozenset[str]],
    status: dict[tuple[str, str], str],
    told: Mapping[str, tuple[str, ...]],
) -> pd.DataFrame:
    """Give the decisions of one theme, by date, what had been said and what came later."""
    theme = rows["theme_id"].iloc[0]
    by_words = {
        row_id: _later(rows, row_id, day, words)
        for row_id, day in zip(rows["id"], rows["held_on"], strict=True)
    }
    is_told = rows["id"].isin(_told(rows, by_words))
    said = pd.DataFrame([counts[day, theme] for day in rows["held_on"]], index=rows.index)
    joined = pd.concat([rows, said], axis=1)
    own = [told.get(row_id, ()) for row_id in rows["id"]]
    later = [
        tuple(dict.fromkeys((*people, *by_words[row_id])))
        for row_id, people in zip(rows["id"], own, strict=True)
    ]
    joined["told"] = pd.Series(own, index=rows.index, dtype="object")
    joined["later"] = pd.Series(later, index=rows.index, dtype="object")
    joined["link_status"] = [status.get((row_id, theme), "proposed") for row_id in rows["id"]]
    return joined[~is_told]


def _told_by_people(decisions: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return, by decision, what a person merged with it, and then what a person said stands in its place."""
    standing = decisions[decisions["review"] != "rejected"]
    known = set(standing["id"])
    told: dict[str, tuple[str, ...]] = {}
    for row_id, restates in zip(standing["id"], standing["restates"], strict=True):
        if restates in known:
            told[restates] = (*told.get(restates, ()), row_id)
    for row_id, other in zip(standing["id"], standing["superseded_by"], strict=True):
        if other in known:
            told[row_id] = (*told.get(row_id, ()), other)
    return told


def _told(rows: pd.DataFrame, later: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return what needs no row, as one that has a row names it; `rows` stand in the order of their dates."""
    told: set[str] = set()
    named: set[str] = set()
    for row_id, kind in zip(rows["id"], rows["kind"], strict=True):
        if row_id in named and kind in ("restated", "information"):
            told.add(row_id)
        else:
            named.update(later[row_id])
    return told


def _later(rows: pd.DataFrame, row_id: str, day: str, words: dict[str, frozenset[str]]) -> tuple[str, ...]:
    """Return what tells of it by its words; not what a person said restates nothing."""
    after = rows[(rows["held_on"] > day) & (day != "") & (rows["restates"] != RESTATES_NOTHING)]
    return tuple(other for other in after["id"] if tells_of(words[other], words[row_id]))


def not_decided(narrowed: Frames) -> pd.DataFrame:
    """List the themes that `GROUPS_RAISE` stakeholder groups or more raise and no decision is linked to.

    Returns
    -------
    DataFrame
        Rows of `theme_table`. A review filter does not count: a coding of another state is a coding too.
    """
    table = theme_table(widened(narrowed, "review"))
    is_open = (table["kind"] == "theme") & (table["n_groups"] >= GROUPS_RAISE) & (table["n_decisions"] == 0)
    return table[is_open].reset_index(drop=True)


def without_input(narrowed: Frames) -> pd.DataFrame:
    """List the decisions on a theme that nobody had spoken about before: rows of `trace_table`."""
    table = trace_table(widened(narrowed, "review"))
    is_without = table["is_decision"].astype(bool) & (table["held_on"] != "") & (table["n"] == 0)
    return table[is_without].reset_index(drop=True)


def unlinked(narrowed: Frames) -> pd.DataFrame:
    """List the decisions that are linked to no theme and no passage: rows of `decision_table`."""
    table = decision_table(narrowed)
    is_linked = (table["theme_ids"].map(len) + table["passage_ids"].map(len)) > 0
    return table[table["is_decision"] & ~is_linked].reset_index(drop=True)


def recurring(
    narrowed: Frames, share: float = RECURRING_SHARE, n_cycles: int = RECURRING_CYCLES
) -> pd.DataFrame:
    """List the themes raised in cycle after cycle that are not decided, or whose decisions are not done.

    Returns
    -------
    DataFrame
        `theme_id, theme, cycles, n_decisions, n_unsettled`; `cycles` is a tuple of (cycle, n, N), the oldest
        first, that ends with the last cycle there are contributions of. A cycle filter does not count.
    """
    whole = widened(narrowed, "cycles", "review")
    by_cycle = theme_by_group(whole, "cycle")
    decided = {row["theme_id"]: row for row in theme_table(whole).to_dict("records")}
    rows = []
    for theme_id, cells in by_cycle[by_cycle["N"] > 0].groupby("theme_id", sort=False):
        run, row = _run_to_the_last(cells, share), decided[theme_id]
        n_decisions, n_unsettled = row["n_decisions"], row["n_open"] + row["n_under_way"]
        if len(run) >= n_cycles and (n_unsettled or not n_decisions):
            rows.append((theme_id, row["name"], run, n_decisions, n_unsettled))
    return pd.DataFrame(rows, columns=["theme_id", "theme", "cycles", "n_decisions", "n_unsettled"])


def _run_to_the_last(cells: pd.DataFrame, share: float) -> tuple[tuple[int, int, int], ...]:
    """Return (cycle, n, N) of the cycles running, up to the last, in which enough raise the theme."""
    newest_first = cells.assign(cycle=cells["value"].astype("int64")).sort_values("cycle", ascending=False)
    is_below = ~(newest_first["share"] >= share)
    run = newest_first[is_below.cumsum() == 0].iloc[::-1]
    return tuple(zip(run["cycle"].tolist(), run["n"].tolist(), run["N"].tolist(), strict=True))


def overdue(narrowed: Frames, day: str) -> pd.DataFrame:
    """List the decisions that were due before an ISO day and are open or under way, the longest due first."""
    table = decision_table(narrowed)
    late = table[registered.overdue(table, day)]
    return late.sort_values("due_on", kind="stable", ignore_index=True)


def standing_links(narrowed: Frames) -> pd.DataFrame:
    """List the links of what no person rejected, those of a merged item as links of what it restates.

    Returns
    -------
    DataFrame
        Rows of `Frames.links`, each end once: a confirmed link before a proposed one, then the best.
    """
    decisions = narrowed.decisions[narrowed.decisions["review"] != "rejected"]
    first = dict(zip(decisions["id"], decisions["item_id"], strict=True))
    links = narrowed.links[narrowed.links["decision_id"].isin(decisions["id"])]
    links = links.assign(
        decision_id=links["decision_id"].map(lambda each: first.get(each, each)),
        is_first=links["status"] == "confirmed",
    )
    in_order = links.sort_values(["is_first", "score"], ascending=False, kind="stable")
    once = in_order.drop_duplicates(["decision_id", "theme_id", "passage_id"])
    return once.sort_index().drop(columns="is_first")


def spoken_before(narrowed: Frames, day: str) -> set[str]:
    """Return the `counts_as` of what had been sent by an ISO day; none for a day that nobody knows."""
    senders = _first_sent(narrowed)
    return set(senders.loc[senders["sent"] <= day, "counts_as"])


def answers(narrowed: Frames) -> pd.DataFrame:
    """List which decision answers which passage: the standing links to passages, best first.

    Returns
    -------
    DataFrame
        `decision_id, passage_id, score, status, why`, and `quote, held_on, meeting` of the decision. Of what
        a person rejected, decision or link, there is none; a merged item's answers are those of the item that
        it restates, each once.
    """
    links = standing_links(narrowed)
    links = links[links["passage_id"] != ""].drop(columns="theme_id")
    decisions = narrowed.decisions[narrowed.decisions["review"] != "rejected"]
    decisions = decisions[["id", "quote", "held_on", "meeting"]].rename(columns={"id": "decision_id"})
    joined = links.merge(decisions, on="decision_id", how="inner")
    return joined.sort_values(["decision_id", "score"], ascending=[True, False], ignore_index=True)


def timeline(narrowed: Frames) -> pd.DataFrame:
    """List the meetings, and before them the inputs of each cycle, in the order of their dates.

    Returns
    -------
    DataFrame
        `kind` (inputs or meeting), `label`, `first`, `last` (ISO days, "" if unknown), `n` (contributions of
        the cycle, or decisions of the meeting), `n_undated` (contributions without a date of their own),
        `n_before` (contributions sent before the meeting), `lane` (the meeting's body).
    """
    rows = [*_inputs(narrowed), *_meetings(narrowed)]
    columns = ["kind", "label", "first", "last", "n", "n_undated", "n_before", "lane"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(["first", "kind", "label"], kind="stable", ignore_index=True)


def _inputs(narrowed: Frames) -> list[tuple[str, str, str, str, int, int, int, str]]:
    heard = narrowed.contributions
    rows = []
    for cycle, own in heard.groupby(heard["cycle"].astype("Int64"), dropna=False):
        dated = own.loc[own["submitted_on"] != "", "submitted_on"]
        days = dated if len(dated) else sent_on(own)
        label = "Inputs without a cycle" if pd.isna(cycle) else f"Inputs on {int(cycle)}"
        n_undated = len(own) - len(dated)
        rows.append(
            (
                "inputs",
                label,
                days.min(),
                days.max(),
                own["counts_as"].nunique(),
                n_undated,
                0,
                "Contributions",
            )
        )
    return rows


def _meetings(narrowed: Frames) -> list[tuple[str, str, str, str, int, int, int, str]]:
    decided = decision_table(narrowed)
    n_decided = decided[decided["is_decision"]].groupby("meeting_id").size()
    columns = ("id", "title", "held_on", "body")
    sent = _first_sent(narrowed).groupby("counts_as")["sent"].first()
    rows = []
    for meeting_id, title, day, body in zip(*(narrowed.meetings[name] for name in columns), strict=True):
        n_before = int((sent <= day).sum())
        n = int(n_decided.get(meeting_id, 0))
        rows.append(("meeting", title, day, day, n, 0, n_before, body or "Meetings"))
    return rows
