"""A select box that the address holds by the id of what is chosen; the label is for people alone.

So a link stays right when a group or a standard is renamed. Links from before held the label: they are
followed where exactly one has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import navigation, ui


def select(label: str, key: str, names: Mapping[str, str], nothing: str = "", **more: Any) -> str:
    """Ask for one of several things; the address holds its id under `key`.

    Parameters
    ----------
    label, key : str
    names : mapping
        What each is called, by id.
    nothing : str, optional
        What the choice of none is called; without it the first is chosen unless the address says another.

    Returns
    -------
    str
        The id, or an empty text for none.
    """
    options = ["", *names] if nothing else list(names)
    asked = st.query_params.get(key, "")
    found = meant(asked, names)
    if asked and not found:
        ui.warning(f"“{asked[:80]}” of this link is not here, or is no longer called so; it is left out.")
    st.session_state[key] = found or options[0]
    chosen = st.selectbox(
        label,
        options,
        format_func=lambda each: names.get(each, nothing),
        key=key,
        on_change=_write,
        args=(key,),
        **more,
    )
    return str(chosen or "")


def meant(asked: str, names: Mapping[str, str]) -> str:
    """Return the id that a value of the address means: itself, or the one whose label it is.

    >>> meant("dc-iot", {"dc-iot": "DC-IoT"}), meant("DC-IoT", {"dc-iot": "DC-IoT"})
    ('dc-iot', 'dc-iot')
    >>> meant("CIGF", {"nri-canada": "CIGF", "nri-caribbean": "CIGF"})
    ''
    """
    if asked in names:
        return asked
    found = [each for each, name in names.items() if name == asked]
    return found[0] if len(found) == 1 else ""


def _write(key: str) -> None:
    navigation.write(key, str(st.session_state[key] or ""))
