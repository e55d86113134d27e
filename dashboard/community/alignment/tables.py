"""The proposed topics themselves: as they stand, changed by people, taken out and read in as a table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard import data, person, ui
from dashboard.community import held
from dashboard.community.alignment import forms
from dashboard.files import table_files
from synthesis.community.alignment import TopicsPlan
from synthesis.models import ProposedTopic
from synthesis.outputs.export.plain_table import FORMATS
from synthesis.outputs.export.topics_file import topics_file
from synthesis.outputs.phrases import counted

ADVICE = (
    "A CSV, TSV, XLSX or JSON file with a column headed Title, and some of ID, Kind (main session or yearly "
    "theme), Cycle (the year), Description, Source. A row with a known ID changes that topic. Nothing is "
    "stored before you confirm."
)


def panel(state: data.State, shown: Sequence[ProposedTopic]) -> None:
    """Show the topics chosen; add, edit and remove them; a table goes out and in."""
    ui.section("The proposed topics")
    entries = held.entries(state, ProposedTopic)
    forms.panel(state, entries, [topic.id for topic in shown])
    with st.expander("Topics as a table, out and in", key="topics_in_out"):
        _take_out(tuple(entry.record for entry in entries))
        by = person.name()
        if by and not state.is_read_only:
            _read_in(state, by)
        elif not state.is_read_only:
            ui.note("To read a table in, give your name above.")


def _take_out(topics: Sequence[ProposedTopic]) -> None:
    ui.note(
        f"All {counted(len(topics), 'topic')}, of every year, as a table that can be changed and "
        "read in again."
    )
    table_files.downloads("topics", FORMATS, partial(topics_file, topics), what="topics")


def _read_in(state: data.State, by: str) -> None:
    from synthesis.pipeline.aligning import enter_topics, preview_topics

    store = data.store(state.url)
    table = table_files.TableIn(
        "topics",
        "A table of topics",
        table_files.SUFFIXES,
        ADVICE,
        place=forms.PLACE,
        button="Enter the topics",
        compare=partial(preview_topics, store),
        account=_account,
        enter=lambda plan, name: enter_topics(store, plan, by, name),
    )
    table_files.read_in(table, by)


def _account(plan: TopicsPlan) -> str:
    return (
        f"{counted(plan.received, 'row')} received = {len(plan.added):,} new + {len(plan.changed):,} that "
        f"change a topic + {plan.merged:,} merged (the same is there) + {plan.refused:,} refused."
    )
