"""Together: which groups could work together, and why."""
