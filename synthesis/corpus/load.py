"""Paths -> contributions: tables and folders or single documents, with an account of what became of each.

loaded = load(["inputs/2017"], cycle=2017)
loaded.received == len(loaded.contributions) + loaded.merged + loaded.refused
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from synthesis.corpus.accounting import check_account
from synthesis.corpus.documents import record_of_document, record_of_parts
from synthesis.corpus.fieldmap import FieldMap
from synthesis.corpus.intake import advice_on
from synthesis.corpus.paragraphs import count_words
from synthesis.corpus.readers import DOCUMENT_SUFFIXES
from synthesis.corpus.records import Record, is_label, make_contribution
from synthesis.corpus.rows import RowReport, records_of_table
from synthesis.corpus.sources import Source, find_sources, gather_parts
from synthesis.corpus.spellings import spelt_alike
from synthesis.corpus.tables import TABLE_SUFFIXES, read_tables
from synthesis.errors import InputError
from synthesis.models import CYCLES, SENT_FIELDS, Contribution, Place, Problem

OnProgress = Callable[[int, int, str], None]
"""Called with the files done, the files in all, and the one in hand."""


_HOW_TO_NAME = (
    "Head it 'Organisation' if it is one; if it is a person's, say yes under 'Consent to publish name'."
)
_LABEL_WORDS = 5
"""Words of a text that can be a label of a form."""

_KNOWN = ", ".join(sorted(ending.lstrip(".").upper() for ending in TABLE_SUFFIXES | DOCUMENT_SUFFIXES))


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of everything that was received; nothing disappears.

    `merged` counts records that were there already, `refused` those that could not be used; each has a
    problem that says why. A file that cannot be read counts as one. `places` has the place of each
    contribution by its id, for what the store may have to say of it; `earlier`, by the same id, how versions
    before read it, where that differs.
    """

    contributions: tuple[Contribution, ...]
    problems: tuple[Problem, ...]
    received: int
    merged: int
    refused: int
    places: Mapping[str, Place] = field(default_factory=dict)
    earlier: Mapping[str, Contribution] = field(default_factory=dict)

    def __post_init__(self) -> None:
        n_loaded = len(self.contributions)
        check_account(self.received, loaded=n_loaded, merged=self.merged, refused=self.refused)


def load(
    paths: Sequence[Path | str],
    *,
    field_map: FieldMap | None = None,
    cycle: int | None = None,
    today: date | None = None,
    on_progress: OnProgress | None = None,
) -> Loaded:
    """Read files and folders into contributions.

    Parameters
    ----------
    paths : sequence of Path or str
        Tables (CSV, TSV, XLSX, JSON), documents (TXT, MD, DOCX, ODT, PDF, HTML, EML), folders of them.
    field_map : FieldMap, optional
        For headings that are not ours, and files that belong together.
    cycle : int, optional
        The year taken stock of, for contributions that don't state it.
    today : date, optional
        The day of reading; contributions that say that they were sent later are told.
    on_progress : callable, optional
        Called with (done, total, what).

    Raises
    ------
    InputError
        If the map names a heading that is in none of the tables, or the cycle is no such year. Everything
        else is a problem, told in the result, and the rest is loaded.
    """
    field_map = field_map or FieldMap()
    ledger = _Ledger(field_map, _year(field_map, cycle), today)
    sources, problems = find_sources([paths] if isinstance(paths, (str, Path)) else paths)
    ledger.note(problems)
    groups, problems = gather_parts(sources, field_map.parts)
    ledger.note(problems)
    for n_done, group in enumerate(groups):
        if on_progress:
            on_progress(n_done, len(groups), group[0].name)
        ledger.take(group)
    if on_progress:
        on_progress(len(groups), len(groups), "")
    return ledger.close()


def _year(field_map: FieldMap, cycle: int | None) -> int | None:
    default = field_map.defaults.get("cycle", "")
    year = cycle if cycle is not None or not default.isdigit() else int(default)
    if year is not None and year not in CYCLES:
        raise InputError(
            f"The cycle must be a year from {CYCLES[0]} to {CYCLES[-1]}. Got {year} instead.",
            hint="Write all four digits, such as 2017.",
        )
    return year


@dataclass(slots=True)
class _Ledger:
    """Keeps the account while files are read one after another."""

    field_map: FieldMap
    cycle: int | None
    today: date | None
    kept: dict[str, tuple[Contribution, Record]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    received: int = 0
    merged: int = 0
    refused: int = 0
    table_headings: list[str] = field(default_factory=list)
    without_cycle: Counter[str] = field(default_factory=Counter)
    without_consent: Counter[tuple[str, str]] = field(default_factory=Counter)

    def note(self, problems: Iterable[Problem]) -> None:
        """Tell problems of whole files; what was refused as a whole counts as one received."""
        for problem in problems:
            self.problems.append(problem)
            self.received += problem.is_refusal
            self.refused += problem.is_refusal

    def take(self, group: tuple[Source, ...]) -> None:
        """Read one table, one document, or the parts of one contribution."""
        suffix = group[0].path.suffix.lower()
        try:
            if suffix in TABLE_SUFFIXES:
                self._take_tables(group[0])
            elif suffix in DOCUMENT_SUFFIXES:
                reader = record_of_parts if self.field_map.parts else record_of_document
                record, problems = reader(group, self.field_map)
                self.note(problems)
                self._add(record)
            else:
                reason = f"Files ending in {suffix or 'nothing'} are not read. These are: {_KNOWN}."
                self.note([Problem(group[0].name, f"{reason} {advice_on(suffix)}".strip(), is_refusal=True)])
        except InputError as error:
            self.note([Problem(group[0].name, f"{error.message} {error.hint}".strip(), is_refusal=True)])

    def _take_tables(self, source: Source) -> None:
        tables = read_tables(source.path, self.field_map.encoding or None)
        for table in tables:
            self.table_headings.extend(table.headings)
            name = f"{source.name}, sheet {table.sheet!r}" if len(tables) > 1 else source.name
            report: RowReport = records_of_table(table, name, self.field_map)
            self.problems.extend(report.problems)
            self.received += report.n_refused
            self.refused += report.n_refused
            for record in report.records:
                self._add(record)

    def _add(self, record: Record) -> None:
        self.received += 1
        contribution, problems = make_contribution(record, self.cycle, self.today)
        self.problems.extend(problems)
        if contribution is None:
            self.refused += 1
        elif contribution.id in self.kept:
            self._compare(contribution, record)
        else:
            self.kept[contribution.id] = (contribution, record)
            self.without_cycle[record.file] += contribution.cycle is None
            self.without_consent[record.file, record.headings.get("contributor", "")] += _is_unasked(
                contribution, record
            )

    def _compare(self, contribution: Contribution, record: Record) -> None:
        """Merge what is identical; refuse a contribution that is another one under the same id."""
        first, its_record = self.kept[contribution.id]
        differing = _differing(first, contribution)
        place = its_record.file + (f", row {its_record.row}" if its_record.row else "")
        if differing:
            self.refused += 1
            reason = f"The id {contribution.id!r} stands already in {place}, with another {differing[0]}. "
            reason += "Give this one an id of its own, or take one of them out."
            self.problems.append(record.problem(reason, "id", is_refusal=True))
            return
        self.merged += 1
        advice = "" if record.values.get("id") else " If two people sent it, give each an id."
        self.problems.append(record.problem(f"The same in everything as {place}; merged.{advice}"))

    def close(self) -> Loaded:
        """Check the map against what was met and return the account."""
        if self.table_headings:
            self.field_map.check_headings(self.table_headings)
        for file, count in (+self.without_cycle).items():
            which = "The contribution has" if count == 1 else f"{count} contributions have"
            reason = f"{which} no cycle. Name the year taken stock of when loading, or in a column."
            self.problems.append(Problem(file, reason, column="Cycle"))
        for (file, heading), count in (+self.without_consent).items():
            names = "The name is not shown" if count == 1 else f"{count} names are not shown"
            reason = f"{names}, because no consent to publish is given. {_HOW_TO_NAME}"
            self.problems.append(Problem(file, reason, column=heading or "Contributor"))
        self.problems.extend((*self._spellings(), *self._labels_for_texts()))
        return Loaded(
            contributions=tuple(contribution for contribution, _ in self.kept.values()),
            problems=tuple(self.problems),
            received=self.received,
            merged=self.merged,
            refused=self.refused,
            places={name: record.place for name, (_, record) in self.kept.items()},
            earlier=dict(self._read_earlier()),
        )

    def _read_earlier(self) -> Iterator[tuple[str, Contribution]]:
        for contribution, record in self.kept.values():
            if record.earlier:
                earlier, _ = make_contribution(record.earlier, self.cycle)
                if earlier and earlier.text != contribution.text:
                    yield contribution.id, earlier

    def _labels_for_texts(self) -> Iterator[Problem]:
        """Tell of files whose texts are all one label, or names of groups: another column was meant."""
        texts: dict[str, list[str]] = {}
        for contribution, record in self.kept.values():
            if record.row is not None:
                texts.setdefault(record.file, []).append(contribution.text)
        for file, found in texts.items():
            if len(found) > 1 and (_is_one_label(found) or all(map(is_label, found))):
                reason = (
                    f"The text of all {len(found)} contributions is no more than a label, such as "
                    f"{found[0][:60]!r}. Is another column meant? Name it 'Text', or mend the map."
                )
                yield Problem(file, reason, column="Text")

    def _spellings(self) -> Iterator[Problem]:
        """Tell of organisations that seem to be one, at the place of the second spelling."""
        found = {contribution.organisation: record for contribution, record in self.kept.values()}
        for names in spelt_alike(found):
            written = ", ".join(map(repr, names))
            reason = f"One organisation under {len(names)} spellings? {written}. Each is kept as it is."
            second = next(record for name, record in found.items() if " ".join(name.split()) == names[1])
            yield second.problem(reason, "organisation")


def _is_one_label(texts: Sequence[str]) -> bool:
    """Whether all texts are the same few words; the letters of a campaign are longer."""
    return len(set(texts)) == 1 and count_words(texts[0]) <= _LABEL_WORDS


def _is_unasked(contribution: Contribution, record: Record) -> bool:
    """Whether somebody is named and will stand nowhere, and nothing says that this is their wish."""
    is_shown = contribution.may_publish_name or contribution.organisation
    return bool(contribution.contributor and not is_shown and not record.values.get("may_publish_name"))


def _differing(first: Contribution, second: Contribution) -> list[str]:
    """Name what differs between two records of one id, the text first."""
    return [name.replace("_", " ") for name in SENT_FIELDS if getattr(first, name) != getattr(second, name)]
