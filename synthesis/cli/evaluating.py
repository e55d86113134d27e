"""evaluate: agreement between coders, and between the machine and each."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from synthesis.cli.boundary import JsonOption, app, print_json, say
from synthesis.cli.coding import CodebookOption, EncoderOption, read_scheme
from synthesis.outputs.encoding import coded_with

if TYPE_CHECKING:
    from synthesis.coding.agreement import Evaluation
    from synthesis.coding.measures import Agreement, ThemeAgreement


class Split(StrEnum):
    """Which passages of the gold file."""

    DEV = "dev"
    TEST = "test"
    ALL = "all"


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="CSV of passages that two people have coded.")],
    split: Annotated[Split, typer.Option(case_sensitive=False, help="Which passages of it.")] = Split.TEST,
    codebook: CodebookOption = None,
    encoder: EncoderOption = "",
    as_json: JsonOption = False,
) -> None:
    """Say how far coders agree with each other, and the machine with each."""
    from synthesis.coding.agreement import SHIPPED_GOLD, evaluate_gold
    from synthesis.coding.codebook import shipped_codebook
    from synthesis.pipeline import find_encoder
    from synthesis.pipeline.remembering import theme_coder

    scheme, used = read_scheme(codebook) or shipped_codebook(), find_encoder(encoder)
    evaluation = evaluate_gold(gold, lambda: theme_coder(scheme, encoder=used), split.value)
    if as_json:
        print_json({"encoder": used.name if used else "none"} | evaluation.as_dict())
    else:
        _show(evaluation, is_shipped=gold.resolve() == SHIPPED_GOLD.resolve())
        say(coded_with(used.name, used.digest) if used else coded_with())


def _show(evaluation: Evaluation, *, is_shipped: bool) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from synthesis.coding.agreement import HOW_GOLD_WAS_MADE, WHAT_PEOPLE_REACH
    from synthesis.outputs.agreeing import verdict_sentence, verdict_title

    title = f"{evaluation.n_passages} passages ({evaluation.split}), codebook {evaluation.codebook_version}"
    headings = ("Between", "Macro F1 (95 %)", "Alpha", "Kappa on positions")
    table = Table(*headings, box=box.SIMPLE, title=title)
    for agreement in (evaluation.coders, *evaluation.machine):
        table.add_row(*_cells(agreement))
    of_themes = ("Theme", "Settled", "Machine", "Precision", "Recall", "F1", "Kappa")
    themes = Table(*of_themes, box=box.SIMPLE, title="The machine against the settled coding")
    for theme in evaluation.machine[-1].themes:
        themes.add_row(*_cells_of_theme(theme))
    console = Console()
    console.print(table)
    console.print(themes)
    print(verdict_title(evaluation))
    print(verdict_sentence(evaluation))
    print(WHAT_PEOPLE_REACH)
    if is_shipped:
        print(HOW_GOLD_WAS_MADE)


def _cells(agreement: Agreement) -> tuple[str, ...]:
    f1 = agreement.macro_f1
    return (
        f"{agreement.first} and {agreement.second}",
        f"{f1.value:.2f} ({f1.low:.2f} to {f1.high:.2f})",
        _figure(agreement.alpha),
        f"{_figure(agreement.position_kappa)} on {agreement.n_positions}",
    )


def _cells_of_theme(theme: ThemeAgreement) -> tuple[str, ...]:
    figures = (theme.precision, theme.recall, theme.f1, theme.kappa)
    return (theme.theme_id, str(theme.n_first), str(theme.n_second), *map(_figure, figures))


def _figure(value: float | None) -> str:
    return "none" if value is None else f"{value:.2f}"
