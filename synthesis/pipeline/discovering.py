"""Passages without a theme -> topics, in the store or file to file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from synthesis.coding.topics import candidates, matching
from synthesis.coding.topics.find import Discovery, find_topics
from synthesis.corpus.language import detect_language
from synthesis.corpus.load import OnProgress
from synthesis.models import Codebook, Passage, Problem, Run, Snapshot, Topic
from synthesis.pipeline.coding import code_store
from synthesis.pipeline.files import EVIDENCE_SEPARATOR, checked_rows
from synthesis.pipeline.manifest import digest, make_run
from synthesis.pipeline.tabular import check_format, open_writer, read_rows
from synthesis.store import Store

METHOD = "topics 2"
"""Changes with what a search would find in the same passages."""

COLUMNS: tuple[tuple[str, type], ...] = (
    ("passage_id", str),
    ("topic", str),
    ("name", str),
    ("terms", str),
    ("nearness", float),
)


def discover_store(store: Store) -> Run:
    """Find the topics beyond the codebook; a search of the same passages is not made twice.

    A topic that was found before keeps its id and what people decided about it.

    Returns
    -------
    Run
        The manifest. Its counts: `passages` without a theme, `different` ones of them, how many are `needed`,
        `topics` found, `known` of them from before.
    """
    store.require_writable()
    snapshot = store.snapshot()
    passages, covered = candidates.uncovered_passages(snapshot), candidates.covered_passages(snapshot)
    questions = candidates.questions_of(snapshot)
    basis = {
        "passages": digest(passages),
        "covered": digest(covered),
        "questions": digest(questions),
        "method": METHOD,
    }
    last = last_search(store)
    if last is not None and dict(last.input_hashes) == basis:
        return last
    discovery = find_topics(passages, questions, covered)
    topics = matching.with_known_ids(discovery.topics, snapshot.topics)
    run = _manifest(snapshot, discovery, topics, basis)
    store.save_topics(topics, run)
    return run


def code_and_discover(
    store: Store,
    codebook: Codebook | None = None,
    on_progress: OnProgress | None = None,
    workers: int = 1,
    encoder: str | None = None,
    *,
    relearn: bool = True,
) -> Run:
    """Code what is new, as `code_store` does, and search for topics in what carries no theme after it.

    Returns
    -------
    Run
        The manifest of the coding.
    """
    run = code_store(store, codebook, on_progress, workers, encoder, relearn=relearn)
    discover_store(store)
    return run


def last_search(store: Store) -> Run | None:
    """Return the manifest of the last search for topics; None before the first."""
    return next((run for run in reversed(store.runs()) if run.command == "discover"), None)


def _manifest(
    snapshot: Snapshot, discovery: Discovery, topics: tuple[Topic, ...], basis: dict[str, str]
) -> Run:
    known = {topic.id for topic in snapshot.topics}
    return make_run(
        "discover",
        codebook_version=snapshot.codebook.version,
        input_hashes=basis,
        counts={
            "passages": discovery.n_passages,
            "different": discovery.n_different,
            "needed": discovery.n_needed,
            "topics": len(topics),
            "known": sum(topic.id in known for topic in topics),
        },
    )


@dataclass(frozen=True, slots=True)
class TopicReport:
    """What a search in a file came to: `received == loaded + refused`."""

    received: int
    loaded: int
    refused: int
    different: int
    needed: int
    topics: tuple[Topic, ...]
    problems: tuple[Problem, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return what `discover --input --output --json` prints."""
        counts = {
            name: getattr(self, name) for name in ("received", "loaded", "refused", "different", "needed")
        }
        problems = [problem.as_dict() for problem in self.problems]
        return counts | {"topics": [topic_as_dict(topic) for topic in self.topics], "problems": problems}


def topic_as_dict(topic: Topic) -> dict[str, Any]:
    """Return a topic as the command line prints it."""
    return {
        "id": topic.id,
        "name": topic.name,
        "terms": [term.text for term in topic.terms],
        "passages": len(topic.passage_ids),
        "coherence": topic.coherence,
        "recurrence": topic.recurrence,
    }


def discover_file(source: Path, target: Path) -> TopicReport:
    """Find topics among the rows `id, text` of a CSV or Parquet file and write whose topic each row is.

    Every row is a passage that no theme covers. A row in no topic is written with an empty one.

    Raises
    ------
    UnreadableFileError
        If the input cannot be read as such a table; no output is written then.
    """
    check_format(source)
    check_format(target)
    problems: list[Problem] = []
    rows = list(checked_rows(read_rows(source, lambda reason: problems.append(Problem(source.name, reason)))))
    problems += [
        Problem(source.name, row.fault, row.number, "id", is_refusal=True) for row in rows if row.fault
    ]
    sound = [row for row in rows if not row.fault]
    passages = [
        Passage(row.id, row.id, 0, len(row.text), row.text, detect_language(row.text))
        for row in sound
        if row.text.strip()
    ]
    discovery = find_topics(passages)
    with open_writer(target, COLUMNS) as writer:
        writer.write(_lines([row.id for row in sound], discovery.topics))
    return TopicReport(
        len(rows),
        len(sound),
        len(rows) - len(sound),
        discovery.n_different,
        discovery.n_needed,
        discovery.topics,
        tuple(problems),
    )


def _lines(ids: list[str], topics: tuple[Topic, ...]) -> Iterator[tuple[str, str, str, str, float]]:
    place = {
        passage_id: (topic, nearness)
        for topic in topics
        for passage_id, nearness in zip(topic.passage_ids, topic.nearness, strict=True)
    }
    for passage_id in ids:
        if passage_id in place:
            topic, nearness = place[passage_id]
            terms = EVIDENCE_SEPARATOR.join(term.text for term in topic.terms)
            yield passage_id, topic.id, topic.name, terms, nearness
        else:
            yield passage_id, "", "", "", 0.0
