"""Stability and time of the search for topics: under shuffling, and with five per cent more passages."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from synthesis.coding.codebook import shipped_codebook
from synthesis.coding.topics.candidates import covered_passages, questions_of, uncovered_passages
from synthesis.coding.topics.find import find_topics
from synthesis.coding.topics.matching import ALIKE, jaccard
from synthesis.models import Passage, Topic
from synthesis.pipeline import fill_with_sample
from synthesis.store import open_store
from tests.benchmarks import real
from tests.benchmarks.tables import Row, table

KEPT = 0.95
TWO = 2
LARGE = 50_000
SIZES = (60, 80, 100, 150, 200)

Passages = Sequence[Passage]


def run() -> Iterator[str]:
    """Yield the tables of this module, each as soon as it is measured."""
    passages, questions, covered = _sample()
    yield table("topics of the sample", [_row("sample", passages, questions, covered, draws=20)])
    yield table("fewer passages of the sample", list(_fewer(passages, questions, covered)))
    if not real.TEXTS.is_dir():
        yield "NETmundial: not measured, ../shared/netmundial is absent."
        return
    found, covered = _netmundial()
    yield table("topics of NETmundial", [_row("NETmundial", found, (), covered, draws=3)])
    yield table("time", [_timed(found)])


def _sample() -> tuple[Passages, Sequence[str], Passages]:
    with open_store("sqlite://") as store:
        fill_with_sample(store)
        snapshot = store.snapshot()
    return uncovered_passages(snapshot), questions_of(snapshot), covered_passages(snapshot)


def _netmundial() -> tuple[Passages, Passages]:
    """Return the passages without a theme, and those with one."""
    from synthesis.coding.assign import ThemeCoder

    passages = list(real.real_passages().values())
    assigned = ThemeCoder(shipped_codebook()).assign(passages)
    coded = {found.passage_id for found in assigned if found.outcome == "coded"}
    return (
        [each for each in passages if each.id not in coded],
        [each for each in passages if each.id in coded],
    )


def _row(name: str, passages: Passages, questions: Sequence[str], covered: Passages, *, draws: int) -> Row:
    """Match topics by the passages that both searches had (Jaccard >= .5)."""
    start = time.perf_counter()
    whole = find_topics(passages, questions, covered).topics
    seconds = time.perf_counter() - start
    shuffled = find_topics(_drawn(passages, 1.0, 0), questions, covered).topics
    counts = np.zeros(4, dtype=int)
    for seed in range(draws):
        drawn = _drawn(passages, KEPT, seed)
        fewer = find_topics(drawn, questions, covered).topics
        counts += _matched(whole, fewer, {each.id for each in drawn})
    n_held = sum(len(topic.passage_ids) for topic in whole)
    return Row(
        f"{name}, {len(passages)} passages",
        {
            "topics": str(len(whole)),
            "passages held": f"{n_held / len(passages):.2f}",
            "shuffled: the same": "yes" if shuffled == whole else "no",
            "95 %: of all matched": _share(counts[0], counts[1]),
            "95 %: of its own matched": _share(counts[2], counts[3]),
            "of one language other than English": str(_of_one_language(whole, passages)),
            "seconds": f"{seconds:.1f}",
        },
    )


def _share(n: int, total: int) -> str:
    return f"{n / total:.2f} ({n} of {total})" if total else "none"


def _drawn(passages: Passages, share: float, seed: int) -> Passages:
    order = np.random.default_rng(seed).permutation(len(passages))
    return [passages[place] for place in order[: int(share * len(passages))]]


def _matched(whole: Sequence[Topic], fewer: Sequence[Topic], kept: set[str]) -> list[int]:
    """Count the topics of each side that have their like on the other, and all, over the kept passages."""
    first = [[each for each in topic.passage_ids if each in kept] for topic in whole]
    second = [list(topic.passage_ids) for topic in fewer]
    likeness = np.array([[jaccard(one, other) for other in second] for one in first])
    if not likeness.size:
        return [0, len(first), 0, len(second)]
    is_alike = likeness >= ALIKE
    return [int(is_alike.any(axis=1).sum()), len(first), int(is_alike.any(axis=0).sum()), len(second)]


def _of_one_language(topics: Sequence[Topic], passages: Passages) -> int:
    language = {each.id: each.language for each in passages}
    tops = [Counter(language[each] for each in topic.passage_ids).most_common(1)[0] for topic in topics]
    return sum(
        code != "en" and n > 0.9 * len(topic.passage_ids)
        for (code, n), topic in zip(tops, topics, strict=True)
    )


def _fewer(passages: Passages, questions: Sequence[str], covered: Passages) -> Iterator[Row]:
    """Tell from which size on topics are stable, whatever the search itself calls enough."""
    from unittest.mock import patch

    with patch("synthesis.coding.topics.find.ENOUGH", TWO):
        for size in SIZES:
            yield _row("drawn", _drawn(passages, size / len(passages), 7), questions, covered, draws=5)


def _timed(passages: Passages) -> Row:
    """Time a search among many: the real ones, each changed by a word so that none is a copy."""
    many = [
        Passage(f"m{n}", f"c{n // 20}", 0, len(text), text, each.language)
        for n in range(LARGE)
        for each in [passages[n % len(passages)]]
        for text in [f"{each.text} {_word(n)} {_word(n * 7 + 1)}"]
    ]
    start = time.perf_counter()
    found = find_topics(many).topics
    seconds = time.perf_counter() - start
    return Row(f"{LARGE} passages", {"topics": str(len(found)), "seconds": f"{seconds:.1f}"})


def _word(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)) + "x"
