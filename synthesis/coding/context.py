"""What stands around a passage that helps to read it: its question, and its neighbours in the paragraph.

>>> paragraph = Contribution("1", "Too many rooms. So we chose blindly.")
>>> contexts_of([paragraph], [Passage.of(paragraph, 0, 15), Passage.of(paragraph, 16, 36)])["1:16-36"].before
'Too many rooms.'
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from synthesis.coding.questions import question_of
from synthesis.corpus.segment import goes_on
from synthesis.models import Contribution, Passage


@dataclass(frozen=True, slots=True)
class Context:
    """The question that a short passage answers, and the passages before and after it in its paragraph.

    Each is the text, empty where there is none.
    """

    question: str = ""
    before: str = ""
    after: str = ""


NO_CONTEXT = Context()


def contexts_of(contributions: Iterable[Contribution], passages: Iterable[Passage]) -> dict[str, Context]:
    """Return the context of each passage that has one, by passage id.

    `passages` are all of those contributions; those of another contribution have none.
    """
    own: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        own[passage.contribution_id].append(passage)
    found: dict[str, Context] = {}
    for contribution in contributions:
        in_order = sorted(own.get(contribution.id, ()), key=lambda passage: passage.start)
        found |= _contexts(contribution, in_order)
    return found


def _contexts(contribution: Contribution, passages: Sequence[Passage]) -> dict[str, Context]:
    """Return the contexts in one contribution; its passages stand in order."""
    if len(passages) < 2 and not contribution.answers:
        return {}
    is_joined = [False, *goes_on(contribution, passages), False]
    texts = ["", *(passage.text for passage in passages), ""]
    contexts = {
        passage.id: Context(
            question_of(passage, contribution.answers),
            texts[at] if is_joined[at] else "",
            texts[at + 2] if is_joined[at + 1] else "",
        )
        for at, passage in enumerate(passages)
    }
    return {passage_id: context for passage_id, context in contexts.items() if context != NO_CONTEXT}
