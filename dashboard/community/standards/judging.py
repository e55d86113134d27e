"""What a person judges of a proposal where no check can tell: met, not met or cannot tell, with a note."""

from __future__ import annotations

import streamlit as st

from dashboard import acting, data, ui
from dashboard.community.standards import asked, changes
from synthesis.community.standards import judge
from synthesis.community.standards.checking import Checked
from synthesis.community.standards.judging import LONGEST_NOTE
from synthesis.errors import ConflictError, InputError
from synthesis.models import JUDGED_OUTCOMES, Judgement
from synthesis.outputs.standards.judged import people_sentence, said_words, since_words
from synthesis.outputs.standards.tables import judged_words, rule_name
from synthesis.store import Entry

PLACE = "judgements"


def said(each: Checked, rule_id: str) -> str:
    """Return what a person found of a rule, framed apart from what the check says; nothing if nobody did."""
    found = each.judgement(rule_id)
    if found is None:
        return ""
    badge = ui.badge(f"A person: {judged_words(found.outcome)}", "confirmed")
    return f'<p class="badges">{badge}</p><p class="said" {ui.BIDI}>{ui.text(said_words(found))}</p>'


def panel(state: data.State, each: Checked) -> None:
    """Offer to judge what the check leaves unknown."""
    open_rules = [found.rule_id for found in each.findings if found.outcome == "unknown"]
    judged = [found.rule_id for found in each.judgements if found.rule_id not in open_rules]
    ui.section("What people judge", people_sentence(each), level=3)
    acting.told(PLACE)
    if not open_rules and not judged:
        ui.note("The checks answer every rule of this standard; nothing is left to people.")
        return
    ui.note("The check's answer stays beside it; a judgement counts only where the check cannot tell.")
    by = changes.name(state, "To judge")
    for rule_id in [*open_rules, *judged]:
        _rule(state, each, rule_id, by, is_open=rule_id in open_rules)


def _rule(state: data.State, each: Checked, rule_id: str, by: str, *, is_open: bool) -> None:
    found = each.judgement(rule_id)
    rules = {rule.id: rule for rule in each.standard.rules} if each.standard else {}
    state_words = judged_words(found.outcome) if found else "not judged yet"
    with st.expander(f"{rule_name(rule_id)}: {state_words}", key=f"judge_{rule_id}"):
        if rule_id in rules:
            st.html(f'<p class="said">{ui.text(rules[rule_id].text)}</p>')
        if found is not None:
            st.html(said(each, rule_id))
            if since := since_words(each, found, changes.base_of(state, each.proposal.id)):
                ui.warning(since)
        if is_open and by:
            _form(state, each, rule_id, found, by)
        elif not is_open:
            ui.note("The check answers this rule now, so the judgement no longer counts.")
        if found is not None and by:
            st.button(
                "Take the judgement back",
                key=f"take_back_{rule_id}",
                type="tertiary",
                on_click=_take_back,
                args=(state, found, by),
            )
        _history(state, each, rule_id)


def _form(state: data.State, each: Checked, rule_id: str, found: Judgement | None, by: str) -> None:
    place = f"{rule_id}_{found.version if found else 0}"
    with st.form(f"judge_form_{place}", border=False):
        st.radio(
            "What do you find?",
            JUDGED_OUTCOMES,
            index=JUDGED_OUTCOMES.index(found.outcome) if found else None,
            format_func=judged_words,
            horizontal=True,
            key=f"judged_{place}",
        )
        st.text_area(
            "Why, in a sentence or two",
            found.note if found else "",
            key=f"judged_note_{place}",
            max_chars=LONGEST_NOTE,
            height=80,
        )
        st.form_submit_button(
            "Keep the judgement",
            type="primary",
            key=f"keep_judged_{place}",
            on_click=_keep,
            args=(state, each, rule_id, by, changes.base_of(state, each.proposal.id)),
        )


def _keep(state: data.State, each: Checked, rule_id: str, by: str, read: int) -> None:
    """Store what the form says on what the person saw; what cannot be stored is told and changes nothing.

    `read` is the version of the proposal that the person has read.
    """
    from synthesis.pipeline.judging import keep_judgement

    found = each.judgement(rule_id)
    base = found.version if found else 0
    chosen = st.session_state[f"judged_{rule_id}_{base}"]
    note = st.session_state[f"judged_note_{rule_id}_{base}"]
    with acting.attempt(PLACE):
        if chosen is None:
            hint = "Choose met, not met or cannot tell."
            raise InputError("Nothing is chosen yet.", rule_name(rule_id), hint)
        try:
            keep_judgement(data.store(state.url), judge(each, rule_id, chosen, note, read), by, base)
        except ConflictError as error:
            raise _overtaken(each, rule_id, chosen, note) from error
        acting.tell(PLACE, f"{rule_name(rule_id)}: the judgement is kept with your name.")


def _overtaken(each: Checked, rule_id: str, chosen: str, note: str) -> ConflictError:
    """Say what somebody else judged meanwhile, and what was not kept, so that nothing is lost."""
    stored = asked.judgements(data.current())  # what the page was drawn from is older
    theirs = next((one for one in stored if _is(one, each, rule_id)), None)
    now = said_words(theirs) if theirs else "Taken back"
    mine = f"{chosen}{f': {note}' if note else ''}"
    return ConflictError(
        f"Somebody has judged this meanwhile. {now}.",
        rule_name(rule_id),
        f"Yours was not kept: {mine}. Look at theirs, then judge again.",
    )


def _is(one: Judgement, each: Checked, rule_id: str) -> bool:
    return each.standard is not None and one.id == f"{each.proposal.id}/{each.standard.id}/{rule_id}"


def _take_back(state: data.State, found: Judgement, by: str) -> None:
    from synthesis.pipeline.judging import take_back_judgement

    with acting.attempt(PLACE):
        take_back_judgement(data.store(state.url), found, by)
        acting.tell(PLACE, "The judgement is taken back; what was said is kept.")


def _history(state: data.State, each: Checked, rule_id: str) -> None:
    """List what people said of a rule before, the last first."""
    if each.standard is None:
        return
    store = data.store(state.url)
    key = f"{each.proposal.id}/{each.standard.id}/{rule_id}"
    versions = store.community.history(Judgement, key)
    if len(versions) < 2:
        return
    lines = "".join(f"<li {ui.BIDI}>{ui.text(_version_words(entry))}</li>" for entry in reversed(versions))
    st.html(f'<p class="note">What people said of it:</p><ul class="told">{lines}</ul>')


def _version_words(entry: Entry[Judgement]) -> str:
    when = f"{entry.at:%Y-%m-%d %H:%M} UTC" if entry.at else "at an unknown time"
    if entry.is_removed:
        return f"Taken back by {entry.by}, {when}"
    note = f": {entry.record.note}" if entry.record.note else ""
    return f"{judged_words(entry.record.outcome)} by {entry.by}, {when}{note}"
