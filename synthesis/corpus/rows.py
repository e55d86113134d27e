"""A table -> one record per row: which column is which field, which hold answers, which are not used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from synthesis.corpus.fieldmap import FieldMap
from synthesis.corpus.headings import (
    asked_field_of,
    doubtful_field_of,
    field_of,
    is_numbered,
    is_of_contact,
    is_question,
)
from synthesis.corpus.paragraphs import count_words
from synthesis.corpus.records import Record, is_value_of
from synthesis.corpus.signing import has_contact
from synthesis.corpus.tables import Table
from synthesis.models import Problem

_NOT_READ = frozenset({"", "ignore"})
_TEXTS = frozenset({"text", "question"})
_TELL_WHO = frozenset({"contributor", "organisation", "stakeholder_group", "region", "country"})
_MOST = 0.5
"""Share of the filled cells under a doubtful heading that must be values of the field."""
_AT_LENGTH = 8
"""Words of the mean answer; names, dates and posts have fewer."""
_SPLIT = (
    "It has more cells than there are headings, so its text is cut at a comma or what else parts the cells. "
    "Put the text in quotation marks, or save the table as XLSX."
)


@dataclass(frozen=True, slots=True)
class RowReport:
    """The records of a table; `n_refused` counts the rows that gave none and were refused."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    n_refused: int = 0


def records_of_table(table: Table, file: str, field_map: FieldMap) -> RowReport:
    """Name the columns and return the rows that are not blank."""
    roles, problems = _roles(table, file, field_map)
    faults = [Problem(file, reason, number, is_refusal=True) for number, reason in table.faults]
    cut = table.split if roles and roles[-1] in _TEXTS else frozenset()
    faults += [Problem(file, _SPLIT, number, table.headings[-1], is_refusal=True) for number in sorted(cut)]
    warnings = zip(table.warnings, table.warning_rows, strict=True)
    told = [Problem(file, warning, number) for warning, number in warnings if number not in cut]
    problems = [*told, *faults, *problems]
    rows = [
        (number, row)
        for number, row in zip(table.row_numbers, table.rows, strict=True)
        if any(cell.strip() for cell in row) and number not in cut
    ]
    if not _TEXTS & set(roles) and (rows or not faults):
        n_rows = max(len(rows), 1)
        reason = (
            f"No column holds text, so none of its rows ({n_rows}) was loaded. Name one 'Text', or use a map."
        )
        problems.append(Problem(file, reason, column="Text", is_refusal=True))
        return RowReport((), tuple(problems), n_rows + len(faults))
    headings = {role: heading for role, heading in zip(roles, table.headings, strict=True) if role}
    answers = [heading for role, heading in zip(roles, table.headings, strict=True) if role == "question"]
    headings.setdefault("text", ", ".join(answers))
    records = [_record(file, number, row, table.headings, roles, headings, field_map) for number, row in rows]
    return RowReport(tuple(records), tuple(problems), len(faults))


def _record(
    file: str,
    number: int,
    row: tuple[str, ...],
    columns: tuple[str, ...],
    roles: list[str],
    headings: dict[str, str],
    field_map: FieldMap,
) -> Record:
    values: dict[str, str] = dict(field_map.defaults) | {"cycle": ""}
    answers: list[tuple[str, str]] = []
    for heading, role, cell in zip(columns, roles, row, strict=False):
        if role == "question":
            answers.append((heading, cell))
        elif role == "text":
            answers.append(("", cell))
        elif role not in _NOT_READ and cell.strip():
            values |= field_map.values_of(role, cell)
    return Record(file, number, values, answers, headings)


def _roles(table: Table, file: str, field_map: FieldMap) -> tuple[list[str], list[Problem]]:
    """Return for each column its field, "text", "question", "ignore", or '' with a problem."""
    roles = [field_map.field_of(heading) for heading in table.headings]
    taken = {role for role in roles if role not in {"question", "ignore", "text"}}
    for i, heading in enumerate(table.headings):
        field = field_of(heading)
        if not roles[i] and field and field not in taken and not (field == "text" and _names_text(field_map)):
            roles[i] = field
            taken.add(field)
    for i, heading in enumerate(table.headings):
        doubtful = doubtful_field_of(heading) or asked_field_of(heading)
        if not roles[i] and doubtful and doubtful not in taken and _bears_out(doubtful, _cells(table, i)):
            roles[i] = doubtful
            taken.add(doubtful)
    told: list[Problem] = []
    if not _names_text(field_map) and "text" not in roles:
        told = [
            Problem(
                file,
                "Taken as answers, since other numbered columns are. If it holds none, ignore it in a map.",
                column=heading,
            )
            for heading in _find_questions(table, roles)
        ]
    return roles, [*told, *_unused(table, file, roles)]


def _cells(table: Table, column: int) -> list[str]:
    return [row[column] for row in table.rows if column < len(row) and row[column].strip()]


def _bears_out(field: str, cells: Sequence[str]) -> bool:
    """Whether most of what stands in a column can be a value of the field."""
    n_values = sum(is_value_of(field, cell) for cell in cells)
    return bool(cells) and n_values > _MOST * len(cells)


def _find_questions(table: Table, roles: list[str]) -> list[str]:
    """Mark the columns of answers; return those that are taken for it only beside a numbered question."""
    numbered, beside = [], []
    for i, heading in enumerate(table.headings):
        if not roles[i] and is_question(heading, _cells(table, i)):
            roles[i] = "question"
            numbered.append(is_numbered(heading))
    if any(numbered):
        for i, heading in enumerate(table.headings):
            if not roles[i] and is_numbered(heading) and _may_answer(heading, _cells(table, i)):
                roles[i] = "question"
                beside.append(heading)
    return beside


def _may_answer(heading: str, cells: Sequence[str]) -> bool:
    """Whether a column can hold what people wrote at length, and tells nobody how to reach them."""
    if not cells or is_of_contact(heading) or any(map(has_contact, cells)):
        return False
    return sum(map(count_words, cells)) >= _AT_LENGTH * len(cells)


def _names_text(field_map: FieldMap) -> bool:
    return bool(field_map.questions or field_map.text)


def _unused(table: Table, file: str, roles: list[str]) -> list[Problem]:
    problems = []
    who = "" if _TELL_WHO & set(roles) else ", and none that is says who wrote"
    for i, (heading, role) in enumerate(zip(table.headings, roles, strict=True)):
        if not role and _cells(table, i):
            reason = f"This column is not used{who}. If it holds text or a field, name it in a map."
            problems.append(Problem(file, reason, column=heading or f"column {i + 1}"))
    return problems
