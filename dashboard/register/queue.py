"""The proposals one after another: each with the words before it and its paragraph, answered by a key."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import cards, data, navigation, ui
from dashboard.register import forms, saving

PLACE = "one"


def panel(state: data.State, found: Any, by: str) -> None:
    """Show the next proposal among the items found, or the item that the address asks for."""
    once = found.drop_duplicates("id")
    waiting = once[once["review"] == "proposed"]
    row = _next(once, waiting)
    if row is None:
        ui.empty_state("Nothing waits to be confirmed here.", "Remove a filter, or take up what you skipped.")
        if st.session_state.get("register_skipped"):
            st.button("Take up what I skipped", key="take_up_register", on_click=_take_up)
        return
    with st.container(key=f"card_decision_one_{row['id']}"):
        st.html(cards.decision_card(row, themes=row["themes"]))
        st.html(
            f'<p class="note">The paragraph behind it ({ui.text(row["paragraph"] or "not numbered")})</p>'
            f"{cards.paragraph(row['paragraph_text'], row['quote'])}"
        )
        if not by:
            return
        item = data.records(state).decisions[row["id"]]
        forms.actions(state, item, PLACE, by, has_keys=True)
        open_one = saving.opened(PLACE)[1]
        if open_one is None or open_one.id != item.id:
            st.button("Skip", key="skip_item", shortcut="S", on_click=_skip, args=(item.id,))


def _next(found: Any, waiting: Any) -> Any:
    """Return the row to show, None if none is left; one whose form is open stays, whatever others do."""
    begun = saving.opened(PLACE)[1]
    asked = found[found["id"] == (begun.id if begun else st.query_params.get("item", ""))]
    skipped = st.session_state.setdefault("register_skipped", [])
    left = asked if len(asked) else waiting[~waiting["id"].isin(skipped)]
    return left.to_dict("records")[0] if len(left) else None


def _skip(item_id: str) -> None:
    st.session_state["register_skipped"].append(item_id)
    navigation.write("item", "")


def _take_up() -> None:
    st.session_state["register_skipped"] = []
