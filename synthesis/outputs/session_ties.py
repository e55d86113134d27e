"""Ties of messages in words: on the message, in its paper, and at the theme or decision it is tied to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from synthesis.models import Decision, LinkStatus, Message, MessageTie, Session, Snapshot
from synthesis.outputs.phrases import counted, day_words, quoted, short
from synthesis.outputs.session_messages import is_settled, shown_title
from synthesis.outputs.words import DECISION_REVIEW_WORDS


def target_names(snapshot: Snapshot) -> dict[str, str]:
    """Name every theme, and every decision by its words, meeting and day, by id."""
    meetings = {meeting.id: meeting for meeting in snapshot.meetings}
    names = {theme.id: theme.name for theme in snapshot.codebook.themes}
    for decision in snapshot.decisions:
        meeting = meetings.get(decision.meeting_id)
        where = f" ({meeting.title}, {day_words(meeting.held_on)})" if meeting else ""
        names[decision.id] = f"{quoted(short(decision.quote))}{where}"
    return names


def tied_to(tie: MessageTie) -> str:
    """Return the id of the theme or decision of a tie."""
    return tie.theme_id or tie.decision_id


def ties_words(ties: Sequence[MessageTie]) -> str:
    """Say how many themes and later decisions a message is tied to, and how many of them people confirmed.

    >>> confirmed = MessageTie("s", "m", decision_id="d", status="confirmed")
    >>> ties_words([MessageTie("s", "m", theme_id="a"), confirmed])
    'About 1 theme; 1 later decision takes it up; 1 of 2 ties confirmed'
    >>> ties_words([])
    'About no theme of the codebook; no later decision takes it up'
    """
    standing = [tie for tie in ties if tie.status != "rejected"]
    n_themes = sum(bool(tie.theme_id) for tie in standing)
    later = [tie for tie in standing if tie.decision_id]
    themes = counted(n_themes, "theme") if n_themes else "no theme of the codebook"
    said = f"About {themes}; {_later_words(later)}"
    n_confirmed = sum(tie.status == "confirmed" for tie in standing)
    return f"{said}; {n_confirmed} of {counted(len(standing), 'tie')} confirmed" if standing else said


def _later_words(later: Sequence[MessageTie]) -> str:
    if not later:
        return "no later decision takes it up"
    is_sure = all(tie.status == "confirmed" for tie in later)
    takes = ("takes" if len(later) == 1 else "take") if is_sure else "may take"
    return f"{counted(len(later), 'later decision')} {takes} it up"


def tie_sentences(ties: Sequence[MessageTie], names: Mapping[str, str]) -> list[str]:
    """Say what a message is tied to, what people confirmed apart from what is only proposed."""
    groups: dict[tuple[str, str], list[str]] = {}
    for tie in ties:
        if tie.status == "rejected":
            continue
        head = "Themes" if tie.theme_id else "Later decisions"
        is_sure = tie.status == "confirmed"
        by = f"confirmed by {tie.by or 'a person'}" if is_sure else "proposed by the program"
        groups.setdefault((head, by), []).append(names.get(tied_to(tie), tied_to(tie)))
    return [f"{head}, {by}: {'; '.join(named)}." for (head, by), named in groups.items()]


def decisions_after(session: Session, snapshot: Snapshot) -> list[Decision]:
    """Return the decisions of meetings that were not before the session, the first meeting first.

    What a meeting was only informed of took nothing up, so it is left out.
    """
    since = session.held_on or date.min
    days = {each.id: each.held_on for each in snapshot.meetings if each.held_on and each.held_on >= since}
    later = [
        each
        for each in snapshot.decisions
        if each.meeting_id in days and each.review != "rejected" and each.kind != "information"
    ]
    return sorted(later, key=lambda each: days[each.meeting_id])


def choice_words(session: Session, snapshot: Snapshot) -> dict[str, str]:
    """Name by id what a message can be tied to: themes, and later decisions by their day and words.

    The day comes first, as a list of choices shows only the beginning of each.
    """
    days = {each.id: each.held_on for each in snapshot.meetings}
    themes = {theme.id: theme.name for theme in snapshot.codebook.themes}
    return themes | {
        each.id: f"{days[each.meeting_id]}: {short(each.quote)}"
        for each in decisions_after(session, snapshot)
    }


def of_message(ties: Sequence[MessageTie], message_id: str) -> list[MessageTie]:
    """Return the ties of one message."""
    return [tie for tie in ties if tie.message_id == message_id]


def taken_up_words(session: Session, message: Message, tie: MessageTie) -> str:
    """Say at a theme, or at a decision, which message was tied to it, and who confirmed that.

    A message that nobody stands behind is said to be the program's draft, although its tie is confirmed.
    """
    day = f", {day_words(session.held_on)}" if session.held_on else ""
    said = f"{quoted(shown_title(session))}{day}: {quoted(short(message.text))}"
    when = f", {day_words(tie.at.date())}" if tie.at else ""
    who = "" if is_settled(message) else "still the program's draft; "
    head = "Taken up in the messages of" if tie.theme_id else "Takes up a message of"
    return f"{head} {said} ({who}tie confirmed by {tie.by or 'a person'}{when})."


def tie_table(ties: Sequence[MessageTie], names: Mapping[str, str]) -> pd.DataFrame:
    """List ties, a row each, with who said what of them and when."""
    columns = ["Session", "Message", "Tied to", "Of kind", "State", "Reason", "By", "On", "Id"]
    rows = [
        (
            tie.session_id,
            tie.message_id,
            names.get(tied_to(tie), tied_to(tie)),
            "theme" if tie.theme_id else "later decision",
            status_words(tie.status),
            tie.why,
            tie.by,
            tie.at.date().isoformat() if tie.at else "",
            tied_to(tie),
        )
        for tie in ties
    ]
    return pd.DataFrame(rows, columns=columns, dtype="str")


def status_words(status: LinkStatus) -> str:
    """Say who stands behind a tie."""
    return DECISION_REVIEW_WORDS[status]
