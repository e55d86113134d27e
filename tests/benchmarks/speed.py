"""What coding a file costs by its length, and what encoding costs: seconds of processors, and of the clock.

A machine that others use as well stretches the clock and not, or less, what the processors did.
"""

from __future__ import annotations

import csv
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from synthesis.coding.reference import shipped_reference
from tests.benchmarks.encoders import english_encoder
from tests.benchmarks.tables import Row, table

SIZES = (1_000, 10_000, 50_000, 100_000, 1_000_000)
ENCODED = 2_000


def run() -> Iterator[str]:
    """Yield the tables of this module, each as soon as it is measured."""
    yield table("`code --input` of passages of 30 words, by words alone", list(_files()))
    yield table("sentence encoder, English, 23 MB, int8", list(_encoding()))


@dataclass(frozen=True)
class Cost:
    """Of one command and all processes that it started; `peak` is that of the largest, in MB."""

    seconds: float
    cpu: float
    peak: float


def _files() -> Iterator[Row]:
    """Code files of growing length: first with nothing kept, then each with what was learnt kept."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        before = (0, 0.0)
        for n in (SIZES[0], *SIZES):
            is_first = not (folder / "learnt").exists()
            cost = _coded(folder, n)
            figures = {"s": f"{cost.seconds:.1f}", "CPU s": f"{cost.cpu:.1f}", "peak MB": f"{cost.peak:.0f}"}
            if before[0] and n > before[0]:
                figures["CPU ms a passage more"] = f"{1000 * (cost.cpu - before[1]) / (n - before[0]):.3f}"
            before = (0, 0.0) if is_first else (n, cost.cpu)
            yield Row(f"{n:,} passages{', the first time' if is_first else ''}", figures)


def _coded(folder: Path, n: int) -> Cost:
    source = folder / "passages.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "text"))
        writer.writerows((f"p{number}", text) for number, text in enumerate(variants(n)))
    command = [sys.executable, "-m", "synthesis", "code", "--input", str(source), "--passages"]
    command += ["--output", str(folder / "codings.csv"), "--encoder", "none", "--json"]
    environment = os.environ | {"SYNTHESIS_LEARNT": str(folder / "learnt")}
    start = time.perf_counter()
    with Path(os.devnull).open("wb") as nothing:
        out = [(os.POSIX_SPAWN_DUP2, nothing.fileno(), 1)]
        child = os.posix_spawn(sys.executable, command, environment, file_actions=out)
        _, status, used = os.wait4(child, 0)  # its own use and that of all it waited for
    assert status == 0, "the command failed"
    return Cost(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _encoding() -> Iterator[Row]:
    """Encode texts that were not met before, on all cores, with the graph open."""
    encoder = english_encoder()
    encoder.encode(["open the graph"])
    for what, texts in (
        ("reference passages", [f"{each.text} Anew." for each in shipped_reference()[:ENCODED]]),
        ("passages of 30 words", list(variants(ENCODED))),
    ):
        start, cpu = time.perf_counter(), time.process_time()
        encoder.encode(texts)
        took, cpu = time.perf_counter() - start, time.process_time() - cpu
        n_words = sum(len(text.split()) for text in texts) / len(texts)
        figures = {
            "words each": f"{n_words:.0f}",
            "passages/s": f"{len(texts) / took:,.0f}",
            "CPU ms a passage": f"{1000 * cpu / len(texts):.2f}",
        }
        yield Row(f"{len(texts):,} {what}", figures)


def variants(n: int) -> Iterator[str]:
    """Yield passages of about 30 words made from the reference set: two joined and a word of their own."""
    texts = [passage.text for passage in shipped_reference() if len(passage.text.split()) <= 22]
    for number in range(n):
        second = (number * 7 + number // len(texts)) % len(texts)
        yield f"{texts[number % len(texts)]} {texts[second]} Item{number}"
