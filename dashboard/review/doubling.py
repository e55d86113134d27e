"""Two people code a sample without seeing the machine or each other; then they settle where they differ."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import acting, data, person, ui
from dashboard.review.begun import Draft, verdict_words
from dashboard.review.judging import place_of, themes_to_choose
from synthesis.coding import double
from synthesis.coding.measures import Agreement
from synthesis.models import DoubleSample, Position, Theme
from synthesis.outputs.agreeing import FEWEST_DOUBLED
from synthesis.outputs.phrases import counted

PLACE = "doubling"
CODING, SETTLING = "blind_draft", "settling_draft"
"""Where the answer begun is kept."""
USUAL = 60


def panel(state: data.State) -> None:
    """Show the samples, how far each is, and what there is to do for the person who gives a name."""
    ui.section(
        "Coded twice by people",
        "Passages drawn by lot, coded by two people who see neither the machine nor each other. What they "
        "settle measures the machine, and it never learns from them.",
    )
    acting.told(PLACE)
    snapshot = data.records(state).snapshot
    _figures(state)
    if state.is_read_only:
        return
    reviewer = person.name()
    if not reviewer:
        ui.empty_state("Who is coding?", "Give your name above to draw a sample or to code one.")
        return
    open_ones = [sample for sample in snapshot.samples if _is_open(sample)]
    if not open_ones:
        _draw(state, reviewer)
        return
    _work(state, open_ones[-1], reviewer)


def _is_open(sample: DoubleSample) -> bool:
    found = double.doubled(sample)
    return len(found) < len(sample.passage_ids) or any(each.settled is None for each in found)


def _name(sample: DoubleSample) -> str:
    return sample.id.replace("sample-", "Draw ")


def _figures(state: data.State) -> None:
    snapshot = data.records(state).snapshot
    for sample in snapshot.samples:
        found = double.doubled(sample)
        n_settled = sum(each.settled is not None for each in found)
        ui.note(
            f"{_name(sample)}: {len(found)} of {counted(len(sample.passage_ids), 'passage')} coded by two "
            f"people, {n_settled} settled; drawn by {sample.drawn_by}, with {sample.codebook}."
        )
    figures = double.agreement(snapshot.samples, snapshot)
    if figures is None:
        return
    pairs = zip(("Two people", "Settled and machine"), figures, strict=True)
    rows = [_row(name, each) for name, each in pairs if each.n_passages >= FEWEST_DOUBLED]
    if len(rows) < len(figures):
        ui.note(
            f"Agreement is told from {FEWEST_DOUBLED} passages coded by two people on, and that of the "
            f"machine from {FEWEST_DOUBLED} settled ones on."
        )
    if not rows:
        return
    table = pd.DataFrame(rows)
    st.html(ui.html_table(table, "Agreement on passages of this store", numbers=list(table.columns[1:])))


def _row(name: str, figures: Agreement) -> dict[str, str]:
    f1 = figures.macro_f1
    return {
        "Between": name,
        "Passages": str(figures.n_passages),
        "Macro F1": f"{f1.value:.2f}",
        "95 % interval": f"{f1.low:.2f} to {f1.high:.2f}",
        "Alpha": "none" if figures.alpha is None else f"{figures.alpha:.2f}",
    }


def _draw(state: data.State, reviewer: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="draw"):
        n = st.number_input("Passages", 10, 500, USUAL, 10, key="draw_n", width=160)
        st.button(
            "Draw a sample", type="primary", on_click=_drawn, args=(state, reviewer, int(n)), key="draw_it"
        )
    ui.note(
        "The same share of every stakeholder group and of every theme proposed; reviewed passages stay out."
    )


def _drawn(state: data.State, reviewer: str, n: int) -> None:
    passage_ids = double.draw(data.records(state).snapshot, n)
    if not passage_ids:
        acting.tell(PLACE, "There is no passage left to draw.")
        return
    with acting.attempt(PLACE):
        data.store(state.url).draw_sample(passage_ids, reviewer)


def _work(state: data.State, sample: DoubleSample, reviewer: str) -> None:
    waiting = double.next_for(sample, reviewer)
    found = double.doubled(sample)
    differing = [each for each in found if each.settled is None]
    if _is_done(CODING, waiting) or _is_done(SETTLING, [each.passage_id for each in differing]):
        return
    if waiting:
        _code(state, sample, reviewer, waiting)
    elif differing:
        _settle(state, sample, reviewer, differing)
    elif len(found) < len(sample.passage_ids):
        ui.empty_state(
            "You have coded all of it.", "A second person codes the same passages under another name."
        )


def _is_done(kind: str, open_ids: Sequence[str]) -> bool:
    """Stop where others were faster with the passage begun: what is pressed next was meant for it alone."""
    draft = st.session_state.get(kind)
    if not isinstance(draft, Draft) or draft.passage_id in open_ids:
        return False
    ui.empty_state(
        "This passage is done.", "Others, or you in another window, have coded or settled it meanwhile."
    )
    st.button("Go on to the next", key="go_on_blind", on_click=_leave)
    return True


def _leave() -> None:
    for kind in (CODING, SETTLING):
        st.session_state.pop(kind, None)


def _code(state: data.State, sample: DoubleSample, reviewer: str, waiting: Sequence[str]) -> None:
    left = f"{counted(len(waiting), 'passage')} of {_name(sample).lower()} left for you."
    ui.note(f"{left} What you say is not changed later.")
    draft = _draft(CODING, waiting)
    st.html(place_of(data.records(state), draft.passage_id, marks=()))
    themes_to_choose(_asked(state, sample), draft, {})
    with st.container(horizontal=True, gap="small", key="blind_answer"):
        st.button(
            "Keep these themes",
            type="primary",
            shortcut="Enter",
            disabled=not draft.themes,
            key="keep_blind",
            on_click=_keep,
            args=(state, sample.id, draft.passage_id, dict(draft.themes), reviewer, False),
        )
        st.button(
            "None of the themes",
            shortcut="N",
            key="none_blind",
            on_click=_keep,
            args=(state, sample.id, draft.passage_id, {}, reviewer, False),
        )


def _draft(kind: str, open_ids: Sequence[str]) -> Draft:
    """Return the answer begun, on a passage that stays until it is kept; a new one is on the next."""
    draft = st.session_state.get(kind)
    if not isinstance(draft, Draft):
        draft = st.session_state[kind] = Draft(open_ids[0], 0)
    return draft


def _asked(state: data.State, sample: DoubleSample) -> list[Theme]:
    return [theme for theme in data.records(state).snapshot.codebook.themes if theme.id in sample.asked]


def _settle(
    state: data.State, sample: DoubleSample, reviewer: str, differing: Sequence[double.Doubled]
) -> None:
    """Show two codings side by side; either is taken, or a third is given."""
    ui.section(
        f"{counted(len(differing), 'passage')} to settle", "Two people differ. Talk it over, then say.", 3
    )
    draft = _draft(SETTLING, [each.passage_id for each in differing])
    case = next(each for each in differing if each.passage_id == draft.passage_id)
    names = {theme.id: theme.name for theme in data.records(state).snapshot.codebook.themes}
    st.html(place_of(data.records(state), case.passage_id, marks=()))
    for place, (side, coding) in enumerate(
        zip(st.columns(2), (case.first, case.second), strict=True), start=1
    ):
        with side:
            found = dict(coding.themes)
            st.html(
                f'<p class="said"><b {ui.BIDI}>{ui.text(coding.coder)}</b>: '
                f"{ui.text(verdict_words(found, names))}</p>"
            )
            st.button(
                "Take this",
                key=f"take_{place}",
                on_click=_keep,
                args=(state, sample.id, case.passage_id, found, reviewer, True),
            )
    with st.expander("Neither: say what it speaks of", key="neither"):
        themes_to_choose(_asked(state, sample), draft, {})
        st.button(
            "Settle so",
            key="settle_so",
            on_click=_keep,
            args=(state, sample.id, case.passage_id, dict(draft.themes), reviewer, True),
        )


def _keep(
    state: data.State,
    sample_id: str,
    passage_id: str,
    themes: dict[str, Position],
    reviewer: str,
    is_settlement: bool,
) -> None:
    with acting.attempt(PLACE):
        data.store(state.url).code_blind(sample_id, passage_id, themes, reviewer, is_settlement=is_settlement)
        _leave()
