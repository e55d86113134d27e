"""Captions joined to one text, with the second at which each stretch of it was said."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from synthesis.community.messages.cues import Cue


@dataclass(frozen=True, slots=True)
class Timed:
    """A text and, from which offset on, which second; no times where the file has none."""

    text: str
    times: tuple[tuple[int, float], ...] = ()

    def at(self, offset: int) -> float | None:
        """Return the second at which this place of the text was said."""
        return second_at(self.times, offset)


PAUSE = 1.0
"""Seconds of silence between two captions at which a paragraph begins."""


def second_at(times: Sequence[tuple[int, float]], offset: int) -> float | None:
    """Return the second of the last caption that begins at or before an offset; None without times.

    >>> second_at([(0, 1.5), (20, 4.0)], 19)
    1.5
    """
    at = bisect_right(times, (offset, float("inf")))
    return times[at - 1][1] if at else None


def joined_cues(cues: Sequence[Cue]) -> Timed:
    """Join cues: a line each, a blank line after a pause and before another speaker, voices as ">> Name:"."""
    parts: list[str] = []
    times: list[tuple[int, float]] = []
    length, voice, ended = 0, "", 0.0
    for cue in cues:
        is_other = bool(cue.voice) and cue.voice != voice
        opening = f">> {cue.voice}: " if is_other else ""
        is_late = cue.at is not None and cue.at - ended >= PAUSE
        begins = is_other or is_late or cue.lines[0].startswith((">>", "(", "["))
        written = ("\n\n" if begins else "\n") if parts else ""
        start = length + len(written)
        piece = f"{written}{opening}" + "\n".join(cue.lines)
        if cue.at is not None:
            times.append((start, cue.at))
        parts.append(piece)
        length += len(piece)
        voice, ended = cue.voice or voice, cue.until or ended
    return Timed("".join(parts), tuple(times))
