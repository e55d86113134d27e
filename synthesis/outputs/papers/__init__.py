"""Frames -> a paper: headings, numbered statements, quotes and tables, before it is a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from synthesis.errors import InputError
from synthesis.models import Filters
from synthesis.outputs.facts import Facts, facts
from synthesis.outputs.papers.blocks import Block, Paper, PaperKind
from synthesis.outputs.papers.summary import summary
from synthesis.outputs.tables import Frames, narrow

__all__ = ["PAPERS", "make_paper"]

PAPERS: dict[PaperKind, str] = {
    "theme": "Theme summary",
}
"""What can be made, as people call it."""

_CONTENT: dict[str, Callable[[Frames, Facts], tuple[Block, ...]]] = {"theme": summary}


def make_paper(whole: Frames, filters: Filters, kind: PaperKind, theme: str = "") -> Paper:
    """Put a paper together from what passes the filters.

    Parameters
    ----------
    whole : Frames
        Not narrowed, or narrowed by the same filters.
    filters : Filters
        They apply to everything in the paper; the paper says what they are.
    kind : {"synthesis", "theme", "brief", "annex"}
    theme : str
        Id of the one theme that it is about; stands over `filters.themes`. Empty for all that pass.

    Returns
    -------
    Paper
        The same for the same state and filters.

    Raises
    ------
    InputError
        If there is no such paper, or no such theme in the codebook.
    """
    if kind not in _CONTENT:
        raise InputError(f"There is no paper {kind!r}.", hint=f"Choose one of {', '.join(_CONTENT)}.")
    known = list(whole.themes["id"])
    if theme and theme not in known:
        raise InputError(f"The codebook has no theme {theme!r}.", hint=f"Choose one of {', '.join(known)}.")
    narrowed = narrow(whole, replace(filters, themes=(theme,)) if theme else filters)
    about = facts(narrowed, "docx", theme)
    return Paper(kind, about.title, about, _CONTENT[kind](narrowed, about))
