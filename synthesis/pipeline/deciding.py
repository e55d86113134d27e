"""What people decide about topics; where a theme comes of it, the store is coded anew with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from synthesis.coding.topics import standing
from synthesis.coding.topics.promotion import with_more_phrases, with_new_theme, without_addition
from synthesis.errors import StoreError
from synthesis.models import Codebook, Phrase, Run, Topic, TopicDecision
from synthesis.pipeline.discovering import code_and_discover
from synthesis.pipeline.encoders import encoder_in_force
from synthesis.store import Store


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a person took over from a topic: its terms as keywords, its passages (by id) as examples."""

    keywords: tuple[str, ...] = ()
    passage_ids: tuple[str, ...] = ()


def promote_topic(
    store: Store, topic: Topic, name: str, definition: str, confirmed: Confirmed, by: str
) -> Run:
    """Make a topic a theme of the next version of the codebook, and code everything with it.

    What people have reviewed stays as it is.

    Parameters
    ----------
    topic : Topic
        As the person has seen it; its `version` must still be the newest.

    Returns
    -------
    Run
        The manifest of the coding.

    Raises
    ------
    CodebookError
        If the theme cannot be in the codebook: no name, no definition, a name that is taken.
    ConflictError
        If the topic was decided about since, or a later search left it out.
    """
    encoder_in_force(store)  # fails before anything is kept, if coding would
    before = store.codebook()
    book, theme_id = with_new_theme(
        before, name, definition, _keywords(confirmed), _examples(store, confirmed)
    )
    decision = TopicDecision(topic.id, topic.version + 1, "promoted", by, theme_id=theme_id)
    store.decide_topic(decision, topic.version, (before, book))
    return code_and_discover(store)


def merge_into_theme(store: Store, topic: Topic, theme_id: str, confirmed: Confirmed, by: str) -> Run:
    """Give what a person confirmed of a topic to a theme that is there, and code everything with it.

    Raises
    ------
    StoreError
        If there is no such theme, or nothing new was confirmed.
    ConflictError
        If the topic was decided about since, or a later search left it out.
    """
    encoder_in_force(store)  # as above
    before = store.codebook()
    if theme_id not in {theme.id for theme in before.themes}:
        raise StoreError(f"There is no theme {theme_id!r} in the codebook.")
    book = with_more_phrases(before, theme_id, _keywords(confirmed), _examples(store, confirmed))
    if book == before:
        raise StoreError(
            "Nothing of this topic would be new to the theme.",
            hint="Choose at least one term or passage that the theme does not have, or dismiss the topic.",
        )
    decision = TopicDecision(topic.id, topic.version + 1, "merged", by, theme_id=theme_id)
    store.decide_topic(decision, topic.version, (before, book))
    return code_and_discover(store)


def merge_into_topic(store: Store, topic: Topic, into: str, by: str) -> None:
    """Join a topic to another one, which waits for a decision with the passages of both."""
    decision = TopicDecision(topic.id, topic.version + 1, "merged", by, into_topic=into)
    store.decide_topic(decision, topic.version)


def dismiss_topic(store: Store, topic: Topic, reason: str, by: str) -> None:
    """Put a topic aside with a reason; a later search that finds it again leaves it there."""
    if not reason.strip():
        raise StoreError("A topic is dismissed with a reason.", hint="Say in a few words why.")
    decision = TopicDecision(topic.id, topic.version + 1, "dismissed", by, reason=reason)
    store.decide_topic(decision, topic.version)


def undo_decision(store: Store, topic: Topic, by: str) -> None:
    """Take the decision about a topic back.

    What came of it in the codebook is taken out in a next version, and everything is coded with that; what
    else has changed there since stays, and so do all reviews: `standing.orphaned_reviews` tells which gave a
    theme that is gone.

    Raises
    ------
    StoreError
        If other topics were added to the theme since.
    ConflictError
        If somebody has decided about the topic or changed the codebook meanwhile.
    """
    undone = TopicDecision(topic.id, topic.version + 1, "undone", by)
    if topic.decision is None or not topic.decision.theme_id:
        store.decide_topic(undone, topic.version)
        return
    before = store.codebook()  # first: what is added after this is a conflict
    if others := standing.added_since(topic, store.snapshot().topics):
        raise StoreError(
            f"Other topics were added to this theme since: {', '.join(other.name for other in others)}.",
            hint="Undo those decisions first.",
        )
    encoder_in_force(store)  # as above
    book = _without(store, before, topic.decision)
    store.decide_topic(undone, topic.version, (before, book) if book != before else None)
    code_and_discover(store)


def _without(store: Store, current: Codebook, decision: TopicDecision) -> Codebook:
    """Take what a decision put into the codebook out of it; the store tells what that was."""
    books = [book for at, book in store.codebook_history() if decision.at and at <= decision.at]
    before, after = books[-2:]
    return without_addition(current, before, after, decision.theme_id)


def _keywords(confirmed: Confirmed) -> tuple[Phrase, ...]:
    return tuple(Phrase(text) for text in confirmed.keywords)


def _examples(store: Store, confirmed: Confirmed) -> Sequence[Phrase]:
    wanted = {passage.id: passage for passage in store.passages() if passage.id in confirmed.passage_ids}
    return [
        Phrase(" ".join(wanted[each].text.split()), wanted[each].language)
        for each in confirmed.passage_ids
        if each in wanted
    ]
