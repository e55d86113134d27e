"""Where lies what ships beside the program: the sample, the codebook, reference passages, rules, maps.

A clone of the project holds it beside the packages; what is installed outside of the clone has none of it.
"""

from __future__ import annotations

from pathlib import Path

from synthesis.errors import InputError

CLONE = Path(__file__).parents[1]
DATA = CLONE / "data"


def shipped(name: str) -> Path:
    """Return the place of a file or folder that ships with the program.

    Raises
    ------
    InputError
        If it is not there, as where the packages were installed without their clone.
    """
    path = DATA / name
    if not path.exists():
        raise InputError(
            f"What ships with the program is not here: data/{name}.",
            str(DATA),
            "Run it from a clone of the project: make install, or pip install --editable CLONE.",
        )
    return path
