"""Boilerplate: passages that one organisation sends again, such as its standing paragraph about itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from synthesis.corpus.alike import bare_words, group_alike
from synthesis.corpus.folding import fold
from synthesis.models import Contribution, Passage, Repeat

LEAST_WORDS = 10
"""Shorter passages ("We thank the host country.") are said twice without being boilerplate."""

N_IN_ROW = 3
"""Words in a row that are compared: with 5, one exchanged word would make a sentence of 20 another one."""


def find_repeats(contributions: Sequence[Contribution], passages: Sequence[Passage]) -> tuple[Repeat, ...]:
    """Find what an organisation had said before in the same or nearly the same words.

    Parameters
    ----------
    contributions : sequence of Contribution
        Organisations are the same if their names are, without case, accents and punctuation.
    passages : sequence of Passage
        Of these contributions, in any order.

    Returns
    -------
    tuple of Repeat
        One for each passage that repeats one of an earlier contribution of its organisation; by cycle, then
        date, then id. What is repeated inside one contribution is not boilerplate.
    """
    sent = {each.id: each for each in contributions}
    owner_of = _organisations(contributions)
    in_turn = sorted(
        (each for each in passages if each.contribution_id in owner_of),
        key=lambda each: (*_when(sent[each.contribution_id]), each.contribution_id, each.start),
    )
    worded = [(each, words) for each in in_turn if len(words := bare_words(each.text)) >= LEAST_WORDS]
    owners = [owner_of[each.contribution_id] for each, _ in worded]
    return tuple(
        Repeat(passage.id, first.id, is_exact=words == first_words)
        for (first, first_words), *later in (
            [worded[place] for place in group]
            for group in group_alike([words for _, words in worded], N_IN_ROW, owners)
        )
        for passage, words in later
        if passage.contribution_id != first.contribution_id
    )


def _organisations(contributions: Sequence[Contribution]) -> dict[str, str]:
    """Return, by contribution, the organisations that sent more than one."""
    names = {each.id: fold(each.organisation) for each in contributions}
    n_sent = Counter(names.values())
    return {contribution_id: name for contribution_id, name in names.items() if name and n_sent[name] > 1}


def _when(contribution: Contribution) -> tuple[int, date]:
    return contribution.cycle or date.max.year, contribution.submitted_on or date.max
