"""Tidy table -> figure; pure, and the same colour always means the same.

blue        how many, which share        orange  against
green       for                          purple  both for and against
grey        the position is unclear      dotted  a group too small for a share to say much
"""

from dashboard.charts.bars import mention_bars, position_bars
from dashboard.charts.grid import heatmap
from dashboard.charts.look import (
    ACT,
    INK,
    LINE,
    POSITION_COLOURS,
    QUIET,
    SHARE_COLOURS,
    calmed,
    safe,
    wrapped,
)
from dashboard.charts.meetings import timeline
from dashboard.charts.topics import topic_map
from dashboard.charts.years import interval_dots

__all__ = [
    "ACT",
    "INK",
    "LINE",
    "POSITION_COLOURS",
    "QUIET",
    "SHARE_COLOURS",
    "calmed",
    "heatmap",
    "interval_dots",
    "mention_bars",
    "position_bars",
    "safe",
    "timeline",
    "topic_map",
    "wrapped",
]
