"""What became of a file that was taken into the calendar, in words.

>>> taken_words("a.ics", received=2, loaded=1, merged=0, refused=1)
'1 of 2 entries was loaded from a.ics: 2 entries received = 1 loaded + 0 merged + 1 refused.'
>>> taken_words("b.ics", received=1, loaded=0, merged=0, refused=1)
'Nothing was loaded from b.ics: 1 entry received = 0 loaded + 0 merged + 1 refused.'
>>> taken_words("c.ics", received=3, loaded=0, merged=3, refused=0)
'Nothing new was loaded from c.ics: 3 entries received = 0 loaded + 3 merged + 0 refused.'
"""

from __future__ import annotations

from synthesis.outputs.phrases import counted, verb


def taken_words(name: str, *, received: int, loaded: int, merged: int, refused: int) -> str:
    """Say first how much of a file was loaded, then where each of its entries went."""
    entries = counted(received, "entry", "entries")
    begins = f"{loaded} of {entries} {verb(loaded, 'was', 'were')} loaded"
    if not loaded:
        begins = "Nothing new was loaded" if merged else "Nothing was loaded"
    sums = f"{entries} received = {loaded} loaded + {merged} merged + {refused} refused"
    return f"{begins} from {name}: {sums}."
