"""Checked proposals -> tidy tables; counts say of how many, and what is not given is a row of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from synthesis.community.standards.checking import Checked
from synthesis.community.standards.checks import CHECKS
from synthesis.community.standards.counts import ATTRIBUTES, counts_of
from synthesis.community.standards.findings import Finding, Outcome
from synthesis.community.standards.speakers import values_of
from synthesis.models import JUDGED_OUTCOMES, JudgedOutcome, Speaker, Standard
from synthesis.outputs.phrases import of_total
from synthesis.outputs.standards.measures import measure_words

SHAPES: Mapping[Outcome, str] = {"met": "●", "not met": "✕", "unknown": "?"}
"""A shape beside the word, so that neither colour nor reading is needed alone."""

NOT_GIVEN = "Not given"

_PROPOSALS = ("id", "title", "year", "session_type", "group", "n_speakers", "standard", "overall")
_JUDGED = ("n_judged", "with_people")
_COUNTS = ("n_rules", "n_met", "n_not_met", "n_unknown", "n_required", "n_required_met")


def outcome_words(outcome: Outcome) -> str:
    """Say an outcome in its shape and word.

    >>> outcome_words("not met")
    '✕ not met'
    """
    return f"{SHAPES[outcome]} {outcome}"


def judged_words(outcome: JudgedOutcome) -> str:
    """Say what a person found, in its shape and word.

    >>> judged_words("met"), judged_words("cannot tell")
    ('● met', '? cannot tell')
    """
    return f"{SHAPES['unknown']} {outcome}" if outcome == "cannot tell" else outcome_words(outcome)


def rule_name(rule_id: str) -> str:
    """Return what people call a rule.

    >>> rule_name("activity-report")
    'Activity report'
    """
    words = rule_id.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def proposal_table(checked: Iterable[Checked], group_names: Mapping[str, str]) -> pd.DataFrame:
    """List proposals with what their checks came to.

    Returns
    -------
    DataFrame
        One row a proposal, in the given order: `id, title, year` ("" if unknown), `session_type, group`
        (the name, or the organiser where there is no group), `n_speakers, standard` (its id, "" if there is
        none for it), `overall` (of the required rules), `n_met, n_not_met, n_unknown` of `n_rules`, and
        `n_required_met` of `n_required`; `n_judged` are the rules that people judged, `with_people` what the
        required rules come to with that.
    """
    rows = [_row(each, group_names) for each in checked]
    return pd.DataFrame(rows, columns=[*_PROPOSALS, *_COUNTS, *_JUDGED])


def _row(each: Checked, group_names: Mapping[str, str]) -> dict[str, object]:
    proposal = each.proposal
    return {
        "id": proposal.id,
        "title": proposal.title,
        "year": str(proposal.cycle or ""),
        "session_type": proposal.session_type,
        "group": group_names.get(proposal.group_id, proposal.group_id or proposal.organiser),
        "n_speakers": len(proposal.speakers),
        "standard": each.standard.id if each.standard else "",
        "overall": each.overall,
        "n_rules": len(each.findings),
        "n_met": each.n("met"),
        "n_not_met": each.n("not met"),
        "n_unknown": each.n("unknown"),
        "n_required": len(each.required),
        "n_required_met": sum(finding.outcome == "met" for finding in each.required),
        "n_judged": len(each.judgements),
        "with_people": each.with_people,
    }


def _with_people(row: Mapping[Any, Any]) -> str:
    return outcome_words(row["with_people"]) if row["n_judged"] else "nobody judged"


_SHOWN_COUNTS = ("With people's judgements", "Required and met", "All rules", "Checked against")


def shown_proposals(table: pd.DataFrame) -> pd.DataFrame:
    """Put the table of proposals into words, for the page and for CSV."""
    rows = [
        {
            "Title": row["title"],
            "Year": row["year"],
            "Session type": row["session_type"],
            "Group or organiser": row["group"],
            "Speakers": row["n_speakers"],
            "What is required": outcome_words(row["overall"]),
            "With people's judgements": _with_people(row),
            "Required and met": f"{row['n_required_met']} of {row['n_required']}",
            "All rules": f"{row['n_met']} met, {row['n_not_met']} not met, {row['n_unknown']} unknown",
            "Checked against": row["standard"] or "no standard",
        }
        for row in table.to_dict("records")
    ]
    names = ["Title", "Year", "Session type", "Group or organiser", "Speakers", "What is required"]
    return pd.DataFrame(rows, columns=[*names, *_SHOWN_COUNTS])


def rules_matrix(checked: Sequence[Checked], standard: Standard) -> pd.DataFrame:
    """Set proposals against the rules of a standard: a row a proposal, a column a rule, outcomes in words.

    What a person judged stands behind what the check says.
    """
    own = [each for each in checked if each.standard == standard]
    rows = [[each.proposal.title, *(_outcomes(each, finding) for finding in each.findings)] for each in own]
    return pd.DataFrame(rows, columns=["Proposal", *(rule_name(rule.id) for rule in standard.rules)])


def _outcomes(each: Checked, finding: Finding) -> str:
    said = each.judgement(finding.rule_id)
    judged = f"; a person: {judged_words(said.outcome)}" if said else ""
    return f"{outcome_words(finding.outcome)}{judged}"


def rule_counts(checked: Sequence[Checked], standard: Standard) -> pd.DataFrame:
    """Count for each rule how many proposals meet it.

    Returns
    -------
    DataFrame
        One row a rule: `rule_id, rule, force, met, not_met, unknown` of `N` proposals, and in words what
        people `judged`.
    """
    own = [each for each in checked if each.standard == standard]
    rows = []
    for place, rule in enumerate(standard.rules):
        found = [each.findings[place].outcome for each in own]
        counts = {name: found.count(outcome) for name, outcome in _BY_NAME.items()}
        head = {"rule_id": rule.id, "rule": rule_name(rule.id), "force": rule.force}
        rows.append(head | counts | {"N": len(own), "judged": _judged_counts(own, rule.id)})
    return pd.DataFrame(rows, columns=["rule_id", "rule", "force", *_BY_NAME, "N", "judged"])


def _judged_counts(checked: Sequence[Checked], rule_id: str) -> str:
    found = [said.outcome for each in checked if (said := each.judgement(rule_id))]
    return ", ".join(f"{found.count(each)} {each}" for each in JUDGED_OUTCOMES if each in found) or "nobody"


_BY_NAME: Mapping[str, Outcome] = {"met": "met", "not_met": "not met", "unknown": "unknown"}


def diversity_table(speakers: Sequence[Speaker]) -> pd.DataFrame:
    """Count speakers by stakeholder group, region and gender as given.

    Returns
    -------
    DataFrame
        `attribute, value, n` of `N` speakers; what is given and none of the values that count keeps its own
        words; the last row of each attribute is `NOT_GIVEN`, also where that is 0.
    """
    rows = []
    for attribute, (one, _) in ATTRIBUTES.items():
        counts = counts_of(speakers, attribute)
        named = [*counts.given.items(), *((f"{value} (as given)", n) for value, n in counts.other.items())]
        for value, n in [*named, (NOT_GIVEN, counts.n_not_given)]:
            rows.append({"attribute": one.capitalize(), "value": value, "n": n, "N": counts.n})
    return pd.DataFrame(rows, columns=["attribute", "value", "n", "N"])


def shown_diversity(table: pd.DataFrame) -> pd.DataFrame:
    """Put the counts into words: `n of N speakers`."""
    words = [of_total(n, total, "speaker") for n, total in zip(table["n"], table["N"], strict=True)]
    shown = table[["attribute", "value"]].assign(words=words)
    return shown.set_axis(["Counted by", "As the proposals say", "Speakers"], axis=1)


def shown_rule_counts(table: pd.DataFrame) -> pd.DataFrame:
    """Put the counts by rule into words: `n of N` where a rule is met, shapes over the columns."""
    met = [f"{n} of {total}" for n, total in zip(table["met"], table["N"], strict=True)]
    force = [words.capitalize() for words in table["force"]]
    shown = table[["rule"]].assign(force=force, met=met, not_met=table["not_met"], unknown=table["unknown"])
    headings = ["Rule", "Force", *(outcome_words(each) for each in SHAPES)]
    if (table["judged"] == "nobody").all():
        return shown.set_axis(headings, axis=1)
    return shown.assign(judged=table["judged"]).set_axis([*headings, "People judged"], axis=1)


def standard_table(standard: Standard) -> pd.DataFrame:
    """List the rules of a standard, in its order."""
    rows = [
        {
            "Rule": rule_name(rule.id),
            "What is asked": rule.text,
            "Force": rule.force.capitalize(),
            "Since": str(rule.since or "unknown"),
            "Checked by": check_words(rule.check, rule.value),
            "Source": rule.source or "not named",
        }
        for rule in standard.rules
    ]
    return pd.DataFrame(rows, columns=["Rule", "What is asked", "Force", "Since", "Checked by", "Source"])


def check_words(check: str, value: str) -> str:
    """Say what checks a rule, and by which measure.

    >>> check_words("speakers", "3"), check_words("", "")
    ('Number of speakers: at least 3 speakers', 'a reader')
    """
    if not check:
        return "a reader"
    about = CHECKS[check].about if check in CHECKS else f"nobody: {check} is not known here"
    return f"{about}: {measure_words(check, value)}" if value else about


def speaker_table(speakers: Sequence[Speaker]) -> pd.DataFrame:
    """List speakers as the proposal names them; what is not given says so."""
    headings = ("Name", "Organisation", "Stakeholder group", "Region", "Gender", "Role", "Confirmed")
    rows = [[value or NOT_GIVEN.lower() for value in values_of(speaker)] for speaker in speakers]
    return pd.DataFrame(rows, columns=list(headings))
