"""What only looks like an item: aims, views and descriptions of how a thing will be.

>>> is_telling("A firm objective would be to appoint the members in May", "commitment")
True
>>> is_telling("Each announcement will provide details on how to take part", "decision")
True
>>> is_telling("A brief overview was also given of the agenda", "decision")
True
>>> is_telling("Member D reported on the work of the network", "commitment")
True
>>> is_telling("With good wishes to all of you,", "commitment")
True
>>> is_telling("from 20 to 22 March", "decision")
True
>>> is_telling("The Secretariat will provide details", "commitment")
False
"""

from __future__ import annotations

import re
from datetime import date

from synthesis.meetings.cues import IN_THE_ROOM
from synthesis.meetings.dates import find_dates
from synthesis.meetings.phrases import is_somebody
from synthesis.models import DecisionKind

_AIM = re.compile(
    r"\b(?:objectives?|aims?|goals?|purposes?|intention|ambition|ideal|wish)\b[^,;.]{0,40}?\s(?:is|was|are|were|"
    r"would be|will be|should be)\s(?:to|that)\b",
    re.I,
)
_AIM_AHEAD = re.compile(r"\b(?:objective|aim|goal|ambition|hope|hoped|wish)(?:\s(?:that|to))?\s*$", re.I)
_GREETING = re.compile(r"(?:with|best|kind|warm|many|a)\b[^.;]*,$", re.I)
_BARE_TIME = re.compile(r"(?:(?:from|on|at|in|until|by|to|and|\d{1,2})\W*)+", re.I)
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
    r"(?:was|were|is|are)\s(?:also\s|then\s)?(?:given|provided|presented|made|shown)\b|"
    r"\b(?:was|were) (?:\w+ly )?(?:summed up|summari[sz]ed|recapitulated|reviewed|gone over|recalled for)\b|"
    r"\b(?:is|are) (?:(?:listed|reproduced|annexed|set out) (?:below|above|in the (?:table|annex))|"
    r"attached)\b|\btook place\b",
    re.I,
)
_REPORTS = re.compile(
    r"^(?:[\w ]{2,30}:\s)?(?:[\w.'’-]+\s){1,5}?(?:(?:reported|reports|commented|elaborated|spoke|"
    r"briefed (?:\w+\s){1,2}?)\s?on|(?:outlined|explained|described|presented|summari[sz]ed) "
    r"(?:what|how|where|why)|held that|reminded (?:\w+\s){1,3}?(?:that|of)|missed an?|recalled that|"
    r"had(?:n['’]t| not) (?:\w+\s){0,2}?had|is still waiting)\s",
    re.I,
)
_BY_THE_WAY = re.compile(
    r"(?:including|such as|although|though|even though|given(?: that)?|considering|"
    r"because(?! of)|seeing that)\s",
    re.I,
)
_STANDS_AT = re.compile(
    r"\bthe (?:feeling|mood|impression) (?:was|is)\b|\b(?:stands|stood) at\b|\bonly \d+ per ?cent\b|"
    rf"\b(?:some|several|others)\s(?:\w+\s)?(?:offered|volunteered)\b|{IN_THE_ROOM}",
    re.I,
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|should|must|may|can|could|to|by|next|until|till|set|fixed|scheduled|moved?|elected|"
    r"appointed|retained|accepted|carried|endorsed)\b",
    re.I,
)
_OF_TEXT = re.compile(
    r"\b(?:minutes|version|text|draft|letter|meeting|call)s?\s(?:[\w-]+\s){0,3}?(?:of|on)\s$", re.I
)
_SETTLED = re.compile(r"\b(?:agree|decid|settl|approv|adopt|resolv|consensus|conclu)", re.I)


_DECIDED = re.compile(r"\b(?:agreed|decided|resolved|settled|approved|adopted)\b", re.I)
_WILL = re.compile(r"\b(?:will|would|shall|to)\b", re.I)


def is_telling(words: str, kind: DecisionKind, ahead: str = "") -> bool:
    """Whether words learnt to be an item of a kind settle and promise nothing; `ahead` leads to them."""
    if _AIM_AHEAD.search(ahead) or _GREETING.match(words) or _is_bare_time(words):
        return True
    if _BY_THE_WAY.match(words) and not _WILL.search(words) and not _DECIDED.search(words):
        return True
    if kind == "information":
        return bool(_POSSIBLE.search(words) or _AIM.search(words) or _SHOWN.search(words))
    if _SETTLED.search(words):
        return False
    if kind not in {"commitment", "decision"}:
        return bool(_AIM.search(words))
    described = _DESCRIBES.match(words)
    return bool(
        _AIM.search(words)
        or _STANDS_AT.search(words)
        or _SHOWN.search(words)
        or _REPORTS.match(words)
        or _SHOULD_BE_SO.search(words)
        or (described and not is_somebody(described["what"].strip()))
    )


def tells_of_past(words: str, held_on: date | None) -> bool:
    """Whether words tell of a day before the meeting: 39 of 43 such items of the hands are news.

    >>> tells_of_past("The budget was cut on 3 December", date(2019, 1, 31))
    True
    """
    if not held_on or _AHEAD.search(words) or _SETTLED.search(words):
        return False
    days = [
        found.nearest(held_on) for found in find_dates(words) if not _OF_TEXT.search(words[: found.start])
    ]
    return any(day and day < held_on for day in days)


def _is_bare_time(words: str) -> bool:
    """Whether words are a day torn from what happens on it: "from 20 to 22 March"."""
    found = find_dates(words)
    rest = words[: found[0].start] + words[found[-1].end :] if found else ""
    return bool(_BARE_TIME.fullmatch(rest.strip(" .,")))
