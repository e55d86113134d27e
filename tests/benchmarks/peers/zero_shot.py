"""Give passages the zero-shot topics of BERTopic; run by the environment of README.md, not by the project's.

`python zero_shot.py MODEL IN OUT`: MODEL is the folder of a sentence-transformer; IN holds a JSON list of
`{"themes": [text], "passages": [text], "min_similarity": number}`; OUT receives, for each of them,
`{"topics": [index of a theme, or null], "cosines": [for each passage, one number a theme]}`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

SEED = 0


def main(model: str, source: str, target: str) -> None:
    """Answer the questions of one file in another."""
    from sentence_transformers import SentenceTransformer

    encoder = SentenceTransformer(model, device="cpu")
    questions = json.loads(Path(source).read_text(encoding="utf-8"))
    answers = [answer(encoder, **question) for question in questions]
    Path(target).write_text(json.dumps(answers), encoding="utf-8")


def answer(encoder: Any, themes: list[str], passages: list[str], min_similarity: float) -> dict[str, Any]:
    """Fit BERTopic with the themes as zero-shot topics; what it clusters of its own is no theme."""
    from bertopic import BERTopic
    from umap import UMAP

    encoded = encoder.encode(passages, normalize_embeddings=True)
    cosines = encoded @ encoder.encode(themes, normalize_embeddings=True).T
    model = BERTopic(
        embedding_model=encoder,
        umap_model=UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=SEED),
        zeroshot_topic_list=themes,
        zeroshot_min_similarity=min_similarity,
    )
    topics, _ = model.fit_transform(passages, encoded)
    theme_of = _themes_by_topic(model, all_given=bool((cosines.max(axis=1) >= min_similarity).all()))
    return {"topics": [theme_of.get(topic) for topic in topics], "cosines": cosines.tolist()}


def _themes_by_topic(model: Any, *, all_given: bool) -> dict[int, int]:
    """Map the numbers that BERTopic gives to topics back to the themes.

    Where every passage got a theme it numbers them anew by their size and does not keep which is which
    (its issue 2447); the mapper still knows.
    """
    if all_given:
        return {int(topic): int(theme) for theme, topic in model.topic_mapper_.get_mappings().items()}
    return {int(topic): int(theme) for topic, theme in model._topic_id_to_zeroshot_topic_idx.items()}


if __name__ == "__main__":
    main(*sys.argv[1:])
