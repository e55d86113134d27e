r"""Access links: found wherever a program writes them, and kept apart from what everybody may read.

>>> find_link("Join: https://us02web.zoom.us/j/123?pwd=abc (host: Ann)")
'https://us02web.zoom.us/j/123?pwd=abc'
>>> without_access("1. Agenda\nJoin: https://us02web.zoom.us/j/123\nPasscode: 99\n2. Reports")
'1. Agenda\n2. Reports'
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from synthesis.community.calendar.lines import Line, unescape

HOSTS = (
    "zoom.us",
    "zoom.com",
    "zoomgov.com",
    "meet.google.com",
    "hangouts.google.com",
    "tel.meet",
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
_WITH_SCHEME = r"(?:https?|zoommtg|msteams|tel|sip)://?[^\s<>\"'\\]+|(?:tel|sip):\+?[\w@.,#*-]+"
_BARE = r"(?<![\w@./-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?/[^\s<>\"'\\]+"
_SCHEME = re.compile(_WITH_SCHEME, re.IGNORECASE)
_URL = re.compile(f"{_WITH_SCHEME}|{_BARE}", re.IGNORECASE)
_HOST = re.compile(r"(?:https?://)?(?:[^/@\s]*@)?([^/:?#\s]+)", re.IGNORECASE)
_OTHER_SCHEMES = ("zoommtg:", "msteams:", "tel:", "sip:")
_HEADS = re.compile(
    r"^\W*(?:meeting (?:link|url)|dial[- ]in|dial by your location|find (?:a|your) local number|"
    r"one tap mobile|join (?:by phone|zoom|microsoft|webex)|sip|h\.?323)\b[^:\n]*:|^-::~",
    re.IGNORECASE,
)
"""What a line begins with that programs write above numbers to dial."""

_CODE = re.compile(
    r"\b(?:(?:meeting|webinar|zoom|(?:phone )?conference) (?:id|number|code|password)|"
    r"access code|pass ?code|pass ?word|pwd|pin)\b"
    r"(?:[^:=,;\n]{0,30}[:=]\s*(?:[^\s\d]*\d[^\s,;]*(?:[ -]\d+)*|[^\s,;]+(?=\s*(?:[,;)]|$))|(?=\s*$))"
    r"|(?:\s+is)?\s+#?\d[\d -]{2,}\d)",
    re.IGNORECASE | re.MULTILINE,
)
"""A word for a code and the code: what has a digit, or a word that nothing follows. A sentence is none."""

_NUMBER = re.compile(r"\+\d[\d ()-]{6,24}")
_PIN = re.compile(r"\bpin\b|#|,,", re.IGNORECASE)
_AROUND = " \t\n-–—:;,/|•·<>("
_GAPS = re.compile(r"\n{3,}")
_EMPTY = re.compile(r"([,;|])(?:\s*[,;|])+")


def is_access_link(url: str) -> bool:
    """Whether an address leads into a meeting; it may stand without a scheme.

    >>> is_access_link("meet.google.com/abc-defg-hij"), is_access_link("https://www.intgovforum.org/")
    (True, False)
    """
    if url.casefold().startswith(_OTHER_SCHEMES):
        return True
    found = _HOST.match(url)
    if not found:
        return False
    host = found[1].casefold()
    return any(host == known or host.endswith(f".{known}") for known in HOSTS) or bool(
        re.match(rf"{_WORDS}[.\d-]", host)
    )


def find_link(text: str) -> str:
    """Return the first address in a text that leads into a meeting, with its scheme."""
    found = (each[0].rstrip(".,;)>]") for each in _URL.finditer(text))
    link = next((url for url in found if is_access_link(url)), "")
    return link if not link or _SCHEME.match(link) else f"https://{link}"


def without_access(text: str, known: Collection[str] = ()) -> str:
    """Leave out the lines of a text that let somebody in: links, numbers to dial, codes.

    Parameters
    ----------
    text : str
    known : collection of str, optional
        Links that let somebody in whatever their host is: those of the event.
    """
    if not _lets_in(text, known):
        return text
    kept = "\n".join(line for line in text.split("\n") if not _lets_in(line, known))
    return _GAPS.sub("\n\n", kept).strip()


def inline_without_access(text: str, known: Collection[str] = ()) -> str:
    """Return a text of one line, such as a title, without links and codes; the rest of the line stays.

    >>> inline_without_access("Call on Zoom, meeting ID 812 345, passcode: 99")
    'Call on Zoom'
    """
    hidden = hidden_parts(text, known)
    if not hidden:
        return text
    for part in hidden:
        text = text.replace(part, "")
    return _EMPTY.sub(r"\1", text).strip(_AROUND)


def place_without_access(text: str, known: Collection[str] = ()) -> str:
    """Return where people meet without addresses that let somebody in; Virtual where nothing else is said.

    >>> place_without_access("Room XII; https://meet.example.org/a"), place_without_access("https://zoom.us/j/1")
    ('Room XII', 'Virtual')
    """
    return inline_without_access(text, known) or ("Virtual" if text else "")


def hidden_parts(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Return what of a line lets somebody in."""
    links = (found[0] for found in _URL.finditer(text) if is_access_link(found[0]))
    codes = (found[0] for found in _CODE.finditer(text))
    return tuple(dict.fromkeys((*(link for link in known if link and link in text), *links, *codes)))


def hidden_lines(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Return the lines of a text that let somebody in."""
    return tuple(line for line in text.split("\n") if _lets_in(line, known))


def _lets_in(text: str, known: Collection[str] = ()) -> bool:
    return (
        bool(find_link(text))
        or any(link in text for link in known if link)
        or any(map(_is_code, text.split("\n")))
    )


def _is_code(line: str) -> bool:
    """Whether a line tells a code, or a number to dial together with one."""
    return bool(_HEADS.match(line) or _CODE.search(line) or (_NUMBER.search(line) and _PIN.search(line)))


def is_private_line(line: Line, known: Collection[str] = ()) -> bool:
    """Whether a line of another program says how to get in."""
    return bool(_LINK_LINES.fullmatch(line.name)) or _lets_in(unescape(line.value), known)


def access_link(lines: Sequence[Line]) -> str:
    """Return the link of an event: of the properties made for it, else from its place, text or address."""
    named = [line.value for line in lines if line.name == "CONFERENCE"]
    named += [line.value for line in lines if _LINK_LINES.fullmatch(line.name) and line.name != "CONFERENCE"]
    urls = map(_named_link, map(unescape, named))
    return next(filter(None, urls), "") or next(filter(None, map(_in_text, _by_likelihood(lines))), "")


def _named_link(value: str) -> str:
    """Return the address of a property made for it, whatever its host is."""
    found = _SCHEME.search(value)
    return found[0] if found else find_link(value)


def _in_text(line: Line) -> str:
    return find_link(unescape(line.value))


def _by_likelihood(lines: Sequence[Line]) -> Iterator[Line]:
    names = ("URL", "LOCATION", "DESCRIPTION", "X-ALT-DESC", "X-SYNTHESIS-HOW-TO-JOIN", "SUMMARY")
    return (line for name in names for line in lines if line.name == name)
