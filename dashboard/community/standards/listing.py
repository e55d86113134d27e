"""The proposals with what they came to, the rules beside them, who speaks, and the ways in and out."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import data, navigation, ui
from dashboard.cards import Row
from dashboard.community.standards import asked, changes, form, putting, rules, tables
from synthesis.community.standards.checking import Checked
from synthesis.community.standards.findings import Outcome
from synthesis.models import Speaker
from synthesis.outputs.phrases import counted
from synthesis.outputs.standards import judged, words
from synthesis.outputs.standards import tables as laid_out
from synthesis.outputs.words import SAMPLE_MARK

PAGE_SIZE = 12
COLOURS: dict[Outcome, str] = {"met": "for", "not met": "rejected", "unknown": "unclear"}
"""The class of a badge; its shape and word say the same."""


def panel(state: data.State) -> None:
    """Show the proposals that pass what is chosen, and all that belongs to them."""
    found = asked.checked(state)
    ui.section("Proposals", "Session proposals, each held against the rules for its type of session.")
    if not found:
        ui.empty_state("There is no proposal yet.", "Add one below, or read in a table of them.")
    else:
        asked.controls(state)
        _deadline_fault()
        shown = asked.narrowed(found)
        _list(state, shown, len(found))
        _matrices(shown)
        _diversity(shown)
    rules.panel(state)
    by = changes.name(state, "To add a proposal, read a table in or put rules in force")
    putting.panel(state, by)
    form.new(state, by)
    tables.panel(state, [each.proposal for each in asked.narrowed(found)], by)


def _deadline_fault() -> None:
    given = st.session_state.get("session_deadline") or ""
    if given and asked.deadline() is None:
        ui.error_box("This is no day, so no deadline is chosen.", given, "Write it like 2018-06-29.")


def _list(state: data.State, shown: Sequence[Checked], n_all: int) -> None:
    if not shown:
        ui.empty_state("No proposal passes what is chosen.", "Choose all years, types and outcomes.")
        return
    narrowed = "" if len(shown) == n_all else f"{len(shown)} of {counted(n_all, 'proposal')} shown. "
    st.html(f'<p class="said">{ui.text(narrowed + words.overview_sentence(shown))}</p>')
    if any(each.proposal.is_sample for each in shown):
        ui.sample_banner("Sample data: proposals marked so were composed for this project and not received.")
    n_pages = -(-len(shown) // PAGE_SIZE)
    page = st.pagination(n_pages, key="proposals_page") if n_pages > 1 else 1
    first = ((page or 1) - 1) * PAGE_SIZE
    names = asked.group_names(state)
    for each in shown[first : first + PAGE_SIZE]:
        _card(each, names)


def _card(each: Checked, names: dict[str, str]) -> None:
    proposal = each.proposal
    said = f"{words.verdict_sentence(each)} {words.beyond_sentence(each)}"
    with st.container(key=f"card_proposal_{proposal.id}"):
        navigation.link("community", proposal.title or proposal.id, asked.query(proposal=proposal.id))
        st.html(
            f'<p class="badges">{badges(each)}</p>'
            f'<p class="citation" {ui.BIDI}>{ui.text(_about(each, names))}</p>'
            f'<p class="said">{ui.text(said)}</p>'
        )


def badges(each: Checked) -> str:
    """Return what is required, the type and year of a proposal, and the mark of sample data."""
    proposal = each.proposal
    sample = f'<span class="mark-sample">{SAMPLE_MARK}</span>' if proposal.is_sample else ""
    year = str(proposal.cycle or "no year")
    overall = ui.badge(words.overall_words(each), COLOURS[each.with_people])
    return f"{overall}{ui.badge(proposal.session_type, 'kind')}{ui.badge(year, 'kind')}{sample}"


def _about(each: Checked, names: dict[str, str]) -> str:
    proposal = each.proposal
    whose = names.get(proposal.group_id, proposal.organiser or proposal.group_id) or "No group or organiser"
    return f"{whose}; {counted(len(proposal.speakers), 'speaker')}"


def _matrices(shown: Sequence[Checked]) -> None:
    if not shown:
        return
    ui.section("Rule by rule", "How many of the proposals shown meet each rule, and which do.")
    standards = list(dict.fromkeys(each.standard for each in shown if each.standard))
    for standard in standards:
        counts = laid_out.shown_rule_counts(laid_out.rule_counts(shown, standard))
        caption = f"{standard.name}, version {standard.version}: proposals by rule"
        st.html(ui.html_table(counts, caption, numbers=list(counts.columns[2:])))
        with st.expander("Proposal by proposal", key=f"matrix_{standard.id}"):
            matrix = laid_out.rules_matrix(shown, standard)
            st.html(ui.html_table(matrix, f"{standard.name}, version {standard.version}: outcomes"))
            ui.download(matrix, f"proposals-{standard.id}.csv")
    with st.expander("All as one table", key="proposals_table"):
        table = laid_out.shown_proposals(laid_out.proposal_table(shown, {}))
        st.html(ui.html_table(table, "Proposals with what they came to", numbers=["Speakers"]))
        ui.download(table, "proposals-checked.csv")
    _judgements(shown)


def _judgements(shown: Sequence[Checked]) -> None:
    table = judged.judgement_table(shown)
    if table.empty:
        return
    with st.expander(f"What people judged ({len(table)})", key="judgements_table"):
        st.html(ui.html_table(table.drop(columns="Proposal id"), counted(len(table), "judgement")))
        ui.download(table, "judgements.csv")


def _diversity(shown: Sequence[Checked]) -> None:
    speakers = [speaker for each in shown for speaker in each.proposal.speakers]
    if not speakers:
        return
    ui.section(
        "Who speaks",
        "Counted as the proposals say. Nothing is told from names or countries, and who says nothing of "
        "themselves counts as not given. Somebody named in two proposals counts twice.",
    )
    table = laid_out.shown_diversity(laid_out.diversity_table(speakers))
    st.html(diversity(speakers))
    ui.download(table, "speakers-counted.csv")


def diversity(speakers: Sequence[Speaker]) -> str:
    """Return the counts of speakers as one table with a bar beside each number."""
    table = laid_out.diversity_table(speakers)
    rows = "".join(
        f'<tr><th scope="row">{ui.text(row["attribute"])}</th><td {ui.BIDI}>{ui.text(row["value"])}</td>'
        f'<td class="number">{row["n"]} of {row["N"]}</td>'
        f'<td class="bar-cell" aria-hidden="true"><span class="bar"><span style="width:{_share(row)}%">'
        "</span></span></td></tr>"
        for row in table.to_dict("records")
    )
    caption = f"{counted(len(speakers), 'speaker')} by what the proposals say of them"
    return (
        f'<div class="table-frame" tabindex="0" role="region" aria-label="{ui.text(caption)}">'
        f'<table class="plain"><caption>{ui.text(caption)}</caption>'
        '<thead><tr><th scope="col">Counted by</th><th scope="col">As the proposals say</th>'
        '<th scope="col" class="number">Speakers</th>'
        f"<td></td></tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _share(row: Row) -> int:
    return round(100 * row["n"] / row["N"]) if row["N"] else 0
