"""What libical, the library behind the calendars of GNOME, KDE and Cyrus, has to say against a file.

It reads every value by its type and holds each component against its tables of what must, may and must not
stand there how often (RFC 5545, RFC 5546). It is a program of its own, called by its C interface.
"""

from __future__ import annotations

import ctypes
import ctypes.util

from tests.browser.conftest import need


def complaints(raw: bytes) -> list[str]:
    """Return what libical finds wrong, each once; none where a file is valid.

    The file is held against the tables as one that is published, which ask for more. Those of iTIP also want
    an organiser and no guests, and libical some letter in every text; RFC 5545 does not: that is left out.
    """
    library = _library()
    published = raw if b"\r\nMETHOD:" in raw else raw.replace(b"\r\n", b"\r\nMETHOD:PUBLISH\r\n", 1)
    component = library.icalparser_parse_string(published)
    if not component:
        return ["libical reads no calendar in it."]
    library.icalrestriction_check(component)
    text = library.icalcomponent_as_ical_string(component).decode(errors="replace")
    library.icalcomponent_free(component)
    lines = text.replace("\r\n ", "").splitlines()
    found = dict.fromkeys(line for line in lines if line.startswith("X-LIC-ERROR"))
    return [line for line in found if not _is_allowed(line)]


def _is_allowed(line: str) -> bool:
    is_of_invitations = "INVALID-ITIP" in line and ("ORGANIZER" in line or "ATTENDEE" in line)
    return is_of_invitations or "No value for" in line


def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(need(ctypes.util.find_library("ical"), "libical3"))
    library.icalparser_parse_string.restype = ctypes.c_void_p
    library.icalparser_parse_string.argtypes = [ctypes.c_char_p]
    library.icalrestriction_check.argtypes = [ctypes.c_void_p]
    library.icalcomponent_as_ical_string.argtypes = [ctypes.c_void_p]
    library.icalcomponent_as_ical_string.restype = ctypes.c_char_p
    library.icalcomponent_free.argtypes = [ctypes.c_void_p]
    library.icalerror_set_errors_are_fatal(0)
    return library
