"""WHERE IT IS KEPT: records in, records out; the only room that speaks to a database.

>>> with open_store("sqlite://") as store:
...     store.is_empty()
True
"""

from synthesis.store.repository import (
    AddResult,
    Change,
    Community,
    DecisionVersion,
    Entry,
    Linked,
    Replaced,
    Saved,
    Stamp,
    Store,
    Withdrawal,
    as_said,
    open_store,
)

__all__ = [
    "AddResult",
    "Change",
    "Community",
    "DecisionVersion",
    "Entry",
    "Linked",
    "Replaced",
    "Saved",
    "Stamp",
    "Store",
    "Withdrawal",
    "as_said",
    "open_store",
]
