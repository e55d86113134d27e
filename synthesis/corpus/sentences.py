"""A block -> its sentences by offsets, in any script; very long ones are parted at a clause."""

from __future__ import annotations

import re

import sentencex

from synthesis.corpus.paragraphs import count_words
from synthesis.models import Span

LONGEST_SENTENCE = 110
"""Words; a longer one is parted, since nobody would quote it whole."""

_PIECE = 4_000
"""Characters handed to the splitter at once: its time grows with the square on unbalanced quotes."""

_ENDS_ANYWHERE = re.compile(r"[。！？؟۔]+[’”»」』）)\"']*")
"""Ends a sentence whatever the language and whatever follows: no abbreviation has such a mark."""

_CLAUSE = re.compile(r"[;；؛](?=\s)|[；؛]|[,，،:：](?=\s)|[，：]|\s[–—]\s")
_FORGOTTEN_SPACE = re.compile(r"[a-z\d)][.!?][\"”’)]?$")
_SPACE = re.compile(r"\s|[\ud800-\udfff]")
"""One that ends no sentence, and halves of characters, which the splitter cannot take; offsets stay."""


def find_sentences(text: str, block: Span, language: str) -> list[Span]:
    """Return the sentences of `text[block.start:block.end]`, trimmed, as offsets of the text."""
    sentences: list[Span] = []
    for piece in _pieces(text, block):
        # A wrapped line is no end of a sentence: one space for one break keeps the offsets.
        flat = _SPACE.sub(" ", text[piece.start : piece.end])
        ends = _sentence_ends(flat, language)
        sentences.extend(_trimmed_spans(text, piece.start, [piece.start + end for end in ends]))
    return [part for sentence in sentences for part in _parted(text, sentence)]


def _pieces(text: str, block: Span) -> list[Span]:
    pieces, start = [], block.start
    while block.end - start > _PIECE:
        window = text[start : start + _PIECE]
        cut = max(window.rfind(". "), window.rfind(".\n"), window.rfind("。")) + 1
        cut = cut or max(window.rfind(" "), window.rfind("\n")) + 1 or _PIECE
        pieces.append(Span(start, start + cut))
        start += cut
    return [*pieces, Span(start, block.end)]


def _sentence_ends(flat: str, language: str) -> list[int]:
    ends = {match.end() for match in _ENDS_ANYWHERE.finditer(flat)}
    parts = sentencex.segment(language or "en", flat)
    if "".join(parts) == flat:
        at = 0
        for part in parts:
            at += len(part)
            if _can_end(flat, at):
                ends.add(at)
    return sorted(ends | {len(flat)})


def _can_end(flat: str, at: int) -> bool:
    """Whether a sentence can end here: at a space or where one was forgotten ("2009.The"), not in "G.Br"."""
    if at >= len(flat) or flat[at - 1].isspace() or flat[at].isspace() or not flat[at].isascii():
        return True
    return bool(_FORGOTTEN_SPACE.search(flat, max(at - 4, 0), at)) and flat[at].isupper()


def _trimmed_spans(text: str, start: int, ends: list[int]) -> list[Span]:
    spans: list[Span] = []
    for end in ends:
        span = trimmed(text, start, end)
        if span and spans and not (_has_letters(text, span) and _has_letters(text, spans[-1])):
            # "1." and "[3]" belong to the sentence beside them.
            spans[-1] = Span(spans[-1].start, span.end)
        elif span:
            spans.append(span)
        start = end
    return spans


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Return the stretch without its outer spaces, or None if nothing else is there.

    >>> trimmed(" a b ", 0, 5)
    Span(start=1, end=4)
    """
    body = text[start:end]
    left = len(body) - len(body.lstrip())
    return Span(start + left, start + len(body.rstrip())) if left < len(body) else None


def _has_letters(text: str, span: Span) -> bool:
    return any(letter.isalpha() for letter in text[span.start : span.end])


def _parted(text: str, sentence: Span) -> list[Span]:
    """Part a sentence of more than LONGEST_SENTENCE words at clauses, else between words."""
    body = text[sentence.start : sentence.end]
    if count_words(body) <= LONGEST_SENTENCE:
        return [sentence]
    cuts, start, n_words = [], 0, 0
    clause = 0
    for at, length in _steps(body):
        n_words += 1
        if _CLAUSE.search(body, max(at + length - 2, 0), min(at + length + 2, len(body))) and n_words >= 25:
            clause = at + length
        if (n_words >= LONGEST_SENTENCE - 30 and clause > start) or n_words >= LONGEST_SENTENCE:
            start = clause if clause > start else at + length
            cuts.append(start)
            n_words = count_words(body[start : at + length])
    return _trimmed_spans(text, sentence.start, [sentence.start + cut for cut in cuts] + [sentence.end])


def _steps(body: str) -> list[tuple[int, int]]:
    """Return (start, length) of each word, or of each pair of characters of a script without spaces."""
    return [(match.start(), len(match.group())) for match in re.finditer(_STEP, body)]


_STEP = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]{1,2}|[^\s\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]+"
)
