"""A sentence -> its words without what ties it to the one before, cut between clauses where it is long."""

from __future__ import annotations

import re

_TIE = re.compile(
    r"^(?:(?:and|so|but|yes|no|well|okay|now|then|look|because|also|or|i mean|you know)\b[,]?\s+)+", re.I
)
_CLAUSE = re.compile(r";\s|\s[–—-]{1,2}\s|,\s(?=(?:and|but|because|so|which|while|since|or)\b)")
LONG = 38
"""Words from which on a sentence is cut at a clause."""

LEAST = 12
"""Words that are left of it at least."""


def trimmed_words(sentence: str) -> str:
    """Return the words of a sentence, "..." where some were left out; no other word is changed.

    >>> trimmed_words("So don't dig, first ask who has already dug.")
    "... don't dig, first ask who has already dug."
    """
    flat = " ".join(sentence.split())
    tie = _TIE.match(flat)
    start = tie.end() if tie and len(flat[tie.end() :].split()) >= 4 else 0
    body = flat[start:]
    end = _cut(body)
    return ("... " if start else "") + body[:end] + (" ..." if end < len(body) else "")


def _cut(body: str) -> int:
    """Return where a long sentence is cut: the last border of a clause within LONG words, else its end."""
    if len(body.split()) <= LONG:
        return len(body)
    borders = [
        found.start()
        for found in _CLAUSE.finditer(body)
        if LEAST <= len(body[: found.start()].split()) <= LONG
    ]
    return borders[-1] if borders else len(body)
