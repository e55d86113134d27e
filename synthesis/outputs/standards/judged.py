"""What people judged of rules, in words and tables: beside the check's own answer, never in its place."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from synthesis.community.standards.checking import Checked
from synthesis.community.standards.judging import is_of_another_rule
from synthesis.models import Judgement
from synthesis.outputs.phrases import counted, day_words, of_total
from synthesis.outputs.standards.tables import judged_words, outcome_words, rule_name

_COLUMNS = ("Proposal", "Checked against", "Rule", "Force", "The check says", "A person says", "Note", "By",
            "On", "Since then", "Proposal id")  # fmt: skip


def said_words(said: Judgement) -> str:
    """Say who judged a rule, how and why."""
    day = f", {day_words(said.at.date())}" if said.at else ""
    note = f": {said.note}" if said.note else ""
    return f"Judged {said.outcome} by {said.by or 'a person'}{day}{note}"


def since_words(each: Checked, said: Judgement, proposal_version: int = 0) -> str:
    """Say what has changed since somebody judged; empty where nothing has."""
    if is_of_another_rule(each, said):
        return "The rule asked for something else then."
    if said.proposal_version and proposal_version > said.proposal_version:
        return "The proposal was changed since."
    return ""


def people_sentence(each: Checked) -> str:
    """Say what the required rules come to with what people judged; empty where nobody judged one."""
    judged = [finding for finding in each.required if each.judgement(finding.rule_id)]
    if not judged:
        return ""
    n_met = sum(each.outcome_with_people(finding) == "met" for finding in each.required)
    n_open = sum(each.outcome_with_people(finding) == "unknown" for finding in each.required)
    left = f", {n_open} still unknown" if n_open else ""
    return (
        f"With what people judged of {counted(len(judged), 'rule')}, "
        f"{of_total(n_met, len(each.required), 'required rule')} met{left}."
    )


def judgement_table(checked: Iterable[Checked], versions: dict[str, int] | None = None) -> pd.DataFrame:
    """List what people judged, a row each, beside what the check says.

    Parameters
    ----------
    checked : iterable of Checked
    versions : dict of proposal id to version, optional
        The proposals as they stand, to tell which were changed since.
    """
    rows = [
        _row(each, said, (versions or {}).get(each.proposal.id, 0))
        for each in checked
        for said in each.judgements
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS), dtype="str")


def _row(each: Checked, said: Judgement, version: int) -> tuple[str, ...]:
    rules = {rule.id: rule for rule in each.standard.rules} if each.standard else {}
    found = next((finding for finding in each.findings if finding.rule_id == said.rule_id), None)
    rule = rules.get(said.rule_id)
    return (
        each.proposal.title,
        said.standard_id,
        rule_name(said.rule_id),
        rule.force if rule else "no rule of it any more",
        outcome_words(found.outcome) if found else "",
        judged_words(said.outcome),
        said.note,
        said.by,
        said.at.date().isoformat() if said.at else "",
        since_words(each, said, version),
        each.proposal.id,
    )
