"""What only looks like an item: aims, views and descriptions of how a thing will be.

>>> is_telling("A firm objective would be to appoint the members in May", "commitment")
True
>>> is_telling("Each announcement will provide details on how to take part", "decision")
True
>>> is_telling("A brief overview was also given of the agenda", "decision")
True
>>> is_telling("The Secretariat will provide details", "commitment")
False
"""

from __future__ import annotations

import re

from synthesis.meetings.phrases import is_somebody
from synthesis.models import DecisionKind

_AIM = re.compile(
    r"\b(?:objectives?|aims?|goals?|purposes?|intention|ambition|ideal|wish)\b[^,;.]{0,40}?\s(?:is|was|are|were|"
    r"would be|will be|should be)\s(?:to|that)\b",
    re.I,
)
_POSSIBLE = re.compile(r"\b(?:could|might|may)\sbe\b", re.I)
_SHOULD_BE_SO = re.compile(
    r"\b(?:should|need not|ought to)\s(?:not\s|always\s)?be\s(?:very\s|as\s|more\s)?(?:high|low|clear|"
    r"short|long|simple|open|fair|possible|strict|stricter|identical|the same|similar|diverse|easy|easier|"
    r"useful|consistent)\b",
    re.I,
)
_DESCRIBES = re.compile(
    r"^(?P<what>(?:each|every|the|this|these|a)\s(?:[\w'’-]+\s){1,3}?)(?:will|would|shall)\s(?:\w+ly\s)?(?:provide|"
    r"contain|include|give|show|say|list|serve|allow|enable|help|offer|cover|state|tell)\b",
    re.I,
)
_SHOWN = re.compile(
    r"\b(?:overview|update|summary|account|presentation|introduction|explanation|outline)s?\s(?:\w+\s){0,2}?"
    r"(?:was|were|is|are)\s(?:also\s|then\s)?(?:given|provided|presented|made|shown)\b",
    re.I,
)
_SETTLED = re.compile(r"\b(?:agree|decid|settl|approv|adopt|resolv|consensus|conclu)", re.I)


def is_telling(words: str, kind: DecisionKind) -> bool:
    """Whether words that were learnt to be an item of a kind settle and promise nothing."""
    if kind == "information":
        return bool(_POSSIBLE.search(words))
    if _SETTLED.search(words):
        return False
    if kind not in {"commitment", "decision"}:
        return bool(_AIM.search(words))
    described = _DESCRIBES.match(words)
    return bool(
        _AIM.search(words)
        or _SHOWN.search(words)
        or _SHOULD_BE_SO.search(words)
        or (described and not is_somebody(described["what"].strip()))
    )
