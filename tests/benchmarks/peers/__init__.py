"""Other tools on the same passages, each in an environment of its own that nothing else needs (README.md)."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.benchmarks.encoders import english_weights

ENVIRONMENT = "SYNTHESIS_PEERS"
NOT_MEASURED = f"not measured, {ENVIRONMENT} names no environment"
SCRIPT = Path(__file__).with_name("zero_shot.py")
AS_SHIPPED, EVERY = 0.7, -1.0
"""Least similarities: BERTopic's own, and the one at which each passage gets its nearest theme."""


@dataclass(frozen=True)
class Question:
    """Which of the themes has each passage, if its similarity is `min_similarity` (-1 to 1) or more."""

    themes: tuple[str, ...]
    passages: tuple[str, ...]
    min_similarity: float = AS_SHIPPED


@dataclass(frozen=True)
class Answer:
    """Cosines of shape (n_passages, n_themes): of all pairs, and of those given (elsewhere -inf)."""

    cosines: NDArray[np.float64]
    given: NDArray[np.float64]


def ask(questions: Sequence[Question]) -> tuple[Answer, ...] | None:
    """Ask BERTopic, one fresh model a question; None where the environment is not at hand.

    Raises
    ------
    subprocess.CalledProcessError
        If the environment is there and its run fails.
    """
    named = os.environ.get(ENVIRONMENT)
    if not named or not Path(named, "bin", "python").is_file():
        return None
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "questions.json"), Path(folder, "answers.json")
        source.write_text(json.dumps([asdict(question) for question in questions]), encoding="utf-8")
        command = [Path(named, "bin", "python"), SCRIPT, english_weights(), source, target]
        subprocess.run(command, check=True, env=os.environ | {"HF_HUB_OFFLINE": "1"})
        return tuple(_read(answer) for answer in json.loads(target.read_text(encoding="utf-8")))


def _read(answer: dict[str, Any]) -> Answer:
    cosines = np.array(answer["cosines"], dtype=float)
    given = np.full_like(cosines, -np.inf)
    for passage, theme in enumerate(answer["topics"]):
        if theme is not None:
            given[passage, theme] = cosines[passage, theme]
    return Answer(cosines, given)
