"""messages ties, confirm, reject: which themes a message is about and which later decisions took it up."""

from __future__ import annotations

from typing import Annotated

import typer

from synthesis.cli.boundary import (
    ByOption,
    JsonOption,
    NoteOption,
    OfThemeOption,
    StoreOption,
    opened,
    print_json,
    require_name,
    require_one_target,
    say,
    verdict,
)
from synthesis.cli.messaging import messages

__all__ = ["judge", "list_ties", "messages"]

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


@messages.command("reject", help="Reject a tie of a message; it is kept with who said so and counts nowhere.")
@messages.command("confirm", help="Confirm a tie of a message, or add one that was not proposed.")
def judge(
    context: typer.Context,
    session: SessionArgument,
    message: MessageArgument,
    by: ByOption,
    theme: OfThemeOption = "",
    decision: DecisionOption = "",
    note: NoteOption = "",
    store: StoreOption = None,
) -> None:
    """Confirm or reject a tie of a message, as the name of the command says."""
    from synthesis.models import MessageTie
    from synthesis.pipeline.judging import judge_tie

    require_one_target(theme, decision, "--decision")
    require_name(by, "A tie is judged by name.")
    status, tie = verdict(context), MessageTie(session, message, theme, decision)
    with opened(store, must_exist=True) as target:
        judge_tie(target, tie, status, by, note)
    say(f"The tie of {message} to {theme or decision} is {status} by {by.strip()}.")
