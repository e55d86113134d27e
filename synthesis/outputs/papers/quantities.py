"""n of N -> the word of quantity that stands beside it; the one table of such words, printed in the paper.

>>> quantity(4, 48), quantity(12, 48), quantity(30, 48), quantity(48, 48), quantity(2, 3)
('few', 'several', 'most', 'all', '')
"""

from __future__ import annotations

from synthesis.outputs.papers.blocks import Table
from synthesis.outputs.tables import SMALL_GROUP

UP_TO = (("few", 1, 10), ("some", 1, 5), ("several", 1, 3), ("many", 1, 2))
"""Each word up to this part of all, numerator and denominator; above the last `most`, the whole `all`."""

_PARTS = ("a tenth", "a fifth", "a third", "a half")


def quantity(n: int, total: int) -> str:
    """Return the word for n of N; none where N is below SMALL_GROUP, where a word would say too much.

    Parameters
    ----------
    n : int
        0 <= n <= total; no word stands for 0.
    total : int
    """
    if not n or total < SMALL_GROUP:
        return ""
    if n == total:
        return "all"
    return next((word for word, part, whole in UP_TO if n * whole <= total * part), "most")


def a_quantity(n: int, total: int) -> str:
    """Return the same as it stands for a noun: "a few", "most".

    >>> a_quantity(2, 48), a_quantity(40, 48)
    ('a few', 'most')
    """
    word = quantity(n, total)
    return f"a {word}" if word == "few" else word


def table_of_quantities(total: int) -> Table:
    """Print the words with their exact bounds, as a part of all and for N contributions."""
    rows, least, before = [], 1, "More than none"
    for (word, part, whole), named in zip(UP_TO, _PARTS, strict=True):
        most = min(total * part // whole, total - 1)
        rows.append((word.capitalize(), f"{before}, up to {named}", _span(least, most, total)))
        least, before = max(least, most + 1), f"More than {named}"
    rows.append(("Most", f"{before}, but not all", _span(least, total - 1, total)))
    rows.append(("All", "The whole", f"{total:,} of {total:,}"))
    caption = f"Words of quantity, and what they stand for among {total:,} contributions"
    return Table(("Word", "Part of N", f"n of {total:,}"), tuple(rows), n_text=2, caption=caption)


def _span(least: int, most: int, total: int) -> str:
    if most < least:
        return "no number"
    return f"{least:,} of {total:,}" if least == most else f"{least:,} to {most:,} of {total:,}"
