"""Time and peak memory of load, segment and code, each in a process of its own.

On NETmundial, read from ../shared when it is there, and on 100 deterministic variants of the sample.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from synthesis.models import Contribution, Passage
from tests.benchmarks.tables import Row, table

ROOT = Path(__file__).parents[2]
NETMUNDIAL = ROOT.parent / "shared" / "netmundial" / "contributions"
N_VARIANTS = 100


def run() -> Iterator[str]:
    """Yield the table of each input, as soon as it is measured."""
    if NETMUNDIAL.is_dir():
        yield table("NETmundial, 374 files", list(_rows("netmundial")))
    else:
        yield "NETmundial: not measured, ../shared is absent."
    yield table(f"{N_VARIANTS} variants of the sample", list(_rows("variants")))


def _rows(source: str) -> Iterator[Row]:
    """Measure in a child, so that its peak memory is its own."""
    command = [sys.executable, "-m", "tests.benchmarks.loading", source]
    answer = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for what, seconds, amount, peak in json.loads(answer):
        yield Row(
            what, {"seconds": f"{seconds:.1f}", "what came of it": amount, "peak RSS, MB": f"{peak:.0f}"}
        )


def measure(source: str) -> list[tuple[str, float, str, float]]:
    """Load, segment and code one input in this process."""
    import resource
    import time

    from synthesis.coding.assign import ThemeCoder
    from synthesis.coding.codebook import shipped_codebook
    from synthesis.corpus.segment import segment

    figures = []

    def note(what: str, since: float, amount: str) -> float:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        figures.append((what, time.perf_counter() - since, amount, peak))
        return time.perf_counter()

    at = time.perf_counter()
    contributions = _load(source)
    at = note("load", at, f"{len(contributions):,} contributions")
    passages = [passage for contribution in contributions for passage in segment(contribution)]
    at = note("segment", at, f"{len(passages):,} passages")
    assignments = _coded(ThemeCoder(shipped_codebook()), passages)
    note("code", at, f"{assignments:,} codings")
    return figures


def _load(source: str) -> Sequence[Contribution]:
    from synthesis.corpus.fieldmap import read_field_map
    from synthesis.corpus.load import load

    if source == "netmundial":
        field_map = read_field_map(ROOT / "data" / "maps" / "netmundial.yaml")
        return load([NETMUNDIAL], field_map=field_map).contributions
    sample = load([ROOT / "data" / "contributions"]).contributions
    return [variant(one, number) for number in range(N_VARIANTS) for one in sample]


def variant(contribution: Contribution, number: int) -> Contribution:
    """Return the contribution as somebody else might have sent it: the same words, turned by paragraphs."""
    paragraphs = contribution.text.split("\n\n")
    turn = number % len(paragraphs)
    text = "\n\n".join([*paragraphs[turn:], *paragraphs[:turn], f"This is the view of office {number}."])
    return replace(contribution, id=f"{contribution.id}-{number}", text=text, answers=())


def _coded(coder: object, passages: Sequence[Passage]) -> int:
    from synthesis.coding.assign import ThemeCoder

    assert isinstance(coder, ThemeCoder)
    return sum(len(assignment.codings) for assignment in coder.assign(passages))


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
