"""What a person may do with an item of the register, as the changes that its next version makes.

Nothing is stored here: a verb takes the item as the person has seen it and returns what is to be changed, or
says in words why it cannot be.

>>> item = Decision("d", "m", "3", "It was agreed to meet.", "decision")
>>> confirmed()["review"], rejected("Only a wish")["reason"]
('confirmed', 'Only a wish')
>>> progressed(item, "done", "A. Keeper")["progress_by"]
'A. Keeper'
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date

from synthesis.errors import InputError
from synthesis.meetings.dates import due_date
from synthesis.meetings.restated import chain_of
from synthesis.models import RESTATES_NOTHING, Decision, DecisionKind, Meeting, Paragraph, Progress

Changes = dict[str, str | date | None]
"""Fields of a decision with their new values."""

EDITABLE = (
    *("quote", "kind", "owner", "due", "due_on", "category", "tags", "source", "reference"),
    *("cross_reference", "cost", "remark"),
)
"""What a person edits as a value; review, progress and what an item restates have verbs of their own."""


def item_id(meeting_id: str, paragraph: str, quote: str) -> str:
    """Return the id of an item: it comes from where its words stand, so that reading again finds it."""
    digest = hashlib.sha256(f"{meeting_id}\n{paragraph}\n{quote}".encode()).hexdigest()
    return f"decision-{digest[:12]}"


def confirmed() -> Changes:
    """Confirm an item, or bring a rejected one back."""
    return {"review": "confirmed", "reason": ""}


def rejected(reason: str) -> Changes:
    """Reject an item; it is kept, counts nowhere, and can be brought back.

    Raises
    ------
    InputError
        If no reason is given.
    """
    return {"review": "rejected", "reason": _said(reason, "An item is rejected with a reason.")}


def edited(item: Decision, paragraphs: Sequence[str], values: Mapping[str, str | date | None]) -> Changes:
    """Change values of an item, which confirms it.

    Parameters
    ----------
    item : Decision
        As the person has seen it.
    paragraphs : sequence of str
        The texts of its report that carry the number of its paragraph.
    values : mapping
        Fields among `EDITABLE`; spaces around texts are taken off.

    Returns
    -------
    Changes
        What differs from the item, and that it is confirmed.

    Raises
    ------
    InputError
        If the quote does not stand in the paragraph.
    """
    unknown = values.keys() - set(EDITABLE)
    if unknown:
        raise ValueError(f"These are not edited as values: {', '.join(sorted(unknown))}.")
    given = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    changes: Changes = {name: value for name, value in given.items() if value != getattr(item, name)}
    if "quote" in changes:
        _require_words(str(changes["quote"]), paragraphs)
    return changes | confirmed()


def added(
    meeting: Meeting, paragraph: Paragraph, quote: str, kind: DecisionKind, owner: str = "", due: str = ""
) -> Decision:
    """Make an item of words that a person marked in a stored report.

    Raises
    ------
    InputError
        If the words do not stand in the paragraph.
    """
    words = quote.strip()
    _require_words(words, [paragraph.text])
    return Decision(
        id=item_id(meeting.id, paragraph.number, words),
        meeting_id=meeting.id,
        paragraph=paragraph.number,
        quote=words,
        kind=kind,
        context=paragraph.text[: paragraph.text.index(words)].strip()[-600:],
        owner=owner.strip(),
        due=due.strip(),
        due_on=due_date(due, meeting.held_on) if due.strip() else None,
        review="confirmed",
    )


def progressed(
    item: Decision, progress: Progress, by: str, *, reason: str = "", superseded_by: str = ""
) -> Changes:
    """Say how far an item is: a person's word, with the person's name.

    Raises
    ------
    InputError
        If it was declined without a reason, or superseded by nothing or by itself.
    """
    if progress == "declined":
        reason = _said(reason, "An item is declined with a reason.")
    if progress == "superseded":
        require_successor(item, superseded_by)
    return {
        "progress": progress,
        "progress_by": by,
        "progress_reason": reason.strip(),
        "superseded_by": superseded_by if progress == "superseded" else "",
    }


def require_successor(item: Decision, superseded_by: str) -> None:
    """Refuse that an item is superseded by nothing or by itself."""
    if superseded_by in ("", item.id):
        raise InputError("It is not said which item came in its place.", hint="Choose the item.")


def restating(
    item: Decision,
    earlier: Decision | None,
    register: Mapping[str, Decision],
    meetings: Mapping[str, Meeting],
) -> Changes:
    """Merge an item with the earlier one that it restates; None says that it restates none.

    Parameters
    ----------
    item : Decision
    earlier : Decision or None
        It may restate another in its turn: the item counts as the first that stands.
    register : mapping of str to Decision
        Every item by its id.
    meetings : mapping of str to Meeting
        At least those of the two.

    Raises
    ------
    InputError
        If the other is the item itself or restates it, was rejected, or is of a later meeting.
    """
    if earlier is None:
        return {"restates": RESTATES_NOTHING}
    if item.id in {each.id for each in chain_of(earlier, register)}:
        raise InputError(
            "An item can restate only another one, which does not restate it in its turn.",
            hint="Choose the item that was first.",
        )
    if earlier.review == "rejected":
        raise InputError(
            "The item that it would restate was rejected.",
            hint="Bring that one back first, or let this one be an item of its own.",
        )
    days = [meetings[each.meeting_id].held_on for each in (earlier, item)]
    if days[0] and days[1] and days[0] > days[1]:
        raise InputError(
            f"The item of {days[0]} is later than this one, of {days[1]}.",
            hint="Open the later one and say there that it restates this one.",
        )
    return {"restates": earlier.id}


def _require_words(quote: str, paragraphs: Sequence[str]) -> None:
    if not quote or not any(quote in text for text in paragraphs):
        raise InputError(
            "These words do not stand in the paragraph.",
            where=quote,
            hint="Copy them from the paragraph, letter by letter; leave out what does not belong to them.",
        )


def _said(reason: str, otherwise: str) -> str:
    if not reason.strip():
        raise InputError(otherwise, hint="Say in a few words why.")
    return reason.strip()
