"""The name of the body that met, as the head of its report or its first words give it.

>>> find_body("DC Coordination Meeting XXV")
'Dynamic Coalition Coordination Group'
>>> find_body("BEST PRACTICE FORUM ON GENDER AND ACCESS | Call 4")
'Best Practice Forum on Gender and Access'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 2_000
"""Characters in which a body is looked for."""

_COORDINATION_GROUP = "Dynamic Coalition Coordination Group"
_NRIS = "National and Regional IGF Initiatives"
_WHOLE_FORUM = "Internet Governance Forum"
"""Whose bodies meet; by itself it is the name of none."""

_OF_PAPER = "Meeting|Call|Session|Sitting|Minutes|Notes|Report|Record|Summary|Proceedings|Teleconference"
"""Words of a title that are of the meeting and its report, not of the body."""

_NAMED = r"[A-Z][\w’'-]*(?: (?:and |of |in |for )?[A-Z][\w’'-]*){0,5}"
_OF_NAME = r"[A-Z][\w’'-]*|[a-z]{1,3}[A-Z]{2,}\w*|of|on|and|for|the|in"
"""A word of a name; some begin with small letters: "ccTLD Council"."""

_COORDINATION = re.compile(
    r"\bDynamic Coalitions?['’]? Coordination\b|\bDCCG\b|\bDCs? Coordination\b|"
    r"\bCoordination (?:Call|Meeting|Group) of (?:the )?Dynamic Coalitions\b",
    re.I,
)
_INITIATIVES = re.compile(
    r"\bNational,? (?:sub-?regional,? )?(?:and )?regional (?:and youth )?(?:IGF )?initiatives\b|"
    r"\bNRIs (?:network|virtual|coordination|preparatory|meeting|call)\b",
    re.I,
)
_BODIES = (
    re.compile(rf"\b(?:MAG )?WG (?:on )?(?!(?:the )?(?:{_OF_PAPER})\b)(?:the )?{_NAMED}"),
    re.compile(
        rf"\b(?:{_OF_NAME})(?: (?:{_OF_NAME})){{0,9}}?(?: \([\w-]{{1,12}}\))? "
        r"(?:Group|Workgroup|WG|SIG|Committee|Coalition|Forum|Council|Board|Network|Task Force)\b"
        rf"(?: on (?:the )?{_NAMED})?"
    ),
    re.compile(rf"\b(?:Dynamic Coalition|Best Practice Forum|BPF|DC) on (?:the )?{_NAMED}"),
    re.compile(rf"\bBPF (?!(?:{_OF_PAPER})\b){_NAMED}"),
    _INITIATIVES,
)
_SHORT = re.compile(r"\b(?:DC-?[A-Z]\w*|DC3|DCAD|DCNN|DCPR|IRPC|YCIG|MAG)\b")

_NOT_OF_NAME = re.compile(
    rf"^(?:Minutes |Notes |Summary )?(?:(?:\w+ ){{0,6}}?(?:{_OF_PAPER}) (?:of|on|for) ){{0,2}}"
    r"(?:(?:the|of|on|for|in|and) )*|"
    rf"(?: virtual)? (?:{_OF_PAPER})$",
    re.I,
)
_KINDS = frozenset({"Working Group", "Task Force", "Advisory Group", "Best Practice Forum"})
"""What many bodies are; the name of none."""

_OF_SERIES = "Monthly|Weekly|Annual|Regular|Virtual|Online|Plenary|Open|Closed|Bilateral|Public"
_BEFORE_PAPER = re.compile(
    r"(?:^|[|–:-]\s)(?P<name>(?:[A-Z]{2,}\w*|[a-z]{1,3}[A-Z]{2,}\w*)(?: \d{1,3})?(?: [A-Z][\w’'-]*){0,4}?)"
    rf"(?: (?:{_OF_SERIES}))* (?:Meeting|Minutes|Call|Session|Teleconference)\b"
)
_EVENT = re.compile(r"^[A-Z]+\d+ (?=[A-Z])| \d+\b")
"""The event at which a body meets, or its count: "ICANN66 GAC", "RIPE 77 Working Group Chair"."""

_NO_BODY = frozenset(["IGF", "DC", "BPF", "NRI", "UTC", "AOB", "ICANN", "RIPE", "IETF", "UN"])
"""Letters that name no body that meets: forums, kinds of bodies, a time."""

_ADVISORY_GROUP = "IGF Multistakeholder Advisory Group"
_ALIASES = (
    (re.compile(r"(?:IGF )?(?:MAG|Multi-?stakeholder Advisory Group)$"), _ADVISORY_GROUP),
    (re.compile(r"(?:IGF )?(?:NRIs?|National and Regional IGF Initiatives) Network$"), _NRIS),
    (re.compile(r"(?:IGF )?(?:BPF|Best Practice Forum) (?:on )?(?=[A-Zt])"), "Best Practice Forum on "),
    (re.compile(r"(?:IGF )?(?:DC|Dynamic Coalition) on "), "Dynamic Coalition on "),
    (
        re.compile(r"(?:IGF )?(?P<mag>MAG )?(?:WG|Working Group) (?:on )?(?=[A-Zt])"),
        r"\g<mag>Working Group on ",
    ),
)
"""Ways to write a name, and the one by which a body is kept: two would be two bodies."""

_LETTERS = "MAG IGF BPF DC NRI NRIs AI IoT IPv6 IXP IXPs UN ITU ICANN ISOC UNESCO UNDP WSIS CSTD WG SIG"
_AS_WRITTEN = {name.lower(): name for name in _LETTERS.split()} | {
    word: word for word in ("and", "of", "on", "for", "the", "in")
}
_WORD = re.compile(r"[^\W\d_][\w'’]*")


def find_body(text: str) -> str:
    """Return the body that met, '' if the text names none; of several the one that is named first.

    >>> find_body("NRIs Virtual Meeting III"), find_body("African Internet Governance Forum")
    ('National and Regional IGF Initiatives', 'African Internet Governance Forum')
    >>> find_body("MAG WG Outreach"), find_body("MAG, 4 May 2018")
    ('MAG Working Group on Outreach', 'IGF Multistakeholder Advisory Group')
    """
    lines = text[:LONGEST].split(" | ")
    read = " | ".join(_in_small_letters(line) if _is_in_capitals(line) else line for line in lines)
    if _COORDINATION.search(read):
        return _COORDINATION_GROUP
    if found := sorted(_named(read)):
        return as_kept(found[0][2])
    short = _SHORT.search(text[:LONGEST])
    return as_kept(short.group()) if short else ""


def find_titled_body(title: str) -> str:
    """Return the body that the title of a report names, also one that is known by its place alone.

    >>> find_titled_body("ICANN66 GAC Meeting Minutes"), find_titled_body("IGF Virtual Meeting 4")
    ('GAC', '')
    """
    if named := find_body(title):
        return named
    found = _BEFORE_PAPER.search(title[:LONGEST])
    name = _EVENT.sub("", found["name"]) if found else ""
    return "" if name in _NO_BODY else name


def as_kept(name: str) -> str:
    """Return the name by which a body is kept; a store that was filled earlier may hold another.

    >>> as_kept("MAG"), as_kept("NRIs Network")
    ('IGF Multistakeholder Advisory Group', 'National and Regional IGF Initiatives')
    """
    for written, kept in _ALIASES:
        if written.match(name):
            return written.sub(kept, name, count=1)
    return name


def _named(text: str) -> Iterator[tuple[int, int, str]]:
    """Return where each kind of body is first named, the order of its kind, and the name."""
    for order, pattern in enumerate(_BODIES):
        for match in pattern.finditer(text):
            name = _NRIS if pattern is _INITIATIVES else _NOT_OF_NAME.sub("", match.group())
            name = re.sub(r" \([\w-]{1,12}\)(?= \w)", "", name)
            if name != _WHOLE_FORUM and name not in _KINDS:
                yield match.start(), order, name
                break


def _is_in_capitals(line: str) -> bool:
    """Whether a line is printed in capitals: its long words are, and they are two or more."""
    long = re.findall(r"[^\W\d_]{5,}", line)
    return len(long) > 1 and all(word.isupper() for word in long)


def _in_small_letters(line: str) -> str:
    """Write a line of capitals as a name is written."""
    return _WORD.sub(lambda match: _AS_WRITTEN.get(match[0].lower(), match[0].capitalize()), line)
