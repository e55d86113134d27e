"""Noun phrases: whether one names a person, several, or a body, by its form.

>>> is_somebody("the lead author"), is_somebody("K.L."), is_somebody("the letter"), is_somebody("25 August")
(True, True, False, False)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from synthesis.meetings.dates import MONTHS, WEEKDAYS

PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we"})

INITIALS = r"(?:[A-ZÀ-Þ][a-z]?\.(?:\s?[A-ZÀ-Þ](?:\.|$))*|[A-ZÀ-Þ]{2,8}|[A-ZÀ-Þ](?=$))"
"""'K.L.', 'Zh.', 'AR', 'ECOWAS'."""

_IS_INITIALS = re.compile(rf"{INITIALS}$")
_BODIES_WORDS = (
    "secretariat chair chairs co-chair co-chairs group groups subgroup committee subcommittee coalition "
    "coalitions mag team board panel delegation ministry directorate department division bureau office "
    "unit agency authority commission council chamber consulate embassy government university faculty "
    "school library museum institute academy association society federation union foundation cooperative "
    "company network observatory crew club community party bank fund registry forum staff lead leads "
    "delegate delegates intern interns student students youth colleague colleagues person people "
    "participant participants consultant consultants assistant assistants treasurer webmaster clerk "
    "scribe host hosts sir madam friend friends nobody everybody everyone somebody someone women girls "
    "boys president vice-president secretary contact technician expert experts representative "
    "representatives spokesperson liaison us operator"
)
_BODIES = frozenset(_BODIES_WORDS.split())
"""People and bodies that no ending tells."""

_AGENT = re.compile(r"[\w-]*[a-z]{2}(?:er|or|eur|ist|ian|eer|man|woman|ee|yst)s?$")
_THINGS_WORDS = (
    "paper letter newsletter chapter poster number folder server order banner flyer register matter "
    "corner counter cover quarter summer winter calendar offer answer reminder tender center computer "
    "router other another either neither whether after former latter error floor factor colour color door "
    "power remainder border layer fee coffee header footer filter ticker sticker paperwork roster never "
    "ever over under together rather further however later sooner longer shorter earlier per for or nor "
    "her prior major minor human"
)
_THINGS = frozenset([*_THINGS_WORDS.split(), *WEEKDAYS, *" ".join(MONTHS.values()).split()])
"""Things, days and little words that end or are written as people are."""

_TITLES_WORDS = "mr ms mrs mx miss dr prof mme mlle me aunty uncle rev hon mentor"
_TITLES = frozenset(_TITLES_WORDS.split())
_PREPOSITION = re.compile(
    r"(?:of|from|for|in|at|on|with|by|to|as|about|among|between|out|into|than|who|which|having|being|ad)$",
    re.I,
)
_NO_OPENING = re.compile(
    r"(?:it|there|this|that|what|who|which|no|not|to|he|she|they|i|we|you|if|before|after|provided|by|of|from|for|in|"
    r"at|on|with|as|about|until|till|within|and|or|so|when|once|next|first|last|me|him|them|\w{2,}ing)$",
    re.I,
)
_ARTICLE = re.compile(r"^(?:the|that|a|an|its|our)\s", re.I)
_DETERMINER = re.compile(
    r"(?:the|our|their|its|his|her|a|an|each|every|both|all|one|two|three|some|any)$", re.I
)


def is_somebody(phrase: str) -> bool:
    """Whether a noun phrase names people or bodies: by initials, title, office, ending, capital."""
    words = [bare for word in phrase.split() if (bare := word.strip(","))]
    if not is_phrase(words):
        return False
    for at, word in enumerate(words):
        if word in {"and", "&"}:
            ahead, then = words[:at], words[at + 1 :]
            return is_somebody(" ".join(ahead)) and bool(then) and (then[-1][0].isupper() or _is_one(then))
    return bool(words) and _is_one(words)


def is_name(phrase: str) -> bool:
    """Whether a phrase is initials or a title with a name, or such joined: 'P. and Mr. R.'."""
    parts = [part.split() for part in re.split(r"\sand\s|,\s|\s&\s", phrase)]
    return (
        all(
            bool(part)
            and bool(_IS_INITIALS.match(part[-1]) or part[0].lower().strip(".") in _TITLES)
            and part[-1] not in {"A", "I"}
            and len(part) < 4
            for part in parts
        )
        and len(phrase) > 1
    )


def is_phrase(words: Sequence[str]) -> bool:
    """Whether words can be a subject that names somebody: no pronoun, no preposition ahead, no date."""
    return bool(words) and not _NO_OPENING.match(words[0].strip(",")) and not words[0][:1].isdigit()


def is_plural(words: Sequence[str]) -> bool:
    """Whether a subject is several by its form and somebody: 'Regional coordinators', 'P. and R.'."""
    return (words[-1].endswith("s") or "and" in words or words[0].lower() in {"all", "both"}) and is_somebody(
        " ".join(words)
    )


def without_article(written: str) -> str:
    """Drop what only grammar asks for: 'the Secretariat' -> 'Secretariat'."""
    return _ARTICLE.sub("", written.strip(" ,"))


def _is_one(words: Sequence[str]) -> bool:
    if len(words) > 2 and words[1] == "of" and words[0].lower() in {"one", "two", "three", "some"}:
        words = words[2:]
    end = next((at for at, word in enumerate(words) if at and _PREPOSITION.match(word)), len(words))
    head, low = words[end - 1], words[end - 1].lower()
    is_numbered = head.isdigit() and end > 1 and words[end - 2].lower() in _BODIES
    if len(words) > 1 and words[0].lower().strip(".") in _TITLES:
        return True
    if low.rstrip("s") in _THINGS or low in _THINGS:
        return False
    is_capital_inside = head[0].isupper() and end > 1 and not any(word[0].isdigit() for word in words)
    return bool(
        is_numbered or _IS_INITIALS.match(head) or low in _BODIES or _AGENT.match(low) or is_capital_inside
    )
