"""Overview: what was said, by how many, theme by theme; papers made from it; the cycles compared."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import charts, data, drafting, filters, frame, navigation, ui, years
from dashboard.cards import Row
from dashboard.community.news import page
from synthesis.grammar import cut
from synthesis.models import Filters
from synthesis.outputs import narrative, tables
from synthesis.outputs.phrases import counted, cut_marked, of_total, percent, quoted, verb
from synthesis.outputs.trace import unlinked
from synthesis.outputs.words import POSITION_WORDS, PROGRESS_WORDS, SIDES

WIDTHS = (3.6, 2.0, 3.2, 2.2)


def show() -> None:
    """Draw the page."""
    state, chosen = frame.recall()
    narrowed = data.narrowed(state, chosen)
    head = st.container()
    with head:
        frame.begin("Overview", narrative.overview_sentence(narrowed))
    if frame.is_blank(state):
        return
    page.line(state, chosen)
    # A name of its own: a link to a tab of another page is lost where this page's tabs have the same one.
    summary, drafts, compared = st.tabs(
        ["Summary", "Papers", "Year on year"], key="part", bind="query-params"
    )
    if summary.open:
        with summary:
            _summary(narrowed, chosen)
    if drafts.open:
        with head:
            frame.ask_who(state)
        with drafts:
            drafting.panel(state, chosen)
    if compared.open:
        with compared:
            years.panel(state, chosen)


def _summary(narrowed: tables.Frames, chosen: Filters) -> None:
    if narrowed.universe.empty and not chosen.is_empty:
        ui.empty_state("There is nothing to show.", "Remove a filter to see more contributions.")
        return
    _themes(narrowed, chosen)
    if len(narrowed.universe) and len(narrowed.themes):
        _groups(narrowed, chosen)
        ui.section("Who we did not hear from", narrative.not_heard_sentence(narrowed))


def _themes(narrowed: tables.Frames, chosen: Filters) -> None:
    themes, lead = tables.theme_table(narrowed), tables.lead_decisions(narrowed).to_dict("index")
    ui.section("Themes", narrative.coverage_sentence(narrowed))
    if themes.empty:
        ui.empty_state("Nothing is coded yet.", "Code the contributions on the page Data.")
        return
    ui.warning(narrative.misfit_sentence(narrowed))
    ranked = tables.decisions_ranked(narrowed)
    for row in themes.to_dict("records"):
        with st.container(key=f"theme_row_{row['theme_id'] or row['kind']}"):
            reported = narrative.reported_counts(ranked[ranked["theme_id"] == row["theme_id"]])
            _theme(row, reported, chosen)
            if row["has_sides"]:
                _dissent(narrowed, row)
            if row["theme_id"] in lead:
                _lead_decision(lead[row["theme_id"]], row["theme_id"], chosen)
            if row["kind"] == "none":
                _unlinked(narrowed, chosen)
    _caveats(narrowed, chosen)
    with st.expander("The same as a table", key="themes_table"):
        shown = _as_table(themes)
        st.html(ui.html_table(shown, "Themes by contributions", numbers=list(shown.columns[1:])))
        ui.download(themes, "themes.csv")


def _caveats(narrowed: tables.Frames, chosen: Filters) -> None:
    """Say below the list what its numbers rest on, and fold away how they were counted."""
    counting = "" if filters.only_counting(chosen) != Filters() else narrative.counting_sentence(narrowed)
    order = narrative.THEME_ORDER if len(narrowed.themes) > 1 else ""
    more = " ".join(filter(None, (narrative.coded_sentence(narrowed), counting, order)))
    if not more:
        ui.note(narrative.review_sentence(narrowed))
        return
    with st.expander(navigation.plain(narrative.review_sentence(narrowed)), key="themes_caveats"):
        ui.note(more)


def _theme(row: Row, reported: str, chosen: Filters) -> None:
    name, heard, sides, decided = st.columns(WIDTHS, gap="medium")
    with name:
        if row["theme_id"]:
            navigation.link("themes", row["name"], filters.query_of(chosen, theme_id=row["theme_id"]))
        elif row["n"]:
            query = filters.narrowed_to(chosen, themes=(), review=())
            navigation.link("explore", row["name"], {**query, "outcome": row["kind"]})
        else:
            st.html(f'<p class="theme-out">{ui.text(row["name"])}</p>')
        definition = ui.text(row["definition"])
        st.html(f'<p class="definition one-line" title="{definition}">{definition}</p>')
    heard.html(_heard(row, has_groups=not chosen.stakeholder_groups))
    if row["theme_id"]:
        if row["has_sides"]:
            sides.html(_sides(row))
        decided.html(_decided(row, reported))


def _heard(row: Row, *, has_groups: bool) -> str:
    """Say how many speak about a theme; of how many groups only where all that replied are counted."""
    share = percent(int(row["n"]), int(row["N"])) or "no share"
    groups = ""
    if has_groups and row["n"]:
        n_of = f"{row['n_groups']} of {row['n_groups_present']}"
        groups = f", from {n_of} groups" if row["n_groups"] else ", stakeholder group unknown"
    width = 100 * row["n"] / row["N"] if row["N"] else 0
    return (
        f'<p class="measure"><b>{row["n"]} of {row["N"]}</b> contributions'
        f'<span class="bar"><span style="width:{width:.1f}%"></span></span></p>'
        f'<p class="definition">{share}{groups}</p>'
    )


def _sides(row: Row) -> str:
    parts = "".join(
        f'<span class="{position}" style="flex:{row[f"n_{position}"]}"></span>'
        for position in POSITION_WORDS
        if row[f"n_{position}"]
    )
    return f'<p class="measure">{_for_and_against(row)}<span class="sides">{parts}</span></p>'


def _dissent(narrowed: tables.Frames, row: Row) -> None:
    """Say which groups are against, the largest number first, and how many are on neither side."""
    groups = tables.positions_by_group(narrowed, row["theme_id"])
    groups = groups[groups["n_against"] > 0].sort_values("n_against", ascending=False, kind="stable")
    names = groups["value"].replace({"unknown": "group unknown"})
    against = ", ".join(f"{name} {n}" for name, n in zip(names, groups["n_against"], strict=True))
    said = [f"{row['n_against']} against: {against}"] if against else []
    said += [f"{row[f'n_{word}']} {word}" for word in ("mixed", "unclear") if row[f"n_{word}"]]
    if said:
        st.html(f'<p class="definition">{ui.text("; ".join(said))}</p>')


def _for_and_against(row: Row) -> str:
    """Say how many are for what and against what; on one line where the codebook does not say what."""
    labels = {side: row[f"{side}_label"] for side in ("for", "against")}
    said = [
        f"<b>{row[f'n_{side}']}</b> {side}{ui.text(f': {label}') if label else ''}"
        for side, label in labels.items()
    ]
    return ("<br>" if any(labels.values()) else ", ").join(said)


def _decided(row: Row, reported: str) -> str:
    """Say how many items were decided on and how far they are; `reported` is what later reports tell."""
    if not row["n_decisions"]:
        return '<p class="measure">No decision linked</p>'
    counts = {
        word.lower(): row["n_" + progress.replace(" ", "_")] for progress, word in PROGRESS_WORDS.items()
    }
    states = [f"{n} {word}" for word, n in counts.items() if n]
    confirmed = f"{row['n_decisions_confirmed']} confirmed by a person"
    later = f" <b>{ui.text(reported)}</b>" if reported else ""
    amount = counted(int(row["n_decisions"]), "item").split(" ", 1)
    return (
        f'<p class="measure"><b>{amount[0]}</b> {amount[1]} decided on</p>'
        f'<p class="definition">{", ".join(states)}; {confirmed}.{later}</p>'
    )


def _lead_decision(row: Row, theme_id: str, chosen: Filters) -> None:
    """Say in a line which decision answers a theme best; its words lead to the item in the register."""
    with st.container(key=f"lead_decision_{theme_id}", horizontal=True, gap="xsmall"):
        when = f"{narrative.decided_by(row)}, {narrative.decided_on(row)}:"
        st.html(f'<p class="definition">{ui.text(when)}</p>', width="content")
        query = filters.query_of(chosen, tab="Register", only=row["id"])
        navigation.link("decisions", quoted(cut(cut_marked(row["quote"]), narrative.LEADING)), query)
        if others := narrative.others_words(row):
            st.html(f'<p class="definition">{others}</p>', width="content")


def _unlinked(narrowed: tables.Frames, chosen: Filters) -> None:
    """Say how many decisions stand in no row above, and lead to them."""
    n_unlinked = len(unlinked(narrowed))
    if not n_unlinked:
        return
    of_all = of_total(n_unlinked, tables.totals(narrowed).n_decisions, "decision")
    are = verb(n_unlinked, "is", "are")
    with st.container(key="lead_decision_nothing", horizontal=True, gap="xsmall"):
        st.html(
            f'<p class="definition">{of_all} {are} linked to no theme and no passage:</p>', width="content"
        )
        query = filters.query_of(chosen, tab="Register", unlinked="true")
        navigation.link("decisions", "Read them in the register", query)


def _as_table(themes: Any) -> Any:
    shown = themes.assign(
        share=[percent(int(n), int(total)) for n, total in zip(themes["n"], themes["N"], strict=True)]
    )
    names = {
        "name": "Theme",
        "n": "Contributions",
        "N": "Of",
        "share": "Share",
        "n_groups": "Groups",
    }
    if themes["has_sides"].any():
        shown[list(SIDES)] = shown[list(SIDES)].astype("object").where(themes["has_sides"], "")
        names |= SIDES
    names["n_decisions"] = "Decisions"
    return shown[list(names)].rename(columns=names)


def _groups(narrowed: tables.Frames, chosen: Filters) -> None:
    """Compare the groups; under a filter those that it leaves something of."""
    cells = tables.theme_by_group(narrowed)
    if narrowed.is_by_contribution:
        cells = cells[cells["N"] > 0]
    total = "passing" if narrowed.is_by_contribution else "in all"
    ui.section("Who speaks about what")
    with st.container(key="heatmap"):
        shown = cells.pivot(index="theme", columns="value", values="n").reindex(
            index=list(dict.fromkeys(cells["theme"])), columns=list(dict.fromkeys(cells["value"]))
        )
        ui.chart_with_table(
            "themes_by_group",
            charts.heatmap(cells, total),
            narrative.heatmap_sentence(narrowed),
            shown.reset_index().rename(columns={"theme": "Theme", "unknown": "Group unknown"}),
            on_select=_open_cell,
        )
    told = (
        "have a coding on the theme that passes the review filter"
        if chosen.review
        else "speak about the theme"
    )
    ui.note(
        f"A cell tells how many of the group's contributions {told}; the darker, the larger "
        f"the share. Dotted: fewer than {tables.SMALL_GROUP} contributions from that group. "
        "Click a cell to read them; on a narrow screen the chart moves sideways."
    )
    _same_route(cells, chosen)


def _open_cell() -> None:
    points = st.session_state["themes_by_group"]["selection"]["points"]
    if points:
        theme_id, group = points[0]["customdata"][:2]
        st.session_state["opened_cell"] = (str(theme_id), str(group))


def _same_route(cells: Any, chosen: Filters) -> None:
    """Lead to the same passages without a pointer; then follow a click on a cell."""
    names = dict(zip(cells["theme_id"], cells["theme"], strict=True))
    with st.container(key="cell_route", horizontal=True, vertical_alignment="bottom"):
        theme_id = st.selectbox(
            "Theme", list(names), format_func=names.__getitem__, key="cell_theme", width=340
        )
        group = st.selectbox(
            "Stakeholder group",
            list(dict.fromkeys(cells["value"])),
            format_func=lambda value: "Unknown" if value == "unknown" else value,
            key="cell_group",
            width=280,
        )
        query = filters.narrowed_to(chosen, themes=(theme_id,), stakeholder_groups=(group,))
        navigation.link("explore", "Read these passages", query, key="cell_open")
    if cell := st.session_state.pop("opened_cell", None):
        navigation.go(
            "explore", filters.narrowed_to(chosen, themes=(cell[0],), stakeholder_groups=(cell[1],))
        )


if __name__ == "__main__":
    show()
