import numpy as np
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.utils import murmurhash3_32

from synthesis.coding.features import TextFeatures
from synthesis.coding.hashing import N_COLUMNS, columns_of_runs, murmur3
from synthesis.coding.reference import shipped_reference
from synthesis.coding.words import Text, Words

TEXTS = ["We value the number of workshops, the workshops!", "会议太多, too many", "", "Ça suffit: a 1 ab"]


def weighed(texts: list[str]) -> list[Words]:
    return [Text(text).weighed for text in texts]


def test_hashes_are_those_that_others_compute_whatever_the_length() -> None:
    values = ["workshop"[:n].encode() * (n + 1) for n in range(9)] + ["会议太多".encode(), b"\xff" * 21]
    assert murmur3(values).view(np.int32).tolist() == [murmurhash3_32(value, 0) for value in values]


def test_runs_of_characters_are_those_of_the_words_with_their_edges() -> None:
    words = ["a", "ab", "workshop", "œuvre", "会议太多"]
    counted = HashingVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), n_features=N_COLUMNS, norm=None, alternate_sign=False
    ).transform(words)
    for row, own in zip(counted, columns_of_runs(words), strict=True):
        columns, times = np.unique(own, return_counts=True)
        assert columns.tolist() == sorted(row.indices)
        assert times.tolist() == row.toarray()[0, columns].tolist()


def test_a_vector_is_the_same_to_the_last_bit_whatever_is_beside_it() -> None:
    texts = weighed([passage.text for passage in shipped_reference()[:300]])
    features = TextFeatures.fit(texts)
    together = features.transform(texts)
    for at in (0, 7, 150, 299):
        alone = features.transform([texts[at]])
        assert alone.indices.tolist() == together[at].indices.tolist()
        assert alone.data.tolist() == together[at].data.tolist()


def test_each_half_has_half_of_the_length_and_a_text_without_words_none() -> None:
    texts = weighed(TEXTS)
    vectors = TextFeatures.fit(texts).transform(texts)
    for half in (vectors[:, :N_COLUMNS], vectors[:, N_COLUMNS:]):
        lengths = np.asarray(half.multiply(half).sum(axis=1)).ravel()
        np.testing.assert_allclose(lengths, [0.5, 0.5, 0, 0.5])


def test_no_texts_have_no_vectors() -> None:
    assert TextFeatures.fit([]).transform([]).shape == (0, 2 * N_COLUMNS)
