"""What a statement of a draft rests on: the passages, whose they are, and the way to each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from dashboard import cards, data, filters, navigation, ui
from synthesis.models import Draft, DraftVersion, Filters, Passage
from synthesis.outputs.papers import citing
from synthesis.outputs.papers.blocks import Note, Paper
from synthesis.outputs.papers.citing import SHOWN_CALL, labels_of
from synthesis.outputs.papers.layout import Item
from synthesis.outputs.papers.sources import ranges
from synthesis.outputs.phrases import counted, sentence

SHOWN_FIRST = 8
"""Passages shown before more are asked for."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every part of the drafting page needs: the paper of today, the version shown, and who drafts."""

    state: data.State
    chosen: Filters
    paper: Paper
    version: DraftVersion
    by: str
    is_open: bool
    labels: Mapping[str, str]
    """The contributions that the paper names, by label."""
    label_of: Mapping[str, str]
    """The labels, by contribution."""

    @classmethod
    def of(
        cls,
        state: data.State,
        chosen: Filters,
        paper: Paper,
        version: DraftVersion,
        by: str,
        *,
        is_open: bool,
    ) -> Desk:
        """Make it, with the labels of the paper gathered once."""
        labels = labels_of(paper)
        label_of = {each: label for label, each in labels.items()}
        return cls(state, chosen, paper, version, by, is_open, labels, label_of)

    @property
    def draft(self) -> Draft:
        """The draft of the version that is shown."""
        return self.version.draft


def with_calls(text: str) -> str:
    """Escape words and raise the calls of their notes.

    >>> with_calls("<b> agreed [1], as [C3, C7] do.")
    '&lt;b&gt; agreed <sup class="call">[1]</sup>, as <sup class="call">[C3, C7]</sup> do.'
    """
    return SHOWN_CALL.sub(r'<sup class="call">\g<0></sup>', ui.text(text))


def badges(item: Item) -> str:
    """Return what became of a statement, each in a word; the program's own has none."""
    found = []
    if item.is_stale:
        found.append(ui.badge("The data have changed", "stale"))
    if item.is_own:
        found.append(ui.badge("Added by a drafter", "confirmed"))
    elif item.is_edited:
        found.append(ui.badge("Edited", "confirmed"))
    if item.generated is not None and item.generated.is_proposed:
        found.append(ui.badge("Rests on machine proposals", "proposed"))
    return "".join(found)


def panel(desk: Desk, item: Item) -> None:
    """Show the passages behind a statement, note by note; where it has no notes, what it quotes."""
    ui.section("Evidence", level=3)
    _notes(desk, item)
    passages = tuple(passages_of(desk, item).values())
    if not passages:
        _quotes(item)
        return
    n_all = len(passages)
    key = f"all_evidence_{item.key}"
    shown = passages[: n_all if st.session_state.get(key) else SHOWN_FIRST]
    ui.note(f"{len(shown)} of {counted(n_all, 'passage')} behind this statement.")
    for place, (passage, call) in enumerate(shown):
        _passage(desk, passage, call, place)
    if len(shown) < n_all:
        st.button(f"Show all {n_all} passages", key=f"more_{item.key}", on_click=_show_all, args=(key,))


def _notes(desk: Desk, item: Item) -> None:
    """Say what each note cites, and what it says beside."""
    for number, note in enumerate(_notes_shown(desk, item), 1):
        cited = ranges(cite.label for cite in note.cites)
        said = " ".join(
            sentence(each.strip(" .")) for each in (note.lead, cited, note.tail) if each.strip(" .")
        )
        st.html(f'<p class="note" {ui.BIDI}><b>Note [{number}]</b> {ui.text(said)}</p>')


def _notes_shown(desk: Desk, item: Item) -> tuple[Note, ...]:
    return item.notes if item.is_struck else notes_of(desk, item)


def _show_all(key: str) -> None:
    st.session_state[key] = True


def shown(desk: Desk, item: Item) -> str:
    """Return the words of a statement as a drafter writes them, citing by the labels of today."""
    return citing.shown(item.text, item.cited, desk.label_of)


def notes_of(desk: Desk, item: Item) -> tuple[Note, ...]:
    """Return the notes that a statement calls now, a drafter's own among them."""
    return citing.resolved(item.text, item.notes, item.cited, desk.label_of)[1]


def passages_of(desk: Desk, item: Item) -> dict[str, tuple[Passage, str]]:
    """Return the passages of all notes by id, each with the first note that cites it.

    A note that names contributions alone, as a drafter's own does, rests on all that these say.
    """
    records = data.records(desk.state)
    found: dict[str, tuple[Passage, str]] = {}
    for number, note in enumerate(_notes_shown(desk, item), 1):
        label_of = {cite.contribution_id: cite.label for cite in note.cites}
        ids = note.passage_ids or tuple(
            passage.id for each in label_of for passage in records.passages.get(each, ())
        )
        for passage in (records.passage_of[each] for each in ids if each in records.passage_of):
            label = label_of.get(passage.contribution_id, "")
            found.setdefault(passage.id, (passage, f"Note [{number}]{f', {label}' if label else ''}"))
    return found


def _passage(desk: Desk, passage: Passage, call: str, place: int) -> None:
    contribution = data.records(desk.state).contributions[passage.contribution_id]
    with st.container(key=f"card_evidence_{place}", gap=None):
        st.html(
            f'<article class="excerpt"><p class="badges">{ui.badge(call, "outcome")}</p>'
            f"{cards.quote(passage.text, passage.language)}"
            f"{cards.citation_of(contribution, passage.language)}</article>"
        )
        query = filters.query_of(Filters(), contribution=contribution.id, passage=passage.id)
        navigation.link("explore", "Read it in its contribution", query)


def _quotes(item: Item) -> None:
    """Show what the paper quotes below a statement that calls no note."""
    if item.is_own:
        ui.note("This paragraph is the drafter's own. To cite contributions, write their names, as in [C3].")
    elif not item.quotes and not item.notes:
        ui.note("This statement rests on counts; the paper quotes nothing for it.")
    for place, quote in enumerate(item.quotes):
        with st.container(key=f"card_quote_{place}", gap=None):
            st.html(
                f'<article class="excerpt">{cards.quote(quote.text, quote.language)}'
                f'<p class="citation" {ui.BIDI}>{ui.text(quote.by)}</p></article>'
            )
            if quote.cite is not None:
                query = filters.query_of(Filters(), contribution=quote.cite.contribution_id)
                navigation.link("explore", "Read it in its contribution", query)
