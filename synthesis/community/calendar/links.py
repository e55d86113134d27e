r"""Access links: found wherever a program writes them, and kept apart from what everybody may read.

>>> find_link("Join: https://us02web.zoom.us/j/123?pwd=abc (host: Ann)")
'https://us02web.zoom.us/j/123?pwd=abc'
>>> without_access("1. Agenda\nJoin: https://us02web.zoom.us/j/123\nPasscode: 99\n2. Reports")
'1. Agenda\n2. Reports'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from synthesis.community.calendar.lines import Line, unescape

HOSTS = (
    "zoom.us",
    "zoom.com",
    "zoomgov.com",
    "meet.google.com",
    "hangouts.google.com",
    "teams.microsoft.com",
    "teams.live.com",
    "teams.cloud.microsoft",
    "join.skype.com",
    "meet.lync.com",
    "webex.com",
    "gotomeeting.com",
    "gotomeet.me",
    "goto.com",
    "meet.goto.com",
    "meet.jit.si",
    "8x8.vc",
    "bluejeans.com",
    "whereby.com",
    "adobeconnect.com",
    "chime.aws",
    "ringcentral.com",
    "livestorm.co",
    "bigbluebutton.org",
    "meet.example.org",
)
"""Where people meet; `meet.example.org` is that of the sample. Names that begin with one of `_WORDS`, too."""

_WORDS = r"(?:meet|jitsi|bbb|webinar|conference)"
_LINK_LINES = re.compile(
    r"CONFERENCE|X-GOOGLE-CONFERENCE|X-GOOGLE-HANGOUT|X-MICROSOFT-SKYPETEAMSMEETINGURL"
    r"|X-MICROSOFT-(?:SKYPETEAMSPROPERTIES|ONLINEMEETING\w*|LOCATIONS)|X-ZOOM-\w+|X-WEBEX-\w+"
)
_URL = re.compile(
    r"(?:https?|zoommtg|msteams|tel|sip)://?[^\s<>\"'\\]+|(?:tel|sip):\+?[\w@.,#*-]+", re.IGNORECASE
)
_HOST = re.compile(r"https?://(?:[^/@\s]*@)?([^/:?#\s]+)", re.IGNORECASE)
_CODES = re.compile(
    r"^\W*(?:meeting (?:id|number|link|url|password)|webinar id|conference id|access code|pass ?code|"
    r"password|pin|phone conference id|dial[- ]in|dial by your location|find (?:a|your) local number|"
    r"one tap mobile|join (?:by phone|zoom|microsoft|webex)|sip|h\.?323)\b[^:\n]*:|^-::~",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\+\d[\d ()-]{6,24}")
_PIN = re.compile(r"\bpin\b|#|,,", re.IGNORECASE)
_AROUND = " \t\n-–—:;,/|•·<>"
_GAPS = re.compile(r"\n{3,}")


def is_access_link(url: str) -> bool:
    """Whether an address leads into a meeting."""
    found = _HOST.match(url)
    if not found:
        return url.casefold().startswith(("zoommtg:", "msteams:", "tel:", "sip:"))
    host = found[1].casefold()
    return any(host == known or host.endswith(f".{known}") for known in HOSTS) or bool(
        re.match(rf"{_WORDS}[.\d-]", host)
    )


def find_link(text: str) -> str:
    """Return the first address in a text that leads into a meeting."""
    found = (each[0].rstrip(".,;)>]") for each in _URL.finditer(text))
    return next((url for url in found if is_access_link(url)), "")


def without_access(text: str) -> str:
    """Leave out the lines of a text that let somebody in: links, numbers to dial, codes."""
    if not _lets_in(text):
        return text
    kept = "\n".join(line for line in text.split("\n") if not _lets_in(line))
    return _GAPS.sub("\n\n", kept).strip()


def place_without_access(text: str) -> str:
    """Return where people meet without addresses that let somebody in; Virtual where nothing else is said.

    >>> place_without_access("Room XII; https://meet.example.org/a"), place_without_access("https://zoom.us/j/1")
    ('Room XII', 'Virtual')
    """
    if not find_link(text):
        return text
    bare = _URL.sub(lambda found: "" if is_access_link(found[0]) else found[0], text)
    return bare.strip(_AROUND) or "Virtual"


def _lets_in(text: str) -> bool:
    return bool(find_link(text)) or any(map(_is_code, text.split("\n")))


def _is_code(line: str) -> bool:
    """Whether a line tells a code, or a number to dial together with one."""
    return bool(_CODES.match(line) or (_NUMBER.search(line) and _PIN.search(line)))


def is_private_line(line: Line) -> bool:
    """Whether a line of another program says how to get in."""
    return bool(_LINK_LINES.fullmatch(line.name)) or _lets_in(unescape(line.value))


def access_link(lines: Sequence[Line]) -> str:
    """Return the link of an event: of the properties made for it, else from its place, text or address."""
    named = [line.value for line in lines if line.name == "CONFERENCE"]
    named += [line.value for line in lines if _LINK_LINES.fullmatch(line.name) and line.name != "CONFERENCE"]
    urls = (found[0] for value in named if (found := _URL.search(unescape(value))))
    return next(urls, "") or next(filter(None, map(_in_text, _by_likelihood(lines))), "")


def _in_text(line: Line) -> str:
    return find_link(unescape(line.value))


def _by_likelihood(lines: Sequence[Line]) -> list[Line]:
    names = ("URL", "LOCATION", "DESCRIPTION", "X-ALT-DESC", "X-SYNTHESIS-HOW-TO-JOIN")
    return [line for name in names for line in lines if line.name == name]
