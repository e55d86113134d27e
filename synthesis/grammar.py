"""Numbers and lists -> plain words: the little that every room says alike."""

from __future__ import annotations

from collections.abc import Sequence


def counted(n: int, noun: str, plural: str = "") -> str:
    """Write a number with its unit.

    >>> counted(1, "contribution"), counted(0, "passage"), counted(2, "country", "countries")
    ('1 contribution', '0 passages', '2 countries')
    """
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def joined(words: Sequence[str], last: str = "and") -> str:
    """Join words as prose does.

    >>> joined(["Government", "Civil Society", "Private Sector"])
    'Government, Civil Society and Private Sector'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def cut(text: str, most: int = 110) -> str:
    """Return the beginning of long words, whole ones, with an ellipsis; short words as they are.

    >>> cut("It was agreed  to meet."), cut("meet " * 100, 12)
    ('It was agreed to meet.', 'meet meet …')
    """
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"
