"""The only cached calls: one store a server, one set of tables a revision, one narrowed set a choice.

Keys are small tuples (address, revision, filters), never frames. What is returned is shared by every
session and is not to be changed.

state      which revision of which store; what calls are keyed on
records    every record of it, by id
counted    its tables, whole and narrowed, and what is counted in them
waiting    what waits for a person
measured   how the machine stands beside people
papers     papers, drafts, and the names of themes
traced     the chain from what was said to what became of it
happened   what happened in the store, for the feeds and the news
"""

from dashboard.data.counted import facets, narrowed, passages, register, totals, whole, years
from dashboard.data.measured import agreement, coded_with, quality, topic_search
from dashboard.data.papers import draft_history, drafts, paper, theme_names
from dashboard.data.records import Records, assignments, records
from dashboard.data.state import Chosen, Key, State, as_key, current, store
from dashboard.data.waiting import ORDERED_EVERY, review_queue, suggestions

__all__ = [
    "ORDERED_EVERY",
    "Chosen",
    "Key",
    "Records",
    "State",
    "agreement",
    "as_key",
    "assignments",
    "coded_with",
    "current",
    "draft_history",
    "drafts",
    "facets",
    "narrowed",
    "paper",
    "passages",
    "quality",
    "records",
    "register",
    "review_queue",
    "store",
    "suggestions",
    "theme_names",
    "topic_search",
    "totals",
    "whole",
    "years",
]
