"""WHO WORKS WITH WHOM, AND WHEN: groups, their calendar, session standards, and what sessions said."""
