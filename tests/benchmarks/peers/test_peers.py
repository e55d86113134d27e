"""What is asked of the other tools comes back as scores; without their environment the table says so."""

import sys
from pathlib import Path

import numpy as np
import pytest

from synthesis.models import Codebook, Theme
from tests.benchmarks import coding, peers
from tests.benchmarks.peers import ENVIRONMENT, EVERY, NOT_MEASURED, Question, ask

THEMES = ("captions", "été", "rooms")
PASSAGES = ("rooms rooms captions", "été", "rooms")

STAND_INS = {
    "sentence_transformers": """
import numpy as np
class SentenceTransformer:
    def __init__(self, folder, device):
        assert (folder, device) == ("weights", "cpu")
    def encode(self, texts, normalize_embeddings):
        words = "captions", "été", "rooms"
        found = np.array([[text.count(word) for word in words] for text in texts], float)
        return found / np.linalg.norm(found, axis=1, keepdims=True)
""",
    "umap": """
class UMAP:
    def __init__(self, random_state, **others):
        pass
""",
    # numbers topics as the real one does: by size where every passage got one, else as they come
    "bertopic": """
from collections import Counter
from types import SimpleNamespace
class BERTopic:
    def __init__(self, embedding_model, umap_model, zeroshot_topic_list, zeroshot_min_similarity):
        self.themes = embedding_model.encode(zeroshot_topic_list, normalize_embeddings=True)
        self.least = zeroshot_min_similarity
    def fit_transform(self, passages, encoded):
        near = encoded @ self.themes.T
        given = [int(row.argmax()) if row.max() >= self.least else None for row in near]
        sizes = Counter(theme for theme in given if theme is not None)
        by_size = [theme for theme, _ in sizes.most_common()]
        self._topic_id_to_zeroshot_topic_idx = {}
        if None in given:
            by_size = sorted(sizes)
            self._topic_id_to_zeroshot_topic_idx = dict(enumerate(by_size))
        number = {theme: topic for topic, theme in enumerate(by_size)}
        self.topic_mapper_ = SimpleNamespace(get_mappings=lambda: number)
        return [number.get(theme, -1) for theme in given], None
""",
}


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in STAND_INS.items():
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.write_text(f'#!/bin/sh\nPYTHONPATH={tmp_path} exec {sys.executable} "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))
    monkeypatch.setattr(peers, "english_weights", lambda: "weights")


@pytest.mark.usefixtures("environment")
def test_each_passage_comes_back_with_the_theme_it_was_given_and_how_near_it_is() -> None:
    every, some = ask([Question(THEMES, PASSAGES, EVERY), Question(THEMES, PASSAGES, 0.95)])
    near = [[1 / 5**0.5, 0, 2 / 5**0.5], [0, 1, 0], [0, 0, 1]]
    nothing = -np.inf
    np.testing.assert_allclose(every.cosines, near)
    np.testing.assert_allclose(
        every.given, [[nothing, nothing, 2 / 5**0.5], [nothing, 1, nothing], [nothing, nothing, 1]]
    )
    np.testing.assert_allclose(some.cosines, near)
    np.testing.assert_allclose(
        some.given, [[nothing, nothing, nothing], [nothing, 1, nothing], [nothing, nothing, 1]]
    )


@pytest.mark.usefixtures("environment")
def test_with_the_environment_the_table_holds_the_figures_of_the_peers() -> None:
    labels = np.array([[True, False, True], [False, True, False], [False, False, True]])
    assert coding._peers(PASSAGES, _codebook(), labels, coding._hit_and_f1) == {
        coding.PLAIN: "1.000 / 1.000",
        coding.SHIPPED: "1.000 / 0.667",
        coding.NEAREST: "1.000 / 0.667",
    }


@pytest.mark.parametrize("named", [None, "", "nowhere"])
def test_without_the_environment_the_table_says_that_the_peers_were_not_measured(
    named: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if named is None:
        monkeypatch.delenv(ENVIRONMENT, raising=False)
    else:
        monkeypatch.setenv(ENVIRONMENT, named)
    assert ask([Question(THEMES, PASSAGES)]) is None
    figures = coding._peers(PASSAGES, _codebook(), np.zeros((3, 3), dtype=bool), coding._f1_alone)
    assert set(figures.values()) == {NOT_MEASURED}


def _codebook() -> Codebook:
    return Codebook("three", "1", tuple(Theme(theme, theme, theme) for theme in THEMES))
