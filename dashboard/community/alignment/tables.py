"""The proposed topics themselves: as they stand, changed by people, taken out and read in as a table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import acting, data, person, ui
from dashboard.community import held
from dashboard.community.alignment import forms
from dashboard.files import table_files, uploads
from dashboard.files.uploads import Kept
from synthesis.community.alignment import TopicsRead
from synthesis.models import ProposedTopic
from synthesis.outputs.export.topics_file import FORMATS, topics_file
from synthesis.outputs.phrases import counted

SUFFIXES = ("csv", "tsv", "xlsx", "json")
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
    ui.note(ADVICE)
    found = table_files.checked("topics", "A table of topics", SUFFIXES, _read)
    if found:
        _confirm(*found, by)


def _read(given: Any) -> tuple[Kept, TopicsRead]:
    from synthesis.pipeline.aligning import preview_topics

    kept = uploads.keep([given])
    return kept, preview_topics(kept.paths[0], given.name)


def _confirm(kept: Kept, read: TopicsRead, by: str) -> None:
    from dashboard.files import loading  # brings the whole pipeline

    n_read = len(read.topics)
    account = (
        f"{counted(read.received, 'row')} received = {n_read:,} read + {read.n_merged:,} merged (the same "
        f"row again) + {read.n_refused:,} refused."
    )
    st.html(f'<p class="said">{ui.text(account)}</p>')
    loading.remarks(read.problems)
    if not n_read:
        ui.empty_state(
            "There is no topic in this table.", "Correct what is named above and read it in again."
        )
        return
    name = kept.shown_name(kept.paths[0].name)
    st.button(
        f"Keep {counted(n_read, 'topic')}",
        type="primary",
        key="enter_topics",
        on_click=_enter,
        args=(kept.paths[0], name, by),
    )


def _enter(path: Path, name: str, by: str) -> None:
    from synthesis.pipeline.aligning import import_topics

    with acting.attempt(forms.PLACE):
        done = import_topics(data.store(data.current().url), path, by, name)
        table_files.clear("topics")
        acting.tell(
            forms.PLACE,
            f"{name}: {counted(done.received, 'row')} received = {done.added} new + {done.changed} that "
            f"change a topic + {done.merged} merged (the same is there) + {done.refused} refused.",
        )
