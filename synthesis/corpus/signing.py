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
_MOST_WORDS = 5
"""Words of a line of it; a longer one may be a proposal."""
_SAYS_SOMETHING = re.compile(r"p\.?\s?s\b|\S+(?:\s+\S+){3,}[.!?\u3002\uff01\uff1f\u061f]\s*$", re.IGNORECASE)
"""A postscript, or four words and more with a stop."""
_ITEM = re.compile(r"\s*(?:[-*+\u00b7\u2013\u2014\u2022\u25aa\u25cf]|\(?(?:\d{1,2}|[a-z])[.)])\s")
_CONTACT = re.compile(r"@|\bwww\.|https?:|\d[\d ()/.-]{5,}\d")
_ONLY_CONTACT = re.compile(
    r"[^\s@]+@[^\s@]+|(?:https?://|www\.)\S+|"
    r"(?!\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$)(?:\+|\(?0)\d[\d ()/.-]{5,}\d"
)
"""An address or a telephone number and no more; an amount or a day is none."""
_LEADS_ON = (":", "\uff1a")


def without_sign_off(text: str) -> str:
    """Return a mail without what follows its closing formula, if that is no more than a signature.

    It is one block of short lines with a name; what stands below it after an empty line only tells how to
    reach somebody. Items of a list are proposals, wherever they stand.
    """
    lines = text.rstrip().split("\n")
    for at, line in enumerate(lines):
        if _closes(line) and _is_signature(lines[at + 1 :]):
            own = "\n".join(lines[:at]).rstrip()
            return text if not own or own.endswith(_LEADS_ON) else own
    return text


def has_contact(line: str) -> bool:
    """Whether a line tells how to reach somebody: an address, a telephone."""
    return bool(_CONTACT.search(line))


def is_only_contact(text: str) -> bool:
    """Whether a text is nothing but an address or a telephone number.

    >>> is_only_contact("+254 700 123 456"), is_only_contact("1 000 000"), is_only_contact("Ask a@b.org")
    (True, False, False)
    """
    return bool(_ONLY_CONTACT.fullmatch(text.strip()))


def _is_signature(below: list[str]) -> bool:
    written = [line for line in below if line.strip()]
    if len(written) > _MOST_LINES or any(_is_sentence(line) or _ITEM.match(line) for line in written):
        return False
    blocks = re.split(r"\n\s*\n", "\n".join(below).strip())
    return all(has_contact(line) for block in blocks[1:] for line in block.split("\n"))


def _closes(line: str) -> bool:
    return line.rstrip() == _DELIMITER or bool(_CLOSING.fullmatch(line.strip()))


def _is_sentence(line: str) -> bool:
    return len(line.split()) > _MOST_WORDS or bool(_SAYS_SOMETHING.match(line.strip()))
