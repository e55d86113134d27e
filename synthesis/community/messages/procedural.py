"""Whether a sentence keeps a session going rather than says something of its subject.

    score = strong cues * 2 + weak cues + speaker keeps the order - claims

From `PROCEDURAL_FROM` on it is procedural. The cues are those of rooms, of sound and screens, of whose turn
it is, of time, of thanks and greetings; French and Spanish have fewer. Measured in tests/benchmarks.
"""

from __future__ import annotations

from synthesis.community.messages.phrases import pattern

PROCEDURAL_FROM = 2


def procedural_score(sentence: str, *, is_order: bool = False) -> int:
    """Return how much speaks for a sentence being procedural."""
    flat = " ".join(sentence.replace("’", "'").split())
    strong, weak, claims = (
        len(pattern(f"procedural_{kind}").findall(flat)) for kind in ("strong", "weak", "not")
    )
    return 2 * strong + weak + is_order - claims


def is_procedural(sentence: str, *, is_order: bool = False) -> bool:
    """Whether a sentence keeps the session going.

    >>> is_procedural("Your microphone, please."), is_procedural("Nobody counts the women.")
    (True, False)
    """
    return procedural_score(sentence, is_order=is_order) >= PROCEDURAL_FROM
