"""The common calendar as tidy tables and in words: its list, a month, clashes, free slots, deadlines."""

from synthesis.outputs.agenda.listing import KIND_WORDS, agenda_table, count_by, listed, narrow
from synthesis.outputs.agenda.month import Day, Month, month_of

__all__ = ["KIND_WORDS", "Day", "Month", "agenda_table", "count_by", "listed", "month_of", "narrow"]
