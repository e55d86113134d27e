"""The choices of the section Together; all stand in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard import bound, navigation
from synthesis.community.together.affinity import PARTS, PartName
from synthesis.models import GROUP_KINDS, Group
from synthesis.outputs.group_words import KINDS_WORDS, in_order
from synthesis.outputs.together import PART_WORDS, PairChoice, labels

VIEWS = ("List", "Matrix", "Network")
ALL = "All together"
ANY = "Any"
USUAL_KINDS = ("dynamic coalition", "best practice forum")
"""Kinds that work on a subject; working groups, initiatives and bodies are for the forum as a whole."""

STEPS = tuple(round(step * 0.05, 2) for step in range(17))
USUAL_STEP = 0.15


def controls(groups: Sequence[Group], themes: Mapping[str, str]) -> tuple[str, PairChoice]:
    """Ask how pairs are shown and which."""
    view = st.segmented_control(
        "View", VIEWS, default=VIEWS[0], required=True, key="pairs_as", bind="query-params"
    )
    present = [kind for kind in GROUP_KINDS if any(group.kind == kind for group in groups)]
    first, second = st.columns(2, gap="medium"), st.columns(2, gap="medium")
    with first[0]:
        kinds = st.multiselect(
            "Kinds of group",
            present,
            default=[kind for kind in USUAL_KINDS if kind in present],
            format_func=KINDS_WORDS.__getitem__,
            key="pair_kinds",
            bind="query-params",
            placeholder="All kinds",
        )
    with first[1]:
        group_id = bound.select("Group", "pair_with", labels(in_order(groups)), ANY)
    with second[0]:
        part = st.selectbox(
            "What ties them",
            [ALL, *PARTS],
            format_func=lambda part: PART_WORDS.get(part, ALL),
            key="pair_part",
            bind="query-params",
        )
    with second[1]:
        theme_id = bound.select("Theme of both", "pair_theme", themes, ANY)
    least = st.select_slider(
        "At least this near (0 to 0.8)", STEPS, value=USUAL_STEP, key="pair_least", bind="query-params"
    )
    chosen: PartName | None = next((each for each in PARTS if each == part), None)
    return str(view), PairChoice(tuple(kinds), group_id, theme_id, chosen, float(least))


def two(groups: Sequence[Group]) -> set[str] | None:
    """Ask for two groups; the address says which."""
    names = labels(in_order(groups))
    asked = st.query_params.get("pair", "").split("+")
    if len(asked) != 2:
        asked = ["", ""]
    columns = st.columns(2, gap="medium")
    for place, (column, label, key) in enumerate(zip(columns, ("One", "The other"), _TWO, strict=True)):
        st.session_state[key] = asked[place] if asked[place] in names else st.session_state.get(key, "")
        with column:
            st.selectbox(
                label, ["", *names], format_func=lambda each: names.get(each, "Choose a group"), key=key,
                on_change=_write_two,
            )  # fmt: skip
    chosen = [st.session_state[key] for key in _TWO]
    return set(chosen) if all(chosen) else None


_TWO = ("pair_one", "pair_other")


def _write_two() -> None:
    show_two(*(st.session_state[key] for key in _TWO))


def show_two(one: str, other: str) -> None:
    """Put two groups into the address."""
    for key, value in zip(_TWO, (one, other), strict=True):
        st.session_state[key] = value
    navigation.write("pair", f"{one}+{other}" if one or other else "")
