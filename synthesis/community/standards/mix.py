"""Checks of the speakers: how many, how many confirmed, how different, in how many sessions.

A number that is reached by what is given is met; one that could be reached if those of whom nothing is said
were different is unknown; only what cannot be reached any more is not met.
"""

from __future__ import annotations

from synthesis.community.standards.counts import ATTRIBUTES, Attribute, counts_of
from synthesis.community.standards.findings import Answer, Context
from synthesis.community.standards.names import people_of, proposals_with
from synthesis.grammar import counted, joined
from synthesis.models import SessionProposal

_NOBODY = Answer(
    "unknown", "No speakers are named.", "Name the speakers, with what they wish to say of themselves."
)


def speakers(proposal: SessionProposal, least: str, _: Context) -> Answer:
    """Look how many people are named."""
    n = len(proposal.speakers)
    if not n:
        return Answer(
            "not met", f"No speakers are named; at least {least} are asked for.", "Name the speakers."
        )
    if n < int(least):
        reason = f"{counted(n, 'speaker')} {'is' if n == 1 else 'are'} named; at least {least} are asked for."
        return Answer("not met", reason, f"Name {counted(int(least) - n, 'more speaker')}.")
    return Answer("met", f"{counted(n, 'speaker')} are named; at least {least} are asked for.")


def confirmed(proposal: SessionProposal, least: str, _: Context) -> Answer:
    """Look how many have confirmed, as far as the proposal says."""
    if not proposal.speakers:
        return Answer(
            "not met", f"No speakers are named; {least} confirmed ones are asked for.", "Name the speakers."
        )
    n = sum(speaker.is_confirmed is True for speaker in proposal.speakers)
    n_not_said = sum(speaker.is_confirmed is None for speaker in proposal.speakers)
    reason = f"{n} of {counted(len(proposal.speakers), 'speaker')} confirmed"
    reason += f", of {n_not_said} it is not said" if n_not_said else ""
    reason += f"; at least {least} are asked for."
    missing = int(least) - n
    if missing <= 0:
        return Answer("met", reason)
    mend = f"Ask {counted(missing, 'more speaker')} to confirm, and say so."
    return Answer("unknown" if n_not_said >= missing else "not met", reason, mend)


def groups(proposal: SessionProposal, least: str, _: Context) -> Answer:
    """Look from how many stakeholder groups the speakers come."""
    return _variety(proposal, "stakeholder_group", int(least))


def regions(proposal: SessionProposal, least: str, _: Context) -> Answer:
    """Look from how many regional groups of the United Nations they come."""
    return _variety(proposal, "region", int(least))


def genders(proposal: SessionProposal, least: str, _: Context) -> Answer:
    """Look how many genders are given, in the speakers' own words."""
    return _variety(proposal, "gender", int(least))


def _variety(proposal: SessionProposal, attribute: Attribute, least: int) -> Answer:
    if not proposal.speakers:
        return _NOBODY
    one, many = ATTRIBUTES[attribute]
    counts = counts_of(proposal.speakers, attribute)
    shown = joined([f"{value} {n}" for value, n in counts.given.items()])
    reason = f"{counted(len(counts.given), one, many)} among {counted(counts.n, 'speaker')}"
    reason += f" ({shown})" if shown else ""
    reason += f"; given as {joined([f'“{v}” {n}' for v, n in counts.other.items()])}" if counts.other else ""
    reason += f"; not given for {counts.n_not_given}" if counts.n_not_given else ""
    reason += f". At least {least} are asked for."
    if len(counts.given) >= least:
        return Answer("met", reason)
    if len(counts.given) + counts.n_not_given + len(counts.other) >= least:
        n_open = counts.n_not_given + sum(counts.other.values())
        return Answer(
            "unknown", reason, f"Ask the {counted(n_open, 'speaker')} of whom the {one} is not known."
        )
    return Answer(
        "not met",
        reason,
        f"Invite speakers of {counted(least - len(counts.given), 'more ' + one, 'more ' + many)}.",
    )


def sessions(proposal: SessionProposal, most: str, context: Context) -> Answer:
    """Look in how many sessions of the same year each speaker is listed; spellings are compared."""
    if not proposal.speakers:
        return _NOBODY
    people = context.people if context.people is not None else people_of(context.proposals)
    n_of = {
        speaker.name: len({proposal.id, *proposals_with(speaker.name, proposal.cycle, people)})
        for speaker in proposal.speakers
        if speaker.name
    }
    ids = {each.id for each in context.proposals if each.cycle == proposal.cycle} | {proposal.id}
    too_often = {name: n for name, n in n_of.items() if n > int(most)}
    compared = f"among {counted(len(ids), 'proposal')} of the year; at most {most} are allowed"
    if too_often:
        listed = joined([f"{name} in {counted(n, 'session')}" for name, n in too_often.items()])
        return Answer("not met", f"{listed}, {compared}.", "Ask them which sessions they keep.")
    highest = max(n_of.values(), default=1)
    return Answer("met", f"Nobody stands in more than {counted(highest, 'session')}, {compared}.")
