"""Messages of a session -> a paper, which every format writes out; notes give the places of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from synthesis.community.messages.speakers import shown_name
from synthesis.community.messages.ties import theme_ties
from synthesis.models import Message, MessageTie, Session, SessionMessages
from synthesis.outputs.facts import Facts, utc
from synthesis.outputs.papers.blocks import Block, Callout, Heading, Note, Paper, Paragraph, Statement
from synthesis.outputs.phrases import counted, day_words
from synthesis.outputs.session_messages import (
    KIND_ORDER,
    KIND_WORDS,
    SIDES,
    Cited,
    about_session,
    cited_places,
    draft_sentence,
    is_settled,
    shown_place,
    shown_title,
    support_words,
)
from synthesis.outputs.session_tables import share_sentence
from synthesis.outputs.session_ties import of_message, tie_sentences

SAMPLE_NOTE = "Sample data: the session, its speakers and all that they say were composed for this project."


def messages_paper(
    session: Session,
    given: SessionMessages,
    changed_at: datetime | None = None,
    names: Mapping[str, str] | None = None,
    ties: Sequence[MessageTie] | None = None,
) -> Paper:
    """Make the paper; struck messages are left out and counted.

    Parameters
    ----------
    session, given, changed_at
        The session, its messages, and when they were changed last.
    names : mapping, optional
        Themes and decisions by id, as `session_ties.target_names` gives them.
    ties : sequence of MessageTie, optional
        What the messages are tied to; if not given, the themes that the program proposes.
    """
    return Paper(
        kind="messages",
        title=f"Messages: {shown_title(session)}",
        about=_facts(session, given, changed_at),
        blocks=tuple(_blocks(session, given, names or {}, theme_ties(given) if ties is None else ties)),
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
        head=_head(session, changed_at),
    )


def _head(session: Session, changed_at: datetime | None) -> tuple[str, ...]:
    """Return when and where the session was, and from when the draft is, for the head of its paper."""
    held = f"Session of {day_words(session.held_on)}"
    state = f"Draft of {day_words(utc(changed_at).date())}" if changed_at else "Draft, not stored"
    return tuple(line for line in (held, shown_place(session), state) if line)


def _blocks(
    session: Session, given: SessionMessages, names: Mapping[str, str], ties: Sequence[MessageTie]
) -> Iterator[Block]:
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
            yield _statement(session, message, tie_sentences(of_message(ties, message.id), names))
    yield Heading(1, "How these messages were made")
    yield Paragraph(
        "The program looks for subjects that several speakers spoke about, takes the clearest sentence of "
        "each, and for the words of a message the one of them that can best be read by itself, or one of "
        "each side with who said it; it leaves out talk that only keeps the session going, and tells by "
        "phrases, or by what one asks for and another would not have, who contradicts whom. "
        "Three dots stand where words were left out. The notes give each place with who said it."
    )
    if session.turns:
        yield Paragraph(f"Who spoke: {share_sentence(session)}")
    n_struck = len(given.messages) - len(standing)
    if n_struck:
        yield Paragraph(f"People struck {counted(n_struck, 'message')}.")


def _statement(session: Session, message: Message, tied: Sequence[str]) -> Statement:
    text = " ".join([message.text, _counted(session, message), "[1]", *tied])
    note = Note(lead=" ".join(_place(each) for each in cited_places(session, message)))
    return Statement(message.id, text, (note,), is_proposed=not is_settled(message))


def _counted(session: Session, message: Message) -> str:
    return f"({support_words(session, message).rstrip('.')}.)"


def _place(each: Cited) -> str:
    side = f"{SIDES[each.side]}: " if each.side else ""
    at = f", at {each.at}" if each.at else ""
    role = f", {each.role}" if each.role else ""
    return f"{side}{shown_name(each.speaker) or 'Notes'}{role}{at}: \u201c{each.quote}\u201d"
