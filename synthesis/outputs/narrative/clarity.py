"""A passage -> how well it can be quoted alone: short, whole sentences that name their theme.

>>> clarity("Cut the number of workshops to sixty, and merge what is alike.", "number of workshops")
7
>>> clarity("however, it did not", "")
1
"""

from __future__ import annotations

import re

from synthesis.coding.words import UNSPACED
from synthesis.corpus.paragraphs import find_blocks

EASY = range(8, 61)
"""So many words are read at once; a passage of five to seven, or of up to ninety, is worth half."""

HARD = range(5, 91)

CLEAR = 6

_ENDS = tuple(".!?\u2026\u3002\uff01\uff1f\u061f\u06d4\u0964\u201d\u00bb\"')")
_LEANS = re.compile(
    r"(?:also|and|as regards|as to|but|he|hence|however|it|moreover|nevertheless|second(?:ly)?|she|similarly|"
    r"so|that|the (?:former|latter|same)|these|they|third(?:ly)?|this|those|thus|yet|"
    r"also|cependant|cela|ceci|elles?|ils?|mais|toutefois|pero|esto|eso|sin embargo|но|это|однако)\b",
    re.IGNORECASE,
)
"""First words that lean on a sentence before, which is not quoted."""

_ITEM = r"\W*(?:\d+[.)]|[-*\u00b7\u2013\u2022\u25cf])\s"
_BROKEN = re.compile(rf"https?:|[|\u2022]|^{_ITEM}|\n{_ITEM}|^\s*#{{1,6}}\s|\n\s*#{{1,6}}\s|\*\*|__|\t")
"""Addresses, cells of a table, items of a list, the marks of headings and of bold words."""

_LINE_END = re.compile(rf"(?<!\s)[^\S\n]*\n(?!\s*\n)(?!{_ITEM})")
"""The end of one line; an empty line parts paragraphs."""

_UNSPACED = re.compile(f"[{UNSPACED}]")
_LETTERS_A_WORD = 2
"""About so many letters make a word in a script without spaces."""


def clarity(text: str, evidence_words: str) -> int:
    """Count what speaks for quoting a passage, 0 to 7; from CLEAR on it can stand alone, as no list can.

    Parameters
    ----------
    text : str
        The passage, verbatim.
    evidence_words : str
        Words of it that name its theme; empty if none do.
    """
    start = text.lstrip(" \t\n\"'(\u201c\u00ab\u00bf\u00a1")
    n_words = n_words_of(text)
    marks = (
        n_words in HARD,
        n_words in EASY,
        start[:1].isalpha() and not start[:1].islower(),
        text.rstrip().endswith(_ENDS),
        bool(evidence_words),
        not _LEANS.match(start),
        not is_broken(text),
    )
    return min(sum(marks), CLEAR - 1 if is_broken(text) else len(marks))


def is_broken(text: str) -> bool:
    r"""Whether a passage is no plain prose: a list, a row of a table, or words with markup.

    >>> is_broken("## Good\n* The village"), is_broken("Matter | Proposal"), is_broken("Cut it to sixty.")
    (True, True, False)
    """
    return bool(_BROKEN.search(text.strip()))


def flowing(text: str) -> str:
    r"""Join the lines of a passage that were broken for width.

    Headings, items of a list and rows of a table keep lines of their own: run into a sentence they would
    be put into the mouth of whoever wrote it.

    >>> flowing("It was\nestablished as\n- a forum"), flowing("What should change\n\nThe\nnumber of talks.")
    ('It was established as\n- a forum', 'What should change\nThe number of talks.')
    """
    return "\n".join(_unwrapped(text[block.start : block.end]) for block in find_blocks(text))


def _unwrapped(block: str) -> str:
    lines = (line.strip() for line in block.splitlines())
    return " ".join(line for line in lines if line)


def on_one_line(text: str) -> str:
    r"""Write a passage on one line, strokes between what `flowing` gives lines of their own.

    >>> on_one_line("What should change\n\nThe number\nof talks.")
    'What should change / The number of talks.'
    """
    return " / ".join(" ".join(line.split()) for line in flowing(text).split("\n"))


def joined_lines(text: str) -> str:
    r"""Join lines that were broken for width, as `flowing` does, each sign at the offset that it had.

    >>> joined_lines("It was\nestablished as\n- a forum"), joined_lines("One.\n\nTwo.")
    ('It was established as\n- a forum', 'One.\n\nTwo.')
    """
    return _LINE_END.sub(lambda found: found[0].replace("\n", " "), text)


def n_words_of(text: str) -> int:
    """Count the words; in a script without spaces every two letters are taken for one.

    >>> n_words_of("Fewer sessions, please."), n_words_of("会议太多")
    (3, 2)
    """
    n_letters = len(_UNSPACED.findall(text))
    return len(_UNSPACED.sub(" ", text).split()) + (n_letters + 1) // _LETTERS_A_WORD
