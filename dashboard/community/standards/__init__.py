"""Standards: what a session has to meet, and which proposals do."""
