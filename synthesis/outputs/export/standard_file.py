"""A standard as a file that can be changed and read in again: YAML, CSV, XLSX; same standard, same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, get_args

import pandas as pd

from synthesis.community.standards import standard_to_yaml
from synthesis.community.standards.tabular import COLUMNS, standard_rows
from synthesis.errors import InputError
from synthesis.models import Standard
from synthesis.outputs.export.plain_table import csv_bytes, xlsx_bytes

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
    writers: Mapping[str, Callable[[Standard], bytes]] = {
        "yaml": lambda given: standard_to_yaml(given).encode(),
        "csv": lambda given: csv_bytes(_table(given)),
        "xlsx": lambda given: xlsx_bytes(_table(given), f"{given.name} {given.version}", "Rules", _WIDE),
    }
    if format not in writers:
        raise InputError(f"Standards are not written as {format!r}.", hint=f"Choose {', '.join(FORMATS)}.")
    return writers[format](standard)


def _table(standard: Standard) -> pd.DataFrame:
    return pd.DataFrame(list(standard_rows(standard)), columns=list(COLUMNS.values()), dtype="str")
