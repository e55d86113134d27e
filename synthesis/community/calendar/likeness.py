"""Remits of groups -> how alike each two are, by their words alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from synthesis.models import Group

ALIKE = 0.15
"""From here on two remits are called similar: the nearest 2 of 100 pairs of the sample (23 of 1,128).

Among them are the coalition and the best practice forum on the internet of things, and those on gender.
"""


def remit_likeness(groups: Sequence[Group]) -> dict[tuple[str, str], float]:
    """Compare names and remits by the cosine of their TF-IDF vectors.

    Parameters
    ----------
    groups : sequence of Group

    Returns
    -------
    dict
        Ids of each two groups, in the order given, with 0 to 1; groups without a word are like none.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [f"{group.name} {group.remit}" for group in groups]
    if len(groups) < 2 or not any(text.strip() for text in texts):
        return {}
    try:
        vectors = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(texts)
    except ValueError:  # no group has a word that is not a stop word
        return {}
    cosines = (vectors @ vectors.T).toarray()
    return {
        (one.id, other.id): float(cosines[place, other_place])
        for (place, one), (other_place, other) in combinations(enumerate(groups), 2)
    }
