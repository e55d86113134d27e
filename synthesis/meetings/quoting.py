r"""The marks of quoted mail: taken off the lines of a report, and an older mail told from the report.

Reports are sent as quotes, and answered between them. What follows "On 1 June she wrote:" to the end is
another mail, kept under those words as a heading; one written before the meeting cannot report on it.

>>> unquoted("1. It was agreed to meet.\n\nOn 1 June 2018 A. B. wrote:\n> Let us part.".splitlines())
['1. It was agreed to meet.', '', '## On 1 June 2018 A. B. wrote:', '', 'Let us part.']
>>> is_older_mail("On 1 June 2018 A. B. wrote", date(2018, 6, 12))
True
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from synthesis.meetings.dates import first_date

QUOTED = re.compile(r"^\s{0,3}(?P<marks>(?:>[ \t]?)+)")
WROTE = re.compile(r"^On\s.{6,160}\bwrote\s?:$|^-+\s?(?:Original|Forwarded) message\s?-+$", re.I)

LONGEST_HEADING = 90
"""Characters of the words that lead to a mail: they become a heading, which is short."""


def unquoted(lines: Sequence[str]) -> list[str]:
    """Return lines without the marks of quotes; where the depth changes, a blank one: a new text begins."""
    leads, starts = _mail_at_end(lines)
    found: list[str] = []
    depth = 0
    for at, line in enumerate(lines):
        mark = QUOTED.match(line)
        own = mark["marks"].count(">") if mark else 0
        bare = line[mark.end() :] if mark else line
        if bare.strip():
            found += [""] * (own != depth and at > 0)
            depth = own
        if at == leads < starts:
            bare = f"## {' '.join(lines[leads:starts])[:LONGEST_HEADING]}"
        found.append("" if leads < at < starts else bare)
    return found


def is_older_mail(heading: str, held_on: date | None) -> bool:
    """Whether a heading leads to a mail that was written before a meeting was held."""
    written = first_date(heading) if WROTE.match(f"{heading.rstrip(':')}:") else None
    return bool(written and held_on and written < held_on)


def _mail_at_end(lines: Sequence[str]) -> tuple[int, int]:
    """Return where the words that lead to a quoted mail at the end begin and end; twice 0 if none does."""
    start = len(lines)
    while start and (QUOTED.match(lines[start - 1]) or not lines[start - 1].strip()):
        start -= 1
    is_quoted = any(map(QUOTED.match, lines[start:]))
    for n_lines in (1, 2):  # mail programs break long ones in two
        leads = " ".join(line.strip() for line in lines[max(0, start - n_lines) : start])
        if is_quoted and start > n_lines and WROTE.match(leads[:300]):
            return start - n_lines, start
    return 0, 0
