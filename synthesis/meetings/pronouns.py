"""Whom a pronoun means: the last named before it whom it can mean.

>>> whom("she", "", "Ms. F. thanked Mr. O. for the text.", "")
'Ms. F.'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from synthesis.meetings.clauses import part_sentences
from synthesis.meetings.phrases import INITIALS, PRONOUNS, is_name, is_plural, without_article
from synthesis.meetings.subjects import main_clause, subject_of

_WOMAN = re.compile(r"(?:Ms|Mrs|Miss|Mme|Mlle|Madam|Aunty)\b")
_MAN = re.compile(r"(?:Mr|Sir|Uncle)\b")
_NAMED = re.compile(
    rf"\b(?:[A-Z][a-z]{{1,5}}\.?\s)?{INITIALS}(?!\w)|\b(?:Mr|Ms|Mrs|Miss|Mme|Dr|Prof)\.?\s[A-Z][\w'’-]+"
)


def whom(pronoun: str, ahead: str, before: str, owner: str) -> str:
    """Return the name that a pronoun stands for, '' if none fits.

    Parameters
    ----------
    pronoun : str
        One of 'he', 'she', 'they', 'it'.
    ahead, before : str
        What stands before it in its sentence, and the sentence before that.
    owner : str
        Who carries out the item before.
    """
    named = (*_subjects(ahead), owner, *_names(ahead), *_subjects(before), *_names(before))
    return next((without_article(who) for who in named if who and _can_mean(pronoun.lower(), who)), "")


def _subjects(text: str) -> Iterator[str]:
    for sentence in reversed(part_sentences(text)):
        yield subject_of(main_clause(sentence))


def _names(text: str) -> Iterator[str]:
    return (match.group() for match in reversed(list(_NAMED.finditer(text))))


def _can_mean(pronoun: str, who: str) -> bool:
    if who.lower() in PRONOUNS:
        return False
    if pronoun == "she":
        return not _MAN.match(who) and not is_plural(who.split())
    if pronoun == "he":
        return not _WOMAN.match(who) and not is_plural(who.split())
    return pronoun == "they" or not is_name(who) or who.isupper()
