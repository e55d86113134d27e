"""Figures of agreement -> the sentence that stands on a paper which rests on proposals."""

from __future__ import annotations

from collections.abc import Mapping

from synthesis.coding.agreement import (
    CODERS,
    DOUBLED,
    ENOUGH_PASSAGES,
    LEAST_BETWEEN_PEOPLE,
    MACHINE,
    Evaluation,
    Verdict,
)
from synthesis.coding.measures import Agreement, Interval
from synthesis.outputs.phrases import counted

FEWEST_DOUBLED = 30
"""Of fewer passages that two people coded no figure is told: its interval would be wider than half of all."""


VERDICTS: Mapping[Verdict, str] = {
    "below": "Below what two people reach",
    "at": "About what two people reach",
    "above": "Above what two people reach",
}
CODER_WORDS = {
    **dict(zip(CODERS, ("coder 1", "coder 2", "the settled coding"), strict=True)),
    "first": "the first person",
    "second": "the second person",
    "settled": "the settled coding",
    MACHINE: "the machine",
}


def verdict_title(evaluation: Evaluation) -> str:
    """Say in a line how the machine stands beside two people, or why nothing can be said."""
    if evaluation.verdict == "too few":
        n = counted(evaluation.n_passages, "passage")
        return f"{n} are too few to say how good the coding is: {ENOUGH_PASSAGES} are the least."
    if evaluation.verdict == "apart":
        return (
            "The two coders do not agree enough with each other to measure the machine by them: "
            f"{_figure(evaluation.coders.macro_f1)}, all of it below {LEAST_BETWEEN_PEOPLE:.2f}"
        )
    reached = " and ".join(f"{each.macro_f1.value:.2f}" for each in evaluation.machine[:2])
    source = "found here" if evaluation.split == DOUBLED else "reported elsewhere"
    return f"{VERDICTS[evaluation.verdict]}: macro F1 {reached}, beside {evaluation.two_people:.2f} {source}"


def verdict_sentence(evaluation: Evaluation) -> str:
    """Say what a verdict rests on: the machine with each coder, the coders with each other, and the rule."""
    with_each = " and ".join(
        f"with {CODER_WORDS[each.first]} at {_interval(each.macro_f1)}" for each in evaluation.machine[:2]
    )
    rules: Mapping[Verdict, str] = {
        "below": "At least one interval lies below",
        "at": "The intervals do not all lie above",
        "above": "Both intervals lie above",
    }
    rule = rules.get(evaluation.verdict, "")
    said = (
        f"On {counted(evaluation.n_passages, 'passage')} the machine agrees {with_each}; the two coders "
        f"agree with each other at {evaluation.coders.macro_f1.value:.2f}."
    )
    return f"{said} {rule} the {evaluation.two_people:.2f} of two people." if rule else said


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
    return f"macro F1 {_interval(f1)}"


def _interval(f1: Interval) -> str:
    return f"{f1.value:.2f} (95 % interval {f1.low:.2f} to {f1.high:.2f})"
