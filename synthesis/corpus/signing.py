r"""A mail -> the mail without its sign-off: the name, post and telephone of whoever sent it are no input.

>>> without_sign_off("Fewer talks.\n\nBest regards,\nNadia\n+90 555 555 55 55")
'Fewer talks.'
"""

from __future__ import annotations

import re

_CLOSING = re.compile(
    r"(?:(?:with |my |our )?(?:best|kind|kindest|warm|warmest)(?: and (?:best|kind|warm))? "
    r"(?:regards|wishes)|"
    r"(?:many thanks and )?regards|(?:yours )?(?:very )?(?:sincerely|faithfully|truly)(?: yours)?|"
    r"respectfully(?: yours)?|(?:bien )?cordialement|(?:meilleures |sincères )?salutations|bien à vous|"
    r"atentamente|(?:un )?(?:cordial )?saludos?(?: cordiales)?|cordialmente|atenciosamente|"
    r"(?:с|c) уважением|مع (?:أطيب |خالص )?(?:التحيات|التحية|تحياتي)|此致|敬礼|此致敬礼)[\s,.!،，。-]*",
    re.IGNORECASE,
)
_DELIMITER = "--"
"""A line that mail programs put above a signature."""
_MOST_LINES = 12
"""Lines that a sign-off can have."""
_MOST_WORDS = 12
"""Words of a line of it; a longer one is a sentence."""
_SAYS_SOMETHING = re.compile(r"p\.?\s?s\b|\S+(?:\s+\S+){3,}[.!?\u3002\uff01\uff1f\u061f]\s*$", re.IGNORECASE)
"""A postscript, or four words and more with a stop."""


def without_sign_off(text: str) -> str:
    """Return a mail without what follows its closing formula, if that is no more than a signature."""
    lines = text.rstrip().split("\n")
    for at, line in enumerate(lines):
        below = [each for each in lines[at + 1 :] if each.strip()]
        if _closes(line) and len(below) <= _MOST_LINES and not any(map(_is_sentence, below)):
            own = "\n".join(lines[:at]).rstrip()
            return own or text
    return text


def _closes(line: str) -> bool:
    return line.rstrip() == _DELIMITER or bool(_CLOSING.fullmatch(line.strip()))


def _is_sentence(line: str) -> bool:
    return len(line.split()) > _MOST_WORDS or bool(_SAYS_SOMETHING.match(line.strip()))
