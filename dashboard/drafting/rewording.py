"""What a drafter does with the statement before them: other words, strike, move, a paragraph of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from dashboard import person, ui
from dashboard.drafting import evidence, proposing, saving
from dashboard.drafting.evidence import Desk
from synthesis.outputs.papers import citing, edits
from synthesis.outputs.papers.citing import Checked, check
from synthesis.outputs.papers.layout import Item, sections_of
from synthesis.outputs.phrases import joined, verb


@dataclass
class Editing:
    """The statement that somebody has open, since which version; `turn` counts openings.

    The version stays while others save theirs, and the labels while contributions come: what this person
    does answers to what they saw.
    """

    draft_id: str
    key: str
    version: int
    labels: Mapping[str, str]
    """The contributions that the paper named when it was opened, by label."""
    turn: int = 0

    def labels_on(self, desk: Desk) -> dict[str, str]:
        """Return what a drafter can cite: by the labels that they saw, as far as the paper still has it."""
        named = {**desk.labels, **self.labels}
        return {label: each for label, each in named.items() if each in desk.label_of}

    def shown(self, item: Item) -> str:
        """Return the words of a statement, citing by the labels of when it was opened."""
        return citing.shown(item.text, item.cited, {each: label for label, each in self.labels.items()})


def panel(desk: Desk, item: Item) -> None:
    """Show the words in a text area with what can be done with them."""
    if not desk.by:
        ui.empty_state("Who is drafting?", "Give your name at the top of the page to begin.")
        person.way_to_field()
        return
    editing = _editing(desk, item)
    if item.is_struck:
        _struck(desk, item, editing)
    else:
        _words(desk, item, editing)
    _places(desk, item, editing)
    _own(desk, item, editing)


def _editing(desk: Desk, item: Item) -> Editing:
    """Return the statement as this person opened it; one that they had not open begins with its words."""
    held = st.session_state.get("editing")
    here = (desk.version.draft_id, item.key)
    if isinstance(held, Editing) and (held.draft_id, held.key) == here:
        return held
    turn = held.turn + 1 if isinstance(held, Editing) else 0
    st.session_state["editing"] = editing = Editing(*here, desk.version.version, desk.labels, turn)
    st.session_state[f"words_{turn}"] = editing.shown(item)
    return editing


def _words(desk: Desk, item: Item, editing: Editing) -> None:
    key = f"words_{editing.turn}"
    st.session_state.setdefault(key, editing.shown(item))
    text = st.text_area("Words of the statement", key=key, height=200)
    ui.note(_how_to_cite(item))
    if editing.labels != desk.labels:
        ui.note(
            "Contributions have come or gone since you opened this statement. A name such as [C3] means the "
            "contribution that had it then."
        )
    checked = _check(desk, item, editing, text)
    is_other = checked.text != item.text or checked.cited != item.cited
    is_asked = not checked.problems and st.session_state.get("doubt") == text
    if is_other:
        _tell(checked, is_asked=is_asked)
    _save_or_take_back(desk, item, editing, is_asked=is_asked)
    proposing.panel(desk, item, editing)
    _strike(desk, item, editing)


def _save_or_take_back(desk: Desk, item: Item, editing: Editing, *, is_asked: bool) -> None:
    """Offer to save the words, and where the statement was edited to take the program's again."""
    with st.container(horizontal=True, gap="small", key="save_words"):
        st.button(
            "Save all the same" if is_asked else "Save these words",
            key="save_reworded",
            type="primary",
            on_click=_save_words,
            args=(desk, item, editing),
        )
        if item.is_edited:
            saving.button(
                "Take the program's words",
                "as_generated",
                desk.state,
                editing,
                desk.by,
                lambda draft, paper: edits.as_generated(draft, paper, item.key),
                "Took the program's words",
            )


def _how_to_cite(item: Item) -> str:
    calls = joined([f"[{place}]" for place in range(1, len(item.notes) + 1)])
    notes = verb(len(item.notes), "calls its note", "call its notes")
    own = "To cite contributions, write their names, as in [C3] or [C3, C7]."
    return f"{calls} {notes}. {own}" if calls else own


def _check(desk: Desk, item: Item, editing: Editing, text: str) -> Checked:
    return check(
        text,
        item.notes,
        editing.labels_on(desk),
        generated=item.generated.text if item.generated else "",
        before=(item.text, item.cited),
    )


def _tell(checked: Checked, *, is_asked: bool) -> None:
    """Say what is wrong with words before they are kept, and what is a drafter's choice."""
    for problem in checked.problems:
        ui.error_box(problem, hint="Nothing is saved until this is mended.")
    if checked.problems:
        return
    if checked.dropped:
        ui.warning(f"The sentence no longer cites {joined(list(checked.dropped))}.")
    if checked.numbers:
        ui.warning(f"The program's statement does not have the number {joined(list(checked.numbers), 'or')}.")
    if checked.quantities:
        said = joined([f"“{each}”" for each in checked.quantities])
        ui.warning(f"There is no number beside {said}. Say of how many, as in 18 of 71, or take other words.")
    if is_asked:
        ui.note("Save all the same if that is meant, or go on editing.")


def _save_words(desk: Desk, item: Item, editing: Editing) -> None:
    text = str(st.session_state[f"words_{editing.turn}"])
    checked = _check(desk, item, editing, text)
    if checked.problems or (checked.has_doubt and st.session_state.get("doubt") != text):
        st.session_state["doubt"] = text
        return
    saving.save(
        desk.state,
        editing,
        desk.by,
        lambda draft, paper: edits.reword(draft, paper, item.key, checked.text, checked.cited),
        "Reworded a statement",
    )


def _strike(desk: Desk, item: Item, editing: Editing) -> None:
    with st.expander("Leave it out of the paper", key="strike"):
        reason = st.text_input(
            "Reason, if you wish; the paper gives it", key=f"reason_{editing.turn}", max_chars=300
        )
        saving.button(
            "Take the paragraph out" if item.is_own else "Strike the statement",
            "strike_statement",
            desk.state,
            editing,
            desk.by,
            lambda draft, paper: edits.strike(draft, paper, item.key, reason),
            "Took an own paragraph out" if item.is_own else "Struck a statement",
        )


def _struck(desk: Desk, item: Item, editing: Editing) -> None:
    reason = item.edit.reason if item.edit else ""
    st.html(f'<p class="said" {ui.BIDI}>{ui.text(evidence.shown(desk, item))}</p>')
    ui.note(
        f"This statement is left out of the paper. {f'Reason: {reason}' if reason else 'No reason is given.'}"
    )
    saving.button(
        "Put it back",
        "put_back",
        desk.state,
        editing,
        desk.by,
        lambda draft, paper: edits.put_back(draft, paper, item.key),
        "Put a statement back",
    )


def _places(desk: Desk, item: Item, editing: Editing) -> None:
    """Move it inside its section; undo the last version, whosever it is."""
    section = next(s for s in sections_of(desk.paper, desk.draft) if item in s.items)
    place, last = section.items.index(item), len(section.items) - 1
    with st.container(horizontal=True, gap="small", key="places"):
        for word, step, is_there in (("up", -1, place > 0), ("down", 1, place < last)):
            saving.button(
                f"Move {word}",
                f"move_{word}",
                desk.state,
                editing,
                desk.by,
                _moving(item.key, step),
                f"Moved a statement {word}",
                disabled=not is_there,
                keeps_words=True,
            )
        saving.undo(desk.state, editing, desk.by)


def _moving(key: str, step: int) -> saving.Action:
    return lambda draft, paper: edits.move(draft, paper, key, step)


def _own(desk: Desk, item: Item, editing: Editing) -> None:
    """Add a paragraph of the drafter's own after this one."""
    with st.expander("Add a paragraph of your own after it", key="add_own"):
        key = f"own_{editing.turn}"
        text = st.text_area("Words of the paragraph", key=key, height=120)
        ui.note("It is marked as yours. To cite contributions, write their names, as in [C3] or [C3, C7].")
        checked = check(text, (), editing.labels_on(desk))
        if text.strip():
            _tell(checked, is_asked=False)
        st.button("Add it", key="add_paragraph", on_click=_save_own, args=(desk, item, editing))


def _save_own(desk: Desk, item: Item, editing: Editing) -> None:
    checked = check(str(st.session_state[f"own_{editing.turn}"]), (), editing.labels_on(desk))
    if checked.problems:
        return
    saving.save(
        desk.state,
        editing,
        desk.by,
        lambda draft, paper: edits.add_own(draft, paper, item.key, checked.text, checked.cited),
        "Added a paragraph",
        keeps_words=True,
        empties=f"own_{editing.turn}",
    )
