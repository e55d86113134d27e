"""When and where the groups meet: iCalendar in, events, their occurrences, iCalendar out."""
