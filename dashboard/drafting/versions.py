"""The versions of a draft: who saved what when, one looked at, two compared."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import data, filters, navigation, person, ui
from dashboard.drafting import saving
from dashboard.ui import Mark
from synthesis.corpus import differences as texts
from synthesis.models import DraftVersion, Filters, Span
from synthesis.outputs.papers.blocks import Paper
from synthesis.outputs.papers.changed import Difference, compare


def asked(history: Sequence[DraftVersion]) -> DraftVersion:
    """Return the version that the address asks for, else the newest."""
    number = st.query_params.get("version", "")
    return next((each for each in history if str(each.version) == number), history[-1])


def when(version: DraftVersion) -> str:
    """Say when a version was saved."""
    return version.at.strftime("%d %B %Y, %H:%M UTC").lstrip("0") if version.at else "at an unknown time"


def earlier(
    state: data.State, chosen: Filters, paper: Paper, shown: DraftVersion, newest: DraftVersion
) -> None:
    """Say that an earlier version is shown, what is other in the newest, and bring it back if wanted."""
    st.html(
        f'<p class="sample" role="note">This is version {shown.version} of {newest.version}, '
        "to be looked at. Its statements are those of the data of today.</p>"
    )
    query = filters.query_of(chosen, part="Papers", draft=newest.draft_id)
    navigation.link("overview", f"Go to the newest, version {newest.version}", query, key="newest_version")
    with st.expander(f"What version {newest.version} has otherwise", key="other_since"):
        differences(compare(paper, shown.draft, newest.draft))
    if state.is_read_only:
        return
    by = person.name()
    ui.note("" if by else "To bring it back, give your name above.")
    st.button(
        f"Bring version {shown.version} back",
        key="bring_back",
        disabled=not by,
        on_click=_bring_back,
        args=(state, newest, by, shown.version),
        help="It becomes the newest version; the others stay.",
    )


def _bring_back(state: data.State, newest: DraftVersion, by: str, number: int) -> None:
    saving.bring_back(state, newest, by, number)
    navigation.write("version", "")


def listed(chosen: Filters, paper: Paper, history: Sequence[DraftVersion]) -> None:
    """List the versions, the newest first, and compare any two."""
    with st.expander(f"Versions ({len(history)})", key="draft_versions"):
        for each in reversed(history):
            with st.container(key=f"more_version_{each.version}", gap=None):
                st.html(
                    f'<p class="said" {ui.BIDI}>{each.version}. {ui.text(each.note)} '
                    f'<span class="note"><b>{ui.text(each.by)}</b>, {ui.text(when(each))}</span></p>'
                )
                query = filters.query_of(
                    chosen, part="Papers", draft=each.draft_id, version=str(each.version)
                )
                navigation.link("overview", f"Look at version {each.version}", query)
        if len(history) > 1:
            _compare(paper, history)


def _compare(paper: Paper, history: Sequence[DraftVersion]) -> None:
    ui.section("What changed", level=3)
    numbers = [each.version for each in history]
    with st.container(horizontal=True, key="compare_versions"):
        one = st.selectbox("From version", numbers, index=len(numbers) - 2, key="compare_from", width=160)
        other = st.selectbox("To version", numbers, index=len(numbers) - 1, key="compare_to", width=160)
    differences(compare(paper, history[one - 1].draft, history[other - 1].draft))


def differences(found: Sequence[Difference]) -> None:
    """Show differences one below the other, the words marked that only one side has."""
    if not found:
        ui.note("Nothing differs.")
    for each in found:
        st.html(f'<p class="said"><b>{ui.text(each.what)}</b></p>')
        if each.before and each.after:
            side_by_side(("Before", each.before), ("After", each.after))
        elif each.before or each.after:
            st.html(f'<p class="said" {ui.BIDI}>{ui.text(each.before or each.after)}</p>')


def side_by_side(one: tuple[str, str], other: tuple[str, str]) -> None:
    """Show two texts under their headings beside each other, with the words marked that only one has."""
    sides = zip((one[0], other[0]), marked(one[1], other[1]), strict=True)
    shown = "".join(
        f'<div><p class="note">{heading}</p><p class="said" {ui.BIDI}>{words}</p></div>'
        for heading, words in sides
    )
    st.html(f'<div class="two">{shown}</div>')


def marked(one: str, other: str) -> tuple[str, str]:
    """Escape two texts and mark the words that only one of them has."""
    alone, added = texts.differences(one, other)
    return _marked(one, alone), _marked(other, added)


def _marked(text: str, spans: Sequence[Span]) -> str:
    return ui.marked_text(text, [Mark(span.start, span.end, "differs") for span in spans])
