"""Steps of groups, sessions, messages, proposals, topics and standards -> what is told of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from synthesis.models import (
    Group,
    Happened,
    Judgement,
    Message,
    MessageTie,
    NoticeKind,
    ProposedTopic,
    Session,
    SessionMessages,
    SessionProposal,
    Standard,
    Step,
    Subject,
)
from synthesis.outputs.notices.telling import Item, Told, by_words
from synthesis.outputs.phrases import counted, joined, quoted, short
from synthesis.outputs.session_messages import shown_title
from synthesis.outputs.standards.tables import rule_name

Describe = Callable[[Any, Happened], Item]

FIELD_WORDS = {
    "theme_ids": "themes",
    "group_id": "group",
    "group_ids": "groups",
    "turns": "speakers",
    "cycle": "year",
    "meets": "when it meets",
}
"""Words for fields whose names are not words."""


def tell_record(happened: Happened, step: Step) -> list[Told]:
    """Tell that a record is new, changed or taken out."""
    subject = step.now or step.before
    if isinstance(subject, MessageTie | Judgement):
        return _said(happened, step, subject)
    found = next((kind for kind in KINDS if isinstance(subject, kind)), None)
    if found is None or subject is None:
        return []
    kind, noun, plural, describe = KINDS[found]
    if isinstance(step.now, SessionMessages) and step.before is None and _entered(happened, step.id):
        return []  # told with the session
    item, by = describe(subject, happened), by_words(step.by)
    if step.now is None:
        one = f"The {noun} {quoted(item.words)} was taken out by {by}"
        return [Told(kind, one, f"{plural} taken out by {by}", replace(item, query=item.query[:1]))]
    if step.before is None:
        one = f"New {noun}: {item.words}{_amount(step.now, happened)}"
        return [Told(kind, one, f"{plural} entered by {by}", item)]
    what = _changed(step.now, step.before)
    one = f"{by[:1].upper()}{by[1:]} changed the {noun} {quoted(item.words)}{what}"
    return [Told(kind, one, f"{plural} changed by {by}", item)]


def _said(happened: Happened, step: Step, subject: MessageTie | Judgement) -> list[Told]:
    """Tell of what a person said where the program only proposes or cannot tell."""
    by, is_gone = by_words(step.by), step.now is None
    if isinstance(subject, Judgement):
        return [_judged(happened, subject, by, is_taken_back=is_gone)]
    return [] if is_gone else [_tied(happened, subject, by)]


def _tied(happened: Happened, tie: MessageTie, by: str) -> Told:
    """Tell of what a person said of a tie of a message to a theme or a later decision."""
    session = happened.sessions.get(tie.session_id)
    title = shown_title(session) if session else tie.session_id
    theme = quoted(happened.themes.get(tie.theme_id, tie.theme_id))
    decision = happened.decisions.get(tie.decision_id)
    later = f"the later decision {quoted(short(decision.quote))}" if decision else "a later decision"
    target = f"the theme {theme}" if tie.theme_id else later
    targets = target if tie.theme_id else "later decisions"
    query = (("section", "Messages"), ("session", tie.session_id), ("message", tie.message_id))
    groups = session.group_ids if session else ()
    themes = (tie.theme_id,) if tie.theme_id else ()
    words = f"{title}: {short(decision.quote)}" if decision else title
    item = Item(words, "community", query, themes, groups, session is not None and session.is_sample)
    one = f"Tie of a message of {quoted(title)} to {target} {tie.status} by {by}"
    return Told("review", one, f"ties of messages to {targets} {tie.status} by {by}", item)


def _judged(happened: Happened, said: Judgement, by: str, *, is_taken_back: bool) -> Told:
    """Tell of what a person found of a rule on a proposal, or that they took it back."""
    proposal = happened.proposals.get(said.proposal_id)
    of = _proposal(proposal, happened) if proposal else Item(said.proposal_id, "community")
    rule = rule_name(said.rule_id)
    query = (("section", "Standards"), ("proposal", said.proposal_id))
    item = replace(of, words=f"{of.words}: {rule}", query=query)
    deed = f"judgement taken back by {by}" if is_taken_back else f"judged {said.outcome} by {by}"
    many = f"judgements taken back by {by}" if is_taken_back else f"rules {deed}"
    return Told("review", f"Rule “{rule}” of the proposal {quoted(of.words)}: {deed}", many, item)


def _entered(happened: Happened, session_id: str) -> bool:
    """Whether a session itself is new."""
    return any(
        isinstance(step.now, Session) and step.before is None and step.id == session_id
        for step in happened.steps
    )


def _drafted(happened: Happened, session_id: str) -> SessionMessages:
    """Return the messages with which a new session was entered."""
    found = (step.now for step in happened.steps if step.before is None and step.id == session_id)
    return next((each for each in found if isinstance(each, SessionMessages)), SessionMessages(session_id))


def _amount(subject: Subject, happened: Happened) -> str:
    given = _drafted(happened, subject.id) if isinstance(subject, Session) else subject
    if not isinstance(given, SessionMessages) or not given.messages:
        return ""
    return f" ({counted(sum(not each.is_struck for each in given.messages), 'message')})"


def _changed(now: Subject, before: Subject) -> str:
    if isinstance(now, SessionMessages) and isinstance(before, SessionMessages):
        return _revised(now, before)
    names = [field.name for field in fields(now) if field.name not in ("id", "source")]
    different = [name for name in names if getattr(now, name) != getattr(before, name, None)]
    words = dict.fromkeys(FIELD_WORDS.get(name, name.replace("_", " ")) for name in different)
    return f": {joined(list(words))}" if words else ""


def _revised(now: SessionMessages, before: SessionMessages) -> str:
    """Say what was done to how many messages."""
    old = {each.id: each for each in before.messages}
    deeds = Counter(_deed(each, old.get(each.id)) for each in now.messages if each != old.get(each.id))
    gone = len(old.keys() - {each.id for each in now.messages})
    said = [f"{n:,} {deed}" for deed, n in (deeds + Counter({"taken out": gone})).items()]
    return f": {joined(said)}" if said else ""


def _deed(now: Message, before: Message | None) -> str:
    if before is None:
        return "added"
    if now.is_struck != before.is_struck:
        return "struck" if now.is_struck else "put back"
    if now.text != before.text:
        return "worded anew"
    if now.is_confirmed and not before.is_confirmed:
        return "confirmed"
    return "changed"


def _group(group: Group, _: Happened) -> Item:
    acronym = f" ({group.acronym})" if group.acronym else ""
    query = (("section", "Groups"), ("community_group", group.id))
    words = f"{group.name}{acronym}, {group.kind}"
    return Item(words, "community", query, group.theme_ids, (group.id,), group.is_sample)


def _session(session: Session, happened: Happened) -> Item:
    themes = _themes(_drafted(happened, session.id))
    query = (("section", "Messages"), ("session", session.id))
    return Item(shown_title(session), "community", query, themes, session.group_ids, session.is_sample)


def _themes(given: SessionMessages) -> tuple[str, ...]:
    return tuple(dict.fromkeys(theme for each in given.messages for theme in each.theme_ids))


def _messages(messages: SessionMessages, happened: Happened) -> Item:
    session = happened.sessions.get(messages.id)
    themes = _themes(messages)
    query = (("section", "Messages"), ("session", messages.id))
    if session is None:
        return Item(messages.id, "community", query, themes)
    return Item(shown_title(session), "community", query, themes, session.group_ids, session.is_sample)


def _proposal(proposal: SessionProposal, _: Happened) -> Item:
    groups = (proposal.group_id,) if proposal.group_id else ()
    query = (("section", "Standards"), ("proposal", proposal.id))
    return Item(proposal.title, "community", query, proposal.theme_ids, groups, proposal.is_sample)


def _standard(standard: Standard, _: Happened) -> Item:
    words = f"{standard.name}, version {standard.version}"
    return Item(words, "community", (("section", "Standards"),))


def _topic(topic: ProposedTopic, _: Happened) -> Item:
    return Item(f"{topic.title} ({topic.kind})", "community", (("section", "Alignment"),))


KINDS: Mapping[type[Any], tuple[NoticeKind, str, str, Describe]] = {
    Group: ("group", "group", "groups", _group),
    Session: ("session", "session", "sessions", _session),
    SessionMessages: ("session", "messages of the session", "sets of messages", _messages),
    SessionProposal: ("standard", "session proposal", "session proposals", _proposal),
    Standard: ("standard", "session standard", "session standards", _standard),
    ProposedTopic: ("standard", "proposed topic", "proposed topics", _topic),
}
"""The kind of notice of each record, its name for one and for many, and what describes it."""
