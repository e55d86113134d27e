"""A standard as a file that can be changed and read in again: YAML, CSV, XLSX; same standard, same bytes."""

from __future__ import annotations

from typing import Literal, get_args

import pandas as pd

from synthesis.community.standards import standard_to_yaml
from synthesis.community.standards.tabular import COLUMNS, standard_rows
from synthesis.models import Standard
from synthesis.outputs.export.plain_table import written

StandardFormat = Literal["yaml", "csv", "xlsx"]
FORMATS: tuple[StandardFormat, ...] = get_args(StandardFormat)
_WIDE = {"What is asked", "What would mend it", "Source", "Note", "Source of the standard"}


def standard_file(standard: Standard, format: str) -> bytes:
    """Write one version of a standard.

    Raises
    ------
    InputError
        If standards are not written in this format.
    """
    return written(
        pd.DataFrame(list(standard_rows(standard)), columns=list(COLUMNS.values()), dtype="str"),
        format,
        "Standards are",
        f"{standard.name} {standard.version}",
        "Rules",
        _WIDE,
        yaml=lambda: standard_to_yaml(standard).encode(),
    )
