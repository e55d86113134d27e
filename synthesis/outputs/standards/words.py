"""Checked proposals -> the sentences that stand on the page and in the checklist paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from synthesis.community.standards.checking import Checked
from synthesis.community.standards.findings import OUTCOMES
from synthesis.community.standards.table import ProposalPlan
from synthesis.community.standards.versions import (
    Change,
    ChangeKind,
    reworded_rules,
    what_changed,
    year_of,
)
from synthesis.models import JUDGED_OUTCOMES, Rule, RuleForce, Standard
from synthesis.outputs.phrases import counted, joined, of_total, sentence, verb
from synthesis.outputs.standards.measures import measure_words
from synthesis.outputs.standards.tables import check_words, outcome_words, rule_name
from synthesis.outputs.words import language_name


class StandardPlanned(Protocol):
    """A version of a standard that is to be put in force, beside what is."""

    @property
    def standard(self) -> Standard:
        """The version."""

    @property
    def before(self) -> Standard | None:
        """What it is compared with."""

    @property
    def is_same(self) -> bool:
        """Whether both say the same."""


FORCE_WORDS: Mapping[RuleForce, str] = {
    "required": "Required",
    "recommended": "Recommended",
    "may differ": "May differ",
}
_CHANGE_WORDS: Mapping[ChangeKind, str] = {
    "added": "New",
    "changed": "Says something else",
    "removed": "No longer asked for",
}


def overview_sentence(checked: Sequence[Checked]) -> str:
    """Say how many proposals meet all that is required, do not, or cannot be told; people's word counts."""
    if not checked:
        return ""
    n_met, n_not, n_open = (sum(each.with_people == outcome for each in checked) for outcome in OUTCOMES)
    by_met, by_not = (
        _by_people(sum(each.with_people == outcome != each.overall for each in checked))
        for outcome in ("met", "not met")
    )
    return (
        f"{of_total(n_met, len(checked), 'proposal')} {verb(n_met, 'meets', 'meet')} all that is required"
        f"{by_met}; {n_not} {verb(n_not, 'does', 'do')} not{by_not}, and of {n_open} it cannot be told yet."
        f"{_left_unknown(checked)}"
    )


def _by_people(n: int) -> str:
    return f" ({n} by a person's word)" if n else ""


def _left_unknown(checked: Sequence[Checked]) -> str:
    """Say how many required rules the checks leave unknown, and what people judged of these."""
    unknown = [(each, found) for each in checked for found in each.required if found.outcome == "unknown"]
    if not unknown:
        return ""
    judged = [said.outcome for each, found in unknown if (said := each.judgement(found.rule_id))]
    n_required = sum(len(each.required) for each in checked)
    parts = joined([f"{judged.count(each)} {each}" for each in JUDGED_OUTCOMES if each in judged])
    people = f"{len(judged)} of {len(unknown)}: {parts}" if judged else "none of these yet"
    return (
        f" Counted proposal by proposal, the checks leave {len(unknown)} of "
        f"{counted(n_required, 'required rule')} unknown; people have judged {people}."
    )


def verdict_sentence(each: Checked) -> str:
    """Say what one proposal came to; what rests on a person's word is said to."""
    if each.standard is None:
        return f"There is no standard for a {each.proposal.session_type} here, so nothing was checked."
    unread = {rule.id for rule in each.standard.rules if not rule.check}
    outcomes = {finding.rule_id: each.outcome_with_people(finding) for finding in each.required}
    judged = {finding.rule_id for finding in each.by_people}
    met, missing, unknown = (
        [rule for rule, found in outcomes.items() if found == outcome] for outcome in OUTCOMES
    )
    n_judged = sum(rule in judged for rule in met)
    said = f"{of_total(len(met), len(outcomes), 'required rule')} met"
    said += f", {n_judged} by a person's word." if n_judged else "."
    lists = {
        "Not met": [f"{rule_name(each)}{BY_PERSON if each in judged else ''}" for each in missing],
        "Unknown": [rule_name(each) for each in unknown if each not in unread],
        "For a reader to judge": [rule_name(each) for each in unknown if each in unread],
    }
    return said + "".join(f" {head}: {joined(named)}." for head, named in lists.items() if named)


BY_PERSON = " (by a person's word)"


def overall_words(each: Checked) -> str:
    """Say in a badge what the required rules come to, and how many of them rest on a person's word."""
    n = len(each.by_people)
    by = f", {n} of {len(each.required)} by a person's word" if n else ""
    return f"{outcome_words(each.with_people)}{by}: what is required"


def beyond_sentence(each: Checked) -> str:
    """Say what the rules come to that are not required; empty where there are none."""
    said = []
    for force in FORCE_WORDS:
        own = each.of(force)
        if own and force != "required":
            n_not = sum(finding.outcome == "not met" for finding in own)
            n_met = sum(finding.outcome == "met" for finding in own)
            not_met = f", {n_not} not" if n_not else ""
            said.append(f"{_BEYOND[force]}, {n_met} of {len(own)} met{not_met}")
    return sentence("; ".join(said))


_BEYOND = {"recommended": "of what is recommended", "may differ": "of what may differ"}


def against_sentence(each: Checked) -> str:
    """Say against which version a proposal was checked, and why it may be another than that of its year."""
    if each.standard is None:
        return ""
    said = f"Checked against: {each.standard.name}, version {each.standard.version}."
    year = each.proposal.cycle
    if year and year_of(each.standard) > year:
        said += f" It is younger than the proposal ({year}), so it did not bind it."
    return said


def language_sentence(language: str) -> str:
    """Say that a proposal is in another language than English; empty for English and where it is unknown."""
    if language in ("", "en"):
        return ""
    return f"The proposal is in {language_name(language)}; the checks read its fields, not its language."


def change_words(change: Change) -> str:
    """Say what one version asks for that the one before did not, or did otherwise."""
    rule, force = change.rule, FORCE_WORDS[change.rule.force].lower()
    head = f"{_CHANGE_WORDS[change.kind]}: {rule_name(rule.id)} ({force}). {rule.text}"
    if change.before is None or change.kind != "changed":
        return head
    before = change.before
    was = [] if before.force == rule.force else [f"its force was “{FORCE_WORDS[before.force].lower()}”"]
    was += [] if before.text == rule.text else [f"it said: {before.text}"]
    return f"{head}{_measure_change(before, rule)}" + (f" Before, {joined(was)}" if was else "")


def _measure_change(before: Rule, rule: Rule) -> str:
    """Give the new measure and the old one, or the checks where they differ; empty where nothing does."""
    if before.check != rule.check:
        now, old = check_words(rule.check, rule.value), check_words(before.check, before.value)
        return f" Checked by: {now}; before: {old}."
    if before.value == rule.value:
        return ""
    now, old = (measure_words(each.check, each.value) or "none" for each in (rule, before))
    return f" The measure is {now}; before, it was {old}."


def standard_sentence(standard: Standard) -> str:
    """Say how many rules of which force a version has."""
    parts = [
        f"{sum(rule.force == force for rule in standard.rules)} {words.lower()}"
        for force, words in FORCE_WORDS.items()
    ]
    return f"{counted(len(standard.rules), 'rule')}: {joined(parts)}."


def plan_sentence(plan: ProposalPlan) -> str:
    """Give the account of a table.

    >>> from synthesis.corpus.accounting import RecordsPlan
    >>> plan_sentence(RecordsPlan(received=1, refused=1))
    '1 row received = 0 new + 0 that change a proposal + 0 merged (the same is there) + 1 refused.'
    """
    return (
        f"{counted(plan.received, 'row')} received = {len(plan.added):,} new "
        f"+ {len(plan.changed):,} that change a proposal + {plan.merged:,} merged (the same is there) "
        f"+ {plan.refused:,} refused."
    )


def put_sentence(plan: StandardPlanned) -> str:
    """Say what putting a version in force would do."""
    standard, before = plan.standard, plan.before
    called = f"{standard.name}, version {standard.version}"
    if before is None:
        return f"{called}, is the first of its family: {standard_sentence(standard)}"
    if plan.is_same:
        return f"{called}, says the same as what is in force; there is nothing to put in force."
    if before.id == standard.id:
        return f"{called}, is in force already and would be corrected. {standard_sentence(standard)}"
    return f"{called}, is new beside version {before.version}. {standard_sentence(standard)}"


def difference_words(older: Standard, newer: Standard) -> list[str]:
    """List what one version says that another does not: rules added, changed, removed; then the rest.

    >>> from synthesis.models import Rule
    >>> old = Standard("x-2018", "A", "workshop", "2018", (Rule("a", "A.", source="S"),), family="x")
    >>> new = Standard("x-2019", "A", "workshop", "2019", (Rule("a", "A.", source="T"),), "Call", "x")
    >>> difference_words(old, new)
    ['Source: “Call” instead of nothing', 'Same rule, with another source, year or advice: A']
    """
    said = [change_words(change) for change in what_changed(older, newer)]
    said += [
        f"{heading}: {_quoted(getattr(newer, field))} instead of {_quoted(getattr(older, field))}"
        for field, heading in (("name", "Name"), ("note", "Note"), ("source", "Source"))
        if getattr(newer, field) != getattr(older, field)
    ]
    if reworded := reworded_rules(older, newer):
        said.append(
            f"Same rule, with another source, year or advice: {joined(list(map(rule_name, reworded)))}"
        )
    if not said and [rule.id for rule in older.rules] != [rule.id for rule in newer.rules]:
        said.append("The rules stand in another order.")
    return said


def change_counts(older: Standard, newer: Standard) -> str:
    """Count the requirements that one version adds, removes and changes.

    >>> change_counts(Standard("a", "A", "workshop", "1"), Standard("b", "A", "workshop", "2"))
    '0 requirements added, 0 removed, 0 changed.'
    """
    kinds = [change.kind for change in what_changed(older, newer)]
    n_added, n_removed, n_changed = (kinds.count(kind) for kind in ("added", "removed", "changed"))
    return f"{counted(n_added, 'requirement')} added, {n_removed} removed, {n_changed} changed."


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "nothing"
