"""trace: which decision answers which theme or passage; confirm, reject or add such a link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from synthesis.cli.boundary import (
    ByOption,
    JsonOption,
    NoteOption,
    OfThemeOption,
    StoreOption,
    app,
    opened,
    print_json,
    require_name,
    require_one_target,
    say,
    verdict,
)

if TYPE_CHECKING:
    from datetime import date

    from synthesis.models import Decision, DecisionLink, Snapshot

trace = typer.Typer(help="Which decision answers which theme or passage.", invoke_without_command=True)
app.add_typer(trace, name="trace")

DecisionArgument = Annotated[str, typer.Argument(metavar="DECISION", help="Id of the decision.")]
PassageOption = Annotated[str, typer.Option("--passage", metavar="P", help="Id of the passage.")]


@trace.callback()
def list_links(context: typer.Context, as_json: JsonOption = False, store: StoreOption = None) -> None:
    """List the links of decisions to themes and passages, each with its reason and state."""
    if context.invoked_subcommand is not None:
        return
    with opened(store, must_exist=True) as source:
        snapshot, hidden = source.snapshot(), source.hidden_links()
    links = _as_dicts(snapshot)
    if hidden:
        gone = ", ".join(sorted({link.theme_id for link in hidden}))
        say(f"note     {len(hidden)} links lead to themes that left the codebook ({gone}); they are kept.")
    if as_json:
        print_json({"links": links})
        return
    for link in links:
        target = f"theme {link['theme']}" if link["theme"] else f"passage {link['passage']}"
        said = f" by {link['by']}" if link["by"] else ""
        day = link["held_on"] or "no date"
        print(f"{day}  {link['decision']}  {target}  {link['status']}{said}: {link['why']}")


def _as_dicts(snapshot: Snapshot) -> list[dict[str, Any]]:
    """By the day of the meeting; each link with the words of its decision."""
    decisions = {decision.id: decision for decision in snapshot.decisions}
    days = {meeting.id: meeting.held_on for meeting in snapshot.meetings}
    links = [
        _as_dict(link, decisions[link.decision_id], days[decisions[link.decision_id].meeting_id])
        for link in snapshot.links
        if link.decision_id in decisions
    ]
    return sorted(links, key=lambda link: link["held_on"])


def _as_dict(link: DecisionLink, decision: Decision, held_on: date | None) -> dict[str, Any]:
    return {
        "decision": link.decision_id,
        "held_on": held_on.isoformat() if held_on else "",
        "quote": decision.quote,
        "theme": link.theme_id,
        "passage": link.passage_id,
        "score": link.score,
        "status": link.status,
        "why": link.why,
        "by": link.by,
        "at": link.at.isoformat() if link.at else "",
    }


@trace.command("reject", help="Reject a link; it is kept with who said so and counts nowhere.")
@trace.command("confirm", help="Confirm a link, or add one that was not proposed.")
def judge(
    context: typer.Context,
    decision: DecisionArgument,
    by: ByOption,
    theme: OfThemeOption = "",
    passage: PassageOption = "",
    note: NoteOption = "",
    store: StoreOption = None,
) -> None:
    """Confirm or reject a link, as the name of the command says."""
    from synthesis.models import DecisionLink
    from synthesis.pipeline import judge_link

    require_one_target(theme, passage, "--passage")
    require_name(by, "A link is judged by name.")
    status, link = verdict(context), DecisionLink(decision, theme_id=theme, passage_id=passage)
    with opened(store, must_exist=True) as target:
        judge_link(target, link, status, by, note)
    say(f"The link of {decision} to {theme or passage} is {status} by {by.strip()}.")
