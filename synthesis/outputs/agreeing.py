"""Figures of agreement -> the sentence that stands on a paper which rests on proposals."""

from __future__ import annotations

from synthesis.coding.agreement import Evaluation
from synthesis.coding.measures import Agreement, Interval
from synthesis.outputs.phrases import counted

FEWEST_DOUBLED = 30
"""Of fewer passages that two people coded no figure is told: its interval would be wider than half of all."""


def people_sentence(people: Agreement, machine: Agreement) -> str:
    """Tell how far the program agrees with what two people settled on passages of this store."""
    return (
        f"On {counted(machine.n_passages, 'passage')} of this store that two people coded, the themes of the "
        f"program agree with what they settled at {_figure(machine.macro_f1)}; the two people agree with "
        f"each other at {people.macro_f1.value:.2f}.{_positions_sentence(machine)}"
    )


def gold_sentence(evaluation: Evaluation) -> str:
    """Tell how far it agrees with the settled coding of the gold set, and what that is worth."""
    return (
        f"On {counted(evaluation.n_passages, 'passage')} of the gold set that nothing was learnt from, the "
        f"themes of the program agree with the settled coding at {_figure(evaluation.machine[-1].macro_f1)}."
        f"{_positions_sentence(evaluation.machine[-1])} That set was composed for this project and coded by "
        "automated readers; on real submissions expect less."
    )


def _positions_sentence(machine: Agreement) -> str:
    """Tell how far positions can be trusted, which is less; empty where nothing was compared."""
    if machine.position_kappa is None:
        return ""
    return (
        f" On {counted(machine.n_positions, 'theme')} that both found, positions agree at kappa "
        f"{machine.position_kappa:.2f} (1 is full agreement, 0 chance): who is for or against is the "
        "program's reading until a person confirms it."
    )


def _figure(f1: Interval) -> str:
    return f"macro F1 {f1.value:.2f} (95 % interval {f1.low:.2f} to {f1.high:.2f})"
