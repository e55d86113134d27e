"""What every coding rests on besides a codebook and people's reviews: what ships with the program.

>>> coder_basis()[0] == CODER_VERSION
True
"""

from __future__ import annotations

from synthesis.coding.codebook import shipped_codebook
from synthesis.coding.position import CUES
from synthesis.coding.reference import shipped_reference

CODER_VERSION = 8
"""To be raised with every change of code or constants after which a passage can be coded differently."""


def coder_basis() -> tuple[object, ...]:
    """Return the coder's version and the records that it learns from and reads by.

    The shipped codebook is among them because the reference set speaks to themes defined as there.
    """
    return CODER_VERSION, CUES.read_text(encoding="utf-8"), shipped_codebook(), *shipped_reference()
