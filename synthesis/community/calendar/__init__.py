"""THE COMMON CALENDAR: events, the times they take place, where they clash, and when there is room."""
