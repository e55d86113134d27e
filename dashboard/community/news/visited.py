"""Who looks at the page: when this browser was here last, and in which time zone it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard import visits
from synthesis.outputs.notices.window import Window, window


def last_visit() -> datetime | None:
    """Return when the visit before this one ended; None on the first, or where no cookie is kept."""
    visit = visits.read(str(st.context.cookies.get(visits.NAME, "")))
    return visit.last if visit else None


def zone() -> tzinfo:
    """Return the time zone of the browser; UTC where it does not say."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ValueError, KeyError, OSError):
        return UTC


def looked_back(asked: date | None) -> Window:
    """Return how far back this visitor is told."""
    own = zone()
    return window(asked, last_visit(), datetime.now(own).date(), own)
