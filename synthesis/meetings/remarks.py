"""What a person should know of a report that was read: what was not found, and what was left out.

>>> remarks_on(Meeting(id="m", title="t"), ())
('No day of the meeting was found: it is entered without one.', 'No item was found in it.')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from synthesis.corpus.language import detect_language
from synthesis.meetings.dates import find_dates
from synthesis.meetings.quoting import is_older_mail
from synthesis.meetings.tasks import is_table_of_actions
from synthesis.models import Decision, Meeting

_TABLE = re.compile(r"table \d+$")

_LEAP_YEAR = 2024
"""29 February exists in some year, 31 February in none."""


def remarks_on(meeting: Meeting, items: Sequence[Decision]) -> tuple[str, ...]:
    """Say what was not found in a report of a meeting, or left out; nothing of a transcript."""
    return () if meeting.format == "transcript" else tuple(_remarks(meeting, items))


def _remarks(meeting: Meeting, items: Sequence[Decision]) -> Iterator[str]:
    if meeting.held_on is None:
        yield "No day of the meeting was found: it is entered without one."
    language = detect_language(" ".join(each.text for each in meeting.paragraphs))
    if language not in {"", "en"}:
        yield f"The text seems to be in another language ({language}): items are found in English only."
    if not items:
        yield "No item was found in it."
    yield from _unread_tables(meeting)
    yield from _older_mail(meeting)
    yield from _impossible_days(items)


def _unread_tables(meeting: Meeting) -> Iterator[str]:
    """Name the tables of several rows without a heading that names actions and owners or days."""
    for row, after in pairwise(meeting.paragraphs):
        is_table = _TABLE.match(row.number) and after.number.startswith(f"{row.number}, ")
        if is_table and not is_table_of_actions(row.text):
            yield (
                f"{row.number.capitalize()} was not read: its first row has no heading for actions beside "
                'one for owners, days or states ("Action", "Owner", "Deadline", "Status").'
            )


def _older_mail(meeting: Meeting) -> Iterator[str]:
    for each in meeting.paragraphs:
        if not each.number and is_older_mail(each.text, meeting.held_on):
            yield f'What follows "{each.text}" was written before the meeting: no item was read from it.'


def _impossible_days(items: Sequence[Decision]) -> Iterator[str]:
    for item in items:
        for found in find_dates(item.due):
            if found.on(found.year or _LEAP_YEAR) is None:
                where = f"paragraph {item.paragraph}"
                yield f'"{item.due}" ({where}) is no day of the calendar: the item has no date.'
