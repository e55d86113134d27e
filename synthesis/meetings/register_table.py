"""The register as a table: the columns of the improvement table of a MAG working group, and our own.

decision, meeting -> one row of text, and back. Headings are told without regard to case, accents and order.

>>> field_of("RESPONSABLE"), field_of("Cross reference"), field_of("Colour")
('owner', 'cross_reference', '')
>>> read_status("In progress"), read_status("Parked")
('under way', None)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from synthesis.corpus.folding import fold
from synthesis.corpus.tables import Table
from synthesis.corpus.tables.pieces import joined
from synthesis.errors import InputError
from synthesis.models import DECISION_KINDS, PROGRESS, RESTATES_NOTHING, Decision, Meeting, Progress

COLUMNS: Mapping[str, str] = {
    "quote": "Proposal",
    "category": "Category",
    "tags": "Tags",
    "source": "Source",
    "reference": "Reference",
    "cross_reference": "Cross-reference",
    "owner": "Responsible",
    "cost": "Cost",
    "progress": "Status",
    "remark": "Remark",
    "kind": "Kind",
    "due": "Due",
    "due_on": "Due on",
    "review": "Review",
    "reason": "Rejected because",
    "progress_by": "Status said by",
    "progress_reason": "Status reason",
    "superseded_by": "Superseded by",
    "restates": "Restates",
    "context": "Context",
    "themes": "Themes",
    "sample": "Sample data",
    "id": "Register ID",
    "version": "Register version",
}
"""Our field -> its heading, in the order of the columns; the first ten are the working group's."""

_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "quote": (
        "proposals", "proposed improvement", "proposed action", "improvement", "recommendation", "suggestion",
        "action", "decision", "item", "proposition", "recommandation", "propuesta", "recomendacion",
    ),
    "category": ("categories", "area", "categorie", "categoria"),
    "tags": ("tag", "keywords", "labels", "mots cles", "etiquettes", "etiquetas", "palabras clave"),
    "source": ("sources", "origin", "proposed by", "origine", "fuente", "origen"),
    "reference": ("references", "ref", "paragraph", "referencia"),
    "cross_reference": (
        "cross references", "cross ref", "see also", "related", "related proposals", "renvoi", "renvois",
        "reference croisee", "referencia cruzada", "referencias cruzadas",
    ),
    "owner": (
        "responsibility", "responsible party", "responsible parties", "responsible body", "owner", "lead",
        "who", "assigned to", "by whom", "responsable", "responsables",
    ),
    "cost": ("costs", "budget", "cost implications", "cout", "couts", "coste", "costo", "costos"),
    "progress": (
        "state", "progress", "implementation status", "statut", "etat", "etat d'avancement", "estado",
    ),
    "remark": (
        "remarks", "comment", "comments", "note", "notes", "remarque", "remarques", "commentaire",
        "observaciones", "comentario", "comentarios",
    ),
    "due": ("deadline", "due date", "by when", "timeline", "echeance", "plazo", "fecha limite"),
    "id": ("id", "no", "nr", "number", "n°", "numero", "item no", "item number", "proposal no", "row"),
}  # fmt: skip

_STATUSES: Mapping[Progress, tuple[str, ...]] = {
    "open": ("not started", "pending", "new", "to do", "to be done", "ouvert", "abierto", "pendiente"),
    "under way": (
        "underway", "in progress", "ongoing", "on going", "started", "partly done", "partially done",
        "partly implemented", "partially implemented", "en cours", "en curso",
    ),
    "done": (
        "completed", "complete", "implemented", "closed", "finished", "achieved", "fait", "realise",
        "termine", "hecho", "terminado", "realizado",
    ),
    "declined": (
        "rejected", "not accepted", "not pursued", "dropped", "cancelled", "canceled", "withdrawn", "refuse",
        "abandonne", "rechazado",
    ),
    "superseded": ("replaced", "merged", "remplace", "reemplazado"),
}  # fmt: skip

_TELLING = ("category", "source", "reference", "cross_reference", "owner", "progress", "remark")
_FEWEST_TELLING = 2

Cells = dict[str, str]
"""The cells of one row by our field."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: its number there, what is written in it, and its cells by our field."""

    number: int
    text: str
    cells: Cells


def field_of(heading: str) -> str:
    """Return our name of the column with this heading, or ''."""
    return _fields().get(fold(heading), "")


@lru_cache(maxsize=1)
def _fields() -> Mapping[str, str]:
    named = {fold(heading): name for name, heading in COLUMNS.items()}
    return {fold(each): name for name, given in _SYNONYMS.items() for each in given} | named


def is_register(headings: Sequence[str]) -> bool:
    """Whether a table with these headings is one of proposals or decisions.

    >>> is_register(["Proposal", "Responsible", "Status"]), is_register(["ID", "Text", "Stakeholder group"])
    (True, False)
    """
    found = {field_of(heading) for heading in headings}
    return "quote" in found and len(found.intersection(_TELLING)) >= _FEWEST_TELLING


def read_status(cell: str) -> Progress | None:
    """Return the state that a cell names; None for words that name none."""
    return _states().get(fold(cell))


@lru_cache(maxsize=1)
def _states() -> Mapping[str, Progress]:
    own: dict[str, Progress] = {state: state for state in PROGRESS}
    return own | {fold(each): state for state, given in _STATUSES.items() for each in given}


def as_cells(item: Decision, meeting: Meeting) -> Cells:
    """Return an item as a row; its `source` and `reference` are its report and paragraph if it has no others.

    A state that nobody has said, which counts as open, is an empty cell.
    """
    cells = {name: str(getattr(item, name, "") or "") for name in COLUMNS}
    cells["kind"] = item.kind.capitalize()
    cells["review"] = item.review.capitalize()
    is_said = item.progress_by or item.progress != "open"
    cells["progress"] = item.progress.capitalize() if is_said else ""
    cells["sample"] = "yes" if meeting.is_sample else "no"
    cells["due_on"] = item.due_on.isoformat() if item.due_on else ""
    if meeting.format != "table":
        day = f", {meeting.held_on.isoformat()}" if meeting.held_on else ""
        cells["source"] = item.source or f"{meeting.title}{day}"
        cells["reference"] = item.reference or (f"Paragraph {item.paragraph}" if item.paragraph else "")
    return cells


def read_kind(cell: str) -> str:
    """Return the kind that a cell names; a proposal of a table without kinds is a decision."""
    return next((kind for kind in DECISION_KINDS if kind == fold(cell)), "decision")


def read_day(cell: str) -> date | None:
    """Return the day that a cell names in ISO form, None for anything else."""
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return None


def is_reference(cell: str) -> bool:
    """Whether a cell names another item."""
    return cell not in ("", RESTATES_NOTHING)


def read_rows(table: Table, where: str) -> list[Row]:
    """Read the rows of a table of proposals.

    Raises
    ------
    InputError
        If its headings are not those of a table of proposals.
    """
    if not is_register(table.headings):
        raise InputError(
            "This is no table of proposals: it needs a column headed Proposal and at least two of Category, "
            "Source, Reference, Cross-reference, Responsible, Status, Remark.",
            where,
            "Name its columns so; their order and case do not matter.",
        )
    table = joined(table, field_of)
    return [
        Row(number, _written(table.headings, cells), _cells(table.headings, cells))
        for number, cells in zip(table.row_numbers, table.rows, strict=True)
    ]


def _written(headings: Sequence[str], cells: Sequence[str]) -> str:
    pairs = zip(headings, cells, strict=True)
    return "\n".join(f"{heading}: {cell.strip()}" for heading, cell in pairs if cell.strip())


def _cells(headings: Sequence[str], cells: Sequence[str]) -> Cells:
    """Return the cells by our field; of two columns for one field the first that says something counts."""
    found: Cells = {}
    for heading, cell in zip(headings, cells, strict=True):
        if name := field_of(heading):
            found[name] = found.get(name) or cell
    return {name: cell.strip() for name, cell in found.items()}
