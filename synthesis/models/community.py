"""The community between the meetings: its groups, their calendar, rules and proposals, what sessions said.

Every record has an `id`, by which the store keeps its versions; what is empty is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from synthesis.models.codings import Span
from synthesis.models.corpus import is_sample_source

GroupKind = Literal[
    "dynamic coalition",
    "best practice forum",
    "MAG working group",
    "national or regional initiative",
    "other body",
]
EventKind = Literal["meeting", "session", "deadline", "event"]
EventStatus = Literal["confirmed", "tentative", "cancelled"]
SessionType = Literal["DC session", "workshop"]
RuleForce = Literal["required", "recommended", "may differ"]
TopicKind = Literal["main session", "yearly theme"]
MessageKind = Literal["converging", "diverging", "message"]

GROUP_KINDS: tuple[GroupKind, ...] = get_args(GroupKind)
EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)
SESSION_TYPES: tuple[SessionType, ...] = get_args(SessionType)


@dataclass(frozen=True, slots=True)
class Group:
    """An intersessional group: what it does, how to join it, by which names people call it.

    `remit` is in this project's own words, `sources` say where its facts come from. `place` is what a
    national or regional initiative covers. `source` is where the record came from.
    """

    id: str
    name: str
    kind: GroupKind
    acronym: str = ""
    aliases: tuple[str, ...] = ()
    remit: str = ""
    how_to_join: str = ""
    website: str = ""
    mailing_list: str = ""
    meets: str = ""
    active_since: str = ""
    place: str = ""
    theme_ids: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    source: str = ""

    @property
    def is_sample(self) -> bool:
        """Whether it was composed for this project rather than received."""
        return is_sample_source(self.source)

    @property
    def short_name(self) -> str:
        """The acronym, or the name where there is none."""
        return self.acronym or self.name


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting, session, deadline or other event of the common calendar, or a series of them.

    `starts` and `ends` are naive wall times in `zone`, an IANA name; an empty zone is a floating time. `ends`
    is exclusive: an event of one whole day ends at midnight of the next. `rules` are RRULE values, `added`
    and `left_out` wall times of the series; `replaces` is the wall time of the one of a series that this
    event stands for, with `and_later` also for all after it, moved alike. `extra` keeps the content lines of
    an iCalendar file that nothing here reads.
    """

    uid: str
    title: str
    starts: datetime
    ends: datetime
    zone: str = "UTC"
    is_all_day: bool = False
    kind: EventKind = "meeting"
    status: EventStatus = "confirmed"
    group_ids: tuple[str, ...] = ()
    hosted_by: str = ""
    place: str = ""
    access_link: str = ""
    how_to_join: str = ""
    agenda: str = ""
    theme_ids: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    added: tuple[datetime, ...] = ()
    left_out: tuple[datetime, ...] = ()
    replaces: datetime | None = None
    and_later: bool = False
    sequence: int = 0
    extra: tuple[str, ...] = ()
    source: str = ""

    @property
    def id(self) -> str:
        """The UID, with the time that it replaces where it is one of a series."""
        return f"{self.uid}/{self.replaces.isoformat()}" if self.replaces else self.uid

    @property
    def is_sample(self) -> bool:
        """Whether it was composed for this project rather than received."""
        return is_sample_source(self.source)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that an event takes place, in aware UTC times."""

    event: Event
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a session standard: what is asked, how strongly, since when, and how it is checked.

    `check` names what looks at a proposal, with `value` as its measure; empty where only a person can tell.
    """

    id: str
    text: str
    force: RuleForce = "required"
    since: int | None = None
    check: str = ""
    value: str = ""
    mend: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Standard:
    """The rules for one type of session, in one version of them; the versions of one share their `family`."""

    id: str
    name: str
    session_type: SessionType
    version: str
    rules: tuple[Rule, ...] = ()
    source: str = ""
    family: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody on a proposed session; `gender` and the rest only as the proposal itself says."""

    name: str
    organisation: str = ""
    stakeholder_group: str = ""
    region: str = ""
    gender: str = ""
    role: str = ""
    is_confirmed: bool | None = None


@dataclass(frozen=True, slots=True)
class SessionProposal:
    """A session that somebody proposes for the meeting of a year (`cycle`)."""

    id: str
    title: str
    session_type: SessionType
    cycle: int | None = None
    group_id: str = ""
    organiser: str = ""
    description: str = ""
    format: str = ""
    duration_minutes: int | None = None
    submitted_on: date | None = None
    speakers: tuple[Speaker, ...] = ()
    activity_report: str = ""
    last_session_report: str = ""
    attends_coordination: bool | None = None
    outcome: str = ""
    online_participation: str = ""
    theme_ids: tuple[str, ...] = ()
    source: str = ""

    @property
    def is_sample(self) -> bool:
        """Whether it was composed for this project rather than received."""
        return is_sample_source(self.source)


@dataclass(frozen=True, slots=True)
class ProposedTopic:
    """A main session topic or yearly theme that is proposed for a year's meeting."""

    id: str
    title: str
    kind: TopicKind = "main session"
    cycle: int | None = None
    description: str = ""
    source: str = ""

    @property
    def is_sample(self) -> bool:
        """Whether it was composed for this project rather than received."""
        return is_sample_source(self.source)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker said without a break: `start` and `end` in the text of the session.

    `role` is as the transcript gives it; `at` is seconds from the beginning, None where there are no times.
    """

    start: int
    end: int
    speaker: str = ""
    role: str = ""
    at: float | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A session with its transcript or notes, verbatim.

    `times` are of captions: from which offset of the text on, which second of the session.
    """

    id: str
    title: str
    text: str
    turns: tuple[Turn, ...] = ()
    held_on: date | None = None
    place: str = ""
    language: str = ""
    group_ids: tuple[str, ...] = ()
    source: str = ""
    times: tuple[tuple[int, float], ...] = ()

    @property
    def is_sample(self) -> bool:
        """Whether it was composed for this project rather than received."""
        return is_sample_source(self.source)


@dataclass(frozen=True, slots=True)
class Message:
    """A short message of a session, with the places in its text that it rests on.

    `against` are those of `cites` that stand on the other side of a diverging message, `beside` those whose
    side is not told. `subject` are words of the session that the places share. `is_added` says that a person
    marked the sentence, not the program.
    """

    id: str
    kind: MessageKind
    text: str
    cites: tuple[Span, ...]
    theme_ids: tuple[str, ...] = ()
    is_edited: bool = False
    is_struck: bool = False
    against: tuple[Span, ...] = ()
    beside: tuple[Span, ...] = ()
    subject: tuple[str, ...] = ()
    is_confirmed: bool = False
    is_added: bool = False


@dataclass(frozen=True, slots=True)
class SessionMessages:
    """The messages of one session, in the order in which they are to be read; the id is the session's."""

    id: str
    messages: tuple[Message, ...] = ()
