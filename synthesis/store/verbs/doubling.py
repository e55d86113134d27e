"""Passages that two people code without seeing each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from synthesis.models import Position
from synthesis.store import doubling
from synthesis.store.verbs.transacting import Transacting, now, record


class DoublingVerbs(Transacting):
    """Draw samples; keep what each person found."""

    def draw_sample(self, passage_ids: Sequence[str], drawn_by: str) -> str:
        """Store passages that two people are to code without seeing each other; return the sample's id."""
        with self._write() as connection:
            sample_id = doubling.add_sample(connection, passage_ids, drawn_by, now())
            record(connection, f"Drew {len(passage_ids)} passages to be coded twice ({sample_id})", drawn_by)
        return sample_id

    def code_blind(
        self,
        sample_id: str,
        passage_id: str,
        themes: Mapping[str, Position],
        coder: str,
        *,
        is_settlement: bool = False,
    ) -> None:
        """Keep what a person found in a passage of a sample, or what was settled where two differed.

        Raises
        ------
        ConflictError
            If this person has coded it, two others have, or it is settled.
        """
        with self._write() as connection:
            doubling.add_blind_coding(
                connection, sample_id, passage_id, themes, coder, now(), is_settlement=is_settlement
            )
            what = "Settled" if is_settlement else "Coded blind"
            record(connection, f"{what} {passage_id} ({sample_id})", coder)
