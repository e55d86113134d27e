"""Nothing disappears: what was received has to be what became of it."""

from __future__ import annotations


def check_account(received: int, **became: int) -> None:
    """Refuse an account that does not add up, which is a mistake of the program.

    >>> check_account(3, loaded=2, merged=0, refused=1)

    Raises
    ------
    ValueError
        If the parts do not sum to what was received.
    """
    total = sum(became.values())
    if received != total:
        raise ValueError(f"Received must be {' + '.join(became)}. Got {received} and {total} instead.")
