"""One proposal: what it meets and what would mend it first, then its text, speakers, and the year before."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from dashboard import data, navigation, ui
from dashboard.community import held
from dashboard.community.standards import asked, changes, form, judging, listing
from synthesis.community.standards.checking import Checked
from synthesis.community.standards.earlier import Comparison, compare
from synthesis.community.standards.headings import COLUMNS
from synthesis.corpus.language import detect_language
from synthesis.models import SessionProposal, Speaker
from synthesis.outputs.export import MIME_TYPES, write_paper
from synthesis.outputs.facts import ExportFormat
from synthesis.outputs.phrases import counted, joined
from synthesis.outputs.standards import compared, tables, words
from synthesis.outputs.standards.history import field_words
from synthesis.outputs.standards.paper import checklist_paper

PAPER_FORMATS: tuple[ExportFormat, ...] = ("md", "docx")
_FACTS = ("format", "duration_minutes", "submitted_on", "organiser", "source")
_TEXTS = ("outcome", "online_participation", "activity_report", "last_session_report")


def panel(state: data.State, asked_id: str) -> bool:
    """Show a proposal; return whether there is one with this id."""
    each = next((each for each in asked.checked(state) if each.proposal.id == asked_id), None)
    if each is None:
        return False
    before = compare(each.proposal, held.records(state, SessionProposal))
    navigation.link("community", "All proposals", asked.query(), key="way")
    st.html(f'<h2 {ui.BIDI}>{ui.text(each.proposal.title)}</h2><p class="badges">{listing.badges(each)}</p>')
    _checklist(state, each)
    judging.panel(state, each)
    _downloads(state, each, before)
    _text(state, each.proposal)
    _speakers(each.proposal)
    _compared(each.proposal, before)
    ui.section("Change it")
    by = changes.name(state, "To change this proposal")
    form.change(state, each.proposal, by)
    changes.history(state, each.proposal, by)
    return True


def _checklist(state: data.State, each: Checked) -> None:
    said = f"{words.verdict_sentence(each)} {words.beyond_sentence(each)}"
    ui.section("What it meets", said.strip(), level=3)
    with st.container(horizontal=True, gap="small"):
        asked.version_choice(state)
    ui.note(words.against_sentence(each))
    ui.note(words.language_sentence(detect_language(each.proposal.description)))
    rules = {rule.id: rule for rule in each.standard.rules} if each.standard else {}
    for force, title in words.FORCE_WORDS.items():
        own = [found for found in each.findings if rules[found.rule_id].force == force]
        if own:
            items = "".join(_finding(each, found, rules[found.rule_id]) for found in own)
            st.html(f'<h4 class="above">{title}</h4><ul class="checklist">{items}</ul>')


def _finding(each: Checked, found: Any, rule: Any) -> str:
    to_do = each.mend_with_people(found)
    mend = f'<p class="said"><b>To do:</b> {ui.text(to_do)}</p>' if to_do else ""
    return (
        f'<li {ui.BIDI}><p class="badges">'
        f"{ui.badge(tables.outcome_words(found.outcome), listing.COLOURS[found.outcome])}"
        f"<b>{ui.text(tables.rule_name(rule.id))}</b></p>"
        f'<p class="said">{ui.text(found.reason)}</p>{mend}<p class="note">{ui.text(rule.text)}</p>'
        f"{judging.said(each, found.rule_id)}</li>"
    )


def _downloads(state: data.State, each: Checked, before: Comparison | None) -> None:
    entry = next(e for e in held.entries(state, SessionProposal) if e.record.id == each.proposal.id)
    with st.container(horizontal=True, gap="small", key="checklist_downloads"):
        for form_ in PAPER_FORMATS:
            st.download_button(
                f"Checklist for the proposer ({'Word' if form_ == 'docx' else 'Markdown'})",
                data=partial(_paper, each, before, entry.at, form_),
                file_name=f"checklist-{each.proposal.id}.{form_}",
                mime=MIME_TYPES[form_],
                on_click="ignore",
                key=f"checklist_{form_}",
            )


def _paper(each: Checked, before: Comparison | None, at: Any, format: ExportFormat) -> bytes:
    return write_paper(checklist_paper(each, before, at), format)


def _text(state: data.State, proposal: SessionProposal) -> None:
    ui.section("The proposal", level=3)
    names = asked.group_names(state)
    pairs = [("Group", names.get(proposal.group_id, proposal.group_id))]
    pairs += [(COLUMNS[field], field_words(proposal, field)) for field in _FACTS]
    themes = data.theme_names(state)
    pairs.append(("Themes", joined([themes.get(each, each) for each in proposal.theme_ids])))
    listed = "".join(
        f"<div><dt>{ui.text(name)}</dt><dd {ui.BIDI}>{ui.text(value)}</dd></div>"
        for name, value in pairs
        if value
    )
    st.html(f'<dl class="facts wide">{listed}</dl>')
    language = ui.language_attribute(detect_language(proposal.description))
    said = proposal.description or "There is no description."
    st.html(f'<p class="quote" {language}>{ui.text(said)}</p>')
    texts = "".join(
        f'<h4 class="above">{ui.text(COLUMNS[field])}</h4>'
        f'<p class="said" {ui.BIDI}>{ui.text(getattr(proposal, field) or "Not given.")}</p>'
        for field in _TEXTS
    )
    st.html(texts)


def _speakers(proposal: SessionProposal) -> None:
    ui.section("Who speaks", level=3)
    if not proposal.speakers:
        ui.empty_state("No speakers are named.", "Add them in the form below, one a line.")
        return
    table = tables.speaker_table(proposal.speakers)
    st.html(ui.html_table(table, f"{counted(len(proposal.speakers), 'speaker')}, as the proposal names them"))
    ui.download(table, f"speakers-{proposal.id}.csv")
    st.html(listing.diversity(proposal.speakers))


def _compared(proposal: SessionProposal, before: Comparison | None) -> None:
    ui.section("Beside the proposal before", level=3)
    if before is None:
        ui.note("No proposal of an earlier year is of the same group, organiser or title.")
        return
    st.html(f'<p class="said" {ui.BIDI}>{ui.text(compared.compared_sentence(before))}</p>')
    query = asked.query(proposal=before.earlier.id)
    navigation.link("community", f"Open the proposal of {before.earlier.cycle}", query, key="more_before")
    people = {
        "Named again": compared.again_words(before),
        "New": _names(before.new),
        "Not named again": _names(before.gone),
    }
    shown = "".join(
        f"<div><dt>{title}</dt><dd {ui.BIDI}>{ui.text('; '.join(names) or 'nobody')}</dd></div>"
        for title, names in people.items()
    )
    st.html(f'<dl class="facts key">{shown}</dl>')
    st.html(
        ui.html_table(compared.promise_table(proposal, before), "What was promised, and what is reported")
    )
    if before.changed:
        st.html(ui.html_table(compared.changed_table(before), "What changed"))


def _names(speakers: tuple[Speaker, ...]) -> list[str]:
    return [speaker.name or "somebody not named" for speaker in speakers]
