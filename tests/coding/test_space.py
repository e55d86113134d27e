"""Vectors of passages, and what is learnt from them in a form that needs the passages no more."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from synthesis.coding.hashing import N_COLUMNS
from synthesis.coding.space import Direction, LatentSpace, Space, Vectors
from synthesis.coding.words import Text

TEXTS = [
    "There were too many sessions in parallel.",
    "Fewer sessions, please, and longer breaks.",
    "Coalitions should publish their papers.",
    "The papers of coalitions deserve a stage.",
    "Coffee was served in the hall.",
]


class _CountingLetters:
    """An encoder that is no good but needs no weights: how often each of three letters stands in a text."""

    name, digest = "letters", "0"

    def encode(self, texts: list[str]) -> np.ndarray:
        counted = np.array([[text.count(letter) + 1 for letter in "aeo"] for text in texts], dtype=np.float32)
        return counted / np.linalg.norm(counted, axis=1, keepdims=True)


def _read(texts: list[str]) -> list[Text]:
    return [Text(text) for text in texts]


@pytest.fixture(params=[None, _CountingLetters()], ids=["words alone", "with an encoder"])
def vectors(request: pytest.FixtureRequest) -> Vectors:
    space, _ = Space.fit(_read(TEXTS), _read(TEXTS * 100), request.param)
    return space.vectors(_read(TEXTS))


def test_what_is_learnt_gives_the_same_without_the_passages_it_was_learnt_from(vectors: Vectors) -> None:
    dual = np.array([[1.0, 0.0], [0.5, -1.0], [-1.0, 2.0], [0.0, 1.0], [0.25, 0.0]])
    np.testing.assert_allclose(
        Direction.learnt(vectors, dual).along(vectors), vectors.kernel() @ dual, atol=1e-12
    )


def test_a_passage_is_as_like_itself_as_can_be_and_no_other_is_more_so(vectors: Vectors) -> None:
    kernel, likeness = vectors.kernel(), vectors.likeness(vectors)
    np.testing.assert_allclose(np.diag(kernel), 1)
    np.testing.assert_allclose(np.diag(likeness), 1)
    assert (kernel <= 1 + 1e-12).all()


def test_what_means_the_same_is_more_alike_than_what_means_the_contrary() -> None:
    meaning = np.array([[1.0, 0.0], [0.6, 0.8], [-0.6, 0.8]])
    kernel = Vectors(csr_matrix((3, 2 * N_COLUMNS)), np.zeros((3, 0)), meaning).kernel()
    assert kernel[0, 1] > kernel[0, 2] + 0.1


def test_directions_add_up(vectors: Vectors) -> None:
    one = Direction.learnt(vectors, np.ones((5, 1)))
    other = Direction.towards(vectors.words[:1].toarray(), vectors[np.array([0])], np.array([0.5]))
    np.testing.assert_allclose((one + other).along(vectors), one.along(vectors) + other.along(vectors))


def test_a_text_without_words_has_no_direction() -> None:
    space, _ = Space.fit(_read(TEXTS))
    nothing = space.vectors([Text("...")])
    assert nothing.words.nnz == 0
    assert not nothing.latent.any()


def test_texts_without_a_common_word_are_alike_where_their_words_stand_together_elsewhere() -> None:
    texts = [f"{side}{n} shared{n}" for n in range(60) for side in ("left", "right") for _ in range(5)]
    space, _ = Space.fit(_read(texts), _read(texts))
    left, right, other = space.vectors(_read(["left1", "right1", "right2"])).latent
    assert left @ right > 0.8
    assert abs(left @ other) < 0.1


def test_latent_dimensions_are_the_same_twice_and_few_texts_have_none() -> None:
    words = Space.fit(_read(TEXTS))[0].vectors(_read(TEXTS * 100)).words[:, :N_COLUMNS]
    latent = LatentSpace.fit(words).transform(words)
    assert latent.shape == (500, 50)
    np.testing.assert_array_equal(latent, LatentSpace.fit(words).transform(words))
    assert LatentSpace.fit(words[:499]).transform(words).shape == (500, 0)
