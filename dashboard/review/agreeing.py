"""How far the machine agrees with coders, on which passages, and what that is worth."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import data, ui
from synthesis.coding import double, review
from synthesis.coding.agreement import DOUBLED, HOW_GOLD_WAS_MADE, WHAT_PEOPLE_REACH, Evaluation
from synthesis.coding.measures import Agreement, ThemeAgreement
from synthesis.models import Snapshot
from synthesis.outputs import narrative
from synthesis.outputs.agreeing import (
    CODER_WORDS,
    FEWEST_DOUBLED,
    VERDICTS,
    people_sentence,
    verdict_sentence,
    verdict_title,
)
from synthesis.outputs.encoding import coded_with, gains_sentence
from synthesis.outputs.phrases import counted


def panel(state: data.State) -> None:
    """Show the figures, theme by theme, and what they mean."""
    snapshot = data.records(state).snapshot
    people = double.evaluation(snapshot.samples, snapshot)
    with st.spinner("Coding the gold set"):
        gold = data.quality(state)
    shown = people if people and people.verdict != "too few" else gold
    if shown is None:
        ui.empty_state(
            "There is no gold set for this codebook.",
            "The one that ships speaks of the shipped themes. The reviews below tell how proposals fare.",
        )
    elif shown is gold and (misfit := narrative.misfit_sentence(data.whole(state))):
        ui.warning(
            f"{misfit} The figures below are of a gold set that has little to do with these contributions: "
            "they say nothing of how good the coding is here."
        )
    else:
        _banner(shown)
    if people and shown is not people and people.machine[-1].n_passages >= FEWEST_DOUBLED:
        ui.note(f"{people_sentence(people.coders, people.machine[-1])} {verdict_title(people)}")
    if shown is not None:
        _agreement(snapshot, shown)
    _reviews(snapshot)
    _encoder(state)


def _encoder(state: data.State) -> None:
    """Say with which sentence encoder the store was coded; without one, what one would be worth."""
    said = data.coded_with(state)
    if said != coded_with():
        ui.note(said)
        return
    ui.section("What it was coded with")
    ui.note(
        "By words alone. A sentence encoder, which whoever runs this dashboard can add, finds more of the "
        "passages that say a thing in other words."
    )
    with st.expander("What it was measured to be worth, and how it is added", key="encoder"):
        ui.note(f"{gains_sentence()} {said}")


def _banner(evaluation: Evaluation) -> None:
    """Say in one of three states how the machine stands beside two people; else why nothing can be said."""
    if evaluation.verdict not in VERDICTS:
        ui.note(verdict_title(evaluation))
        return
    caveat = "" if evaluation.split == DOUBLED else f"{HOW_GOLD_WAS_MADE} {WHAT_PEOPLE_REACH}"
    st.html(
        f'<div class="verdict {evaluation.verdict}" role="status">'
        f'<p class="verdict-title">{ui.text(verdict_title(evaluation))}</p>'
        f"<p>{ui.text(verdict_sentence(evaluation))}</p><p>{ui.text(caveat)}</p></div>"
    )


def _agreement(snapshot: Snapshot, evaluation: Evaluation) -> None:
    ui.section("Who agrees with whom", "The machine beside each coder, and the coders beside each other.")
    *with_each, settled = evaluation.machine
    is_told = settled.n_passages >= FEWEST_DOUBLED
    pairs = [evaluation.coders, *with_each, *([settled] if is_told else [])]
    table = pd.DataFrame([_pair(pair) for pair in pairs])
    st.html(ui.html_table(table, "Agreement, pair by pair", numbers=list(table.columns[1:]), is_stacked=True))
    if is_told:
        _themes(snapshot, settled)
    else:
        ui.note(
            f"{settled.n_passages} of {counted(evaluation.n_passages, 'passage')} are settled; the machine "
            f"is set beside what was settled, theme by theme, from {FEWEST_DOUBLED} on."
        )
    with st.expander("What the figures mean", key="meaning"):
        st.html(_MEANINGS)


def _themes(snapshot: Snapshot, settled: Agreement) -> None:
    ui.section("Theme by theme", "The machine against the settled coding.")
    names = {theme.id: theme.name for theme in snapshot.codebook.themes}
    themes = pd.DataFrame([_theme(each, names) for each in settled.themes])
    caption = f"The machine, theme by theme, on {counted(settled.n_passages, 'settled passage')}"
    st.html(ui.html_table(themes, caption, numbers=list(themes.columns[1:]), is_stacked=True))
    ui.download(themes, "quality.csv")


_MEANINGS = """<dl class="facts key">
<div><dt>Precision</dt><dd>Of the passages that the machine gave the theme, the part that carries it.</dd>
</div>
<div><dt>Recall</dt><dd>Of the passages that carry the theme, the part that the machine gave it.</dd></div>
<div><dt>F1</dt><dd>Both in one figure, their harmonic mean; macro F1 is the mean over the themes.</dd></div>
<div><dt>Kappa, alpha</dt><dd>Agreement beyond what chance would give (Cohen, Krippendorff): 1 is full
agreement, 0 is chance.</dd></div>
<div><dt>Interval</dt><dd>Where the figure lies in 95 of 100 resamples of the passages.</dd></div></dl>"""


def _pair(pair: Agreement) -> dict[str, str]:
    f1 = pair.macro_f1
    return {
        "Between": f"{CODER_WORDS[pair.first].capitalize()} and {CODER_WORDS[pair.second]}",
        "Passages": str(pair.n_passages),
        "Macro F1": f"{f1.value:.2f}",
        "95 % interval": f"{f1.low:.2f} to {f1.high:.2f}",
        "Alpha": _figure(pair.alpha),
        "Kappa on positions": _figure(pair.position_kappa),
        "Positions compared": str(pair.n_positions),
    }


def _theme(each: ThemeAgreement, names: dict[str, str]) -> dict[str, str]:
    return {
        "Theme": names.get(each.theme_id, each.theme_id),
        "Settled": str(each.n_first),
        "Machine": str(each.n_second),
        "Precision": _figure(each.precision),
        "Recall": _figure(each.recall),
        "F1": _figure(each.f1),
        "Kappa": _figure(each.kappa),
        "Alpha": _figure(each.alpha),
    }


def _figure(value: float | None) -> str:
    return "none" if value is None else f"{value:.2f}"


def _reviews(snapshot: Snapshot) -> None:
    """Tell how the proposals fared that people of this store have looked at."""
    done = review.progress(snapshot)
    ui.section("On the passages of this store")
    if not done.n_reviewed:
        ui.note("Nobody has reviewed a passage here yet. Each review tells how good the proposals are.")
        return
    ui.note(
        f"For {done.n_agreed} of {counted(done.n_reviewed, 'reviewed passage')} the machine had proposed the "
        f"very themes that people found; {done.n_reviewed:,} of {counted(done.n_passages, 'passage')} are "
        "reviewed, most of them chosen because the machine was unsure."
    )
