"""How far the machine of a store, with what it has learnt there, agrees with the coders of the gold set."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from synthesis.coding.agreement import SHIPPED_GOLD, Evaluation, evaluate_gold, read_gold
from synthesis.coding.codebook import shipped_codebook
from synthesis.coding.double import agreement
from synthesis.coding.encoder import NO_ENCODER, Encoder
from synthesis.coding.reference import ReviewedPassage
from synthesis.models import Snapshot
from synthesis.outputs.agreeing import FEWEST_DOUBLED, gold_sentence, people_sentence
from synthesis.pipeline.manifest import digest
from synthesis.pipeline.remembering import theme_coder


def measured_on(
    snapshot: Snapshot, learnt: Sequence[ReviewedPassage] = (), encoder: Encoder | None = None
) -> str:
    """Return a hash of what `measure` rests on; while it stays the same, so do the figures."""
    return digest([snapshot.codebook, *learnt, encoder.digest if encoder else NO_ENCODER])


def measure(
    snapshot: Snapshot, learnt: Sequence[ReviewedPassage] = (), encoder: Encoder | None = None
) -> Evaluation | None:
    """Code the test half of the shipped gold set as the passages of this store were coded.

    Parameters
    ----------
    snapshot : Snapshot
    learnt : sequence of ReviewedPassage
        What the machine has learnt from people: `reviews_in_force`. Those that are in the gold set too are
        left out: nothing is measured on what it was taught with.
    encoder : Encoder, optional

    Returns
    -------
    Evaluation or None
        None where the codebook in force is not about the shipped themes, or the gold set is not there.
    """
    ids = [theme.id for theme in snapshot.codebook.themes]
    meant = {(theme.id, theme.definition) for theme in shipped_codebook().themes}
    in_force = {(theme.id, theme.definition) for theme in snapshot.codebook.themes}
    if not meant <= in_force or not SHIPPED_GOLD.is_file():
        return None
    gold = {each.passage.text.strip() for each in read_gold(SHIPPED_GOLD, ids, "all")}
    reviewed = [each for each in learnt if each.text.strip() not in gold]
    return evaluate_gold(SHIPPED_GOLD, lambda: theme_coder(snapshot.codebook, reviewed, encoder))


def agreement_words(snapshot: Snapshot, measured: Callable[[], Evaluation | None]) -> str:
    """Say in a sentence or two how far the machine agrees with people.

    People who coded passages of this store twice tell most; else the gold set does.

    Parameters
    ----------
    snapshot : Snapshot
    measured : callable
        Gives what `measure` gives; called only where it is needed, as it takes seconds.

    Returns
    -------
    str
        Empty where nobody can tell, and where everything is confirmed, so that nothing rests on the machine.
    """
    standing = [c for each in snapshot.assignments for c in each.codings if c.status != "rejected"]
    if all(coding.status == "accepted" for coding in standing):
        return ""
    doubled = agreement(snapshot.samples, snapshot)
    if doubled and doubled[1].n_passages >= FEWEST_DOUBLED:
        return people_sentence(*doubled)
    evaluation = measured()
    return gold_sentence(evaluation) if evaluation else ""
