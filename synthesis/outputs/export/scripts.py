"""What a text is written in: its direction, its language as a file names it, where a line may end."""

from __future__ import annotations

import re
import unicodedata

LANGUAGE = "en-GB"
"""What the papers themselves are written in."""


def is_right_to_left(text: str) -> bool:
    """Tell by the first letter that has a direction.

    >>> is_right_to_left("1. نرجو"), is_right_to_left("We ask")
    (True, False)
    """
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((d in ("R", "AL") for d in directions if d in ("L", "R", "AL")), False)


def known_language(code: str) -> str:
    """Give a language code that may stand in a file, or nothing.

    >>> known_language("fr"), known_language("unknown"), known_language("x; y")
    ('fr', '', '')
    """
    return code.lower() if re.fullmatch(r"[A-Za-z]{2,3}", code) else ""


def with_breaks(text: str, longest: int = 40) -> str:
    r"""Let a line end inside a word that no line could hold: a space without width after so many letters.

    >>> with_breaks("a word " + "x" * 9, 4)
    'a word xxxx\u200bxxxx\u200bx'
    """
    return re.sub(rf"[!-\u2fff]{{{longest}}}(?=[!-\u2fff])", "\\g<0>\u200b", text)
