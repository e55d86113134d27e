"""Sessions and their messages -> tables: the list of sessions, cited places, who spoke how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from synthesis.community.messages.roles import speakers_of
from synthesis.community.messages.speakers import shown_name
from synthesis.community.messages.ties import theme_ties
from synthesis.models import MessageTie, Session, SessionMessages
from synthesis.outputs.session_messages import (
    KIND_BADGES,
    ROLE_UNKNOWN,
    SIDES,
    cited_places,
    is_settled,
    n_speakers,
    n_words,
    shown_place,
    shown_title,
    spoken_words,
    status_words,
    who_words,
)
from synthesis.outputs.session_ties import of_message, tie_sentences


def message_table(
    session: Session,
    given: SessionMessages,
    names: Mapping[str, str] | None = None,
    ties: Sequence[MessageTie] | None = None,
) -> pd.DataFrame:
    """Return one row for each place that a message cites; `names` and `ties` as for the paper."""
    tied = theme_ties(given) if ties is None else ties
    columns = [
        "Message",
        "Kind",
        "Text",
        "State",
        "Ties",
        "Side",
        "Speaker",
        "Role",
        "Time",
        "Quote",
        "Start",
        "End",
    ]
    rows = [
        (
            number,
            KIND_BADGES[message.kind],
            message.text,
            status_words(message),
            " ".join(tie_sentences(of_message(tied, message.id), names or {})),
            SIDES[place.side],
            shown_name(place.speaker),
            place.role,
            place.at,
            place.quote,
            place.span.start,
            place.span.end,
        )
        for number, message in enumerate(given.messages, start=1)
        for place in cited_places(session, message)
    ]
    return pd.DataFrame(rows, columns=columns)


def session_table(sessions: Sequence[Session], kept: Mapping[str, SessionMessages]) -> pd.DataFrame:
    """Return one row for each session, the latest first."""
    rows = [
        (
            shown_title(each),
            each.held_on.isoformat() if each.held_on else "no date",
            shown_place(each),
            n_speakers(each),
            n_words(each),
            _n_standing(kept.get(each.id)),
            _n_settled(kept.get(each.id)),
            "Sample data" if each.is_sample else each.source,
            each.id,
        )
        for each in in_order(sessions)
    ]
    columns = [
        "Session",
        "Held on",
        "Place",
        "Speakers",
        "Words",
        "Messages",
        "Settled by people",
        "Source",
        "Id",
    ]
    return pd.DataFrame(rows, columns=columns)


def in_order(sessions: Sequence[Session]) -> list[Session]:
    """Return sessions, the latest first; those without a day last."""
    return sorted(
        sessions, key=lambda each: (each.held_on is None, -(each.held_on or date.min).toordinal(), each.id)
    )


def _n_standing(given: SessionMessages | None) -> int:
    return sum(not each.is_struck for each in given.messages) if given else 0


def _n_settled(given: SessionMessages | None) -> int:
    return sum(is_settled(each) and not each.is_struck for each in given.messages) if given else 0


def share_table(session: Session) -> pd.DataFrame:
    """Count who spoke how much: turns and words by speaker, the longest first; counts, no judgement."""
    spoken = [(turn.speaker, len(session.text[turn.start : turn.end].split())) for turn in session.turns]
    roles = speakers_of(session.turns)
    rows = [
        (
            who_words(name, ""),
            roles[name] or ROLE_UNKNOWN,
            sum(speaker == name for speaker, _ in spoken),
            sum(n for speaker, n in spoken if speaker == name),
        )
        for name in roles
    ]
    table = pd.DataFrame(rows, columns=["Speaker", "Role as given", "Turns", "Words"])
    return table.sort_values(["Words", "Speaker"], ascending=[False, True], ignore_index=True)


def role_table(session: Session) -> pd.DataFrame:
    """Count speakers and words by role as the transcript gives it."""
    table = share_table(session)
    found = table.groupby("Role as given", sort=False).agg(
        Speakers=("Speaker", "count"), Words=("Words", "sum")
    )
    return found.reset_index().sort_values(
        ["Words", "Role as given"], ascending=[False, True], ignore_index=True
    )


def share_sentence(session: Session) -> str:
    """Say how the words of a session are spread over roles."""
    roles = role_table(session)
    if roles.empty:
        return "No speaker is named in these notes, so nobody's words can be counted."
    parts = [f"{role}: {words:,}" for role, words in zip(roles["Role as given"], roles["Words"], strict=True)]
    return f"{spoken_words(session)}; by role as given, {', '.join(parts)}."
