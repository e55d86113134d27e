"""Frames -> a paper: headings, numbered statements, quotes and tables, before it is a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from synthesis.errors import InputError
from synthesis.models import Filters, Topic
from synthesis.outputs.facts import Facts, facts
from synthesis.outputs.papers.annex import annex
from synthesis.outputs.papers.blocks import Block, Paper, PaperKind, Statement
from synthesis.outputs.papers.brief import brief
from synthesis.outputs.papers.summary import summary
from synthesis.outputs.papers.synthesis import synthesis_paper
from synthesis.outputs.tables import Frames, narrow

__all__ = ["PAPERS", "PAPER_WORDS", "counts_of_paper", "make_paper"]

PAPERS: dict[PaperKind, str] = {
    "synthesis": "Synthesis paper",
    "theme": "Theme summary",
    "brief": "MAG brief",
    "annex": "Inputs annex",
}
"""What can be made, as people call it."""

PAPER_WORDS: dict[PaperKind, str] = {
    "synthesis": "all themes, who said what, who disagreed, what was decided; each statement is cited",
    "theme": "one theme on two or three pages",
    "brief": "two pages of themes, positions, decisions with their state, and what is asked of the MAG",
    "annex": "who sent what, which paragraphs of the synthesis paper cite it, and why none cites the rest",
}
"""What each holds, to stand after its name."""


TITLES: dict[PaperKind, str] = {
    "brief": "What stakeholders said, and what was decided",
    "annex": "Contributions received, and where they are cited",
}
"""Titles of the papers that are not called a synthesis."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a paper is made of and for."""

    narrowed: Frames
    about: Facts
    theme: str
    agreement: str
    topics: Sequence[Topic]
    drafted: Sequence[Statement] | None = None

    def synthesis(self) -> Iterator[Block]:
        """Make the synthesis paper of the same state, whose paragraphs others name by number."""
        return synthesis_paper(self.narrowed, self.about, self.agreement, self.topics)

    def paragraphs(self) -> list[Statement]:
        """Return its numbered paragraphs, as drafters left them where they did."""
        if self.drafted is not None:
            return list(self.drafted)
        return [block for block in self.synthesis() if isinstance(block, Statement)]


_CONTENT: dict[str, Callable[[_Asked], Iterator[Block]]] = {
    "synthesis": lambda asked: asked.synthesis(),
    "theme": lambda asked: summary(asked.narrowed, asked.about, asked.theme, asked.agreement),
    "brief": lambda asked: brief(asked.narrowed, asked.about, asked.paragraphs(), asked.agreement),
    "annex": lambda asked: annex(asked.narrowed, asked.about, asked.paragraphs(), asked.agreement),
}


def counts_of_paper(counts: Mapping[str, str], kind: PaperKind | None) -> dict[str, str]:
    """Return what is counted in a file of this paper; the brief and the annex quote no excerpts."""
    return {what: n for what, n in counts.items() if what != "Excerpts" or kind not in TITLES}


def make_paper(
    whole: Frames,
    filters: Filters,
    kind: PaperKind,
    theme: str = "",
    *,
    agreement: str = "",
    topics: Sequence[Topic] = (),
    drafted: Sequence[Statement] | None = None,
) -> Paper:
    """Put a paper together from what passes the filters.

    Parameters
    ----------
    whole : Frames
        Not narrowed, or narrowed by the same filters.
    filters : Filters
        They apply to everything in the paper; the paper says what they are.
    kind : {"synthesis", "theme", "brief", "annex"}
    theme : str
        Id of the one theme that it is about; stands over `filters.themes`. Empty for all that pass; the
        theme summary needs one.
    agreement : str, optional
        How far the program agrees with people, in a sentence; stands on a paper that rests on proposals.
    topics : sequence of Topic, optional
        Those that the program proposes beside the codebook.
    drafted : sequence of Statement, optional
        The paragraphs of the synthesis paper as its drafters left them, to which an annex or a brief refers;
        those that the program writes if it is not given.

    Returns
    -------
    Paper
        The same for the same state and filters.

    Raises
    ------
    InputError
        If there is no such paper, no such theme in the codebook, or no theme for a theme summary.
    """
    if kind not in _CONTENT:
        raise InputError(f"There is no paper {kind!r}.", hint=f"Choose one of {', '.join(_CONTENT)}.")
    known = list(whole.themes["id"])
    theme = theme or (filters.themes[0] if kind == "theme" and len(filters.themes) == 1 else "")
    if kind == "theme" and not theme:
        raise InputError("A theme summary needs one theme.", hint=f"Choose one of {', '.join(known)}.")
    if theme and theme not in known:
        raise InputError(f"The codebook has no theme {theme!r}.", hint=f"Choose one of {', '.join(known)}.")
    narrowed = narrow(whole, replace(filters, themes=(theme,)) if theme else filters)
    about = facts(narrowed, "docx", theme)
    about = replace(about, title=TITLES.get(kind, about.title), counts=counts_of_paper(about.counts, kind))
    asked = _Asked(narrowed, about, theme, agreement, topics, drafted)
    return Paper(kind, about.title, about, tuple(_CONTENT[kind](asked)))
