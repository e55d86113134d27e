"""Proposed topics as a file that can be read in again (CSV, XLSX, JSON): same topics, same bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pandas as pd

from synthesis.community.alignment.table import COLUMNS
from synthesis.models import ProposedTopic
from synthesis.outputs.export.plain_table import written

_WIDE = {"title", "description"}


def topics_file(topics: Sequence[ProposedTopic], format: str) -> bytes:
    """Write topics as a table.

    Raises
    ------
    InputError
        If topics are not written in this format.
    """
    rows = [{name: str(getattr(topic, name) or "") for name in COLUMNS} for topic in topics]
    return written(
        pd.DataFrame(rows, columns=list(COLUMNS), dtype="str"),
        format,
        "Topics are",
        "Proposed topics",
        "Topics",
        _WIDE,
        is_sample=any(topic.is_sample for topic in topics),
        json=lambda: json.dumps(rows, ensure_ascii=False, indent=2).encode(),
    )
