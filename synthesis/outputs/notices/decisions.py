"""Steps of decisions and of their links -> what is told of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from synthesis.models import Decision, DecisionKind, DecisionLink, Happened, Meeting, Step
from synthesis.outputs.notices.telling import Item, Query, Told, by_words
from synthesis.outputs.phrases import day_words, joined, quoted, sentence, short
from synthesis.outputs.tables.registered import words_to_find

NOUNS: dict[DecisionKind, str] = {
    "decision": "decision",
    "restated": "restated decision",
    "commitment": "commitment",
    "conditional": "conditional decision",
    "information": "piece of information",
}
CORRECTED = {
    "quote": "words",
    "kind": "kind",
    "context": "context",
    "owner": "owner",
    "due": "due date",
    "due_on": "due date",
    "restates": "what it repeats",
    "category": "category",
    "tags": "tags",
    "source": "source",
    "reference": "reference",
    "cross_reference": "cross-reference",
    "cost": "cost",
    "remark": "remark",
}
"""Fields whose change is a correction, and their words."""

NamedGroups = Callable[[str], tuple[str, ...]]


def tell_decision(happened: Happened, step: Step, named: NamedGroups, themes: tuple[str, ...]) -> list[Told]:
    """Tell of a version of a decision: a confirmation, a new state and a correction are told apart."""
    now, before = step.now, step.before
    if not isinstance(now, Decision):
        return []
    meeting = happened.meetings.get(now.meeting_id)
    item = _item(happened, now, named, themes)
    if not isinstance(before, Decision):
        return [_new(step, now, meeting, item)]
    return [
        *_reviewed(step, now, before, item),
        *_state(step, now, before, item),
        *_edit(step, now, before, item),
    ]


def _item(happened: Happened, decision: Decision, named: NamedGroups, themes: tuple[str, ...]) -> Item:
    meeting = happened.meetings.get(decision.meeting_id)
    return Item(
        short(decision.quote),
        "decisions",
        _place(happened.decisions.get(decision.id, decision)),
        themes,
        named(f"{decision.owner}\n{decision.quote}"),
        bool(meeting and meeting.is_sample),
    )


def _place(decision: Decision) -> Query:
    """Ask the register for the first words of a decision as it stands, among the rejected where it is one."""
    find = words_to_find(decision.quote)
    return (("find", find), ("standing", "rejected")) if decision.review == "rejected" else (("find", find),)


def _new(step: Step, decision: Decision, meeting: Meeting | None, item: Item) -> Told:
    noun, origin = NOUNS[decision.kind], _origin(meeting)
    if step.by:
        return Told(
            "decision",
            f"New {noun} added by {step.by} from {origin}: {quoted(item.words)}",
            f"items added by {step.by} from {origin}",
            item,
        )
    again = " anew" if step.is_anew else ""
    return Told(
        "decision",
        f"New {noun} proposed{again} from {origin}: {quoted(item.words)}",
        f"items proposed{again} from {origin}",
        item,
    )


def _origin(meeting: Meeting | None) -> str:
    if meeting is None:
        return "a report"
    if meeting.format == "table":
        return f"the table {meeting.title}"
    day = f" ({day_words(meeting.held_on)})" if meeting.held_on else ""
    return f"the report of {meeting.title}{day}"


def _reviewed(step: Step, now: Decision, before: Decision, item: Item) -> Iterator[Told]:
    if now.review == before.review:
        return
    by = by_words(step.by)
    if now.review == "proposed":
        yield Told(
            "review", f"Review taken back by {by}: {quoted(item.words)}", f"reviews taken back by {by}", item
        )
        return
    noun = NOUNS[now.kind].capitalize()
    why = f" {sentence(f'Reason: {now.reason}')}" if now.review == "rejected" and now.reason else ""
    yield Told(
        "review",
        f"{noun} {now.review} by {by}: {quoted(item.words)}{why}",
        f"items {now.review} by {by}",
        item,
    )


def _state(step: Step, now: Decision, before: Decision, item: Item) -> Iterator[Told]:
    """Tell of another state, or that a person has said what only the source did."""
    by = by_words(step.by)
    if now.progress == before.progress:
        if now.progress_by and not before.progress_by:
            yield Told(
                "state",
                f"Still {now.progress}, says {by}: {quoted(item.words)}",
                f"items still {now.progress}, says {by}",
                item,
            )
        return
    why = f" {sentence(f'Reason: {now.progress_reason}')}" if now.progress_reason else ""
    yield Told(
        "state",
        f"Now {now.progress} (was {before.progress}), says {by}: {quoted(item.words)}{why}",
        f"items now {now.progress}, says {by}",
        item,
    )


def _edit(step: Step, now: Decision, before: Decision, item: Item) -> Iterator[Told]:
    fields = [word for name, word in CORRECTED.items() if getattr(now, name) != getattr(before, name)]
    if fields:
        by, what = by_words(step.by), joined(list(dict.fromkeys(fields)))
        yield Told(
            "edit",
            f"Decision corrected by {by} ({what}): {quoted(item.words)}",
            f"items corrected by {by}",
            item,
        )


def tell_link(happened: Happened, step: Step, named: NamedGroups, themes: tuple[str, ...]) -> list[Told]:
    """Tell of what a person said of a link of a decision to a theme or a passage."""
    link = step.now
    if not isinstance(link, DecisionLink) or link.decision_id not in happened.decisions:
        return []
    theme = happened.themes.get(link.theme_id, link.theme_id)
    own = (link.theme_id,) if link.theme_id else themes
    item = _item(happened, happened.decisions[link.decision_id], named, own)
    target = f"to the theme {quoted(theme)}" if link.theme_id else "to a passage that it answers"
    targets = f"to the theme {quoted(theme)}" if link.theme_id else "to passages that they answer"
    return [
        Told(
            "review",
            f"Link {target} {link.status} by {link.by}: {quoted(item.words)}",
            f"links of decisions {targets} {link.status} by {link.by}",
            item,
        )
    ]
