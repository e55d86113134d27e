"""Stub."""

from dashboard import frame

frame.begin("decisions", "to come")
