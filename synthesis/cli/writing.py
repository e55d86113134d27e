"""What the commands that write papers share: the paper, its format, how far the coding agrees, the fonts."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from synthesis.cli.boundary import one_of, say

if TYPE_CHECKING:
    from synthesis.coding.agreement import Evaluation
    from synthesis.models import Snapshot
    from synthesis.outputs.export import ExportFormat
    from synthesis.outputs.papers.blocks import PaperKind
    from synthesis.store import Store


def read_format(given: str, *others: str) -> ExportFormat:
    """Return the format that a person named; `others` are those that the command knows as well."""
    from synthesis.outputs.export import ExportFormat as Known

    known: tuple[ExportFormat, ...] = get_args(Known)
    return one_of(given, known, "--format", *others)


def read_kind(given: str) -> PaperKind:
    """Return the kind of paper that a person named."""
    from synthesis.outputs.papers import PAPERS

    return one_of(given, PAPERS, "--paper")


def measured_agreement(source: Store, snapshot: Snapshot) -> str:
    """Say how far the program agrees with people, where something rests on its proposals."""
    from synthesis.pipeline import agreement_words, encoder_in_force, measure, reviews_in_force

    def measured() -> Evaluation | None:
        return measure(snapshot, reviews_in_force(source, snapshot), encoder_in_force(source))

    return agreement_words(snapshot, measured)


def tell_of_fonts(chosen_format: ExportFormat) -> None:
    """Say which scripts a PDF could not show, where no font on this machine has them."""
    from synthesis.outputs.export.fonts import lacking_note

    if chosen_format == "pdf" and (note := lacking_note()):
        say(note)
