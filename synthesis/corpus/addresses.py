"""Addresses of the web and of mail in a text, blanked out.

>>> without_addresses("See https://example.org/x now")
'See                       now'
"""

from __future__ import annotations

import re

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[!-~]+|(?<![\w.+-])(?:mailto:)?[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.ASCII
)
"""In ASCII, for a text without spaces may go on right behind an address."""


def without_addresses(text: str) -> str:
    """Blank addresses out; all that follows keeps its place."""
    return _ADDRESS.sub(lambda found: " " * len(found.group()), text)
