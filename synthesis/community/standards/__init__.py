"""THE RULES FOR A SESSION: standard and proposal -> what is met, what is not, what nobody can tell yet.

A standard is a checklist with versions, read from YAML; a proposal comes from a form or a table. Nothing is
guessed: what a proposal does not say is unknown, above all the gender, region and group of its speakers.

>>> from synthesis.models import Rule, SessionProposal, Speaker, Standard
>>> rule = Rule("speakers", "Name at least two speakers.", check="speakers", value="2")
>>> standard = Standard("x-2018", "A session", "workshop", "2018", (rule,))
>>> proposal = SessionProposal("p1", "A talk", "workshop", speakers=(Speaker("A. Person"),))
>>> [(finding.outcome, finding.reason) for finding in check(proposal, standard)]
[('not met', '1 speaker is named; at least 2 are asked for.')]
"""

from __future__ import annotations

from synthesis.community.standards.checking import check
from synthesis.community.standards.findings import OUTCOMES, Context, Finding, Outcome
from synthesis.community.standards.judging import judge
from synthesis.community.standards.reading import read_standard
from synthesis.community.standards.versions import applicable, what_changed
from synthesis.community.standards.writing import standard_to_yaml

__all__ = [
    "OUTCOMES",
    "Context",
    "Finding",
    "Outcome",
    "applicable",
    "check",
    "judge",
    "read_standard",
    "standard_to_yaml",
    "what_changed",
]
