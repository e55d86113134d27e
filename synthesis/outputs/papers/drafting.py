"""A paper and its draft -> the paper as the drafters want it. Pure: the same two give the same paper.

What is struck leaves a trace at the end, with the contributions that nothing else cites; what a drafter added
or worded says so; words whose numbers may be old are marked until somebody settles them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from synthesis.models import Draft, DraftVersion, Filters
from synthesis.outputs.facts import utc
from synthesis.outputs.papers.blocks import (
    Block,
    Callout,
    Cite,
    Heading,
    Listing,
    Paper,
    Paragraph,
    Statement,
)
from synthesis.outputs.papers.citing import labels_of, resolved, without_calls
from synthesis.outputs.papers.layout import Item, Section, lay_out, sections_of, seen
from synthesis.outputs.papers.sources import ranges
from synthesis.outputs.phrases import counted, verb

OWN_MARK = "(Added by the drafters; not counted by the program.)"
REWORDED_MARK = "(Worded by the drafters, not by the program.)"
STALE_MARK = "(To be checked: the data have changed since these words were written.)"
STRUCK_HEADING = "Statements left out of this paper"


def begin(paper: Paper, filters: Filters, title: str = "") -> Draft:
    """Return a draft of a paper in which nothing is changed yet."""
    known = tuple(seen(statement) for statement in paper.statements)
    return Draft(paper.kind, title.strip() or paper.title, paper.about.theme_id, filters, seen=known)


def apply(paper: Paper, draft: Draft, version: DraftVersion | None = None) -> Paper:
    """Return the paper with what its drafters changed.

    Parameters
    ----------
    paper : Paper
        As the program writes it now, of the kind, theme and filters of the draft. Not modified.
    draft : Draft
    version : DraftVersion, optional
        Said on the first page, with the state of the data.

    Returns
    -------
    Paper
        Every note that it calls is there, and every contribution that it cites is one the paper names.
    """
    label_of = {each: label for label, each in labels_of(paper).items()}
    laid = lay_out(paper, draft)
    items = [item for part in laid if isinstance(part, Section) for item in part.items]
    blocks = list(_written(laid, label_of))
    trace = tuple(_trace(items, frozenset(_cited_in(blocks))))
    at = _place_of_trace(blocks)
    head = [Callout(words) for words in _head(paper, version, items)]
    return replace(
        paper,
        title=draft.title,
        about=replace(paper.about, title=draft.title),
        blocks=(*head, *blocks[:at], *trace, *blocks[at:]),
    )


def _head(paper: Paper, version: DraftVersion | None, items: Sequence[Item]) -> Iterator[str]:
    if version is not None:
        saved = f", saved {utc(version.at):%Y-%m-%d %H:%M} UTC" if version.at else ""
        yield (
            f"Draft {version.draft_id.removeprefix('draft-')}, version {version.version}{saved} by "
            f"{version.by}. The data are those of {paper.about.state}."
        )
    n_stale = sum(item.is_stale and not item.is_struck for item in items)
    if n_stale:
        these = counted(n_stale, "statement")
        yield f"{these} {verb(n_stale, 'is', 'are')} marked to be checked: the data have changed since."


def _written(laid: Sequence[Section | Block], label_of: Mapping[str, str]) -> Iterator[Block]:
    """Write sections out; a heading under which everything was struck goes too."""
    for place, part in enumerate(laid):
        if isinstance(part, Section):
            is_homeless = place == len(laid) - 1 and all(item.is_own for item in part.items)
            if is_homeless:
                yield Heading(1, part.name)
            for item in part.items:
                yield from _item(item, label_of)
        elif not (isinstance(part, Heading) and _is_emptied(laid, place)):
            yield part


def _is_emptied(laid: Sequence[Section | Block], place: int) -> bool:
    """Whether nothing but struck statements stands under a heading."""
    heading = laid[place]
    assert isinstance(heading, Heading)
    has_struck = False
    for part in laid[place + 1 :]:
        if isinstance(part, Heading) and part.level <= heading.level:
            break
        if isinstance(part, Heading):
            continue
        if not (isinstance(part, Section) and all(item.is_struck for item in part.items)):
            return False
        has_struck = True
    return has_struck


def _item(item: Item, label_of: Mapping[str, str]) -> Iterator[Block]:
    if item.is_struck:
        return
    if item.heading:
        yield item.heading
    text, notes = resolved(item.text, item.notes, item.cited, label_of)
    marks = [OWN_MARK] if item.is_own else []
    marks += [REWORDED_MARK] if item.is_edited else []
    marks += [STALE_MARK] if item.is_stale else []
    is_proposed = item.generated is not None and item.generated.is_proposed
    yield Statement(item.key, " ".join([text, *marks]), notes, is_proposed)
    yield from item.quotes


def _cited_in(blocks: Sequence[Block]) -> tuple[Cite, ...]:
    cites = (
        cite
        for block in blocks
        if isinstance(block, Statement)
        for note in block.notes
        for cite in note.cites
    )
    return tuple(dict.fromkeys(cites))


def _trace(items: Sequence[Item], cited: frozenset[Cite]) -> Iterator[Block]:
    """Say what was struck and why, and whom no other statement cites."""
    struck = [item for item in items if item.is_struck]
    if not struck:
        return
    yield Heading(1, STRUCK_HEADING)
    n = counted(len(struck), "statement")
    yield Paragraph(f"The drafters left out {n} that the program wrote from the contributions.")
    for item in struck:
        yield Paragraph(" ".join(_farewell(item, cited)))


def _farewell(item: Item, cited: frozenset[Cite]) -> Iterator[str]:
    statement, edit = item.generated, item.edit
    assert statement is not None
    assert edit is not None
    yield f"“{without_calls(statement.text)}”"
    yield f"Reason: {edit.reason.rstrip('.')}." if edit.reason else "No reason is given."
    lost = dict.fromkeys(cite.label for note in statement.notes for cite in note.cites if cite not in cited)
    if lost:
        yield f"No statement cites any of these now: {ranges(lost)}."


def _place_of_trace(blocks: Sequence[Block]) -> int:
    """Return where the trace goes: before the heading of the list of contributions, else at the end."""
    listing = next((place for place, block in enumerate(blocks) if isinstance(block, Listing)), None)
    if listing is None:
        return len(blocks)
    headings = [place for place in range(listing) if isinstance(blocks[place], Heading)]
    return headings[-1] if headings else listing


def stale_items(paper: Paper, draft: Draft) -> tuple[Item, ...]:
    """Return the statements whose edits were made on another statement than the one of today."""
    return tuple(item for part in sections_of(paper, draft) for item in part.items if item.is_stale)
