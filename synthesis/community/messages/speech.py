r"""A session -> its sentences, each with who said it and where it stands; stage directions are no speech.

>>> from synthesis.community.messages.reading import read_text
>>> session = read_text(">> ANA: Good morning.\n(Laughter.)\nFewer, please.\n>> BO: Yes.").sessions[0]
>>> [session.text[each.span.start : each.span.end] for each in sentences_of(session)]
['Good morning.', 'Fewer, please.', 'Yes.']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from synthesis.community.messages.heading import find_day
from synthesis.community.messages.roles import is_order
from synthesis.corpus.sentences import find_sentences, trimmed
from synthesis.models import Session, Span, Turn

_STAGE = re.compile(
    r"\[[^\[\]]{0,80}\]|^[ \t]*\((?:[A-Z][^()\n]{0,70})\)[ \t]*$|"
    r"\((?:Applause|Laughter|Laughs|Pause|Inaudible|Off mic)[^()]{0,40}\)",
    re.M | re.I,
)
_GAP = re.compile(r"\n[ \t]*\n+")
_ITEM = re.compile(r"(?:^|\n)[ \t]*(?:[-–—•*·]|\d{1,2}[.)])[ \t]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a session.

    `turn` and `paragraph` count from 0; `place` and `n_beside` say which of how many sentences of its
    paragraph it is. `is_order` says that its speaker keeps the order or the record of the session.
    """

    span: Span
    text: str
    speaker: str
    role: str
    turn: int
    paragraph: int
    place: int
    n_beside: int
    is_order: bool = False

    @property
    def is_last(self) -> bool:
        """Whether it closes its paragraph."""
        return self.place == self.n_beside - 1


def sentences_of(session: Session) -> tuple[Sentence, ...]:
    """Return what was said, sentence by sentence; of notes without speakers all below the heading."""
    turns = session.turns or (Turn(_below_heading(session), len(session.text)),)
    found: list[Sentence] = []
    n_paragraphs = 0
    for number, turn in enumerate(turns):
        for paragraph in _paragraphs(session.text, turn):
            spans = list(_spoken(session.text, paragraph, session.language))
            for place, span in enumerate(spans):
                found.append(
                    Sentence(
                        span,
                        " ".join(session.text[span.start : span.end].split()),
                        turn.speaker,
                        turn.role,
                        number,
                        n_paragraphs,
                        place,
                        len(spans),
                        is_order(turn),
                    )
                )
            n_paragraphs += bool(spans)
    return tuple(found)


def _below_heading(session: Session) -> int:
    """Return where notes begin: after the first lines as long as these are the title or hold the day."""
    first = session.text.find("\n")
    at = session.text.find(session.title) if session.title else -1
    if 0 <= at < 400 and first >= 0:
        end = session.text.find("\n", at)
        following = session.text.find("\n", end + 1)
        end = following if 0 <= end < following and find_day(session.text[end:following]) else end
        return end + 1 if 0 <= end < len(session.text) - 1 else 0
    return 0


def _paragraphs(text: str, turn: Turn) -> Iterator[Span]:
    start = turn.start
    body = text[turn.start : turn.end]
    cuts = sorted({(found.start(), found.end()) for form in (_GAP, _ITEM) for found in form.finditer(body)})
    for begin, end in [*cuts, (len(body), len(body))]:
        if (span := trimmed(text, start, max(start, turn.start + begin))) is not None:
            yield span
        start = max(start, turn.start + end)


def _spoken(text: str, paragraph: Span, language: str) -> Iterator[Span]:
    """Yield the sentences between stage directions; what holds no letter is none."""
    start = paragraph.start
    for cut in [*_STAGE.finditer(text, paragraph.start, paragraph.end), None]:
        end = cut.start() if cut else paragraph.end
        if (piece := trimmed(text, start, end)) is not None:
            for span in find_sentences(text, piece, language):
                if any(letter.isalpha() for letter in text[span.start : span.end]):
                    yield span
        start = cut.end() if cut else end
