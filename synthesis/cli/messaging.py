"""messages: a session's transcript or notes in, a draft of its messages out; the sessions of a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from synthesis.cli.boundary import (
    ByOption,
    JsonOption,
    StoreOption,
    app,
    leave,
    one_of,
    opened,
    print_json,
    require_name,
    say,
    show_problems,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from synthesis.models import Message, MessageTie, Session, SessionMessages
    from synthesis.store import Store

FORMATS = ("md", "docx", "html")


class _FileOrCommand(TyperGroup):
    """Takes `messages FILE` for `messages draft FILE`, so that the commonest thing is the shortest."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["draft", *args]
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        is_help = {"--help"} & set(args)
        if args and args[0].startswith("-") and not is_help:
            args = ["draft", *args]
        return super().parse_args(ctx, args)


messages = typer.Typer(
    cls=_FileOrCommand,
    help="Draft the messages of a session from its transcript: messages FILE, messages list.",
    no_args_is_help=True,
)
app.add_typer(messages, name="messages")


@messages.command()
def draft(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="TXT, DOCX, PDF, HTML, VTT or SRT.")],
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Write the messages to this file.")
    ] = None,
    file_format: Annotated[
        str, typer.Option("--format", metavar="md|docx|html", help="Its format; else by the file's ending.")
    ] = "",
    save: Annotated[
        bool, typer.Option("--save", help="Keep session and messages in the store; needs --by.")
    ] = False,
    by: ByOption = "",
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Read a transcript or notes and draft four to eight messages; without --save no store is used."""
    from synthesis.pipeline.messaging import SessionsRead, draft_files, load_sessions

    chosen = _format(output, file_format)
    if save:
        require_name(by, "What is kept needs the name of who keeps it.")
    made: SessionsRead
    if save:
        with opened(store) as target:
            made = load_sessions(target, [file], by)
    else:
        made = draft_files([file])
    if output is not None and made.read:
        _write(output, chosen, [(each.session, each.messages) for each in made.read])
    if as_json:
        sessions = [_as_dict(each.session, each.messages) for each in made.read]
        problems = [each.as_dict() | {"is_refusal": each.is_refusal} for each in made.problems]
        counts = {
            "received": made.n_received,
            "loaded": made.n_loaded,
            "merged": made.n_merged,
            "refused": made.n_refused,
        }
        print_json((counts if save else {}) | {"sessions": sessions, "problems": problems})
    else:
        show_problems(made.problems)
        for each in made.read:
            if output is None:
                _show(each.session, each.messages)
            if save:
                say(f"{'kept' if each.is_new else 'merged, it was there already'}: {each.session.id}")
    leave(refused=bool(made.n_refused))


@messages.command("list")
def list_sessions(as_json: JsonOption = False, store: StoreOption = None) -> None:
    """List the sessions of the store, each with how many messages stand and who changed them last."""
    from synthesis.models import Session, SessionMessages

    with opened(store, must_exist=True) as source:
        sessions = [entry.record for entry in source.community.entries(Session)]
        kept = {entry.record.id: entry for entry in source.community.entries(SessionMessages)}
    rows = [_row(each, kept.get(each.id)) for each in sessions]
    if as_json:
        print_json({"sessions": rows})
        return
    if not rows:
        print("There is no session yet.")
    for row in rows:
        said = f"{row['messages']} messages, version {row['version']} by {row['by']}"
        print(f"{row['id']}  {row['held_on'] or 'no date'}  {row['title']} ({said})")


@messages.command()
def export(
    session_id: Annotated[
        str, typer.Argument(metavar="ID", help="Id of a session, as `messages list` gives it.")
    ],
    output: Annotated[Path, typer.Option("--output", metavar="FILE", help="The file to write.")],
    file_format: Annotated[
        str, typer.Option("--format", metavar="md|docx|html", help="Its format; else by the file's ending.")
    ] = "",
    store: StoreOption = None,
) -> None:
    """Write the messages of a session as they stand in the store, with people's changes."""
    from synthesis.errors import InputError
    from synthesis.models import Session, SessionMessages
    from synthesis.outputs.session_ties import target_names

    chosen = _format(output, file_format)
    with opened(store, must_exist=True) as source:
        session = next(
            (e.record for e in source.community.entries(Session) if e.record.id == session_id), None
        )
        entry = next(
            (e for e in source.community.entries(SessionMessages) if e.record.id == session_id), None
        )
        names, ties = target_names(source.snapshot()), _ties(source, session_id)
    if session is None or entry is None:
        raise InputError("There is no such session in the store.", session_id, "`messages list` names them.")
    _write(output, chosen, [(session, entry.record)], entry.at, names, ties)


def _ties(source: Store, session_id: str) -> Sequence[MessageTie]:
    from synthesis.pipeline.judging import tied_messages

    return next((each.ties for each in tied_messages(source) if each.session.id == session_id), ())


def _row(session: Session, entry: Any) -> dict[str, Any]:
    from synthesis.outputs.session_messages import n_speakers, n_words

    standing = [each for each in entry.record.messages if not each.is_struck] if entry else []
    return {
        "id": session.id,
        "title": session.title,
        "held_on": session.held_on.isoformat() if session.held_on else None,
        "place": session.place,
        "speakers": n_speakers(session),
        "words": n_words(session),
        "messages": len(standing),
        "version": entry.version if entry else 0,
        "by": entry.by if entry else "",
        "is_sample": session.is_sample,
    }


def _format(output: Path | None, given: str) -> str:
    chosen = given.lower() or (output.suffix.lower().lstrip(".") if output else "md")
    return one_of(chosen, FORMATS, "--format")


def _write(
    output: Path,
    chosen: str,
    made: Sequence[tuple[Session, SessionMessages]],
    changed_at: datetime | None = None,
    names: dict[str, str] | None = None,
    ties: Sequence[MessageTie] | None = None,
) -> None:
    """Write one file for each session: the second and later ones get a number."""
    from synthesis.cli.boundary import write_file
    from synthesis.outputs.export import write_paper
    from synthesis.outputs.messages_paper import messages_paper

    for number, (session, given) in enumerate(made, start=1):
        path = output if number == 1 else output.with_stem(f"{output.stem}-{number}")
        content = write_paper(messages_paper(session, given, changed_at, names, ties), chosen)  # type: ignore[arg-type]
        write_file(path, content)
        say(f"Wrote {len(given.messages)} messages of {session.title!r} to {path} ({len(content):,} bytes).")


def _show(session: Session, given: SessionMessages) -> None:
    from synthesis.outputs.session_messages import (
        KIND_BADGES,
        about_session,
        cited_places,
        draft_sentence,
        shown_title,
        support_words,
    )

    print(f"{shown_title(session)}\n{about_session(session)}\n{draft_sentence(given.messages)}")
    for number, message in enumerate(given.messages, start=1):
        print(
            f"\n{number}. {KIND_BADGES[message.kind]}: {message.text}\n   {support_words(session, message)}"
        )
        for place in cited_places(session, message):
            at = f" at {place.at}" if place.at else ""
            print(f"   - {place.who}{at}: {place.quote}")


def _as_dict(session: Session, given: SessionMessages) -> dict[str, Any]:
    from synthesis.outputs.session_messages import n_speakers

    return {
        "id": session.id,
        "title": session.title,
        "held_on": session.held_on.isoformat() if session.held_on else None,
        "place": session.place,
        "language": session.language,
        "is_sample": session.is_sample,
        "speakers": n_speakers(session),
        "messages": [_message(session, message) for message in given.messages],
    }


def _message(session: Session, message: Message) -> dict[str, Any]:
    from synthesis.outputs.session_messages import cited_places, status_words, support_words

    return {
        "id": message.id,
        "kind": message.kind,
        "text": message.text,
        "state": status_words(message),
        "support": support_words(session, message),
        "themes": list(message.theme_ids),
        "subject": list(message.subject),
        "cites": [
            {
                "start": place.span.start,
                "end": place.span.end,
                "quote": place.quote,
                "speaker": place.speaker,
                "role": place.role,
                "time": place.at,
                "side": place.side,
            }
            for place in cited_places(session, message)
        ],
    }
