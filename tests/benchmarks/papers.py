"""Time of each paper of 5,000 contributions, made and written: the sample repeated under new ids."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from synthesis.models import Assignment, Contribution, Filters, Passage, Snapshot
from synthesis.outputs.export import export
from synthesis.outputs.facts import PAPER_FORMATS
from synthesis.outputs.papers import PAPERS, make_paper
from synthesis.outputs.tables import frames
from tests.benchmarks.tables import Row, table

N_CONTRIBUTIONS = 5_000


def run() -> Iterator[str]:
    """Yield one table: a row a paper, the seconds of its making and of each file."""
    repeated = a_large_stocktaking()
    n = len(repeated.contributions)
    yield table(f"{n:,} contributions, {len(repeated.passages):,} passages", list(_rows(repeated)))


def _rows(snapshot: Snapshot) -> Iterator[Row]:
    for kind in PAPERS:
        whole = frames(snapshot)
        theme = snapshot.codebook.themes[0].id if kind == "theme" else ""
        start = time.process_time()
        paper = make_paper(whole, Filters(), kind, theme, topics=snapshot.topics)
        figures = {"made, s": f"{time.process_time() - start:.1f}"}
        for form in PAPER_FORMATS:
            fresh = frames(snapshot)
            start = time.process_time()
            content = export(fresh, Filters(), form, theme, paper=kind, topics=snapshot.topics)
            seconds = time.process_time() - start
            figures[f"{form} in all, s (kB)"] = f"{seconds:.1f} ({len(content) // 1000:,})"
        figures["statements"] = f"{len(paper.statements):,}"
        yield Row(PAPERS[kind], figures)


def a_large_stocktaking(n_contributions: int = N_CONTRIBUTIONS) -> Snapshot:
    """Repeat the sample under new ids until there are so many contributions, each with its codings."""
    from synthesis.pipeline import fill_with_sample
    from synthesis.store import open_store

    with open_store("sqlite://") as store:
        fill_with_sample(store)
        sample = store.snapshot()
    n_times = -(-n_contributions // len(sample.contributions))
    contributions: list[Contribution] = []
    passages: list[Passage] = []
    assignments: list[Assignment] = []
    for n in range(n_times):
        contributions += [replace(each, id=f"{n}-{each.id}") for each in sample.contributions]
        passages += [
            replace(each, id=f"{n}-{each.id}", contribution_id=f"{n}-{each.contribution_id}")
            for each in sample.passages
        ]
        assignments += [_renamed(each, n) for each in sample.assignments]
    kept = {each.id for each in contributions[:n_contributions]}
    return replace(
        sample,
        contributions=tuple(contributions[:n_contributions]),
        passages=tuple(each for each in passages if each.contribution_id in kept),
        assignments=tuple(assignments),
        copies=(),
    )


def _renamed(each: Assignment, n: int) -> Assignment:
    passage_id = f"{n}-{each.passage_id}"
    codings = tuple(replace(coding, passage_id=passage_id) for coding in each.codings)
    return replace(each, passage_id=passage_id, codings=codings, review=None)
