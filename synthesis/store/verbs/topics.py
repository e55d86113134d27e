"""Topics beyond the codebook, and what people decided about them."""

from __future__ import annotations

from collections.abc import Sequence

from synthesis.models import Codebook, Run, Topic, TopicDecision
from synthesis.store import coding as codings
from synthesis.store import topics
from synthesis.store.verbs.transacting import Transacting, add_run, now, record


class TopicVerbs(Transacting):
    """Keep the topics of a search and the decisions about them."""

    def save_topics(self, found: Sequence[Topic], run: Run) -> None:
        """Put the topics of a search in the place of the last one's; what people decided stays."""
        with self._write() as connection:
            topics.replace_topics(connection, found)
            add_run(connection, run)
            record(connection, f"Found {len(found)} topics beyond codebook {run.codebook_version}")

    def decide_topic(
        self, decision: TopicDecision, base_version: int, codebooks: tuple[Codebook, Codebook] | None = None
    ) -> int:
        """Keep what a person decided about a topic, and the codebook that comes of it; return its version.

        Parameters
        ----------
        decision : TopicDecision
            Its `version` and `at` are set here.
        base_version : int
            The version of the topic that the person has seen.
        codebooks : tuple of two Codebook, optional
            The one in force, and the next version made from it, put in force in the same transaction.

        Raises
        ------
        ConflictError
            If the topic was decided about since, a later search left it out, or the codebook in force is
            another by now.
        StoreError
            If the theme or topic that it goes into is not there.
        """
        with self._write() as connection:
            at = now()
            if codebooks is not None:
                codings.save_next_codebook(connection, *codebooks, at)
            version = topics.add_decision(connection, decision, base_version, at)
            record(connection, f"Topic {decision.topic_id} {decision.verdict}", decision.by)
        return version
