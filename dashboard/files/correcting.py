"""Correct: what was read wrongly of a contribution stands right, by name, beside what its file said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import acting, bound, data, looking_back, person, ui
from dashboard.navigation import plain
from synthesis import pipeline
from synthesis.models import (
    CORRECTABLE,
    REGIONS,
    STAKEHOLDER_GROUPS,
    Contribution,
    Corrected,
    Correction,
)
from synthesis.outputs.phrases import counted, short
from synthesis.outputs.words import language_name

PLACE = "correct"
FIELD_WORDS = {
    "organisation": "Organisation",
    "stakeholder_group": "Stakeholder group",
    "region": "Region",
    "country": "Country",
    "cycle": "Cycle",
    "submitted_on": "Sent on",
    "language": "Language",
}
_CHOICES = {"stakeholder_group": STAKEHOLDER_GROUPS, "region": REGIONS}
_LIKE = {
    "cycle": "the year taken stock of, such as 2018",
    "submitted_on": "as 2018-12-03",
    "language": "its name or code",
}
_LONGEST = 300
_OPENING = 240
"""Letters of a contribution that are shown to tell it by."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a person wrote in some fields of a contribution, and the version that stood then."""

    contribution_id: str
    given: Mapping[str, str]
    by: str
    note: str
    base: int


def panel(state: data.State) -> None:
    """Ask which contribution, show what stands and what its file said, and take what is right."""
    ui.section(
        "Correct",
        "Where a file was read wrongly, say here what is right. What the file said is kept beside it; "
        "loading it again leaves your correction, and every page, count and export follows.",
    )
    acting.told(PLACE)
    store = data.store(state.url)
    contributions = data.records(state).contributions
    standing = {name: each for name, each in store.standing_corrections().items() if each.values}
    ui.note(f"Corrected: {len(standing):,} of {counted(len(contributions), 'contribution')}.")
    person.field()
    _met_another(store.corrections)
    chosen = bound.select(
        "Contribution",
        "correct",
        {each.id: _named(each) for each in contributions.values()},
        nothing="Choose one: type of its name, year or id",
        width=640,
    )
    if chosen:
        _one(contributions[chosen], store.received([chosen])[chosen], store.corrections(chosen))
    elif standing:
        _table(contributions, standing)


def _named(contribution: Contribution) -> str:
    year = contribution.cycle or "year unknown"
    return f"{contribution.display_name}, {year} ({contribution.id})"


def _one(contribution: Contribution, received: Corrected, history: Sequence[Correction]) -> None:
    version = len(history)
    opening = short(" ".join(contribution.text[:_OPENING].split()))
    st.html(f'<blockquote class="quote" {ui.BIDI}>{ui.text(opening)}</blockquote>')
    by = person.name()
    place = f"{contribution.id}_{version}"
    with st.form(f"correct_form_{place}", border=False):
        for name in CORRECTABLE:
            _field(name, _written(getattr(contribution, name)), _written(received[name]), place)
        st.text_input("Why? Kept with your name", key=f"correct_note_{place}", max_chars=_LONGEST, width=640)
        st.form_submit_button(
            "Save what is right",
            type="primary",
            disabled=not by,
            on_click=_submitted,
            args=(contribution, version, by, place),
        )
    if not by:
        ui.note("Give your name above to correct something.")
    if history:
        _history(contribution.id, received, history, by)


def _field(name: str, stands: str, said: str, place: str) -> None:
    """Ask for a field; where something else stands than its file said, both are there."""
    like = f", {_LIKE[name]}" if name in _LIKE else ""
    was = f" (the file said: {said or 'nothing'})" if said != stands else ""
    key = f"correct_{name}_{place}"
    label = f"{FIELD_WORDS[name]}{like}{was}"
    if name in _CHOICES:
        options = _CHOICES[name]
        st.selectbox(plain(label), options, options.index(stands), key=key, width=640)
    else:
        st.text_input(plain(label), stands, key=key, max_chars=_LONGEST, width=640)


def _submitted(contribution: Contribution, version: int, by: str, place: str) -> None:
    written = {name: str(st.session_state[f"correct_{name}_{place}"] or "") for name in CORRECTABLE}
    given = {
        name: text for name, text in written.items() if text.strip() != _written(getattr(contribution, name))
    }
    if not given:
        acting.tell(PLACE, "Nothing was changed.")
        return
    _make(Change(contribution.id, given, by, st.session_state[f"correct_note_{place}"], version))


def _make(change: Change) -> None:
    """Store a correction; where somebody else was faster, both are kept to be settled."""
    with acting.attempt(PLACE, change):
        store = data.store(data.current().url)
        one = change.contribution_id
        saved = pipeline.correct(store, [one], change.given, change.by, change.note, {one: change.base})
        words = f"Corrected: {', '.join(FIELD_WORDS[name] for name in change.given)}."
        acting.tell(PLACE, words if saved else "This stood so already.")


def _restore(contribution_id: str, base: int, by: str, version: int) -> None:
    with acting.attempt(PLACE):
        store = data.store(data.current().url)
        pipeline.take_back_correction(store, contribution_id, by, to=version, base=base)
        acting.tell(
            PLACE, f"Version {version} stands again." if version else "What the file said stands again."
        )


def _met_another(corrections: Callable[[str], Sequence[Correction]]) -> None:
    """Show two corrections of one contribution, to be settled, where two persons made them at once."""
    change = acting.case(PLACE, Change)
    if change is None:
        return
    history = corrections(change.contribution_id)
    if len(history) <= change.base:  # withdrawn, it took its corrections along
        acting.leave(PLACE)
        ui.error_box(
            "This contribution was withdrawn while you corrected it; nothing of yours was stored.",
            change.contribution_id,
            "Once it is counted again, it can be corrected. This is what you wrote:",
        )
        st.html(looking_back.listed(_lines(change.given)))
        return
    before = history[change.base - 1].values if change.base else {}
    now = history[-1]
    acting.two_sides(
        PLACE,
        f"{now.by} has corrected this contribution while you did.",
        (now.by, looking_back.listed(_changed(before, now.values))),
        (f"{change.by} (you)", looking_back.listed(_lines(change.given))),
    )
    acting.settle(PLACE, partial(_make, replace(change, base=now.version)), words=acting.ON_TOP)


def _history(contribution_id: str, received: Corrected, history: Sequence[Correction], by: str) -> None:
    ui.section("What was corrected", level=3)
    before: Corrected = {}
    versions = []
    for each in history:
        what = looking_back.listed(_changed(before, each.values, received))
        versions.append(looking_back.version(each.by, each.at, each.version, what, each.note))
        before = each.values
    looking_back.history(versions)
    if not by:
        return
    restore = partial(_restore, contribution_id, len(history), by)
    looking_back.stand_again(PLACE, [each.version for each in history[:-1]], restore)
    if history[-1].values:
        st.button("Back to what the file said", key="correct_back", on_click=restore, args=(0,))


def _changed(before: Corrected, after: Corrected, received: Corrected | None = None) -> list[str]:
    """Return the fields of which something else stood after a version, as HTML."""
    names = [name for name in CORRECTABLE if before.get(name, ...) != after.get(name, ...)]
    lines = []
    for name in names:
        said = f" (the file: {ui.text(_shown(name, received[name]))})" if received else ""
        stands = f"{ui.text(_shown(name, after[name]))}{said}" if name in after else "as the file said"
        lines.append(f"{FIELD_WORDS[name]}: {stands}")
    return lines


def _lines(values: Corrected) -> list[str]:
    return [f"{FIELD_WORDS[name]}: {ui.text(_shown(name, value))}" for name, value in values.items()]


def _written(value: object) -> str:
    """Return a value as it stands in a field of the form."""
    return "" if value is None else str(value)


def _shown(name: str, value: object) -> str:
    if value in ("", None):
        return "not known"
    return language_name(str(value)) if name == "language" else str(value)


def _table(contributions: Mapping[str, Contribution], standing: Mapping[str, Correction]) -> None:
    rows = [
        (
            contributions[each.contribution_id].display_name,
            each.contribution_id,
            ", ".join(FIELD_WORDS[name] for name in each.values),
            each.by,
            f"{each.at:%Y-%m-%d}" if each.at else "",
        )
        for each in standing.values()
        if each.contribution_id in contributions
    ]
    table = pd.DataFrame(rows, columns=["Contribution", "Id", "Corrected", "By", "On"])
    st.html(ui.html_table(table, f"{counted(len(rows), 'contribution')} corrected"))
