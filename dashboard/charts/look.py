"""What all charts look like: their colours, their frame, and names made safe to write on them."""

from __future__ import annotations

from textwrap import wrap

import plotly.graph_objects as go

from synthesis.models import UNKNOWN

POSITION_COLOURS = {"for": "#14746F", "against": "#C2570C", "mixed": "#6B5B95", "unclear": "#8C98A3"}

SHARE_COLOURS = ["#F3F6F8", "#DDEAF2", "#C3DBE8", "#A5CADE", "#84B6D2", "#66A3C5"]
"""Up to where the ink of the words on it keeps a contrast of 5 to 1."""

INK = "#1B2733"
ACT = "#0B5C8E"
QUIET = "#4B5863"
LINE = "#D5DDE3"

ROW = 44
"""Height of a row in pixels: a finger's width."""


def calmed(figure: go.Figure, height: int) -> go.Figure:
    """Give a figure its height in pixels, the letters of the page, and nothing that moves."""
    figure.update_layout(
        height=height,
        margin={"l": 4, "r": 4, "t": 8, "b": 8},
        font={"family": '"Source Sans", "Source Sans 3", sans-serif', "size": 14, "color": INK},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hoverlabel={"bgcolor": "#FFFFFF", "bordercolor": LINE, "font": {"color": INK, "size": 14}},
    )
    figure.update_xaxes(automargin=True, fixedrange=True, gridcolor=LINE)
    figure.update_yaxes(automargin=True, fixedrange=True)
    return figure


def group_label(value: str) -> str:
    """Name a stakeholder group on an axis."""
    return "Group unknown" if value == UNKNOWN else value


def wrapped(name: str, width: int) -> str:
    """Break a name over lines and take from it what plotly would read as markup."""
    return "<br>".join(wrap(safe(name), width, break_long_words=False)) or name


def safe(name: str) -> str:
    """Take from a name what plotly would read as markup."""
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
