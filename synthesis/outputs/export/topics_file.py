"""Proposed topics as a file that can be read in again (CSV, XLSX, JSON): same topics, same bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Literal, get_args

import pandas as pd

from synthesis.community.alignment.table import COLUMNS
from synthesis.errors import InputError
from synthesis.models import ProposedTopic
from synthesis.outputs.export.plain_table import csv_bytes, xlsx_bytes

TopicsFormat = Literal["csv", "xlsx", "json"]
FORMATS: tuple[TopicsFormat, ...] = get_args(TopicsFormat)
_WIDE = {"title", "description"}


def topics_file(topics: Sequence[ProposedTopic], format: str) -> bytes:
    """Write topics as a table.

    Raises
    ------
    InputError
        If topics are not written in this format.
    """
    rows = [{name: str(getattr(topic, name) or "") for name in COLUMNS} for topic in topics]
    if format == "json":
        return json.dumps(rows, ensure_ascii=False, indent=2).encode()
    table = pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")
    if format == "csv":
        return csv_bytes(table)
    if format == "xlsx":
        is_sample = any(topic.is_sample for topic in topics)
        return xlsx_bytes(table, "Proposed topics", "Topics", _WIDE, is_sample=is_sample)
    raise InputError(f"Topics are not written as {format!r}.", hint=f"Choose {', '.join(FORMATS)}.")
