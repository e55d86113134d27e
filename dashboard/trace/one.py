"""The chain of one theme: each decision between what had been said and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard import cards, data, filters, navigation, person, ui
from dashboard.community.messages import tying
from dashboard.data import traced
from dashboard.trace import chain, linking
from synthesis.models import DecisionLink, Filters
from synthesis.outputs import narrative, tables, trace
from synthesis.outputs.phrases import counted
from synthesis.outputs.trace import sentences

PAGE_SIZE = 10
MOST_OFFERED = 200
"""Passages of the theme that can be chosen when a link is added by hand."""


def panel(state: data.State, chosen: Filters, day: str) -> None:
    """Show the chain of the theme that the address asks for, else of the first; overdue on an ISO day."""
    narrowed = data.narrowed(state, chosen)
    names = dict(zip(narrowed.themes["id"], narrowed.themes["name"], strict=True))
    ui.section("From what was said to what became of it")
    if not names:
        ui.empty_state(
            "There is no theme here.", "Remove the filter Theme, or load a codebook on the page Data."
        )
        return
    theme_id = _choice(names, set(data.whole(state).themes["id"]))
    by = person.name()
    links = _links_by_decision(data.records(state).snapshot.links)
    _undecided(sentences.undecided_sentence(narrowed, theme_id), theme_id, chosen)
    table = traced.table(state, chosen, day)
    rows = table[table["theme_id"] == theme_id]
    ui.note(narrative.folded_sentence(narrowed, theme_id))
    _rows(state, chosen, rows, links, by)
    _rejected(state, theme_id, links, by)
    _add_decision(state, theme_id, links, by)


def _undecided(sentence: str, theme_id: str, chosen: Filters) -> None:
    """Say who raised a theme that nothing was decided on, and lead to their words."""
    if sentence:
        st.html(f'<p class="said">{ui.text(sentence)}</p>')
        query = filters.query_of(chosen, theme_id=theme_id)
        navigation.link("themes", "What was said on this theme", query, key="undecided_theme")


def _rows(
    state: data.State, chosen: Filters, rows: Any, links: dict[str, list[DecisionLink]], by: str
) -> None:
    if rows.empty:
        return
    ui.note(
        f"{counted(len(rows), 'item')} of meeting reports below, the first meeting first. A link is a "
        "proposal of the program until a person confirms it; rejected ones count nowhere."
    )
    n_pages = -(-len(rows) // PAGE_SIZE)
    page = st.pagination(n_pages, key="chain_page") if n_pages > 1 else 1
    shown = rows.iloc[((page or 1) - 1) * PAGE_SIZE : (page or 1) * PAGE_SIZE]
    with st.container(key="trace_rows"):
        for row in shown.to_dict("records"):
            _row(state, chosen, row, links.get(row["id"], []), by)


def _choice(names: dict[str, str], in_codebook: set[str]) -> str:
    """Let a theme be chosen; the address always says which one is shown."""
    asked = st.query_params.get("theme_id", "")
    if asked and asked not in names:
        why = "is left out by the filter Theme" if asked in in_codebook else "is not in the codebook"
        ui.note(f"The theme of this link {why}; another one is shown.")
    st.session_state["chain_theme"] = asked if asked in names else next(iter(names))
    chosen = st.selectbox(
        "Theme",
        list(names),
        format_func=names.__getitem__,
        key="chain_theme",
        width=420,
        on_change=_write_choice,
    )
    return str(chosen)


def _write_choice() -> None:
    navigation.write("theme_id", st.session_state["chain_theme"])


def _links_by_decision(links: Sequence[DecisionLink]) -> dict[str, list[DecisionLink]]:
    found: dict[str, list[DecisionLink]] = {}
    for link in sorted(links, key=lambda each: (each.status == "rejected", -each.score, each.key)):
        found.setdefault(link.decision_id, []).append(link)
    return found


def _row(state: data.State, chosen: Filters, row: Any, links: Sequence[DecisionLink], by: str) -> None:
    """Show one decision between what had been said and what became of it."""
    to_theme = next((link for link in links if link.theme_id == row["theme_id"]), None)
    with st.container(key=f"chain_row_{row['id']}"):
        said, decided, became = st.columns((1, 1.25, 1), gap="medium")
        with said:
            st.html(chain.said(row))
            _answered(state, chosen, row, [link for link in links if link.passage_id], by)
        with decided:
            _decided(state, row, to_theme, by)
        with became:
            st.html(chain.became(row, traced.told_later(state, row["later"])))
            tying.taken_up(state, chosen, row["id"], "trace")


def _decided(state: data.State, row: Any, link: DecisionLink | None, by: str) -> None:
    st.html(chain.head("What was decided") + cards.decision_card(row))
    with st.expander(f"The paragraph behind it ({navigation.plain(row['paragraph'] or 'not numbered')})"):
        st.html(cards.paragraph(row["paragraph_text"], row["quote"]))
    if link is not None:
        st.html(f'<p class="badges">{cards.link_badge(link)}</p>{cards.link_reason(link)}')
        _judge(state, link, by, f"theme_{row['id']}")


def _judge(state: data.State, link: DecisionLink, by: str, place: str) -> None:
    linking.judge(state, link, by, place)
    linking.history(state, link, place)


def _answered(state: data.State, chosen: Filters, row: Any, links: Sequence[DecisionLink], by: str) -> None:
    """Show the passages that a decision answers, each with the reason, and offer another."""
    known = data.records(state).passage_of
    links = [link for link in links if link.passage_id in known]
    n_standing = sum(link.status != "rejected" for link in links)
    with st.expander(f"Passages that it answers ({n_standing})", key=f"answered_{row['id']}"):
        for link in links:
            _passage(state, chosen, link, by)
        offered = _offered(state, chosen, row, {link.passage_id for link in links})
        linking.add_passage(state, row["id"], offered, by)


def _passage(state: data.State, chosen: Filters, link: DecisionLink, by: str) -> None:
    records = data.records(state)
    passage = records.passage_of[link.passage_id]
    contribution = records.contributions[passage.contribution_id]
    with st.container(key=f"card_answer_{link.decision_id}_{passage.id}", gap=None):
        st.html(
            f'<p class="badges">{cards.link_badge(link)}</p>{cards.quote(passage.text, passage.language)}'
            f"{cards.citation_of(contribution, passage.language)}{cards.link_reason(link)}"
        )
        query = filters.query_of(chosen, contribution=contribution.id, passage=passage.id)
        navigation.link("explore", "Read it in its contribution", query)
        _judge(state, link, by, f"{link.decision_id}_{passage.id}")


def _offered(state: data.State, chosen: Filters, row: Any, taken: set[str]) -> dict[str, str]:
    """Return the passages of the theme that had been sent by then and are not linked yet, by id."""
    if state.is_read_only:
        return {}
    narrowed = data.narrowed(state, chosen)
    sent = dict(zip(narrowed.universe["id"], trace.sent_on(narrowed.universe), strict=True))
    found = tables.excerpts(narrowed, row["theme_id"])
    by_then = found["contribution_id"].map(sent).between("0", row["held_on"])
    found = found[by_then & ~found["passage_id"].isin(taken)].head(MOST_OFFERED)
    return {
        passage_id: f"{name}: {' '.join(text.split())[:120]}"
        for passage_id, name, text in zip(found["passage_id"], found["name"], found["text"], strict=True)
    }


def _rejected(state: data.State, theme_id: str, links: dict[str, list[DecisionLink]], by: str) -> None:
    """List the links to the theme that people rejected, so that one can be brought back."""
    decisions = {decision.id: decision for decision in data.records(state).snapshot.decisions}
    rejected = [
        link
        for own in links.values()
        for link in own
        if link.theme_id == theme_id and link.status == "rejected" and link.decision_id in decisions
    ]
    if not rejected:
        return
    with st.expander(f"Rejected links to this theme ({len(rejected)})", key="rejected_links"):
        for link in rejected:
            st.html(
                f'<p class="said" {ui.BIDI}>{ui.text(decisions[link.decision_id].quote)}</p>'
                f'<p class="badges">{cards.link_badge(link)}</p>{cards.link_reason(link)}'
            )
            _judge(state, link, by, f"rejected_{link.decision_id}")


def _add_decision(state: data.State, theme_id: str, links: dict[str, list[DecisionLink]], by: str) -> None:
    """Offer to link a decision to this theme that is not linked to it yet."""
    linked = {link.decision_id for own in links.values() for link in own if link.theme_id == theme_id}
    decided = tables.decision_table(data.whole(state))
    free = decided[~decided["id"].isin(linked)].head(MOST_OFFERED)
    offered = {
        row_id: f"{day}: {quote[:120]}"
        for row_id, day, quote in zip(free["id"], free["held_on"], free["quote"], strict=True)
    }
    linking.add_decision(state, theme_id, offered, by)
