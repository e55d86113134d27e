"""What a sentence is taken apart into: its words, its quotations, and the sentences of a paragraph."""

from __future__ import annotations

import re

QUOTATION = re.compile(
    r"“(?P<a>[^“”]*)”|\"(?P<b>[^\"]*)\"|«(?P<c>[^«»]*)»|„(?P<d>[^“”„]*)[“”]"
    r"|(?<!\w)‘(?P<e>[^‘]*?)’(?!\w)|(?<!\w)'(?P<f>[^']*?)'(?!\w)"
)
SENTENCE = re.compile(r"(?<=[.!?;])(?:\s*\[c?\d{1,3}\])*\s+(?=[A-Z“\"«])")
"""Where a paragraph is split into sentences."""

QUANTITIES = frozenset(
    {
        *("all", "almost", "always", "barely", "broadly", "consensus", "countless", "everybody", "everyone"),
        *("few", "fewer", "hardly", "largely", "least", "less", "mainly", "majority", "many", "minority"),
        *("more", "most", "mostly", "nearly", "never", "nobody", "none", "numerous", "only", "over"),
        *("overwhelming", "overwhelmingly", "plenty", "predominantly", "rarely", "scarcely", "several"),
        *("some", "unanimous", "unanimously", "universally", "wide", "widely", "widespread"),
    }
)
"""Words that say how many, or that can."""

OF_SOMETHING_ELSE = frozenset(
    {
        *("almost", "always", "barely", "hardly", "least", "less", "more", "nearly", "never", "only", "over"),
        *("rarely", "scarcely", "wide"),
    }
)
"""Those of them that as often say something else: "should be seen more", "only online"."""


def words_in(text: str) -> list[str]:
    """Return the words of a text, in small letters."""
    return re.findall(r"[^\W\d_]+", text.casefold())


def without_quotations(text: str) -> str:
    """Return a text without what stands in quotation marks."""
    return QUOTATION.sub(" ", text)
