"""Frames -> the theme summary: one theme on two or three pages."""

from __future__ import annotations

from collections.abc import Iterator

from synthesis.outputs import narrative
from synthesis.outputs.facts import Facts
from synthesis.outputs.narrative.statements import N_EXCERPTS
from synthesis.outputs.papers.blocks import Block, Heading, Statement
from synthesis.outputs.papers.decided import decided
from synthesis.outputs.papers.opening import NOT_VOTES, callouts, method, replied
from synthesis.outputs.papers.sources import cited_by, listing, sources_of
from synthesis.outputs.papers.theme_section import tell, theme_section
from synthesis.outputs.tables import Frames, widened


def summary(narrowed: Frames, about: Facts, theme_id: str, agreement: str = "") -> Iterator[Block]:
    """Put the summary together."""
    sources = sources_of(narrowed)
    yield from callouts(narrowed, about, agreement)
    yield from _who_replied(narrowed)
    told = tell(narrowed, theme_id, sources, most=N_EXCERPTS)
    blocks = [*theme_section(told), *decided(told)]
    yield from blocks
    yield from method(narrowed, about)
    cited = cited_by(blocks)
    if cited:
        yield Heading(1, "Contributions cited")
        yield listing(narrowed, sources, cited)


def _who_replied(narrowed: Frames) -> Iterator[Block]:
    """Tell of all who could have spoken."""
    everyone = widened(narrowed, "themes", "review")
    yield Heading(1, "Who replied")
    yield Statement("replied", replied(everyone))
    if not len(everyone.universe):
        return
    yield Statement("replied/groups", narrative.groups_sentence(everyone))
    yield Statement("replied/not_heard", f"{narrative.not_heard_sentence(everyone)} {NOT_VOTES}")
    yield Statement("replied/counting", narrative.counting_sentence(everyone))
