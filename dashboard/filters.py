"""The address in the browser <-> Filters; nothing else remembers what is chosen.

Because the address alone holds the choice, a pasted link, the back button and a second tab all show the
same view. The sidebar's controls are set from it in every run and write to it when somebody changes them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import streamlit as st

from dashboard import data, navigation, ui
from dashboard.navigation import Query, plain
from synthesis.models import Filters
from synthesis.outputs.words import REVIEW_WORDS, language_name


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter: its name in the address, its field of `Filters`, its words on screen."""

    name: str
    field: str
    label: str
    placeholder: str


Unit = Literal["contributions", "decisions"]

Strange = tuple[tuple[str, str, str], ...]
"""What an address asks for and nothing here has: its name there, its words on screen, the value."""

LONGEST_SHOWN = 80

FACETS = (
    Facet("cycle", "cycles", "Cycle (year taken stock of)", "All cycles"),
    Facet("group", "stakeholder_groups", "Stakeholder group", "All groups"),
    Facet("region", "regions", "Region", "All regions"),
    Facet("language", "languages", "Language", "All languages"),
    Facet("theme", "themes", "Theme", "All themes"),
    Facet("review", "review", "Review state", "All states"),
)


@dataclass(frozen=True, slots=True)
class Counting:
    """A way to count that is off or on: its name and value in the address, its field, its words."""

    name: str
    value: str
    field: str
    label: str
    help: str


WAYS = (
    Counting(
        "copies",
        "once",
        "copies_once",
        "Count copies once",
        "Contributions with the same or nearly the same text, such as the letters of a campaign, then count "
        "as one: once in all, and once in each group, region, cycle and language they come from.",
    ),
    Counting(
        "repeats",
        "out",
        "without_repeats",
        "Leave out what is repeated",
        "Passages that an organisation had sent before in the same or nearly the same words, such as its "
        "standing paragraph about itself, then count only the first time.",
    ),
)


def from_address(state: data.State) -> tuple[Filters, Strange]:
    """Read the filters from the address, and apart from them the values that the store does not know."""
    counted = data.facets(state, Filters())
    chosen: dict[str, Any] = {}
    strange = []
    for facet in FACETS:
        known = {str(value): value for value in counted[facet.field]["value"]}
        asked = dict.fromkeys(st.query_params.get_all(facet.name))
        chosen[facet.field] = tuple(known[value] for value in asked if value in known)
        strange += [(facet.name, label_of(facet), value) for value in asked if value not in known]
    for way in WAYS:
        asked_way = st.query_params.get(way.name, "")
        chosen[way.field] = asked_way == way.value
        if asked_way not in ("", way.value):
            strange.append((way.name, way.label, asked_way))
    return Filters(**chosen), tuple(strange)


def leave_out(strange: Strange) -> None:
    """Say which values of the address nothing here has, and take them out of it.

    Whoever sent the link saw less than is shown: without a word the numbers would be taken for theirs.
    """
    if not strange:
        return
    left = {name: st.query_params.get_all(name) for name, _, _ in strange}
    unknown = [(name, value) for name, _, value in strange]
    navigation.write_all(
        {name: [v for v in values if (name, v) not in unknown] for name, values in left.items()}
    )
    words = [f"{label}: {value[:LONGEST_SHOWN]}" for _, label, value in strange if value]
    if words:
        ui.error_box(
            "What this link is narrowed to is not here, so it is left out.",
            "; ".join(words),
            "It may be in another store or another codebook. What is shown is not narrowed by it.",
        )


def query_of(filters: Filters, **more: str) -> dict[str, str | list[str]]:
    """Write filters, and what else a link says, as the query of an address."""
    query: dict[str, str | list[str]] = {}
    for facet in FACETS:
        if values := getattr(filters, facet.field):
            query[facet.name] = [str(value) for value in values]
    query |= {way.name: way.value for way in WAYS if getattr(filters, way.field)}
    return query | {name: value for name, value in more.items() if value}


def wording(state: data.State, facet: Facet) -> Callable[[Any], str]:
    """Return what puts a value of a facet into words."""
    if facet.field == "languages":
        return language_name
    if facet.field == "review":
        return lambda value: REVIEW_WORDS[value]
    if facet.field == "themes":
        themes = data.whole(state).themes
        names = dict(zip(themes["id"], themes["name"], strict=True))
        return lambda value: names.get(value, value)
    return lambda value: "Unknown" if value == "unknown" else str(value)


def sidebar(state: data.State, filters: Filters) -> None:
    """Show the filters with what each value would give."""
    counted = data.facets(state, filters)
    st.html('<p class="side-title">Filters</p>')
    for facet in FACETS:
        table = counted[facet.field]
        counts = dict(zip(table["value"], (int(n) for n in table["n"]), strict=True))
        chosen = getattr(filters, facet.field)
        offered = [value for value, n in counts.items() if n or value in chosen]
        _multiselect(facet, offered, chosen, counts, wording(state, facet))
    st.html('<p class="side-note">Numbers count contributions, given the other filters.</p>')
    _ways_to_count(state, filters)


def _ways_to_count(state: data.State, filters: Filters) -> None:
    """Let copies and repeated passages be counted another way, where there are any."""
    whole = data.whole(state)
    is_of_use = {
        "copies_once": bool((whole.universe["copy_group"] != "").any()),
        "without_repeats": bool((whole.passages["repeats"] != "").any()),
    }
    offered = [way for way in WAYS if is_of_use[way.field] or getattr(filters, way.field)]
    if offered:
        st.html('<p class="side-title">Counting</p>')
    for way in offered:
        key = f"count_{way.field}"
        st.session_state[key] = bool(getattr(filters, way.field))
        st.toggle(way.label, key=key, on_change=_write_way, args=(way,), help=way.help)


def _write_way(way: Counting) -> None:
    is_on = bool(st.session_state[f"count_{way.field}"])
    navigation.write_all({way.name: way.value if is_on else "", "page": ""})


def _multiselect(
    facet: Facet,
    offered: list[Any],
    chosen: Sequence[Any],
    counts: dict[Any, int],
    words: Callable[[Any], str],
) -> None:
    key = f"filter_{facet.name}"
    st.session_state[key] = list(chosen)
    st.multiselect(
        facet.label,
        offered,
        format_func=lambda value: f"{words(value)} ({counts.get(value, 0)})",
        key=key,
        on_change=_write,
        args=(facet,),
        placeholder=facet.placeholder,
        filter_mode="contains",
        select_all=False,
    )


def _write(facet: Facet) -> None:
    values = [str(value) for value in st.session_state[f"filter_{facet.name}"]]
    navigation.write_all({facet.name: values, "page": ""})


def remove(facet: Facet, value: Any) -> None:
    """Take one value out of the address."""
    others = [other for other in st.query_params.get_all(facet.name) if other != str(value)]
    navigation.write_all({facet.name: others, "page": ""})


def clear() -> None:
    """Take every filter out of the address."""
    navigation.write_all({facet.name: "" for facet in FACETS} | {"page": ""})


def only_counting(filters: Filters) -> Filters:
    """Return the ways to count without any filter."""
    return Filters(copies_once=filters.copies_once, without_repeats=filters.without_repeats)


def of_decisions(filters: Filters) -> Filters:
    """Return the filters that apply to decisions."""
    return Filters(themes=filters.themes)


def chips(state: data.State, filters: Filters, unit: Unit = "contributions") -> None:
    """Show what is filtered, how much is left, and the way back; nothing when nothing is filtered."""
    if filters.is_empty:
        return
    everything = data.totals(state, only_counting(filters))
    left = data.totals(state, filters)
    n, n_all = left.n_contributions, everything.n_contributions
    if unit == "decisions":
        n, n_all = left.n_decisions, everything.n_decisions
    with st.container(key="chips", horizontal=True, gap="small", vertical_alignment="center"):
        st.html(
            f'<p class="filtered">Filtered: <b>{n} of {n_all}</b> {unit}</p>',
            width="content",
        )
        for facet in FACETS:
            words = wording(state, facet)
            for value in getattr(filters, facet.field):
                _chip(facet, value, words(value))
        st.button("Clear all filters", key="clear_filters", type="tertiary", on_click=clear)


def _chip(facet: Facet, value: Any, word: str) -> None:
    label = label_of(facet)
    st.button(
        f"{plain(label)}\\: {plain(word)} ×",
        key=f"chip_{facet.name}_{value}",
        on_click=remove,
        args=(facet, value),
        help=f"Remove this filter: {label}",
    )


def label_of(facet: Facet) -> str:
    """Return the words on screen without what explains them."""
    return facet.label.split(" (")[0]


def narrowed_to(filters: Filters, **changes: Any) -> Query:
    """Return the query of these filters with some fields put differently."""
    return query_of(replace(filters, **changes))
