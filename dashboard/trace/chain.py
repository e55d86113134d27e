"""The links of the chain as HTML: what had been said, what became of a decision, which decision answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard import cards, ui
from synthesis.outputs.phrases import NOT_NUMBERED, cut_marked, place_words
from synthesis.outputs.trace import sentences
from synthesis.outputs.words import KIND_WORDS

Row = Mapping[Any, Any]


def head(words: str) -> str:
    """Return what a column of the chain is called, above each of its cells."""
    return f'<p class="col-name">{ui.text(words)}</p>'


def said(words: str) -> str:
    """Return who had spoken about the theme by the day of the meeting."""
    return f'{head("You said")}<p class="said">{ui.text(words)}</p>'


def became(row: Row, later: Sequence[Row], *, has_badge: bool = True) -> str:
    """Return the state of a decision, and what later reports tell of it, the first first.

    Below a card that has the badge of its state already, it is not needed again.
    """
    told = "".join(_told(each) for each in later)
    listed = f'<ul class="told">{told}</ul>' if told else ""
    badge = f'<p class="badges">{cards.progress_badge(row)}</p>' if has_badge else ""
    return (
        f"{head('What became of it')}{badge}"
        f'<p class="note">{ui.text(sentences.became_sentence(row, later))}</p>{listed}'
    )


def _told(row: Row) -> str:
    """Return an item of a later report; of one that is a task, how far it is."""
    kind = ui.badge(KIND_WORDS[row["kind"]], "kind")
    state = cards.progress_badge(row) if row["progress"] != "open" else ""
    words = f"<span {ui.BIDI}>{ui.text(cut_marked(row['quote']))}</span>"
    return (
        f'<li><span class="badges">{kind}{state}</span>{words} '
        f'<span class="note">{ui.text(row["meeting"])}, {ui.text(row["held_on"])}, '
        f"{ui.text(place_words(row['paragraph'], NOT_NUMBERED))}</span></li>"
    )


def answered(answers: Iterable[Row]) -> str:
    """Return which decisions answer a passage; nothing where none does."""
    return "".join(
        f'<p class="note" {ui.BIDI}>{ui.text(sentences.answered_words(row))}</p>' for row in answers
    )
