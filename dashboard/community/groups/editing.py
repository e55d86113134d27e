"""What a person does to the directory: adds, edits, removes, goes back; kept with the name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import streamlit as st

from dashboard import acting, data, looking_back, navigation, ui
from dashboard.community import held
from synthesis.community.groups.columns import LISTS
from synthesis.community.groups.editing import FIELDS, differences, made, shared_acronym
from synthesis.models import GROUP_KINDS, Group
from synthesis.outputs.group_words import FIELD_WORDS, KIND_WORDS, value_words
from synthesis.outputs.phrases import joined, quoted
from synthesis.store import Entry

PLACE = "groups"
LONGEST = {"name": 200, "acronym": 40, "remit": 4_000, "how_to_join": 2_000}
ONE_PER_LINE = ("aliases", "sources")
AREAS = ("remit", "how_to_join")


@dataclass(frozen=True, slots=True)
class Change:
    """A group as a person wants it, and the version that the person has seen; 0 for a new one."""

    group: Group
    before: Group | None
    base: int
    by: str
    note: str = ""


def told(by: str) -> None:
    """Show, once, what was done or why not; what was removed can be brought back."""
    acting.told(PLACE)
    if by and acting.mine(PLACE):
        st.button(
            f"Bring {quoted(navigation.plain(acting.mine(PLACE)[-1].name))} back",
            key="bring_group_back",
            on_click=acting.undo,
            args=(PLACE, partial(_bring_back, by)),
        )


def add(state: data.State, by: str) -> None:
    """Offer the form for a new group."""
    if state.is_read_only:
        return
    with st.expander("Add a group", key="add_group"):
        if not by:
            ui.note("To add a group, give your name above.")
            return
        _form(state, None, 0, by, f"new_{st.session_state.get('n_groups_added', 0)}")


def edit(state: data.State, entry: Entry[Group], by: str) -> None:
    """Offer to edit and to remove a group, to a person who gives a name."""
    with st.expander("Edit or remove this group", key="edit_group"):
        if not by:
            ui.note("To edit or remove it, give your name above.")
            return
        base = _opened(entry)
        if base.version != entry.version:
            ui.note(
                f"{entry.by} has changed this group since you opened this form. What you typed is kept: "
                "save it, and both changes are shown to be settled."
            )
        _form(state, base.record, base.version, by, _place(base))
        ui.note("Removing it takes it off every list; what was kept of it stays, and it can be brought back.")
        is_sure = st.checkbox("I want to remove this group", key=f"sure_{entry.record.id}")
        st.button(
            "Remove it",
            key="remove_group",
            disabled=not is_sure,
            on_click=_remove,
            args=(entry.record, entry.version, by),
        )


def _opened(entry: Entry[Group]) -> Entry[Group]:
    """Return the version that the open form was filled with: a later one would take what was typed."""
    base: Entry[Group] | None = st.session_state.get("group_base")
    is_open = base is not None and f"group_name_{_place(base)}" in st.session_state
    if base is None or not is_open or base.record.id != entry.record.id:
        base = st.session_state["group_base"] = entry
    return base


def _place(base: Entry[Group]) -> str:
    return f"{base.record.id}_{base.version}"


def _form(state: data.State, group: Group | None, base: int, by: str, place: str) -> None:
    themes = dict(data.theme_names(state))
    with st.form(f"group_form_{place}", border=False):
        for each in FIELDS:
            _field(each, group, themes, f"group_{each}_{place}")
        note = f"group_note_{place}"
        st.text_input("A note for the next reader, if you wish", key=note, max_chars=300)
        st.form_submit_button(
            "Save" if group else "Add it",
            type="primary",
            key=f"group_save_{place}",
            on_click=_submit,
            args=(group, base, by, place),
        )


def _field(field: str, group: Group | None, themes: dict[str, str], key: str) -> None:
    value: Any = getattr(group, field) if group else () if field in LISTS else ""
    label = FIELD_WORDS[field]
    if field == "kind":
        place = GROUP_KINDS.index(value) if value else None
        st.selectbox(
            label,
            GROUP_KINDS,
            place,
            format_func=KIND_WORDS.__getitem__,
            key=key,
            placeholder="Choose a kind",
        )
    elif field == "theme_ids":
        options = list(dict.fromkeys([*themes, *value]))
        st.multiselect(
            label, options, list(value), format_func=lambda each: themes.get(each, each), key=key,
            placeholder="Themes that it works on", select_all=False,
        )  # fmt: skip
    elif field in ONE_PER_LINE:
        st.text_area(f"{label}, one per line", "\n".join(value), key=key)
    elif field in AREAS:
        st.text_area(label, value, key=key, max_chars=max(LONGEST[field], len(value)))
    else:
        st.text_input(label, value, key=key, max_chars=max(LONGEST.get(field, 500), len(value)))


def _submit(before: Group | None, base: int, by: str, place: str) -> None:
    values = {each: st.session_state[f"group_{each}_{place}"] for each in FIELDS}
    for each in ONE_PER_LINE:
        values[each] = values[each].split("\n")
    others = [each for each in _now() if before is None or each.id != before.id]
    with acting.attempt(PLACE):
        group = made(values, others, before)
        make(Change(group, before, base, by, st.session_state[f"group_note_{place}"]))


def _now() -> tuple[Group, ...]:
    return held.records(data.current(), Group)


def make(change: Change) -> None:
    """Store a change; a conflict is kept to be settled."""
    if change.before is not None and change.before == change.group:
        acting.tell(PLACE, "Nothing was changed.")
        return
    with acting.attempt(PLACE, change):
        _store(change)


def _store(change: Change) -> None:
    group = change.group
    sharing = shared_acronym(group, _now())
    store = data.store(data.current().url)
    store.community.save([group], change.by, change.note, {group.id: change.base})
    st.session_state.pop("group_base", None)
    if change.before is None:
        st.session_state["n_groups_added"] = st.session_state.get("n_groups_added", 0) + 1
        navigation.write("community_group", group.id)
    warned = (
        f" {joined([each.name for each in sharing])} has the acronym {group.acronym} too: a text that has it "
        "alone is shown as ambiguous."
        if sharing
        else ""
    )
    acting.tell(PLACE, f"Saved: {quoted(group.name)}.{warned}")


def _remove(group: Group, version: int, by: str) -> None:
    with acting.attempt(PLACE):
        data.store(data.current().url).community.remove(Group, group.id, by, version)
        acting.mine(PLACE).append(group)
        navigation.write("community_group", "")
        acting.tell(PLACE, f"Removed: {quoted(group.name)}.")


def _bring_back(by: str, group: Group) -> None:
    last = data.store(data.current().url).community.history(Group, group.id)[-1]
    if last.is_removed:
        _store(Change(group, None, last.version, by, "Brought back"))
    else:
        acting.tell(PLACE, f"{last.by} has brought it back meanwhile.")


def restore(entry: Entry[Group], base: int, by: str) -> None:
    """Let an earlier version of a group stand again."""
    make(Change(entry.record, None, base, by, f"Version {entry.version} again"))


def conflict(state: data.State, by: str) -> bool:
    """Show two changes of one group side by side, to be settled; return whether there is such a case."""
    change = acting.case(PLACE, Change)
    if change is None:
        return False
    now = data.store(state.url).community.history(Group, change.group.id)[-1]
    seen = change.before or now.record
    acting.two_sides(
        PLACE,
        f"{now.by} has {'removed' if now.is_removed else 'changed'} this group while you did.",
        (now.by, changes(state, seen, now.record)),
        (f"{by} (you)", changes(state, seen, change.group)),
    )
    acting.settle(PLACE, partial(make, replace(change, base=now.version, by=by)))
    return True


def changes(state: data.State, before: Group, after: Group) -> str:
    """Return what differs between two versions as a list."""
    names = data.theme_names(state)
    return looking_back.listed(
        f"{FIELD_WORDS[each]}: {ui.text(value_words(each, getattr(after, each), names))}"
        for each in differences(before, after)
    )
