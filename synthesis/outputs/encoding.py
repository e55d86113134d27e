"""Runs -> with which sentence encoder the passages were coded, in words.

>>> coded_with("small", "0123456789abcdef")
'Coded with the sentence encoder small (sha256 0123456789ab).'
"""

from __future__ import annotations

from collections.abc import Iterable

from synthesis.coding.encoder import NO_ENCODER
from synthesis.models import Run

GAINS = (
    ("macro F1", "on whole contributions by two other composers, with neighbours,", ".77", ".80"),
    ("macro F1", "on the gold set's test half", ".84", ".84"),
    ("the share of first themes right", "on another consultation, with the codebook only,", ".55", ".63"),
)
"""What an encoder is worth: the figure, its set, without one, with one. Measured as docs/method.md tells."""


def coded_with(name: str = NO_ENCODER, digest: str = "") -> str:
    """Say which encoder coded; where there was none, how to add one."""
    if name == NO_ENCODER:
        return (
            "Coded by words alone, without a sentence encoder. "
            "One can be added: python -m synthesis encoder install"
        )
    return f"Coded with the sentence encoder {name} (sha256 {digest[:12]})."


def encoder_sentence(runs: Iterable[Run]) -> str:
    """Say which encoder the last coding run used; empty where nothing was coded by a run."""
    coding = [run for run in runs if run.command == "code"]
    if not coding:
        return ""
    # A run of before there were encoders names none, and had none.
    name = dict(coding[-1].parameters).get("encoder", NO_ENCODER)
    return coded_with(name, dict(coding[-1].input_hashes).get("encoder", ""))


def gains_sentence() -> str:
    """Say what an encoder was measured to be worth."""
    gains = "; ".join(f"{where} {what} was {a} without and {b} with it" for what, where, a, b in GAINS)
    return f"Measured with an English encoder: {gains}."
