"""What a drafter can do, each as a draft that follows from the one before; nothing is changed in place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from synthesis.errors import InputError
from synthesis.models import Draft, Edit, OwnParagraph
from synthesis.outputs.papers.blocks import Paper
from synthesis.outputs.papers.citing import Cited
from synthesis.outputs.papers.layout import Item, Section, items_of, sections_of, seen

OWN = "own/"


def reword(draft: Draft, paper: Paper, key: str, text: str, cited: Cited = ()) -> Draft:
    """Put a drafter's words in the place of those that stand; the generated ones where they are the same."""
    item = _item(draft, paper, key)
    if item.is_own:
        own = (replace(p, text=text, cited=cited) if p.key == key else p for p in draft.own)
        return replace(draft, own=tuple(own))
    assert item.generated is not None
    if text == item.generated.text:
        return as_generated(draft, paper, key)
    edit = item.edit or Edit(key)
    return _settled(_with(draft, replace(edit, text=text, cited=cited)), paper, [key])


def as_generated(draft: Draft, paper: Paper, key: str) -> Draft:
    """Take the statement as the program writes it now, and drop what was made of it."""
    _item(draft, paper, key)
    return _settled(_without(draft, key), paper, [key])


def strike(draft: Draft, paper: Paper, key: str, reason: str = "") -> Draft:
    """Leave a statement out, and keep its words for later; an own paragraph goes altogether."""
    item = _item(draft, paper, key)
    if item.is_own:
        return replace(draft, own=tuple(each for each in draft.own if each.key != key))
    edit = item.edit or Edit(key)
    return _settled(_with(draft, replace(edit, is_struck=True, reason=reason.strip())), paper, [key])


def put_back(draft: Draft, paper: Paper, key: str) -> Draft:
    """Let a struck statement stand again, in the words that it had when it was struck."""
    edit = _item(draft, paper, key).edit
    if edit is None or not edit.is_struck:
        return draft
    stays = replace(edit, is_struck=False, reason="")
    return _with(draft, stays) if stays.text else _without(draft, key)


def keep(draft: Draft, paper: Paper, key: str) -> Draft:
    """Let an edit stand although the statement under it is another now."""
    _item(draft, paper, key)
    return _settled(draft, paper, [key])


def take_note(draft: Draft, paper: Paper) -> Draft:
    """Know the statements of today: those that are new, gone or other, but for those with words to settle."""
    today = {each.key: seen(each) for each in paper.statements}
    open_edits = {item.key for item in items_of(paper, draft).values() if item.is_stale}
    open_edits |= {edit.key for edit in draft.edits if edit.text and edit.key not in today}
    known = {each.key: each for each in draft.seen if each.key in open_edits}
    return replace(draft, seen=tuple((today | known).values()))


def add_own(draft: Draft, paper: Paper, after: str, text: str, cited: Cited = ()) -> Draft:
    """Add a paragraph of the drafter's own after another one."""
    section = _section(draft, paper, after)
    taken = [int(each.key.removeprefix(OWN)) for each in draft.own]
    key = f"{OWN}{max(taken, default=0) + 1}"
    own = OwnParagraph(key, after, section.name, text, cited)
    keys = [item.key for item in section.items]
    keys.insert(keys.index(after) + 1, key)
    return replace(draft, own=(*draft.own, own), order=_ordered(draft, keys))


def move(draft: Draft, paper: Paper, key: str, step: int) -> Draft:
    """Move a paragraph up (-1) or down (1) inside its section.

    Raises
    ------
    InputError
        If it is the first or the last there.
    """
    keys = [item.key for item in _section(draft, paper, key).items]
    place = keys.index(key)
    if not 0 <= place + step < len(keys):
        raise InputError("There is nothing to move past: the statement is at the end of its section.", key)
    keys.insert(place + step, keys.pop(place))
    return replace(draft, order=_ordered(draft, keys))


def rename(draft: Draft, title: str) -> Draft:
    """Give the paper another title.

    Raises
    ------
    InputError
        If there are no words.
    """
    if not title.strip():
        raise InputError("A paper needs a title.")
    return replace(draft, title=" ".join(title.split()))


def _ordered(draft: Draft, keys: Iterable[str]) -> tuple[str, ...]:
    placed = tuple(keys)
    return (*(key for key in draft.order if key not in placed), *placed)


def _item(draft: Draft, paper: Paper, key: str) -> Item:
    return next(item for item in _section(draft, paper, key).items if item.key == key)


def _section(draft: Draft, paper: Paper, key: str) -> Section:
    for section in sections_of(paper, draft):
        if any(item.key == key for item in section.items):
            return section
    raise InputError(
        "This statement is not in the paper any more: the data have changed.", key, "Open the draft anew."
    )


def _with(draft: Draft, edit: Edit) -> Draft:
    others = tuple(each for each in draft.edits if each.key != edit.key)
    return replace(draft, edits=(*others, edit))


def _without(draft: Draft, key: str) -> Draft:
    return replace(draft, edits=tuple(each for each in draft.edits if each.key != key))


def _settled(draft: Draft, paper: Paper, keys: Iterable[str]) -> Draft:
    """Remember the statements of today for these keys."""
    known = {each.key: each for each in draft.seen}
    today = {each.key: seen(each) for each in paper.statements}
    return replace(draft, seen=tuple((known | {key: today[key] for key in keys}).values()))
