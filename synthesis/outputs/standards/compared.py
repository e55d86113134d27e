"""A proposal beside the one before it -> sentences and tables, in the proposals' own words."""

from __future__ import annotations

import pandas as pd

from synthesis.community.standards.earlier import Comparison
from synthesis.community.standards.headings import COLUMNS
from synthesis.models import SessionProposal
from synthesis.outputs.phrases import counted, of_total, quoted, verb


def compared_sentence(found: Comparison) -> str:
    """Say which earlier proposal stands beside one, and who of it speaks again."""
    before = found.earlier
    again = f"{of_total(len(found.again), len(before.speakers), 'speaker')} of then"
    return (
        f"Beside it: {quoted(before.title)}, {before.cycle}, {found.why}. "
        f"{again} {verb(len(found.again), 'is', 'are')} named again; {counted(len(found.new), 'name')} "
        f"{verb(len(found.new), 'is', 'are')} new."
    )


def changed_rows(found: Comparison) -> list[tuple[str, str, str]]:
    """List the fields that changed as heading, before, now."""
    return [
        (COLUMNS[change.field], change.before or "not given", change.after or "not given")
        for change in found.changed
    ]


def again_words(found: Comparison) -> list[str]:
    """Name who speaks again, with both spellings where they differ."""
    return [
        each.now.name if each.is_spelt_alike else f"{each.now.name} (then: {each.before.name})"
        for each in found.again
    ]


def promise_rows(proposal: SessionProposal, found: Comparison) -> list[tuple[str, str]]:
    """Set what had been promised beside what is now reported, in the proposals' own words."""
    before = found.earlier
    return [
        (f"Promised for {before.cycle}", before.outcome or "nothing was said"),
        ("Report of the last session, as given now", proposal.last_session_report or "none is named"),
        ("Report of activities, as given now", proposal.activity_report or "none is named"),
    ]


def promise_table(proposal: SessionProposal, before: Comparison) -> pd.DataFrame:
    """Set what had been promised beside what is reported now."""
    return pd.DataFrame(promise_rows(proposal, before), columns=["What", "In their words"])


def changed_table(before: Comparison) -> pd.DataFrame:
    """List the fields that say something else than in the earlier proposal."""
    return pd.DataFrame(changed_rows(before), columns=["Field", "Before", "Now"])
