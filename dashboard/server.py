"""The server: the dashboard, and beside it the feeds that calendars and news readers subscribe to.

Run it with `streamlit run dashboard/server.py`; `streamlit run dashboard/app.py` is the dashboard alone.
"""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware

from dashboard import feeds, visits

app = st.App(
    "app.py", routes=feeds.routes(), middleware=[Middleware(feeds.SafeHeaders), Middleware(visits.Visits)]
)
