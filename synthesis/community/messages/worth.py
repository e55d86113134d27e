"""How well a sentence can stand as a message: it claims or asks something, briefly, and leans on nothing before.

    worth = 1.2 claim + 0.5 close of paragraph + 0.4 contrast + length + whole - question - telling a story - leaning

The weights were set on two composed sessions and looked at once on a third; docs/method.md has the figures.
"""

from __future__ import annotations

import re

from synthesis.community.messages.speech import Sentence

_CLAIM = re.compile(
    r"\b(?:should|must|ought|needs? to|have to|has to|nobody|never|cannot|can't|rather|(?:would|'d) (?:like|rather|prefer|say|support|want)|"
    r"i (?:want|propose|ask|believe|think|suggest|recommend|support|oppose)|we (?:want|propose|ask|need|prefer|recommend|support)|"
    r"(?:it|that|this) is not|isn't|is not|are not|aren't|not a|no \w+|only|whoever|whatever|the (?:best|rule|point|question|problem|reason|first thing|advice|answer)|"
    r"let it|let them|make|stop|publish|if you|so (?:the|don't|it|we|whoever|that)|without|instead|enough|worth|better|cheaper|same)\b",
    re.I,
)
_STRONG_CLAIM = re.compile(
    r"\b(?:should(?:n't)?|must(?:n't)?|ought|has to|have to|(?:would|'d) (?:rather|prefer|like|not support|support)|i (?:propose|believe)|we (?:propose|prefer|need|want)|"
    r"(?:in|not in) favou?r|against|for me the answer|i say|i'd say|so (?:the|don't|please)|please,? (?:don't|do not|let))\b",
    re.I,
)
_CONTRAST = re.compile(r"\b(?:but|not|rather than|instead|no longer|without)\b", re.I)
_STORY = re.compile(
    r"\b(?:last (?:year|week|month|winter)|yesterday|ago|was|were|went|came|said|asked|bought|told|had|called|sent|looked|saw|heard)\b", re.I
)
_SELF = re.compile(r"\b(?:i(?:'m| am) (?:from|a|an|with|the|nineteen|blind|called|in)\b|my (?:name|son|daughter|wife|husband|mother|cousin|english)\b|i (?:speak|come|represent|coordinate|work)\b)", re.I)
_LEANS = re.compile(
    r"^(?:(?:and|but|so|then|because|also|well|okay|yes|no|now|or)\b[, ]+)*(?:it|that|this|they|he|she|these|those|there|the (?:other|second|third|same))\b", re.I
)
_POINTS = re.compile(r"\b(?:first (?:point|thing|of all)|second|third|two points|three points|my last|one last|come back|i will be|i'll|let me|may i|can i|as i said)\b", re.I)

_ABOUT_TALKING = re.compile(
    r"\b(?:i (?:want|wanted|would like|wish|only want) to (?:say|speak|come|tell|talk|begin|ask|put)|i(?:'ve| have) (?:a|one) question|process question|"
    r"i (?:noted|heard|forgot|listened|apologi[sz]e)|in the text|my position|haven't got|patience|clean position|i(?:'d| would) say (?:something|i have)|"
    r"this i come back|i have indeed|quarrel|we (?:talk|spoke|speak) of|everybody says it|(?:you can|have) the pen)\b",
    re.I,
)

BEST_LENGTH = range(7, 34)
USABLE_LENGTH = range(5, 50)


def worth(sentence: Sentence) -> float:
    """Return how well a sentence can stand as a message; below `WORTH_FROM` it should not."""
    text = sentence.text.replace("’", "'")
    n_words = len(text.split())
    return (
        (0.7 if _STRONG_CLAIM.search(text) else 0.0)
        + 0.25 * min(2, len(_CLAIM.findall(text)))
        + (0.5 if sentence.is_last and sentence.n_beside > 1 else 0.0)
        + (0.3 if _CONTRAST.search(text) else 0.0)
        + (0.6 if n_words in BEST_LENGTH else 0.0 if n_words in USABLE_LENGTH else -1.5)
        - (1.0 if text.endswith("?") else 0.0)
        - 0.2 * min(3, len(_STORY.findall(text)))
        - (0.9 if _SELF.search(text) else 0.0)
        - (0.8 if _ABOUT_TALKING.search(text) else 0.0)
        - (0.3 if _LEANS.match(text) else 0.0)
        - (0.5 if _POINTS.search(text) else 0.0)
        - (0.6 if text.startswith(("--", "...", "…")) or text.endswith(("--", "…")) else 0.0)
    )


WORTH_FROM = 0.6
"""A sentence worth less is cited only where its speaker says nothing better on the subject."""
