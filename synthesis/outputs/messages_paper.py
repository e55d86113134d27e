"""Messages of a session -> a paper, which every format writes out; notes give the places of each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from synthesis.models import Message, Session, SessionMessages
from synthesis.outputs.facts import Facts
from synthesis.outputs.papers.blocks import Block, Callout, Heading, Note, Paper, Paragraph, Statement
from synthesis.outputs.phrases import counted
from synthesis.outputs.session_messages import (
    KIND_ORDER,
    KIND_WORDS,
    SIDES,
    Cited,
    about_session,
    cited_places,
    draft_sentence,
    is_settled,
    shown_name,
    shown_title,
    support_words,
)
from synthesis.outputs.session_tables import share_sentence

SAMPLE_NOTE = "Sample data: the session, its speakers and all that they say were composed for this project."


def messages_paper(
    session: Session,
    given: SessionMessages,
    changed_at: datetime | None = None,
    names: dict[str, str] | None = None,
) -> Paper:
    """Make the paper; struck messages are left out and counted."""
    return Paper(
        kind="messages",
        title=f"Messages: {shown_title(session)}",
        about=_facts(session, given, changed_at),
        blocks=tuple(_blocks(session, given, names or {})),
    )


def _facts(session: Session, given: SessionMessages, changed_at: datetime | None) -> Facts:
    standing = [each for each in given.messages if not each.is_struck]
    return Facts(
        title=f"Messages: {shown_title(session)}",
        theme_id="",
        is_sample=session.is_sample,
        sample_note=SAMPLE_NOTE if session.is_sample else "",
        filters="",
        counting="",
        changed_at=changed_at,
        codebook="",
        counts={"Messages": counted(len(standing), "message")},
    )


def _blocks(session: Session, given: SessionMessages, names: dict[str, str]) -> Iterator[Block]:
    if session.is_sample:
        yield Callout(SAMPLE_NOTE)
    yield Callout(draft_sentence(given.messages))
    yield Paragraph(about_session(session))
    standing = [each for each in given.messages if not each.is_struck]
    for kind in KIND_ORDER:
        own = [each for each in standing if each.kind == kind]
        if own:
            yield Heading(1, KIND_WORDS[kind])
        for message in own:
            yield _statement(session, message, names)
    yield Heading(1, "How these messages were made")
    yield Paragraph(
        "The program looks for subjects that several speakers spoke about, takes the clearest sentence of "
        "each, leaves out talk that only keeps the session going, and tells by phrases who contradicts whom. "
        "Three dots stand where words were left out. The notes give each place with who said it."
    )
    if session.turns:
        yield Paragraph(f"Who spoke: {share_sentence(session)}")
    n_struck = len(given.messages) - len(standing)
    if n_struck:
        yield Paragraph(f"People struck {counted(n_struck, 'message')}.")


def _statement(session: Session, message: Message, names: dict[str, str]) -> Statement:
    text = f"{message.text} {_counted(session, message)} [1]"
    if message.theme_ids:
        themes = ", ".join(names.get(each, each) for each in message.theme_ids)
        text += f" Themes, proposed by the program: {themes}."
    note = Note(lead=" ".join(_place(each) for each in cited_places(session, message)))
    return Statement(message.id, text, (note,), is_proposed=not is_settled(message))


def _counted(session: Session, message: Message) -> str:
    return f"({support_words(session, message).rstrip('.')}.)"


def _place(each: Cited) -> str:
    side = f"{SIDES[each.side]}: " if each.side else ""
    at = f", at {each.at}" if each.at else ""
    role = f", {each.role}" if each.role else ""
    return f"{side}{shown_name(each.speaker) or 'Notes'}{role}{at}: \u201c{each.quote}\u201d"
