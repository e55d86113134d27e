"""Draw the section: its head, what can be chosen, and its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboard import acting, data, ui
from dashboard.community import held
from dashboard.community.alignment import cells, forms, tables
from dashboard.community.groups import links
from dashboard.community.together.choosing import USUAL_KINDS
from synthesis.community.alignment import Alignment, Reach, align
from synthesis.models import GROUP_KINDS, Filters, Group, ProposedTopic
from synthesis.outputs import alignment as counts
from synthesis.outputs import alignment_words as words
from synthesis.outputs.group_words import KINDS_WORDS
from synthesis.outputs.together import labels

LEAD = "How proposed topics stand beside what groups work on and what inputs asked for."

REACH_WORDS: dict[Reach, str] = {"near": "Near", "wide": "Farther too"}
ANY = "Any"
SHOWN = 6
"""Lines of a list that stand open; the others are folded away."""


def panel(state: data.State, chosen: Filters) -> None:
    """Show what is covered and what not, the matrix with what stands behind it, and the topics themselves."""
    acting.told(forms.PLACE)
    topics = held.records(state, ProposedTopic)
    if not topics:
        ui.empty_state("No topic is proposed here.", "Add one below, or read in a table of them.")
        tables.panel(state, ())
        return
    _sample(topics)
    shown, reach = _controls(topics)
    if not shown:
        ui.empty_state("No topic is of this year and kind.", "Choose another year or kind.")
    else:
        topic_ids = tuple(topic.id for topic in shown)
        found = _aligned(state.key, chosen, topic_ids, reach, state)
        _beside(state, chosen, found)
    tables.panel(state, shown)


@st.cache_resource(max_entries=8, show_spinner="Setting topics beside what was asked for")
def _aligned(
    key: data.Key,
    chosen: Filters,
    topic_ids: tuple[str, ...],
    reach: Reach,
    _state: data.State,
) -> Alignment:
    known = data.records(_state).passage_of
    passages = [known[each] for each in data.narrowed(_state, chosen).passages["id"]]
    topics = [topic for topic in held.records(_state, ProposedTopic) if topic.id in topic_ids]
    return align(topics, held.records(_state, Group), passages, reach)


def _sample(topics: Sequence[ProposedTopic]) -> None:
    n = sum(topic.is_sample for topic in topics)
    if n:
        ui.sample_banner(f"Sample data: {n} of {len(topics)} proposed topics were composed for this project.")


def _controls(topics: Sequence[ProposedTopic]) -> tuple[list[ProposedTopic], Reach]:
    years = sorted({topic.cycle for topic in topics if topic.cycle}, reverse=True)
    columns = st.columns(3, gap="medium")
    with columns[0]:
        year = st.selectbox(
            "For the meeting of", [*map(str, years), ANY], key="topic_year", bind="query-params"
        )
    with columns[1]:
        kinds = [ANY, *dict.fromkeys(topic.kind for topic in topics)]
        kind = st.selectbox(
            "Kind of topic", kinds, format_func=str.capitalize, key="topic_kind", bind="query-params"
        )
    with columns[2]:
        reach = ui.one_of("How near", REACH_WORDS, "topic_reach", "near")
    shown = [topic for topic in topics if year in (ANY, str(topic.cycle or "")) and kind in (ANY, topic.kind)]
    return shown, "wide" if reach == "wide" else "near"


def _beside(state: data.State, chosen: Filters, found: Alignment) -> None:
    narrowed = data.narrowed(state, chosen)
    st.html(f'<p class="said">{ui.text(words.overview_sentence(found, narrowed))}</p>')
    issues = counts.issues(found, narrowed, data.records(state).snapshot.topics)
    _gaps(chosen, found, issues, len(narrowed.universe))
    cells.panel(state, chosen, found)
    _sentences("Topic by topic", [words.topic_sentence(fit, found, narrowed) for fit in found.fits], "each")
    _issue_table(issues, found)
    ui.note(words.HOW)


def _gaps(chosen: Filters, found: Alignment, issues: pd.DataFrame, n_passing: int) -> None:
    titles = words.titles_of(found)
    open_issues = words.uncovered(issues)
    left, right = st.columns(2, gap="medium")
    with left:
        said = [words.issue_sentence(row, titles) for row in open_issues.to_dict("records")]
        ui.section(f"Raised, and covered by no topic ({len(said)})")
        ui.note("Fewer than a tenth of the contributions that raise it say so in words near a topic.")
        _list(said, words.covered_sentence(issues, n_passing), "open")
        covered = issues[issues["is_covered"].astype(bool)]
        said = [words.issue_sentence(row, titles) for row in covered.to_dict("records")]
        ui.section(f"Raised, and covered ({len(said)})")
        _list(said, "None.", "covered")
    with right:
        _untouched(chosen, found)


def _untouched(chosen: Filters, found: Alignment) -> None:
    ui.section("Groups that no topic touches")
    present = [kind for kind in GROUP_KINDS if any(group.kind == kind for group in found.groups)]
    kinds = st.multiselect(
        "Kinds of group",
        present,
        default=[kind for kind in USUAL_KINDS if kind in present],
        format_func=KINDS_WORDS.__getitem__,
        key="topic_group_kinds",
        bind="query-params",
        placeholder="All kinds",
    )
    groups = counts.untouched(found, kinds)
    st.html(f'<p class="said">{ui.text(words.untouched_sentence(groups, found, kinds))}</p>')
    _group_links(chosen, groups, labels(found.groups))


def _group_links(chosen: Filters, groups: Sequence[Group], names: Mapping[str, str]) -> None:
    with st.container(key="untouched_groups", horizontal=True, gap="small"):
        for group in groups:
            links.link(chosen, group, names[group.id], f"untouched_{group.id}")


def _list(said: Sequence[str], nothing: str, key: str) -> None:
    if not said:
        st.html(f'<p class="said">{ui.text(nothing)}</p>')
        return
    st.html(_items(said[:SHOWN]))
    if len(said) > SHOWN:
        with st.expander(f"{len(said) - SHOWN} more", key=f"more_issues_{key}"):
            st.html(_items(said[SHOWN:]))


def _items(said: Sequence[str]) -> str:
    return f'<ul class="gaps">{"".join(f"<li {ui.BIDI}>{ui.text(each)}</li>" for each in said)}</ul>'


def _sentences(title: str, said: Sequence[str], key: str) -> None:
    with st.expander(f"{title} ({len(said)})", key=f"sentences_{key}"):
        st.html(_items(said))


def _issue_table(issues: pd.DataFrame, found: Alignment) -> None:
    titles = words.titles_of(found)
    table = pd.DataFrame(
        {
            "Issue": issues["issue"],
            "What it is": [str(kind).capitalize() for kind in issues["kind"]],
            "Contributions that raise it": issues["n"],
            "of": issues["N"],
            "with a passage near a topic": issues["n_near"],
            "Covered": ["yes" if each else "no" for each in issues["is_covered"]],
            "Topics near it": ["; ".join(titles[each] for each in ids) for ids in issues["topic_ids"]],
        }
    )
    with st.expander(f"Covered and uncovered as a table ({len(table)})", key="issues_table"):
        numbers = ["Contributions that raise it", "of", "with a passage near a topic"]
        st.html(ui.html_table(table, "What contributions raise, and which topics cover it", numbers=numbers))
        ui.download(table, "issues.csv")
