"""A table of texts -> a table of codings, without a store.

Whatever the length of the file, memory holds the rows under way and a number for each id.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from synthesis.coding.answered import Answered
from synthesis.coding.assign import ThemeCoder
from synthesis.coding.codebook import shipped_codebook
from synthesis.coding.context import NO_CONTEXT, Context, contexts_of
from synthesis.coding.encoder import NO_ENCODER
from synthesis.coding.lengthy import assign_by_parts
from synthesis.coding.notices import codebook_notices, outcome_notices
from synthesis.coding.reference import ReviewedPassage
from synthesis.corpus.load import OnProgress
from synthesis.corpus.segment import segment
from synthesis.engine import map_partitions, partitioned
from synthesis.models import Assignment, Codebook, Coding, Contribution, Passage, Problem, Span
from synthesis.pipeline.encoders import find_encoder
from synthesis.pipeline.remembering import theme_coder
from synthesis.pipeline.tabular import Row, check_format, open_writer, read_rows

COLUMNS: tuple[tuple[str, type], ...] = (
    ("contribution_id", str),
    ("passage_id", str),
    ("start", int),
    ("end", int),
    ("theme", str),
    ("score", float),
    ("position", str),
    ("status", str),
    ("evidence", str),
    ("evidence_at", str),
    ("position_at", str),
)
"""Of the output; `evidence` holds the words that spoke for the theme, parted by `EVIDENCE_SEPARATOR`.

`evidence_at` and `position_at` tell where the words stand that spoke for the theme and for the position: like
`start` and `end`, characters of the row's text, "74-81 109-123".
"""

EVIDENCE_SEPARATOR = "; "
NO_EVIDENCE = ("", "", "")
PARTITION = 1_000

Line = tuple[str, str, int, int, str, float, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class FileReport:
    """What coding a file came to: `received == loaded + refused`, passages = coded + none + undecided.

    `notes` are sentences on the codebook: what contradicts itself, which theme is in all passages or in none.
    """

    received: int
    loaded: int
    refused: int
    passages: int
    coded: int
    none: int
    undecided: int
    codings: int
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    encoder: str = NO_ENCODER

    def as_dict(self) -> dict[str, Any]:
        """Return what `code --input --output --json` prints."""
        counts = ("received", "loaded", "refused", "passages", "coded", "none", "undecided", "codings")
        return {name: getattr(self, name) for name in counts} | {
            "problems": [problem.as_dict() for problem in self.problems],
            "notes": list(self.notes),
            "encoder": self.encoder,
        }


@dataclass(slots=True)
class _Coded:
    """One partition's share of the result."""

    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    """Passages with each theme."""


@dataclass(frozen=True, slots=True)
class _FileCoder:
    """Codes one partition of rows; sent to each worker once."""

    coder: ThemeCoder
    file: str
    are_passages: bool
    answered: Answered

    def __call__(self, rows: Sequence[Row]) -> _Coded:
        coded = _Coded(counts=Counter(received=len(rows)))
        cut: list[tuple[str, list[Passage]]] = []
        contexts: dict[str, Context] = {}
        for row in rows:
            if row.fault:
                coded.problems.append(Problem(self.file, row.fault, row.number, "id", is_refusal=True))
            else:
                cut.append((row.id, list(self._passages(row))))
                contexts |= self._contexts(row, cut[-1][1])
        every = [passage for _, passages in cut for passage in passages]
        around = [contexts.get(passage.id, NO_CONTEXT) for passage in every]
        assigned = iter(self._answers(every, self._assigned(every, around), coded))
        for contribution_id, passages in cut:
            coded.lines.extend(_lines(contribution_id, passages, assigned, coded, self.are_passages))
        return coded

    def _assigned(self, passages: Sequence[Passage], around: Sequence[Context]) -> Iterable[Assignment]:
        if self.are_passages:
            return assign_by_parts(self.coder, passages)
        return self.coder.assign(passages, around)

    def _answers(
        self, passages: Sequence[Passage], assigned: Iterable[Assignment], coded: _Coded
    ) -> Iterator[Assignment]:
        """Yield what people said of a passage, else what the machine did."""
        for passage, machine in zip(passages, assigned, strict=True):
            said = self.answered.of(passage, machine)
            coded.counts["confirmed"] += said is not None
            yield said or machine

    def _contexts(self, row: Row, passages: Sequence[Passage]) -> dict[str, Context]:
        is_alone = self.are_passages or len(passages) < 2
        return {} if is_alone else contexts_of([Contribution(id=row.id, text=row.text)], passages)

    def _passages(self, row: Row) -> Iterator[Passage]:
        if not row.text.strip():
            return
        if self.are_passages:
            yield Passage(row.id, row.id, 0, len(row.text), row.text)
        else:
            yield from segment(Contribution(id=row.id, text=row.text))


def checked_rows(rows: Iterable[Row]) -> Iterator[Row]:
    """Mark rows without an id or with that of an earlier one, under which passages would be two."""
    seen: set[int] = set()
    for row in rows:
        key = int.from_bytes(hashlib.blake2b(row.id.encode("utf-8", "surrogatepass"), digest_size=8).digest())
        if not row.id:
            yield replace(row, fault="The row has no id and was left out.")
        elif key in seen:
            yield replace(row, fault=f"The id {row.id!r} stands in an earlier row; this one was left out.")
        else:
            seen.add(key)
            yield row


def _lines(
    contribution_id: str,
    passages: Sequence[Passage],
    assigned: Iterator[Assignment],
    coded: _Coded,
    are_passages: bool,
) -> Iterator[Line]:
    coded.counts["passages"] += len(passages)
    for passage in passages:
        assignment = next(assigned)
        coded.counts[assignment.outcome] += 1
        coded.counts["codings"] += len(assignment.codings)
        coded.found.update(coding.theme_id for coding in assignment.codings)
        yield from _lines_of_passage(passage, assignment)
    if not passages:  # a text without words: one line says so, as nothing disappears
        passage_id = contribution_id if are_passages else f"{contribution_id}:0-0"
        coded.counts.update(("passages", "none"))
        yield (contribution_id, passage_id, 0, 0, "", 0.0, "", "none", *NO_EVIDENCE)


def _lines_of_passage(passage: Passage, assignment: Assignment) -> Iterator[Line]:
    place = (passage.contribution_id, passage.id, passage.start, passage.end)
    for coding in assignment.codings:
        found = _words(passage, coding), _at(passage, coding.evidence), _at(passage, coding.position_evidence)
        status = "confirmed" if coding.status == "accepted" else coding.status
        yield (*place, coding.theme_id, coding.score, coding.position, status, *found)
    if assignment.outcome == "undecided":
        yield (*place, assignment.nearest_theme, assignment.nearest_score, "", "undecided", *NO_EVIDENCE)
    elif assignment.outcome == "none":
        yield (*place, "", 0.0, "", "none", *NO_EVIDENCE)


def _words(passage: Passage, coding: Coding) -> str:
    return EVIDENCE_SEPARATOR.join(passage.text[span.start : span.end] for span in coding.evidence)


def _at(passage: Passage, spans: Sequence[Span]) -> str:
    return " ".join(f"{passage.start + span.start}-{passage.start + span.end}" for span in spans)


def code_file(
    source: Path,
    target: Path,
    *,
    codebook: Codebook | None = None,
    are_passages: bool = False,
    reviewed: Sequence[ReviewedPassage] = (),
    on_progress: OnProgress | None = None,
    workers: int = 1,
    encoder: str = "",
) -> FileReport:
    """Code a CSV or Parquet file with the columns `id` and `text` into another.

    Parameters
    ----------
    source, target : Path
        CSV, TSV or Parquet by their endings; the same input gives the same bytes. Of rows with one id the
        first is coded and the others are refused.
    codebook : Codebook, optional
        The shipped one if not given.
    are_passages : bool, optional
        Take each row as one passage instead of cutting it.
    reviewed : sequence of ReviewedPassage, optional
        Passages with themes confirmed by people, to learn from; the same words take their answer.
    on_progress : callable, optional
        Called with (rows done, 0, what): the length of a stream is not known.
    workers : int, optional
        Processes; the output is the same for any number.
    encoder : str, optional
        As in `find_encoder`.

    Raises
    ------
    UnreadableFileError
        If the input cannot be read as such a table; no output is written then.
    InputError
        If the output cannot be written, or what people reviewed has a theme that the codebook lacks.
    """
    check_format(source)
    check_format(target)
    scheme = codebook or shipped_codebook()
    used = find_encoder(encoder)
    coder = theme_coder(scheme, reviewed, used)
    code = _FileCoder(coder, source.name, are_passages, Answered(reviewed))
    counts: Counter[str] = Counter()
    found: Counter[str] = Counter()
    problems: list[Problem] = []
    rows = checked_rows(read_rows(source, lambda reason: problems.append(Problem(source.name, reason))))
    with open_writer(target, COLUMNS) as writer:
        for coded in map_partitions(code, partitioned(rows, PARTITION), workers):
            writer.write(coded.lines)
            counts.update(coded.counts)
            found.update(coded.found)
            problems.extend(coded.problems)
            if on_progress:
                on_progress(counts["received"], 0, "Coding rows")
    names = {theme.id: theme.name for theme in scheme.themes}
    notes = (
        *codebook_notices(scheme),
        *outcome_notices(names, found, counts["passages"]),
        *_answered_notices(counts["confirmed"], counts["passages"]),
    )
    return replace(_report(counts, problems, notes), encoder=used.name if used else NO_ENCODER)


def _answered_notices(n: int, n_passages: int) -> tuple[str, ...]:
    if not n:
        return ()
    have = "has" if n == 1 else "have"
    return (f"{n:,} of {n_passages:,} passages {have} the words of a reviewed one and its answer.",)


def _report(counts: Counter[str], problems: Sequence[Problem], notes: tuple[str, ...]) -> FileReport:
    n_refused = sum(problem.is_refusal for problem in problems)
    return FileReport(
        received=counts["received"],
        passages=counts["passages"],
        coded=counts["coded"],
        none=counts["none"],
        undecided=counts["undecided"],
        codings=counts["codings"],
        loaded=counts["received"] - n_refused,
        refused=n_refused,
        problems=tuple(problems),
        notes=notes,
    )
