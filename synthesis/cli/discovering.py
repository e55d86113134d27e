"""discover: topics beyond the codebook, in a store or file to file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from synthesis.cli.boundary import (
    InputOption,
    JsonOption,
    OutputOption,
    StoreOption,
    app,
    leave,
    opened,
    print_json,
    refuse_half_a_pair,
    show_problems,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synthesis.models import Topic


@app.command()
def discover(
    source: InputOption = None,
    target: OutputOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Find topics among the passages that no theme covers: proposals for people."""
    refuse_half_a_pair(source, target)
    if source is None or target is None:
        _in_store(store, as_json=as_json)
    else:
        _in_file(source, target, as_json=as_json)


def _in_store(url: str | None, *, as_json: bool) -> None:
    from synthesis.pipeline import discover_store
    from synthesis.pipeline.discovering import topic_as_dict

    with opened(url, must_exist=True) as store:
        run = discover_store(store)
        topics = [topic for topic in store.snapshot().topics if topic.is_found]
    counts = dict(run.counts)
    if as_json:
        print_json({"run": run.id, **counts, "topics": [topic_as_dict(topic) for topic in topics]})
    else:
        _tell(topics, counts["passages"], counts["different"], counts["needed"])


def _in_file(source: Path, target: Path, *, as_json: bool) -> None:
    from synthesis.pipeline import discover_file

    if not source.is_file():
        raise typer.BadParameter(f"There is no file {source}.", param_hint="--input")
    report = discover_file(source, target)
    if as_json:
        print_json(report.as_dict())
    else:
        show_problems(report.problems)
        _tell(report.topics, report.loaded, report.different, report.needed)
    leave(refused=report.refused > 0)


def _tell(topics: Sequence[Topic], n_passages: int, n_different: int, n_needed: int) -> None:
    if n_different < n_needed:
        print(
            f"Too few to cluster: {n_different} different passages without a theme, "
            f"at least {n_needed} needed."
        )
        return
    n_inside = sum(len(topic.passage_ids) for topic in topics)
    print(f"{len(topics)} topics hold {n_inside} of {n_passages} passages without a theme.")
    for topic in topics:
        print(f"{len(topic.passage_ids):6}  {topic.name}")
