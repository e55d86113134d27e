"""Stub."""

from dashboard import frame

frame.begin("themes", "to come")
