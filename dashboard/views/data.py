"""Stub."""

from dashboard import frame

frame.begin("data", "to come")
