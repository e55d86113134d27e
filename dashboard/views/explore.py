"""Explore: search the passages, or read one contribution whole with its coded passages marked."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import cards, data, filters, frame, navigation, reading, ui
from dashboard.ui import Mark
from synthesis.models import POSITIONS, Filters
from synthesis.outputs import listings, search
from synthesis.outputs.phrases import counted
from synthesis.outputs.words import POSITION_WORDS

PAGE_SIZE = 25
SORTS = {
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
        ui.error_box(
            "The contribution of this link is not in the store.", asked, "It may have been loaded elsewhere."
        )
    if not frame.is_blank(state):
        _results(state, chosen)


def _results(state: data.State, chosen: Filters) -> None:
    query, position, order = _controls()
    terms = search.parse(query)
    found = listings.found_passages(data.passages(state, chosen), terms, position, order)
    n_contributions = found["contribution_id"].nunique()
    ui.note(_count_words(len(found), n_contributions, query, position))
    if found.empty:
        ui.empty_state("No passage is found.", "Use other words, or remove a filter.")
        return
    n_pages = -(-len(found) // PAGE_SIZE)
    page = _page(n_pages)
    themes = data.whole(state).themes
    names = dict(zip(themes["id"], themes["name"], strict=True))
    for row in found.iloc[(page - 1) * PAGE_SIZE : page * PAGE_SIZE].to_dict("records"):
        _result(row, terms, names, chosen, query)
    if n_pages > 1:
        st.pagination(n_pages, key="page", bind="query-params")


def _controls() -> tuple[str, str, str]:
    words, side, order = st.columns((3, 1.4, 1.6), gap="small", vertical_alignment="bottom")
    query = words.text_input(
        "Search in the passages",
        key="q",
        bind="query-params",
        max_chars=200,
        placeholder='words, or "a phrase"',
        on_change=_to_first_page,
    )
    position = side.selectbox(
        "Position",
        ["any", *POSITIONS],
        format_func=_position_words,
        key="position_choice",
        index=_index(["any", *POSITIONS], st.query_params.get("position", "any")),
        on_change=_write,
        args=("position_choice", "position", "any"),
    )
    chosen = order.selectbox(
        "Sort by",
        list(SORTS),
        format_func=SORTS.get,
        key="sort_choice",
        index=_index(list(SORTS), st.query_params.get("sort", "newest")),
        on_change=_write,
        args=("sort_choice", "sort", "newest"),
    )
    return query or "", "" if position == "any" else str(position), str(chosen)


def _position_words(position: str) -> str:
    return "Any position" if position == "any" else POSITION_WORDS[position]


def _index(options: list[str], asked: str) -> int:
    return options.index(asked) if asked in options else 0


def _write(key: str, name: str, default: str) -> None:
    value = str(st.session_state[key])
    if value != default:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]
    _to_first_page()


def _to_first_page() -> None:
    if "page" in st.session_state:
        st.session_state["page"] = 1


def _page(n_pages: int) -> int:
    """Return the page that the address asks for; a page that is no longer there becomes the last."""
    held = st.session_state.get("page", st.query_params.get("page", "1"))
    page = int(held) if str(held).isdigit() else 1
    if "page" in st.session_state and page > n_pages:
        st.session_state["page"] = n_pages
    return min(max(page, 1), n_pages)


def _count_words(n: int, n_contributions: int, query: str, position: str) -> str:
    words = f"{counted(n, 'passage')} in {counted(n_contributions, 'contribution')}"
    searched = f" with {query}" if query.strip() else ""
    sided = f", position {POSITION_WORDS[position].lower()}" if position else ""
    return f"{words}{searched}{sided}."


def _result(row: Any, terms: tuple[str, ...], names: dict[str, str], chosen: Filters, query: str) -> None:
    marks = [Mark(span.start, span.end) for span in search.find(row["text"], terms)]
    with st.container(key=f"card_result_{row['passage_id']}", gap=None):
        st.html(cards.excerpt_card(row, marks, cards.passage_badges(row, names)))
        target = filters.query_of(
            chosen, contribution=row["contribution_id"], passage=row["passage_id"], words=query
        )
        navigation.link("explore", "Read it in its contribution", target)


if __name__ == "__main__":
    show()
