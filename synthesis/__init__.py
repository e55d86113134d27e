"""Stakeholder contributions, coded by theme, beside what meetings decided about them."""
