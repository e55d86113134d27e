"""What happened in the store, read and told once for each state of it and each time that is looked back to.

Not in Streamlit's cache: the feed is answered outside of any page, too.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from dashboard import data
from synthesis.models import Happened
from synthesis.outputs import notices as told
from synthesis.outputs.notices import Notice

KEPT = 32
"""So many visitors who were here at different times; each holds little more than happened since."""


def since(state: data.State, moment: datetime | None = None) -> Happened:
    """Return what happened after a moment; from the beginning without one."""
    return _since(state.key, moment)


def names(state: data.State) -> Happened:
    """Return what notices are told with: nothing happened after the last change."""
    return since(state, data.records(state).snapshot.changed_at)


def notices(state: data.State, moment: datetime | None = None) -> tuple[Notice, ...]:
    """Return the same in words, the newest first."""
    return _notices(state.key, moment)


@lru_cache(maxsize=KEPT)
def _since(key: data.Key, moment: datetime | None) -> Happened:
    return data.store(key[0]).happened(moment)


@lru_cache(maxsize=KEPT)
def _notices(key: data.Key, moment: datetime | None) -> tuple[Notice, ...]:
    return told.notices(_since(key, moment))
