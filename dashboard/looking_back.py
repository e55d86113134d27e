"""What became of a record, version by version: who, when and what, and an earlier one to stand again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import streamlit as st

from dashboard import ui


def listed(lines: Iterable[str]) -> str:
    """Return what differs between two versions as a list; `lines` are HTML."""
    items = "".join(f"<li {ui.BIDI}>{line}</li>" for line in lines)
    return f'<ul class="said">{items or "<li>The same as before.</li>"}</ul>'


def version(who: str, at: datetime | None, number: int, what: str, note: str) -> str:
    """Return one version as HTML, of which `what` it changed is HTML already."""
    when = f"{at.day} {at:%B %Y, %H:%M} UTC" if at else "at an unknown time"
    noted = f"<p>“{ui.text(note)}”</p>" if note else ""
    return (
        f"<li {ui.BIDI}><b>{ui.text(who)}</b> "
        f'<span class="note">{when}, version {number}</span>{what}{noted}</li>'
    )


def history(versions: Sequence[str]) -> None:
    """Show versions, given from the first on, the last first."""
    st.html(f'<ul class="said history">{"".join(reversed(versions))}</ul>')


def stand_again(place: str, earlier: Sequence[int], restore: Callable[[int], None]) -> None:
    """Ask which earlier version is to stand again, the latest first; nothing where there is none."""
    if not earlier:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", width="content"):
        number = st.selectbox(
            "Go back to",
            earlier[::-1],
            format_func=lambda each: f"Version {each}",
            key=f"version_{place}",
            width=160,
        )
        st.button("Let it stand again", key=f"restore_{place}", on_click=restore, args=(number,))
