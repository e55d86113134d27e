"""A paper and its draft -> its statements by section, in the drafter's order, with what became of each.

A *run* is a row of statements that follow each other, with their quotes and with the headings that stand over
one of them alone; statements are moved inside it. Everything else of a paper stays where it is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from synthesis.models import Draft, Edit, OwnParagraph, Seen
from synthesis.outputs.papers.blocks import Block, Heading, Note, Paper, Quote, Statement
from synthesis.outputs.papers.citing import Cited


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph before a drafter: a statement of the program, or one of the drafter's own.

    `text` and `cited` are as they are kept (`citing`); `generated` is what the program writes now, None for
    an own paragraph; `heading` stands over this statement alone; `quotes` follow it. `made_on` is the
    statement that an edit was made on, where that was another one: the data have changed since.
    """

    key: str
    text: str
    generated: Statement | None = None
    cited: Cited = ()
    heading: Heading | None = None
    quotes: tuple[Quote, ...] = ()
    edit: Edit | None = None
    made_on: Seen | None = None

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes that its text may call as "[1]"."""
        return self.generated.notes if self.generated else ()

    @property
    def is_own(self) -> bool:
        """Whether a drafter added it."""
        return self.generated is None

    @property
    def is_struck(self) -> bool:
        """Whether it is left out."""
        return self.edit is not None and self.edit.is_struck

    @property
    def is_edited(self) -> bool:
        """Whether its words are a drafter's."""
        return self.edit is not None and bool(self.edit.text)

    @property
    def is_stale(self) -> bool:
        """Whether words that were edited may no longer be so: the statement under them is another now."""
        return self.made_on is not None


@dataclass(frozen=True, slots=True)
class Section:
    """A run of statements under the headings `path`, from the outermost."""

    path: tuple[str, ...]
    items: tuple[Item, ...]

    @property
    def name(self) -> str:
        """What own paragraphs remember of where they stood."""
        return " / ".join(self.path)


@dataclass(slots=True)
class _Run:
    """A section in the making."""

    path: tuple[str, ...]
    items: list[Item] = field(default_factory=list)


def lay_out(paper: Paper, draft: Draft) -> tuple[Section | Block, ...]:
    """Return the blocks of a paper in order, its statements gathered into sections.

    Own paragraphs whose section is gone stand in a last section of their own, so that none is lost.
    """
    parts = tuple(_gathered(paper.blocks))
    runs = [part for part in parts if isinstance(part, _Run)]
    _edited(runs, draft)
    homeless = _with_own(runs, draft.own)
    laid = [Section(p.path, _in_order(p.items, draft.order)) if isinstance(p, _Run) else p for p in parts]
    return (*laid, Section((HOMELESS,), homeless)) if homeless else tuple(laid)


HOMELESS = "Paragraphs whose section is gone"


def sections_of(paper: Paper, draft: Draft) -> tuple[Section, ...]:
    """Return the sections alone."""
    return tuple(part for part in lay_out(paper, draft) if isinstance(part, Section))


def items_of(paper: Paper, draft: Draft) -> dict[str, Item]:
    """Return every paragraph by its key, in order."""
    return {item.key: item for section in sections_of(paper, draft) for item in section.items}


def seen(statement: Statement) -> Seen:
    """Return what a drafter knows of a statement, to find later that it is another.

    >>> seen(Statement("size/for", "18 of 71.")) == seen(Statement("size/for", "19 of 73."))
    False
    """
    cites = [sorted(cite.contribution_id for cite in note.cites) for note in statement.notes]
    if not any(cites):
        return Seen(statement.key, statement.text)
    line = json.dumps(cites, ensure_ascii=False)
    return Seen(statement.key, statement.text, hashlib.sha256(line.encode("utf-8")).hexdigest()[:16])


def _gathered(blocks: Sequence[Block]) -> Iterator[_Run | Block]:
    """Gather statements that follow each other, a heading over one of them alone included."""
    path: list[Heading] = []
    run: _Run | None = None
    place = 0
    while place < len(blocks):
        block = blocks[place]
        own = block if isinstance(block, Heading) and _heads_one(blocks, place) else None
        if own or isinstance(block, Statement):
            above = _above(path, own) if own else path
            here = tuple(heading.text for heading in above)
            if run is None or run.path != here:
                if run is not None:
                    yield run
                run = _Run(here)
            place += own is not None
            item, place = _item(blocks, place, own)
            run.items.append(item)
            continue
        if run is not None:
            yield run
            run = None
        if isinstance(block, Heading):
            path = [*_above(path, block), block]
        yield block
        place += 1
    if run is not None:
        yield run


def _above(path: Sequence[Heading], heading: Heading) -> list[Heading]:
    return [each for each in path if each.level < heading.level]


def _heads_one(blocks: Sequence[Block], place: int) -> bool:
    """Whether a heading is followed by one statement with its quotes and by nothing else of its own."""
    heading, rest = blocks[place], place + 1
    if not (isinstance(heading, Heading) and heading.level > 1):
        return False
    if rest == len(blocks) or not isinstance(blocks[rest], Statement):
        return False
    rest += 1
    while rest < len(blocks) and isinstance(blocks[rest], Quote):
        rest += 1
    return rest == len(blocks) or isinstance(blocks[rest], Heading)


def _item(blocks: Sequence[Block], place: int, heading: Heading | None) -> tuple[Item, int]:
    """Return a statement with the quotes that follow it, and the place after them."""
    statement = blocks[place]
    assert isinstance(statement, Statement)
    place += 1
    quotes = []
    while place < len(blocks) and isinstance(quote := blocks[place], Quote):
        quotes.append(quote)
        place += 1
    return Item(statement.key, statement.text, statement, heading=heading, quotes=tuple(quotes)), place


def _edited(runs: Sequence[_Run], draft: Draft) -> None:
    edits = {edit.key: edit for edit in draft.edits}
    known = {each.key: each for each in draft.seen}
    for run in runs:
        run.items = [
            _with_edit(item, edits[item.key], known) if item.key in edits else item for item in run.items
        ]


def _with_edit(item: Item, edit: Edit, known: dict[str, Seen]) -> Item:
    before = known.get(item.key)
    is_other = item.generated is not None and before is not None and before != seen(item.generated)
    made_on = before if is_other and (edit.text or edit.is_struck) else None
    words = {"text": edit.text, "cited": edit.cited} if edit.text else {}
    return replace(item, edit=edit, made_on=made_on, **words)  # type: ignore[arg-type]


def _with_own(runs: Sequence[_Run], own: Sequence[OwnParagraph]) -> tuple[Item, ...]:
    """Put own paragraphs after the ones they follow, else at the end of their section; return the rest."""
    homeless: list[Item] = []
    for paragraph in own:
        item = Item(paragraph.key, paragraph.text, cited=paragraph.cited)
        for run in runs:
            keys = [each.key for each in run.items]
            if paragraph.after in keys:
                run.items.insert(keys.index(paragraph.after) + 1, item)
                break
        else:
            named = next((run for run in runs if " / ".join(run.path) == paragraph.section), None)
            (named.items if named else homeless).append(item)
    return tuple(homeless)


def _in_order(items: Sequence[Item], order: Sequence[str]) -> tuple[Item, ...]:
    """Put items as the drafter left them; one that is new comes after the one that it came after."""
    by_key = {item.key: item for item in items}
    placed = [key for key in order if key in by_key]
    before = ""
    for key in by_key:
        if key not in placed:
            placed.insert(placed.index(before) + 1 if before else 0, key)
        before = key
    return tuple(by_key[key] for key in placed)
