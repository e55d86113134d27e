"""Our own fields in an iCalendar file, for what no property of the standard holds: X-SYNTHESIS-..."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from synthesis.community.calendar.lines import Line, escape

PRODID: Final = "-//Stakeholder synthesis//Common calendar//EN"

KIND: Final = "X-SYNTHESIS-KIND"
GROUPS: Final = "X-SYNTHESIS-GROUPS"
HOST: Final = "X-SYNTHESIS-HOSTED-BY"
THEMES: Final = "X-SYNTHESIS-THEMES"
PEOPLE: Final = "X-SYNTHESIS-PEOPLE"
HOW_TO_JOIN: Final = "X-SYNTHESIS-HOW-TO-JOIN"
SOURCE: Final = "X-SYNTHESIS-SOURCE"
ZONE: Final = "X-SYNTHESIS-ZONE"
"""The zone of an event of whole days; the standard gives days none."""

STAMP: Final = "X-SYNTHESIS-STAMP"
"""Says that DTSTAMP is what another program wrote; without it, it is the time of our version."""

NAMES: Final = frozenset({KIND, GROUPS, HOST, THEMES, PEOPLE, HOW_TO_JOIN, SOURCE, ZONE, STAMP})

UNREAD: Final = "X-SYNTHESIS-UNREAD"
"""A line that could not be read, kept as a text."""

UNKNOWN_ZONE: Final = "X-SYNTHESIS-UNKNOWN-ZONE"
"""What a file called a zone that nobody knows."""

JOIN_WORDS: Final = "How to take part: "
LINK_WORDS: Final = "Join: "
SAMPLE_WORDS: Final = "Sample data, composed for this project; it does not take place."

NO_TITLE: Final = "(no title)"


@dataclass(frozen=True, slots=True)
class Ending:
    """What a description ends with, for people whose program shows nothing but it."""

    how_to_join: str = ""
    access_link: str = ""
    is_sample: bool = False

    def __str__(self) -> str:
        said = (
            JOIN_WORDS + self.how_to_join if self.how_to_join else "",
            LINK_WORDS + self.access_link if self.access_link else "",
            SAMPLE_WORDS if self.is_sample else "",
        )
        return "\n".join(part for part in said if part)


def without_ending(description: str, ending: Ending) -> str:
    """Take the ending off, also where it was written without the link."""
    for last in (str(ending), str(replace(ending, access_link=""))):
        if last and (description == last or description.endswith("\n\n" + last)):
            return description[: -len(last)].removesuffix("\n\n")
    return description


def unread(line: Line) -> str:
    """Keep a line that cannot stand in a file as one that can."""
    return f"{UNREAD}:{escape(line.text)}"
