"""What most tests of the pipeline are given."""

import csv
from pathlib import Path

from synthesis.models import Codebook, Theme

INPUTS = """id,Stakeholder group,text
1,Civil Society,There were far too many sessions at the same time.
2,Government,"Few people know what the dynamic coalitions do.

There should be fewer parallel sessions."
3,Civil Society,There were far too many sessions at the same time.
"""
REPORT = """Dynamic Coalition Coordination Group - Virtual Meeting XXV
9 March 2018

1. It was agreed to hold the next call in April.
2. Some contributors had recommended fewer sessions.
"""
SMALL = Codebook("Small", "1", (Theme("size", "Size", "How many sessions there are."),))


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
