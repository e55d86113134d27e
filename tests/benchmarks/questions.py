"""How well short answers are coded with and without the questions that they answer.

`data/gold/answers.csv`: 240 composed answers to 45 wordings of 30 questions, coded by the one who composed
them; whole questions are on one side. The rules were chosen on the half marked `dev`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from synthesis.coding.codebook import shipped_codebook
from synthesis.coding.context import NO_CONTEXT, contexts_of
from synthesis.models import Answer, Contribution, Passage
from synthesis.pipeline.remembering import theme_coder
from synthesis.shipped import DATA
from tests.benchmarks.tables import Row, table

Coded = list[set[str]]


def read_answers(part: str) -> tuple[list[Contribution], Coded]:
    """Read one half: each answer as a form of one question, and the themes that it carries."""
    with (DATA / "gold" / "answers.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] == part]
    forms = [
        Contribution(row["id"], row["text"], answers=(Answer(row["question"], 0, len(row["text"])),))
        for row in rows
    ]
    themes = [{each.split(":")[0] for each in row["themes"].split() if each != "none"} for row in rows]
    return forms, themes


def code_answers(forms: Sequence[Contribution], *, with_questions: bool) -> Coded:
    """Code answers by themselves, or with their questions."""
    passages = [Passage.of(form, 0, len(form.text)) for form in forms]
    contexts = contexts_of(forms, passages) if with_questions else {}
    read = [contexts.get(passage.id, NO_CONTEXT) for passage in passages]
    found = theme_coder(shipped_codebook()).assign(passages, read)
    return [{coding.theme_id for coding in assignment.codings} for assignment in found]


def figures(found: Coded, settled: Coded) -> dict[str, str]:
    """Return macro F1 over the themes, and precision and recall over all codings."""
    themes = sorted(set().union(*settled))
    both = {t: sum(t in a and t in b for a, b in zip(found, settled, strict=True)) for t in themes}
    n_found = {t: sum(t in each for each in found) for t in themes}
    n_settled = {t: sum(t in each for each in settled) for t in themes}
    f1 = [2 * both[t] / (n_found[t] + n_settled[t]) for t in themes]
    right = sum(both.values())
    return {
        "macro F1": f"{sum(f1) / len(f1):.2f}",
        "precision": f"{right} of {sum(n_found.values())}",
        "recall": f"{right} of {sum(n_settled.values())}",
    }


def run() -> Iterator[str]:
    """Yield the table."""
    rows = []
    for part, words in (("dev", "looked at"), ("test", "not looked at")):
        forms, settled = read_answers(part)
        for with_questions in (False, True):
            how = "with their questions" if with_questions else "by themselves"
            found = code_answers(forms, with_questions=with_questions)
            rows.append(Row(f"{len(forms)} answers, {words}, {how}", figures(found, settled)))
    yield table("short answers to questions of a form", rows)
