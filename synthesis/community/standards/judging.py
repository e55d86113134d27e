"""What people found of rules that a check leaves unknown: kept apart from the check, and counted apart.

>>> from synthesis.models import Rule, SessionProposal, Standard
>>> from synthesis.community.standards.checking import check_all
>>> standard = Standard("x-2018", "A session", "workshop", "2018", (Rule("subject", "It fits."),))
>>> proposal = SessionProposal("p1", "A talk", "workshop")
>>> said = Judgement("p1", "x-2018", "subject", "met", by="A. Person")
>>> (each,) = check_all([proposal], [standard], judgements=[said])
>>> each.overall, each.with_people
('unknown', 'met')
"""

from __future__ import annotations

from synthesis.community.standards.checking import Checked
from synthesis.errors import InputError
from synthesis.models import JUDGED_OUTCOMES, JudgedOutcome, Judgement

LONGEST_NOTE = 600
"""Characters of a note: it says why, and is no review."""


def judge(each: Checked, rule_id: str, outcome: str, note: str = "", proposal_version: int = 0) -> Judgement:
    """Make the judgement of a rule that the check of a proposal left unknown.

    Parameters
    ----------
    each : Checked
        The proposal, held against the standard that the person read.
    rule_id : str
    outcome : {"met", "not met", "cannot tell"}
    note : str, optional
    proposal_version : int, optional
        The version of the proposal that the person read.

    Raises
    ------
    InputError
        If there is no such rule or outcome, the check answers the rule itself, or the note is too long.
    """
    found = next((finding for finding in each.findings if finding.rule_id == rule_id), None)
    if each.standard is None or found is None:
        known = ", ".join(finding.rule_id for finding in each.findings) or "none"
        raise InputError(f"There is no rule {rule_id!r} here.", each.proposal.id, f"There are: {known}.")
    if found.outcome != "unknown":
        hint = "Only what no check can tell is left to people; change the proposal if it says something else."
        raise InputError(f"The check answers this rule: {found.outcome}.", rule_id, hint)
    said = " ".join(note.split())
    if len(said) > LONGEST_NOTE:
        raise InputError(f"A note must have at most {LONGEST_NOTE} characters. Got {len(said)} instead.")
    asked = next(rule.text for rule in each.standard.rules if rule.id == rule_id)
    place = (each.proposal.id, each.standard.id, rule_id)
    return Judgement(*place, _outcome(outcome), said, asked, proposal_version)


def _outcome(given: str) -> JudgedOutcome:
    found = next((each for each in JUDGED_OUTCOMES if each == given), None)
    if found is None:
        raise InputError(f"{given!r} is no judgement.", hint=f"It is one of {', '.join(JUDGED_OUTCOMES)}.")
    return found


def is_of_another_rule(each: Checked, said: Judgement) -> bool:
    """Whether the rule asks for something else now than when it was judged."""
    rules = each.standard.rules if each.standard else ()
    return any(rule.id == said.rule_id and rule.text != said.asked for rule in rules if said.asked)
