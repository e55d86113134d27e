"""News: what is new since the last visit, by day."""
