"""What was sent: contributions and their passages, and what loading them had to tell."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from synthesis.models import Contribution, CopyGroup, Passage, Place, Problem, Run
from synthesis.store import contributing, reading, withdrawing
from synthesis.store.contributing import AddResult
from synthesis.store.verbs.transacting import Transacting, add_run, record


class CorpusVerbs(Transacting):
    """Read, add and forget contributions."""

    def contributions(self) -> tuple[Contribution, ...]:
        """Return every contribution, by id."""
        with self._read() as connection:
            found, answers = reading.fetch_contributions(connection), reading.fetch_answers(connection)
        with self._rules_kept():
            return reading.build_contributions(found, answers)

    def passages(self) -> tuple[Passage, ...]:
        """Return every passage, in the order of the contributions."""
        with self._read() as connection:
            contributions = reading.fetch_contributions(connection)
            found = reading.fetch_passages(connection)
        with self._rules_kept():
            return reading.build_passages(found, reading.build_contributions(contributions, ()))

    def problems(self) -> tuple[Problem, ...]:
        """Return what loads had to tell, the oldest first."""
        with self._read() as connection:
            return reading.read_problems(connection)

    def preview_contributions(
        self, contributions: Sequence[Contribution], places: Mapping[str, Place] | None = None
    ) -> AddResult:
        """Return what `add_contributions` would come to now; nothing is stored."""
        with self._read() as connection:
            return contributing.preview_contributions(connection, contributions, places or {})

    def add_contributions(
        self,
        contributions: Sequence[Contribution],
        passages: Sequence[Passage],
        copies: Sequence[CopyGroup] | None = None,
        *,
        compared: Collection[str] | None = None,
        places: Mapping[str, Place] | None = None,
        problems: Sequence[Problem] = (),
        run: Run | None = None,
    ) -> AddResult:
        """Store what is new; merge what is there already; refuse an id that says something else.

        Parameters
        ----------
        contributions, passages : sequences
            Passages of contributions that are not new are left aside.
        copies : sequence, optional
            The copy groups of all that is stored afterwards; None leaves them as they are.
        compared : collection of str, optional
            The ids of the contributions that `copies` rests on, to find what was stored meanwhile.
        places : mapping, optional
            Where each contribution stood, by its id, to be named if it is refused.
        problems : sequence, optional
            What reading the files had to tell, kept beside the refusals of this call.
        run : Run, optional
            The manifest, kept if anything was stored.

        Raises
        ------
        ConflictError
            If contributions are stored that were not `compared`; nothing is stored then.
        """
        with self._write() as connection:
            result = contributing.add_contributions(
                connection, contributions, passages, copies, compared, places or {}, run.id if run else ""
            )
            noted = contributing.add_problems(connection, [*problems, *result.problems])
            if result.loaded and run is not None:
                add_run(connection, run)
            if result.loaded or noted:
                record(connection, f"{result.loaded_words}, noted {noted} problems")
        return result

    def forget_contributor(self, contribution_id: str, by: str) -> None:
        """Blank the personal name of a contribution for good; the change says that, not the name."""
        with self._write() as connection:
            was_withdrawn = withdrawing.forget_contributor(connection, contribution_id)
            is_stored = not was_withdrawn or contributing.is_stored(connection, contribution_id)
            if (is_stored and contributing.forget_contributor(connection, contribution_id)) or was_withdrawn:
                record(connection, f"Forgot the name of the contributor of {contribution_id}", by)
