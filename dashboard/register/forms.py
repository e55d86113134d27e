"""The actions under an item of the register: confirm, edit, reject, say how far it is, merge, look back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import data, looking_back, ui
from dashboard.navigation import plain
from dashboard.register import saving
from synthesis.meetings import register as rules
from synthesis.meetings.restated import counts_as
from synthesis.meetings.suggestions import ProgressHint
from synthesis.models import DECISION_KINDS, PROGRESS, Decision
from synthesis.outputs.frames.register import meeting_name
from synthesis.outputs.phrases import quoted, short
from synthesis.outputs.words import KIND_WORDS, PROGRESS_WORDS, has_state

LONGEST = 2_000
TABLE_FIELDS = ("category", "tags", "source", "reference", "cross_reference", "cost", "remark")


KEYS = {"confirm": "Enter", "edit": "E", "state": "T", "reject": "N"}
"""Where items come up one after another."""


def actions(state: data.State, item: Decision, place: str, by: str, *, has_keys: bool = False) -> None:
    """Show what can be done with an item, or the form that is open for it."""
    action, seen = saving.opened(place)
    if seen is not None and seen.id == item.id:
        with st.container(key=f"form_{place}"):
            _FORMS[action](state, seen, place, by)
        return
    suggested(state, item, place, by)
    keys = KEYS if has_keys else {}
    with st.container(key=f"actions_{place}", horizontal=True, gap="small"):
        if item.review != "confirmed":
            st.button(
                "Bring back" if item.review == "rejected" else "Confirm",
                key=f"confirm_{place}",
                type="primary" if has_keys else "secondary",
                shortcut=keys.get("confirm"),
                on_click=saving.asked,
                args=(rules.confirmed, item, by, f"Confirmed: {quoted(short(item.quote))}."),
            )
        names = {"edit": "Edit", "state": "State…", "reject": "Reject"} if item.review != "rejected" else {}
        if not has_state(item.kind, item.progress):
            names.pop("state", None)
        if item.kind == "restated" or item.restates:
            names["restates"] = "Restates…"
        for action, label in (names | {"history": "History"}).items():
            st.button(
                label,
                key=f"{action}_{place}",
                type="tertiary",
                shortcut=keys.get(action),
                on_click=saving.open_form,
                args=(place, action, item),
            )


def suggested(state: data.State, item: Decision, place: str, by: str) -> None:
    """Show what later reports suggest about an item, with the reason, for a person to say."""
    found = data.suggestions(state)
    repeated, hint = found.restatements.get(item.id), found.progress.get(item.id)
    if repeated is not None:
        earlier = data.records(state).decisions[repeated.earlier_id]
        words = f"It seems to restate {_cited(state, earlier)}: {repeated.why}."
        with _suggestion(f"repeat_{place}", words):
            _answer("Merge with it", f"merge_{place}", partial(_restate, state, item, earlier, by))
            _answer("It is its own", f"own_{place}", partial(_restate, state, item, None, by))
    if hint is not None:
        words = PROGRESS_WORDS[hint.progress]
        with _suggestion(f"hint_{place}", _reason(state, hint)):
            if hint.progress != "superseded":  # by which, only a person can say
                _answer(f"Mark as {words.lower()}", f"mark_{place}", partial(_mark, item, hint, by))


def _suggestion(key: str, words: str) -> DeltaGenerator:
    box = st.container(key=f"suggested_{key}", gap="small")
    box.html(f'<p class="suggested" {ui.BIDI}><b>Suggestion.</b> {ui.text(words)}</p>')
    return box.container(horizontal=True, gap="small")


def _answer(label: str, key: str, say: Callable[[], None]) -> None:
    st.button(label, key=key, type="secondary", on_click=say)


def _reason(state: data.State, hint: ProgressHint) -> str:
    source = data.records(state).decisions.get(hint.source_id)
    if source is None:
        return f"The source of this item itself says that it is {hint.progress}. Nobody has confirmed that."
    meeting = data.records(state).meetings[source.meeting_id]
    return f"The report of {meeting.held_on} suggests that this is {hint.progress}: {hint.why}."


def _cited(state: data.State, item: Decision) -> str:
    return f"{quoted(item.quote)} ({meeting_name(data.records(state).meetings[item.meeting_id])})"


def _mark(item: Decision, hint: ProgressHint, by: str) -> None:
    said = PROGRESS_WORDS[hint.progress]
    reason = hint.why if hint.progress == "declined" else ""
    ask = partial(rules.progressed, item, hint.progress, by, reason=reason)
    saving.asked(ask, item, by, f"{said}: {quoted(short(item.quote))}.", f"As suggested: {hint.why}")


def edit(state: data.State, item: Decision, place: str, by: str) -> None:
    """Ask for other values; the quote has to stand in its paragraph."""
    keys = {field: f"edit_{field}_{place}" for field in rules.EDITABLE}
    with st.form(f"edit_form_{place}", border=False):
        st.text_area("Words of the report, exactly as in the paragraph", item.quote, key=keys["quote"])
        st.html(f'<p class="note">The paragraph: {ui.text(" / ".join(_paragraphs(state, item)))}</p>')
        left, right = st.columns(2)
        left.selectbox(
            "Kind",
            DECISION_KINDS,
            DECISION_KINDS.index(item.kind),
            format_func=KIND_WORDS.__getitem__,
            key=keys["kind"],
        )
        right.text_input("Owner", item.owner, key=keys["owner"], max_chars=LONGEST)
        left.text_input("Due, as written", item.due, key=keys["due"], max_chars=LONGEST)
        right.date_input("Due, as a date", item.due_on, key=keys["due_on"], format="YYYY-MM-DD")
        with st.expander("Category, source, reference, remark", key=f"more_fields_{place}"):
            for field in TABLE_FIELDS:
                st.text_input(
                    saving.FIELD_WORDS[field], getattr(item, field), key=keys[field], max_chars=LONGEST
                )
        note = _note(place)
        _submit("Save and confirm", place, partial(_edit, state, item, keys, by, note))


def _edit(state: data.State, item: Decision, keys: dict[str, str], by: str, note: str) -> None:
    values = {field: st.session_state[key] for field, key in keys.items()}
    ask = partial(rules.edited, item, _paragraphs(state, item), values)
    saving.asked(ask, item, by, f"Saved: {quoted(short(item.quote))}.", st.session_state[note])


def reject(state: data.State, item: Decision, place: str, by: str) -> None:
    """Ask why an item is none."""
    with st.form(f"reject_form_{place}", border=False):
        key = f"reason_{place}"
        st.text_input("Why is this no item of the register?", key=key, max_chars=300)
        ui.note("It is kept, counts nowhere, and can be brought back.")
        _submit("Reject", place, partial(_reject, item, key, by))


def _reject(item: Decision, key: str, by: str) -> None:
    ask = partial(rules.rejected, st.session_state[key])
    saving.asked(ask, item, by, f"Rejected: {quoted(short(item.quote))}.")


def progress(state: data.State, item: Decision, place: str, by: str) -> None:
    """Ask how far an item is."""
    others = _others(state, item)
    keys = {field: f"state_{field}_{place}" for field in ("progress", "reason", "superseded_by")}
    with st.form(f"state_form_{place}", border=False):
        st.radio(
            "How far is it?",
            PROGRESS,
            PROGRESS.index(item.progress),
            format_func=PROGRESS_WORDS.__getitem__,
            horizontal=True,
            key=keys["progress"],
        )
        st.text_input(
            "Reason; needed where it was declined", item.progress_reason, key=keys["reason"], max_chars=300
        )
        st.selectbox(
            "Superseded by; needed where another came in its place",
            list(others),
            list(others).index(item.superseded_by) if item.superseded_by in others else None,
            format_func=others.__getitem__,
            placeholder="Choose an item",
            key=keys["superseded_by"],
        )
        note = _note(place)
        _submit("Save the state", place, partial(_progress, item, keys, by, note))


def _progress(item: Decision, keys: dict[str, str], by: str, note: str) -> None:
    said = {field: st.session_state[key] for field, key in keys.items()}
    ask = partial(
        rules.progressed,
        item,
        said["progress"],
        by,
        reason=said["reason"],
        superseded_by=said["superseded_by"] or "",
    )
    told = f"{PROGRESS_WORDS[said['progress']]}: {quoted(short(item.quote))}."
    saving.asked(ask, item, by, told, st.session_state[note])


def restates(state: data.State, item: Decision, place: str, by: str) -> None:
    """Ask which earlier item this one repeats."""
    others = _others(state, item)
    with st.form(f"restates_form_{place}", border=False):
        key = f"earlier_{place}"
        st.selectbox(
            "It restates this earlier item, and counts with it as one",
            list(others),
            list(others).index(item.restates) if item.restates in others else None,
            format_func=others.__getitem__,
            placeholder="None: it is an item of its own",
            key=key,
        )
        _submit("Save", place, partial(_restates, state, item, key, by))


def _restates(state: data.State, item: Decision, key: str, by: str) -> None:
    _restate(state, item, data.records(state).decisions.get(st.session_state[key] or ""), by)


def _restate(state: data.State, item: Decision, earlier: Decision | None, by: str) -> None:
    records = data.records(state)
    ask = partial(rules.restating, item, earlier, records.decisions, records.meetings)
    told = f"Merged with {quoted(short(earlier.quote))}." if earlier else "It is an item of its own."
    saving.asked(ask, item, by, told)


def history(state: data.State, item: Decision, place: str, by: str) -> None:
    """Show every version of an item, and let an earlier one stand again."""
    versions = data.store(state.url).decision_history(item.id)
    saving.history(versions)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        if by:
            earlier = [each.version for each in versions[:-1]]
            restore = partial(saving.restored, item, versions[-1].version, by)
            looking_back.stand_again(place, earlier, restore)
        st.button("Close", key=f"close_{place}", type="tertiary", on_click=saving.close)


_FORMS: dict[str, Callable[[data.State, Decision, str, str], None]] = {
    "edit": edit,
    "reject": reject,
    "state": progress,
    "restates": restates,
    "history": history,
}


def _submit(label: str, place: str, keep: Callable[[], None]) -> None:
    with st.container(horizontal=True, gap="small"):
        st.form_submit_button(label, type="primary", on_click=keep, key=f"submit_{place}")
        st.form_submit_button("Cancel", type="tertiary", on_click=saving.close, key=f"cancel_{place}")


def _note(place: str) -> str:
    """Ask for a note; return the key that it is kept under."""
    key = f"note_{place}"
    st.text_input("A note for the next reader, if you wish", key=key, max_chars=300)
    return key


def _paragraphs(state: data.State, item: Decision) -> list[str]:
    """Return the texts that carry the number of the item's paragraph; a report can give one number twice."""
    meeting = data.records(state).meetings[item.meeting_id]
    own = [each.text for each in meeting.paragraphs if each.number == item.paragraph]
    return [text for text in own if item.quote in text] or own


def _others(state: data.State, item: Decision) -> dict[str, str]:
    """Return the other items that stand and count as themselves, by id, as they are named in a list."""
    meetings = data.records(state).meetings
    roots = counts_as(data.records(state).decisions.values())
    return {
        other.id: plain(f"{short(other.quote)} ({meeting_name(meetings[other.meeting_id])})")
        for other in data.records(state).decisions.values()
        if other.id != item.id and roots.get(other.id) == other.id
    }
