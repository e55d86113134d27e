"""Explore: search the passages, or read one contribution whole with its coded passages marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import streamlit as st

from dashboard import cards, data, filters, frame, navigation, paging, reading, ui
from dashboard.ui import Mark
from synthesis.models import POSITIONS, Filters, Position, Theme
from synthesis.outputs import search, tables
from synthesis.outputs.frames.counting import n_counted, of_outcome
from synthesis.outputs.frames.tidy import FILLER, NOT_CODED
from synthesis.outputs.narrative.statements import SAYS, backing
from synthesis.outputs.phrases import counted, joined, of_total, quoted, verb
from synthesis.outputs.tables import listings
from synthesis.outputs.tables.listings import PassageOrder
from synthesis.outputs.words import POSITION_WORDS

_Option = TypeVar("_Option", bound=str)

PAGE_SIZE = 25
LONGEST_QUERY = 200
OUTCOMES = {
    "none": "without any of the themes",
    "undecided": "whose theme cannot be told",
    NOT_CODED: "not coded yet",
    FILLER: "that say nothing",
}
"""What is said of contributions that coding found no theme in."""
SORTS: dict[PassageOrder, str] = {
    "newest": "Newest cycle first",
    "score": "Theme score, highest first",
    "contributor": "Contributor, A to Z",
    "length": "Longest first",
}


def show() -> None:
    """Draw the page."""
    state, chosen = frame.recall()
    asked = st.query_params.get("contribution", "")
    if asked in data.records(state).contributions:
        reading.contribution(state, chosen, asked)
        return
    frame.begin("Explore", "Search what was said, word for word, and read any contribution whole.")
    if asked:
        ui.error_box("The contribution of this link is not here.", asked, "It may be in another store.")
    if not frame.is_blank(state):
        _results(state, chosen)


def _results(state: data.State, chosen: Filters) -> None:
    filters.leave_out(_strange())
    query, position, order = _controls()
    stance, outcome = _of_contributions(chosen)
    terms = search.parse(query)
    found = listings.found_passages(_listed(state, chosen, stance, outcome), terms, position, order)
    n_contributions = n_counted(found)
    which = f" that {verb(n_contributions, *SAYS[stance])}" if stance else ""
    which += f" {_outcome_words(outcome, chosen)}" if outcome else ""
    told = _themes_told(state, chosen, terms)
    if found.empty and told:
        found, terms = _on_themes(_listed(state, chosen, stance, outcome), told, position, order), ()
        _instead(found, query, told)
    else:
        ui.note(_count_words(len(found), n_contributions, query, position, which))
    _themes_offered(state, chosen, told)
    if found.empty:
        ui.empty_state("No passage is found.", "Use other words, or remove a filter.")
        return
    themes = data.whole(state).themes
    names = dict(zip(themes["id"], themes["name"], strict=True))
    for row in found.iloc[paging.shown(len(found), PAGE_SIZE)].to_dict("records"):
        _result(row, terms, names, chosen, query)
    if paging.n_pages(len(found), PAGE_SIZE) > 1:
        ui.scroll_to("no-such-element", paging.asked(len(found), PAGE_SIZE))
        paging.choice(len(found), PAGE_SIZE, "page_choice")


def _themes_told(state: data.State, chosen: Filters, terms: tuple[str, ...]) -> list[Theme]:
    """Return the themes that the words tell of and the filters leave."""
    left = set(data.narrowed(state, chosen).themes["id"])
    told = search.themes_told(data.records(state).snapshot.codebook.themes, terms)
    return [theme for theme in told if theme.id in left]


def _on_themes(listed: Any, told: Sequence[Theme], position: str, order: PassageOrder) -> Any:
    """Return the passages on any of these themes: none of them need hold the words of its name."""
    wanted = {theme.id for theme in told}
    on_them = [not wanted.isdisjoint(theme_ids) for theme_ids in listed["theme_ids"]]
    return listings.found_passages(listed[on_them], (), position, order)


def _instead(found: Any, query: str, told: Sequence[Theme]) -> None:
    """Say that what was searched for is a theme, and that its passages stand below."""
    names = joined([quoted(theme.name) for theme in told])
    passages, contributions = counted(len(found), "passage"), counted(n_counted(found), "contribution")
    terms = joined([quoted(part) for part in search.typed(query)])
    ui.note(f"No passage holds {terms}, but {names} is a theme: {passages} in {contributions} on it.")


def _themes_offered(state: data.State, chosen: Filters, told: Sequence[Theme]) -> None:
    """Lead to the themes that the words tell of, if any: passages on a theme need not hold these words."""
    if not told:
        return
    rows = tables.theme_table(data.narrowed(state, chosen)).to_dict("records")
    counts = {row["theme_id"]: row for row in rows}
    with st.container(key="themes_offered", horizontal=True, gap="medium"):
        for theme in told:
            spoken = of_total(counts[theme.id]["n"], counts[theme.id]["N"])
            query = filters.query_of(chosen, theme_id=theme.id)
            navigation.link("themes", f"Theme: {theme.name}, {spoken}", query, key=f"offered_{theme.id}")


def _strange() -> filters.Strange:
    """Return the positions and outcomes of the address that are none."""
    known = (
        ("position", "Position of the passage", POSITIONS),
        ("stance", "Position of contributions", POSITIONS),
        ("outcome", "Outcome of contributions", OUTCOMES),
    )
    asked = [(name, label, st.query_params.get(name, ""), options) for name, label, options in known]
    return tuple((name, label, value) for name, label, value, options in asked if value not in ("", *options))


def _controls() -> tuple[str, str, PassageOrder]:
    """Show what can be asked for; the address alone holds what is."""
    query = st.query_params.get("q", "")[:LONGEST_QUERY]
    positions = ["any", *POSITIONS]
    position = _known(st.query_params.get("position", ""), positions)
    order = _known(st.query_params.get("sort", ""), list(SORTS))
    st.session_state.update(q_choice=query, position_choice=position, sort_choice=order)
    words, side, sort = st.columns((3, 1.4, 1.6), gap="small", vertical_alignment="bottom")
    words.text_input(
        "Search in the passages",
        key="q_choice",
        max_chars=LONGEST_QUERY,
        placeholder='words, or "a phrase"',
        on_change=_write,
        args=("q_choice", "q", ""),
    )
    side.selectbox(
        "Position of the passage",
        positions,
        format_func=_position_words,
        key="position_choice",
        on_change=_write,
        args=("position_choice", "position", "any"),
    )
    sort.selectbox(
        "Sort by",
        list(SORTS),
        format_func=SORTS.__getitem__,
        key="sort_choice",
        on_change=_write,
        args=("sort_choice", "sort", "newest"),
    )
    return query, "" if position == "any" else position, order


def _of_contributions(chosen: Filters) -> tuple[Position | None, str]:
    """Return the position and the outcome of whole contributions that a link asks for.

    The links of a theme and of the rows below the themes ask for them; each can be dropped.
    """
    asked = st.query_params.get("stance", "")
    stance = next((position for position in POSITIONS if position == asked), None)
    outcome = st.query_params.get("outcome", "")
    outcome = outcome if outcome in OUTCOMES else ""
    _chips(
        {
            "stance": f"that {SAYS[stance][1]}" if stance else "",
            "outcome": _outcome_words(outcome, chosen) if outcome else "",
        }
    )
    return stance, outcome


def _outcome_words(outcome: str, chosen: Filters) -> str:
    """Say what coding came to; where repeats are left out, one that only repeats says nothing new."""
    return f"{OUTCOMES[outcome]}{' new' if outcome == FILLER and chosen.without_repeats else ''}"


def _chips(words: dict[str, str]) -> None:
    if not any(words.values()):
        return
    with st.container(key="chips_contributions", horizontal=True):
        for name, said in words.items():
            if said:
                st.button(
                    f"Contributions {said} ×",
                    key=f"chip_{name}",
                    on_click=navigation.write_all,
                    args=({name: "", "page": ""},),
                    help="Remove this filter: Contributions",
                )


def _listed(state: data.State, chosen: Filters, stance: Position | None, outcome: str) -> Any:
    """Return the passages that pass the filters; with a stance those that the number of a theme rests on."""
    listed = data.passages(state, chosen)
    narrowed = data.narrowed(state, chosen)
    if stance:
        listed = listed[listed["passage_id"].isin(backing(narrowed, stance)["passage_id"])]
    if outcome:
        came_to = narrowed.universe["counts_as"].map(of_outcome(narrowed.universe))
        wanted = narrowed.universe.loc[came_to == outcome, "id"]
        listed = listed[listed["contribution_id"].isin(wanted)]
    return listed


def _known(asked: str, options: Sequence[_Option]) -> _Option:
    return next((each for each in options if each == asked), options[0])


def _position_words(position: str) -> str:
    return "Any position" if position == "any" else POSITION_WORDS[position]


def _write(key: str, name: str, default: str) -> None:
    value = str(st.session_state[key]).strip()
    navigation.write_all({"page": "", name: "" if value == default else value})


def _count_words(n: int, n_contributions: int, query: str, position: str, which: str) -> str:
    terms = [quoted(part) for part in search.typed(query)]
    searched = f" with {joined(terms)}" if terms else ""
    contributions = counted(n_contributions, "contribution")
    sided = f", position {position}" if position else ""
    return f"{counted(n, 'passage')}{searched} in {contributions}{which}{sided}."


def _result(row: Any, terms: tuple[str, ...], names: dict[str, str], chosen: Filters, query: str) -> None:
    marks = [Mark(span.start, span.end) for span in search.find(row["text"], terms)]
    with st.container(key=f"card_result_{row['passage_id']}", gap=None):
        st.html(cards.excerpt_card(row, marks, cards.passage_badges(row, names)))
        asked = {name: st.query_params.get(name, "") for name in reading.CAME_FROM}
        asked |= {"contribution": row["contribution_id"], "passage": row["passage_id"], "words": query}
        target = filters.query_of(chosen, **asked)
        navigation.link("explore", "Read it in its contribution", target)


if __name__ == "__main__":
    show()
