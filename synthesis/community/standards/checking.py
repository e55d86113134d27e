"""Proposal, standard -> one finding a rule, in the order of the standard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from synthesis.community.standards.checks import CHECKS
from synthesis.community.standards.findings import Answer, Context, Finding, Outcome
from synthesis.community.standards.versions import applicable
from synthesis.models import Judgement, Rule, RuleForce, SessionProposal, Standard

NOBODY_CHECKS = Answer(
    "unknown", "No program can tell; somebody has to read the proposal.", "Let somebody read it for this."
)


def check(
    proposal: SessionProposal, standard: Standard, context: Context | None = None
) -> tuple[Finding, ...]:
    """Hold a proposal against each rule of a standard.

    Parameters
    ----------
    proposal : SessionProposal
    standard : Standard
        Of any type of session; that it is the right one is the caller's choice.
    context : Context, optional
        What else is known; without it what depends on it is unknown.
    """
    known = context or Context()
    return tuple(_finding(rule, _ask(proposal, rule, known)) for rule in standard.rules)


def _ask(proposal: SessionProposal, rule: Rule, context: Context) -> Answer:
    if not rule.check:
        return NOBODY_CHECKS
    found = CHECKS.get(rule.check)
    if found is None or not found.is_value(rule.value):
        why = (
            f"The check {rule.check!r} is not known here"
            if found is None
            else f"{rule.value!r} is no measure"
        )
        return Answer("unknown", f"{why}, so nobody has looked.", "Mend the standard.")
    return found.ask(proposal, rule.value, context)


def _finding(rule: Rule, answer: Answer) -> Finding:
    if answer.outcome == "met":
        return Finding(rule.id, "met", answer.reason)
    is_ours = rule.mend and (answer.outcome == "not met" or not rule.check)
    mend = rule.mend if is_ours else answer.mend
    return Finding(rule.id, answer.outcome, answer.reason, mend)


@dataclass(frozen=True, slots=True)
class Checked:
    """A proposal and what it came to against a standard; without one it has no findings.

    `judgements` are what people found of its rules, kept apart from the findings of the checks.
    """

    proposal: SessionProposal
    standard: Standard | None
    findings: tuple[Finding, ...] = ()
    judgements: tuple[Judgement, ...] = ()

    def of(self, force: RuleForce) -> tuple[Finding, ...]:
        """Return the findings of the rules of one force."""
        rules = self.standard.rules if self.standard else ()
        paired = zip(self.findings, rules, strict=True)
        return tuple(finding for finding, rule in paired if rule.force == force)

    @property
    def required(self) -> tuple[Finding, ...]:
        """The findings of the rules that are required."""
        return self.of("required")

    @property
    def overall(self) -> Outcome:
        """What the required rules come to: not met if one is not, unknown if one is, or none was checked."""
        return _together(finding.outcome for finding in self.required)

    @property
    def with_people(self) -> Outcome:
        """The same where what a check leaves unknown is what a person found."""
        return _together(map(self.outcome_with_people, self.required))

    def judgement(self, rule_id: str) -> Judgement | None:
        """Return what a person found of a rule, if anybody did."""
        return next((each for each in self.judgements if each.rule_id == rule_id), None)

    def outcome_with_people(self, finding: Finding) -> Outcome:
        """Return what a check came to, or what a person found where it came to nothing."""
        said = self.judgement(finding.rule_id)
        if finding.outcome != "unknown" or said is None or said.outcome == "cannot tell":
            return finding.outcome
        return said.outcome

    @property
    def by_people(self) -> tuple[Finding, ...]:
        """The required findings that rest on a person's word, since the check came to nothing."""
        return tuple(each for each in self.required if self.outcome_with_people(each) != each.outcome)

    def mend_with_people(self, finding: Finding) -> str:
        """Return what is left to do for a rule: nothing where a person found it met or has read for it."""
        outcome = self.outcome_with_people(finding)
        is_read = outcome != "unknown" and finding.mend == NOBODY_CHECKS.mend
        return "" if outcome == "met" or is_read else finding.mend

    def n(self, outcome: Outcome) -> int:
        """Count the rules, of any force, with this outcome."""
        return sum(finding.outcome == outcome for finding in self.findings)


def check_all(
    proposals: Iterable[SessionProposal],
    standards: Sequence[Standard],
    context: Context | None = None,
    version: str = "",
    judgements: Iterable[Judgement] = (),
) -> tuple[Checked, ...]:
    """Hold each proposal against the standard for it, what people judged beside it.

    `version` is as in `applicable`; of the judgements those on that proposal and standard are taken.
    """
    found = []
    said: dict[tuple[str, str], list[Judgement]] = {}
    for each in judgements:
        said.setdefault((each.proposal_id, each.standard_id), []).append(each)
    context = (context or Context()).with_people()
    for proposal in proposals:
        standard = applicable(proposal, standards, version)
        findings = check(proposal, standard, context) if standard else ()
        own = said.get((proposal.id, standard.id), []) if standard else []
        found.append(Checked(proposal, standard, findings, tuple(own)))
    return tuple(found)


def _together(outcomes: Iterable[Outcome]) -> Outcome:
    """Say what several outcomes come to as one."""
    found = set(outcomes)
    if "not met" in found:
        return "not met"
    return "met" if found == {"met"} else "unknown"
