"""The directory as a file: taken out as it is listed, and a table of groups read in after a look at it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import data, ui
from dashboard.community.groups.editing import PLACE
from dashboard.files import table_files
from synthesis.community.groups.reading import GroupsPlan
from synthesis.models import Group
from synthesis.outputs.export.groups_file import groups_file
from synthesis.outputs.export.plain_table import FORMATS
from synthesis.outputs.group_words import FIELD_WORDS, KIND_WORDS
from synthesis.outputs.phrases import counted

ADVICE = (
    "A CSV, TSV, XLSX or JSON file with the columns name and kind, and any of id, acronym, aliases, remit, "
    "how_to_join, website, mailing_list, meets, active_since, place, themes, sources. Lists are parted by a "
    "semicolon. A row finds its group by id, else by name; an empty cell changes nothing. Nothing is stored "
    "before you confirm."
)


def panel(state: data.State, found: Sequence[Group], by: str) -> None:
    """Offer the groups listed as a file and, to a person who gives a name, to read a table in."""
    with st.expander("Table in, table out", key="groups_table"):
        if found:
            _take_out(found)
        if by:
            _read_in(state, by)
        elif not state.is_read_only:
            ui.note("To read a table in, give your name above.")


def _take_out(found: Sequence[Group]) -> None:
    ui.note(f"{counted(len(found), 'group')}, as listed, as a file that can be changed and read in again.")
    table_files.downloads("groups", FORMATS, partial(groups_file, found))


def _read_in(state: data.State, by: str) -> None:
    from synthesis.pipeline.grouping import enter_groups, preview_groups  # brings the whole engine

    store = data.store(state.url)
    table = table_files.TableIn(
        "groups",
        "A table of groups",
        table_files.SUFFIXES,
        ADVICE,
        place=PLACE,
        button="Enter them in the directory",
        compare=partial(preview_groups, store),
        account=_account,
        enter=lambda plan, name: enter_groups(store, plan, by, name),
        show=_groups,
    )
    table_files.read_in(table, by)


def _account(plan: GroupsPlan) -> str:
    return (
        f"{counted(plan.received, 'row')} received = {len(plan.added):,} new "
        f"+ {len(plan.changed):,} that change a group + {plan.merged:,} merged (the same is in the "
        f"directory) + {plan.refused:,} refused."
    )


def _groups(plan: GroupsPlan) -> None:
    """List what would be entered, and for a change which fields."""
    rows = [(group.name, KIND_WORDS[group.kind], "new") for group in plan.added]
    rows += [
        (each.after.name, KIND_WORDS[each.after.kind], ", ".join(FIELD_WORDS[name] for name in each.fields))
        for each in plan.changed
    ]
    if rows:
        table = pd.DataFrame(rows, columns=["Group", "Kind", "What is new or changes"])
        st.html(ui.html_table(table, f"{counted(len(rows), 'group')} to enter"))
