"""A checked proposal -> a checklist for its proposer, as a paper that Markdown and DOCX write out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from synthesis.community.standards.checking import Checked
from synthesis.community.standards.earlier import Comparison
from synthesis.models import SessionProposal
from synthesis.outputs.facts import Facts, utc
from synthesis.outputs.papers.blocks import Block, Callout, Heading, Paper, Paragraph, Table
from synthesis.outputs.phrases import counted, day_words, joined
from synthesis.outputs.standards.compared import (
    again_words,
    changed_rows,
    compared_sentence,
    promise_rows,
)
from synthesis.outputs.standards.judged import judgement_table, people_sentence
from synthesis.outputs.standards.tables import (
    diversity_table,
    outcome_words,
    rule_name,
    shown_diversity,
)
from synthesis.outputs.standards.words import FORCE_WORDS, against_sentence, verdict_sentence

SAMPLE = "Sample data: this proposal was composed for this project and not received."


def checklist_paper(each: Checked, before: Comparison | None, changed_at: datetime | None) -> Paper:
    """Write what a proposal meets, what it does not, and what would mend it.

    Parameters
    ----------
    each : Checked
    before : Comparison, optional
        The proposal of the year before.
    changed_at : datetime, optional
        When the proposal was stored as it is; dates the paper.
    """
    about = Facts(
        title=each.proposal.title,
        theme_id="",
        is_sample=each.proposal.is_sample,
        sample_note=SAMPLE if each.proposal.is_sample else "",
        filters="none",
        counting="",
        changed_at=changed_at,
        codebook="",
        counts={"Rules": counted(len(each.findings), "rule")},
        head=_head(each.proposal, changed_at),
    )
    return Paper("checklist", each.proposal.title, about, tuple(_blocks(each, before)))


def _head(proposal: SessionProposal, changed_at: datetime | None) -> tuple[str, ...]:
    """Return for what meeting a session is proposed, who proposes it, and from when the record is."""
    meeting = f"For the meeting of {proposal.cycle}" if proposal.cycle else ""
    state = f"As stored on {day_words(utc(changed_at).date())}" if changed_at else "Not stored"
    return tuple(line for line in (meeting, proposal.organiser, state) if line)


def _blocks(each: Checked, before: Comparison | None) -> Iterator[Block]:
    if each.proposal.is_sample:
        yield Callout(SAMPLE)
    yield Paragraph(f"{verdict_sentence(each)} {against_sentence(each)}".strip())
    yield from _rules(each)
    yield from _judged(each)
    yield Heading(1, "Who speaks")
    yield Paragraph(
        "Counted as the proposal says; nothing is told from names, and nobody has to say anything."
    )
    shown = shown_diversity(diversity_table(each.proposal.speakers))
    rows = tuple(tuple(map(str, row)) for row in shown.itertuples(index=False, name=None))
    yield Table(
        tuple(shown.columns), rows, n_text=len(shown.columns), caption="Speakers by what is said of them"
    )
    if before is not None:
        yield from _beside(each, before)


def _rules(each: Checked) -> Iterator[Block]:
    if each.standard is None:
        return
    rules = {rule.id: rule for rule in each.standard.rules}
    for force, words in FORCE_WORDS.items():
        own = [finding for finding in each.findings if rules[finding.rule_id].force == force]
        if not own:
            continue
        yield Heading(1, words)
        rows = tuple(
            (
                f"{rule_name(found.rule_id)}: {rules[found.rule_id].text}",
                outcome_words(found.outcome),
                found.reason,
                each.mend_with_people(found),
            )
            for found in own
        )
        headings = ("Rule", "Met?", "Why", "To do")
        yield Table(headings, rows, n_text=4, caption=f"{words}: {counted(len(own), 'rule')}")


def _judged(each: Checked) -> Iterator[Block]:
    """List what people judged, apart from what the checks say."""
    if not each.judgements:
        return
    yield Heading(1, "What people judged")
    yield Paragraph(
        f"No check can tell these; named persons read the proposal for them. {people_sentence(each)}".strip()
    )
    headings = ("Rule", "A person says", "Note", "By", "On", "Since then")
    rows = tuple(judgement_table([each])[list(headings)].itertuples(index=False, name=None))
    yield Table(headings, rows, n_text=len(headings), caption="Judgements of people")


def _beside(each: Checked, before: Comparison) -> Iterator[Block]:
    yield Heading(1, "Beside the proposal before")
    yield Paragraph(compared_sentence(before))
    again = again_words(before)
    if again:
        yield Paragraph(f"Named again: {joined(again)}.")
    changed = tuple(changed_rows(before))
    if changed:
        yield Table(("Field", "Before", "Now"), changed, n_text=3, caption="What changed")
    rows = tuple(promise_rows(each.proposal, before))
    yield Table(("What", "In their words"), rows, n_text=2, caption="What was promised, and what is reported")
