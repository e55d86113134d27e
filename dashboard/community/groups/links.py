"""Addresses of the section Groups: a link to a group keeps the filters."""

from __future__ import annotations

import streamlit as st

from dashboard import filters, navigation
from synthesis.models import Filters, Group

KEPT = ("groups_view", "group_kind", "group_find", "groups_page", "on")
"""What the address says of the list; the way back leads to the same list."""


def query_of(chosen: Filters, group_id: str = "") -> dict[str, str | list[str]]:
    """Return the address of one group, or of the list as it was."""
    query = filters.query_of(chosen, section="Groups", community_group=group_id)
    return query | {name: values for name in KEPT if (values := st.query_params.get_all(name))}


def link(chosen: Filters, group: Group, label: str, key: str) -> None:
    """Show a link to a group."""
    navigation.link("community", label, query_of(chosen, group.id), key=key)


def back(chosen: Filters) -> None:
    """Show the way back to the list."""
    navigation.link("community", "All groups", query_of(chosen), key="to_groups")
