"""Stub."""

from dashboard import frame

frame.begin("explore", "to come")
