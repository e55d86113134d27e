"""messages ties, confirm, reject: which themes a message is about and which later decisions took it up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from synthesis.cli.boundary import (
    JsonOption,
    NoteOption,
    OfThemeOption,
    SayerOption,
    StoreOption,
    opened,
    print_json,
    require_name,
    require_one_target,
    say,
)
from synthesis.cli.messaging import messages

if TYPE_CHECKING:
    from synthesis.models import LinkStatus

__all__ = ["confirm", "list_ties", "messages", "reject"]

SessionArgument = Annotated[str, typer.Argument(metavar="SESSION", help="Id of a session: messages list.")]
MessageArgument = Annotated[str, typer.Argument(metavar="MESSAGE", help="Id of a message, such as m1.")]
DecisionOption = Annotated[str, typer.Option("--decision", metavar="D", help="Id of the later decision.")]


@messages.command("ties")
def list_ties(
    session: Annotated[str, typer.Argument(metavar="[SESSION]", help="Of this session alone.")] = "",
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """List the ties of messages to themes and later decisions, each with its reason and state."""
    from synthesis.errors import InputError
    from synthesis.outputs.session_ties import target_names, tie_table
    from synthesis.pipeline.judging import tied_messages

    with opened(store, must_exist=True) as source:
        found, names = tied_messages(source), target_names(source.snapshot())
    if session and session not in {each.session.id for each in found}:
        raise InputError("There is no such session in the store.", session, "`messages list` names them.")
    ties = [tie for each in found if session in ("", each.session.id) for tie in each.ties]
    table = tie_table(ties, names)
    if as_json:
        print_json({"ties": table.to_dict("records")})
        return
    for row in table.to_dict("records"):
        by = f" ({row['By']}, {row['On']})" if row["By"] else ""
        tied = f"{row['Session']} {row['Message']}  {row['Of kind']} {row['Id']}"
        print(f"{tied}  {row['State']}{by}: {row['Reason']}")


@messages.command()
def confirm(
    session: SessionArgument,
    message: MessageArgument,
    by: SayerOption,
    theme: OfThemeOption = "",
    decision: DecisionOption = "",
    note: NoteOption = "",
    store: StoreOption = None,
) -> None:
    """Confirm a tie of a message, or add one that was not proposed."""
    _judge("confirmed", (session, message, theme, decision), by, note, store)


@messages.command()
def reject(
    session: SessionArgument,
    message: MessageArgument,
    by: SayerOption,
    theme: OfThemeOption = "",
    decision: DecisionOption = "",
    note: NoteOption = "",
    store: StoreOption = None,
) -> None:
    """Reject a tie of a message; it is kept with who said so and counts nowhere."""
    _judge("rejected", (session, message, theme, decision), by, note, store)


def _judge(
    status: LinkStatus, ends: tuple[str, str, str, str], by: str, note: str, store: str | None
) -> None:
    from synthesis.models import MessageTie
    from synthesis.pipeline.judging import judge_tie

    session, message, theme, decision = ends
    require_one_target(theme, decision, "--decision")
    require_name(by, "A tie is judged by name.")
    with opened(store, must_exist=True) as target:
        judge_tie(target, MessageTie(session, message, theme, decision), status, by, note)
    say(f"The tie of {message} to {theme or decision} is {status} by {by.strip()}.")
