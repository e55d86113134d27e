"""How well a sentence can stand as a message: it claims something, briefly, and leans on nothing before.

    worth = claim + close of a paragraph + contrast + length + how late in what somebody says
            - question - story - self - talking - leaning

People come to their point late, and a sentence of some length says more than a short one. The weights were
set on two composed sessions and looked at once on a third; docs/method-community.md has the figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from synthesis.community.messages.phrases import pattern
from synthesis.community.messages.speech import Sentence

LATE = 1.0
"""Weight of how late a sentence comes in its turn: 1 for the last one."""

FULL = 0.5
"""Weight of a length of `FULL_LENGTH` words or more; less in proportion."""

FULL_LENGTH = 20

BEST_LENGTH = range(7, 34)
USABLE_LENGTH = range(5, 50)


def worths(sentences: Sequence[Sentence]) -> list[float]:
    """Return how well each sentence of a session can be cited for a message, in their order."""
    n_of_turn = Counter(each.turn for each in sentences)
    n_so_far: Counter[int] = Counter()
    found = []
    for each in sentences:
        n_so_far[each.turn] += 1
        length = min(len(each.text.split()), FULL_LENGTH) / FULL_LENGTH
        found.append(worth(each) + LATE * n_so_far[each.turn] / n_of_turn[each.turn] + FULL * length)
    return found


def worth(sentence: Sentence) -> float:
    """Return how well the words of a sentence can stand as a message."""
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


WORTH_FROM = 1.6
"""A sentence worth less is not cited."""
