"""Themes: left what was said about one theme, by whom and against whom; right what meetings decided on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import streamlit as st

from dashboard import cards, charts, data, filters, frame, navigation, topics, ui, visitor
from dashboard.community.messages import tying
from dashboard.data import traced
from dashboard.trace import chain
from synthesis.grammar import cut
from synthesis.models import POSITIONS, Filters, Theme
from synthesis.outputs import narrative, tables
from synthesis.outputs.narrative.statements import Excerpt, Statement
from synthesis.outputs.phrases import cut_marked, quoted
from synthesis.outputs.trace import sentences
from synthesis.outputs.words import position_words

Answers = Mapping[str, Sequence[chain.Row]]
"""Which decisions answer a passage, by its id."""


def show() -> None:
    """Draw the page."""
    state, chosen = frame.recall()
    narrowed = data.narrowed(state, chosen)
    names = dict(zip(narrowed.themes["id"], narrowed.themes["name"], strict=True))
    theme_id = _asked_theme(list(names))
    if frame.is_nothing_stored(state):
        frame.begin("Themes", "")
        frame.is_blank(state)
        return
    head = st.container()  # what it says follows from the tab, which is known only once the tabs are drawn
    # A name of its own: the link to the trace is lost where the tabs here have the same name as those there.
    of_theme, of_topics = st.tabs(["Theme", "Topics"], key="about", bind="query-params")
    if of_topics.open:
        with head:
            frame.begin(topics.TITLE, topics.LEAD)
            frame.ask_who(state)
        with of_topics:
            topics.panel(state, chosen)
    elif theme_id is None or _is_left_out(names):
        with head:
            frame.begin("Themes", narrative.overview_sentence(narrowed))
        with of_theme:
            _no_theme(state, names)
    else:
        with head:
            frame.begin(names[theme_id], narrative.theme_sentence(narrowed, theme_id))
            if lead := narrative.lead_decision_sentence(narrowed, theme_id):
                st.html(f'<p class="lead" {ui.BIDI}>{ui.text(lead)}</p>')
        with of_theme:
            _theme(state, chosen, narrowed, names, theme_id)


AHEAD = 3
"""Decisions named ahead on a phone."""


def _theme(
    state: data.State, chosen: Filters, narrowed: tables.Frames, names: dict[str, str], theme_id: str
) -> None:
    _choice(names, theme_id)
    theme = data.records(state).snapshot.codebook.theme(theme_id)
    linked = traced.table(state, chosen, visitor.today().isoformat())
    linked = _best_first(linked[linked["theme_id"] == theme_id], narrowed, theme_id)
    _decided_ahead(linked)
    said, decided = st.columns((1.5, 1), gap="medium")
    with said:
        _said(narrowed, theme, chosen, traced.answers(state))
    with decided:
        _decided(state, narrowed, linked, theme_id, chosen)


def _best_first(linked: Any, narrowed: tables.Frames, theme_id: str) -> Any:
    """Sort the rows of a theme, what answers it best first; mere information comes after all decisions."""
    ranked = tables.decisions_ranked(narrowed)
    ranked = ranked[ranked["theme_id"] == theme_id]
    place = {decision_id: place for place, decision_id in enumerate(ranked["id"])}
    return linked.sort_values("id", key=lambda ids: ids.map(place), kind="stable")


def _is_left_out(names: dict[str, str]) -> bool:
    """Whether the theme of the address is taken out by the filter Theme, or is in no codebook here."""
    return st.query_params.get("theme_id", "") not in ("", *names)


def _no_theme(state: data.State, names: dict[str, str]) -> None:
    asked = st.query_params.get("theme_id", "")
    if asked in set(data.whole(state).themes["id"]):
        ui.empty_state("A filter leaves out the theme of this link.", "Remove the filter Theme to see it.")
    elif names:
        ui.error_box("The theme of this link is not in the codebook.", asked, "Choose one that is.")
        navigation.write("theme_id", "")
        _choice(names, None)
    else:
        ui.empty_state("There is no codebook yet.", "Load one on the page Data.")


def _asked_theme(known: list[str]) -> str | None:
    """Return the theme that the address asks for, else the first one that passes the filters."""
    asked = st.query_params.get("theme_id", "")
    return asked if asked in known else next(iter(known), None)


def _choice(names: dict[str, str], theme_id: str | None) -> None:
    """Let another theme be chosen; the address always says which one is shown."""
    st.session_state["theme_choice"] = theme_id
    st.selectbox(
        "Theme",
        list(names),
        index=None if theme_id is None else 0,
        format_func=names.__getitem__,
        key="theme_choice",
        width=420,
        placeholder="Choose a theme",
        on_change=_write_choice,
    )


def _write_choice() -> None:
    navigation.write("theme_id", st.session_state["theme_choice"] or "")


def _said(narrowed: tables.Frames, theme: Theme, chosen: Filters, answers: Answers) -> None:
    synthesis = narrative.theme_synthesis(narrowed, theme.id)
    st.html(
        f'<p><span class="pill">{synthesis.n} of {synthesis.n_universe} contributions</span></p>'
        f'<p class="said definition-large">{ui.text(theme.definition)}</p>'
    )
    _guideline(theme)
    if not synthesis.statements:
        advice = (
            "They come up here once they are coded." if chosen.is_empty else "Remove a filter to see more."
        )
        ui.empty_state("There are no passages on this theme here.", advice)
        return
    words = _position_words(theme) if synthesis.has_sides else {}
    _groups(narrowed, theme, words)
    ui.section("What was said", narrative.review_sentence(narrowed, theme.id))
    for statement in synthesis.statements:
        _statement(statement, theme.id, words, chosen, answers)


def _groups(narrowed: tables.Frames, theme: Theme, words: Mapping[str, str]) -> None:
    """Show where the groups stand; without words for positions, how many of each speak."""
    groups = tables.positions_by_group(narrowed, theme.id)
    shown = _as_table(groups, words)
    if not words:
        ui.section("Which groups speak about it")
        st.html(ui.html_table(shown, "Contributions by group", numbers=list(shown.columns[1:])))
        return
    ui.section("Where the groups stand")
    if key := cards.position_key(theme):
        st.html(key)
    sentence = narrative.positions_sentence(narrowed, theme.id)
    ui.chart_with_table("positions", charts.position_bars(groups, words), sentence, shown)


def _position_words(theme: Theme) -> dict[str, str]:
    """Return what the page calls each position on a theme that has sides."""
    return {
        "for": position_words("for", theme.position_for.label),
        "against": position_words("against", theme.position_against.label),
        "mixed": "Both for and against",
        "unclear": position_words("unclear"),
    }


def _guideline(theme: Theme) -> None:
    with st.expander("What is coded here, and what is not", key="guideline"):
        lists = "".join(
            f"<h3>{title}</h3><ul>{''.join(f'<li>{ui.text(line)}</li>' for line in lines)}</ul>"
            for title, lines in (("Coded here", theme.includes), ("Not coded here", theme.excludes))
            if lines
        )
        st.html(lists or "<p>The codebook says no more.</p>")


def _as_table(groups: Any, words: Mapping[str, str]) -> Any:
    shown = groups[groups["N"] > 0].replace({"value": {"unknown": "Group unknown"}})
    columns = {"value": "Stakeholder group"} | {f"n_{p}": words[p] for p in POSITIONS if p in words}
    columns |= {"n": "On this theme", "N": "In all"}
    return shown[list(columns)].rename(columns=columns)


def _statement(
    statement: Statement, theme_id: str, words: Mapping[str, str], chosen: Filters, answers: Answers
) -> None:
    heading = ""
    if words:
        side = ui.badge(words[statement.position], f"position {statement.position} large")
        heading = f'<h3 class="statement">{side}</h3>'
    st.html(f'{heading}<p class="said">{ui.text(statement.sentence)}</p>')
    for place, excerpt in enumerate(statement.excerpts):
        with st.container(key=f"card_excerpt_{statement.position}_{place}", gap=None):
            _excerpt(excerpt, _side(excerpt, statement, words), chosen, answers.get(excerpt.passage_id, ()))
    n_more = len(statement.passage_ids) - len(statement.excerpts)
    if n_more > 0:
        query = {**filters.narrowed_to(chosen, themes=(theme_id,)), "stance": statement.position}
        navigation.link(
            "explore", f"All {len(statement.passage_ids)} passages", query, key=f"more_{statement.position}"
        )


def _side(excerpt: Excerpt, statement: Statement, words: Mapping[str, str]) -> str:
    """Return which side an excerpt of a mixed statement takes."""
    if excerpt.position == statement.position:
        return ""
    return ui.badge(words[excerpt.position], f"position {excerpt.position}")


def _excerpt(excerpt: Excerpt, side: str, chosen: Filters, answers: Sequence[chain.Row]) -> None:
    row = asdict(excerpt)
    badges = side + ui.review_badge(excerpt.is_confirmed) + cards.repeat_badge(excerpt.repeat_words)
    st.html(cards.excerpt_card(row, badges=badges) + chain.answered(answers))
    query = filters.query_of(chosen, contribution=excerpt.contribution_id, passage=excerpt.passage_id)
    navigation.link("explore", "Read it in its contribution", query)


def _decided_ahead(linked: Any) -> None:
    """Say on a phone, where the decisions come after all that was said, which of them answer it best."""
    decisions = linked[linked["is_decision"].astype(bool)]
    if not len(decisions):
        return
    said = [
        f"{quoted(cut(cut_marked(row['quote'])))}, {narrative.decided_on(row)}"
        for row in decisions[:AHEAD].to_dict("records")
    ]
    items = "".join(f"<li {ui.BIDI}>{ui.text(words)}</li>" for words in said)
    shown = narrative.ahead_words(len(said), len(decisions))
    st.html(
        f'<div class="decided-ahead"><h2>Decided, in short</h2><p class="said">{shown}</p>'
        f"<ul>{items}</ul></div>"
    )


def _decided(state: data.State, narrowed: tables.Frames, linked: Any, theme_id: str, chosen: Filters) -> None:
    ui.section("What was decided", narrative.decisions_sentence(narrowed, theme_id))
    ui.note(sentences.undecided_sentence(narrowed, theme_id))
    decisions = linked[linked["is_decision"].astype(bool)]
    ui.note(narrative.folded_sentence(narrowed, theme_id))
    for row in decisions.to_dict("records"):
        _decision(state, row, chosen)
    other = linked[~linked["is_decision"].astype(bool)]
    if len(other):
        with st.expander(f"Information given at meetings ({len(other)})", key="information"):
            for row in other.to_dict("records"):
                st.html(cards.decision_card(row, row["why"]))
    query = filters.query_of(chosen, tab="Trace", theme_id=theme_id)
    navigation.link("decisions", "Said, decided, and what became of it", query, key="all_decisions")
    tying.taken_up(state, chosen, theme_id, heading="In the messages of sessions")


def _decision(state: data.State, row: Any, chosen: Filters) -> None:
    with st.container(key=f"card_decision_{row['id']}"):
        st.html(cards.decision_card(row, row["why"]))
        with st.expander(f"The paragraph behind it ({navigation.plain(row['paragraph'] or 'not numbered')})"):
            st.html(cards.paragraph(row["paragraph_text"], row["quote"]))
        st.html(chain.became(row, traced.told_later(state, row["later"]), has_badge=False))
        tying.taken_up(state, chosen, row["id"])


if __name__ == "__main__":
    show()
