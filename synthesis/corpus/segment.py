"""A contribution -> passages that say one thing, verbatim by character offsets.

Paragraphs and items are found first, headings and lead-ins stay with what they introduce, short lists are
kept whole, and the sentences of long paragraphs are packed to a length that reads well.

>>> [span.start for span in segment_text("Too many workshops were held today. " * 18)]
[0, 360]
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from synthesis.corpus.language import detect_language, language_within
from synthesis.corpus.paragraphs import Block, Kind, count_words, find_blocks
from synthesis.corpus.sentences import find_sentences
from synthesis.models import Answer, Contribution, Passage, Span

LONGEST = 60
"""Words of a paragraph that is still one passage; beyond, it is cut between sentences."""
SHORTEST = 25
"""Words that a passage should have before another begins within a paragraph."""
_FULL = LONGEST + SHORTEST
"""Words to which a passage may grow so as not to leave something too short beside it."""
_SHORT = 6
"""Words of a paragraph or item that says too little to be quoted alone."""
_HEADING = 8
"""Words of a numbered line that can be a heading."""
_LIST_WORDS = 90
_ITEM_WORDS = {Kind.NUMBERED: 12, Kind.BULLET: 8}
"""A list of items up to this length is one passage, if it has no more than _LIST_WORDS in all."""


@dataclass(slots=True)
class _Draft:
    """A passage in the making."""

    start: int
    end: int
    n_words: int
    waits: bool = False
    """It introduces what comes next and does not stand alone."""


def segment(contribution: Contribution) -> tuple[Passage, ...]:
    """Cut a contribution into passages, each with its language; none crosses from answer to answer."""
    text = contribution.text
    language = detect_language(text) or contribution.language
    passages = []
    for stretch in _stretches(text, contribution.answers):
        for span in _spans(text, stretch, language):
            body = text[span.start : span.end]
            passages.append(Passage.of(contribution, span.start, span.end, language_within(body, language)))
    return tuple(passages)


def goes_on(contribution: Contribution, passages: Sequence[Passage]) -> list[bool]:
    """Tell of each passage but the first whether it goes on in the paragraph of the one before it.

    The passages are of that contribution and in order.
    """
    ends = [
        stretch.start + block.end
        for stretch in _stretches(contribution.text, contribution.answers)
        for block in find_blocks(contribution.text[stretch.start : stretch.end])
    ]
    return [
        bisect_left(ends, before.end) == bisect_right(ends, after.start)
        for before, after in pairwise(passages)
    ]


def segment_text(text: str, language: str = "") -> tuple[Span, ...]:
    """Return sorted, disjoint spans that together hold every character that is not space.

    Parameters
    ----------
    text : str
        Any text in any script, hard-wrapped or not.
    language : str, optional
        ISO code that tells the abbreviations of the language; detected when empty.
    """
    if not text.strip():
        return ()
    return tuple(_spans(text, Span(0, len(text)), language or detect_language(text)))


def _stretches(text: str, answers: Sequence[Answer]) -> Iterator[Span]:
    """Yield the answers and whatever stands between them."""
    at = 0
    for answer in sorted(answers, key=lambda answer: answer.start):
        for start, end in ((at, answer.start), (answer.start, answer.end)):
            if text[start:end].strip():
                yield Span(start, end)
        at = answer.end
    if text[at:].strip():
        yield Span(at, len(text))


def _spans(text: str, stretch: Span, language: str) -> list[Span]:
    body = text[stretch.start : stretch.end]
    drafts = _joined(list(_drafts(body, find_blocks(body), language)))
    return [Span(stretch.start + draft.start, stretch.start + draft.end) for draft in drafts]


def _drafts(text: str, blocks: Sequence[Block], language: str) -> Iterator[_Draft]:
    i = 0
    while i < len(blocks):
        block = blocks[i]
        n_items = _whole_list(blocks, i)
        if n_items > 1:
            items = blocks[i : i + n_items]
            yield _Draft(block.start, items[-1].end, sum(item.n_words for item in items))
            i += n_items
            continue
        if _introduces(blocks, i):
            yield _Draft(block.start, block.end, block.n_words, waits=True)
        else:
            yield from _packed(text, block, language)
        i += 1


def _introduces(blocks: Sequence[Block], i: int) -> bool:
    """Whether a block is a heading ("2. Results" too, where no other item stands beside it) or a lead-in."""
    block = blocks[i]
    if block.kind is Kind.HEADING or (block.leads_in and block.n_words < SHORTEST):
        return True
    beside = [*blocks[max(i - 1, 0) : i], *blocks[i + 1 : i + 2]]
    stands_alone = all(other.kind is not block.kind for other in beside)
    return block.kind is Kind.NUMBERED and block.is_open and block.n_words <= _HEADING and stands_alone


def _whole_list(blocks: Sequence[Block], first: int) -> int:
    """Return how many items, from this one on, make a list that is kept whole; 0 if none."""
    kind = blocks[first].kind
    if not kind.is_item or (first and blocks[first - 1].kind is kind):
        return 0
    n_items, n_words = 0, 0
    for i in range(first, len(blocks)):
        block = blocks[i]
        if block.kind is not kind:
            break
        n_items, n_words = n_items + 1, n_words + block.n_words
        if block.n_words > _ITEM_WORDS[kind] or n_words > _LIST_WORDS:
            return 0
    return n_items


def _packed(text: str, block: Block, language: str) -> Iterator[_Draft]:
    """Pack the sentences of a block: a passage ends when it has enough and the next would be too much."""
    if block.n_words <= LONGEST:
        yield _Draft(block.start, block.end, block.n_words)
        return
    draft: _Draft | None = None
    for sentence in find_sentences(text, Span(block.start, block.end), language):
        n_words = count_words(text[sentence.start : sentence.end])
        if draft and _takes(draft, n_words):
            draft.end, draft.n_words = sentence.end, draft.n_words + n_words
            continue
        if draft:
            yield draft
        draft = _Draft(sentence.start, sentence.end, n_words)
    if draft:
        yield draft


def _takes(draft: _Draft, n_words: int) -> bool:
    n_both = draft.n_words + n_words
    return n_both <= LONGEST or (min(draft.n_words - SHORTEST, n_words - _SHORT) < 0 and n_both <= _FULL)


def _joined(drafts: list[_Draft]) -> list[_Draft]:
    """Join headings to what follows, and what is too short to its neighbour."""
    joined: list[_Draft] = []
    for draft in drafts:
        last = joined[-1] if joined else None
        if last and _belongs_to_next(last, draft):
            last.end, last.n_words, last.waits = draft.end, last.n_words + draft.n_words, draft.waits
        elif last and draft.n_words < _SHORT and not draft.waits and last.n_words < LONGEST:
            last.end, last.n_words = draft.end, last.n_words + draft.n_words
        else:
            joined.append(draft)
    if len(joined) > 1 and joined[-1].waits:
        end = joined.pop()
        joined[-1].end, joined[-1].n_words = end.end, joined[-1].n_words + end.n_words
    return joined


def _belongs_to_next(last: _Draft, draft: _Draft) -> bool:
    return (last.waits or last.n_words < _SHORT) and last.n_words + draft.n_words <= _LIST_WORDS + SHORTEST
