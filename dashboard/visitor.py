"""Who looks at the page: when this browser was here last, its time zone, and which day it is there."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard import visits
from synthesis.outputs.notices.window import Window, window


def last_visit() -> datetime | None:
    """Return when the visit before this one ended; None on the first, or where no cookie is kept."""
    visit = visits.read(str(st.context.cookies.get(visits.NAME, "")))
    return visit.last if visit else None


def zone() -> ZoneInfo:
    """Return the time zone of the browser; UTC where it does not say."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ValueError, KeyError, OSError):
        return ZoneInfo("UTC")


def today() -> date:
    """Return the day by the visitor's calendar: what today is wherever a page speaks of it."""
    return datetime.now(zone()).date()


def looked_back(asked: date | None) -> Window:
    """Return how far back this visitor is told."""
    return window(asked, last_visit(), today(), zone())
