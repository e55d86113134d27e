"""How well a sentence can stand as a message: it claims something, briefly, and leans on nothing before.

    worth = claim + close of a paragraph + contrast + length - question - story - self - talking - leaning

The weights were set on two composed sessions and looked at once on a third; docs/method.md has the figures.
"""

from __future__ import annotations

from synthesis.community.messages.phrases import pattern
from synthesis.community.messages.speech import Sentence

BEST_LENGTH = range(7, 34)
USABLE_LENGTH = range(5, 50)


def worth(sentence: Sentence) -> float:
    """Return how well a sentence can stand as a message; below `WORTH_FROM` it should not."""
    text = sentence.text.replace("’", "'")
    n_words = len(text.split())
    return (
        (0.7 if pattern("strong_claim").search(text) else 0.0)
        + 0.25 * min(2, len(pattern("claim").findall(text)))
        + (0.5 if sentence.is_last and sentence.n_beside > 1 else 0.0)
        + (0.3 if pattern("contrast").search(text) else 0.0)
        + (0.6 if n_words in BEST_LENGTH else 0.0 if n_words in USABLE_LENGTH else -1.5)
        - (1.0 if text.endswith("?") else 0.0)
        - 0.25 * min(3, len(pattern("story").findall(text)))
        - (0.9 if pattern("about_oneself").search(text) else 0.0)
        - (0.8 if pattern("about_talking").search(text) else 0.0)
        - (0.3 if pattern("leaning").match(text) else 0.0)
        - (0.5 if pattern("order_of_points").search(text) else 0.0)
        - (0.6 if "--" in text or text.startswith(("...", "…")) or text.endswith("…") else 0.0)
    )


WORTH_FROM = 0.6
"""A sentence worth less is cited only where its speaker says nothing better on the subject."""
