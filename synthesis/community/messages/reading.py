r"""A transcript or notes -> sessions with their turns, and what a person should know of the file.

>>> read = read_text("Access\nParis, 13 November 2018\n\n>> ANA: Good morning.\n>> BO: Fewer, please.\n")
>>> read.sessions[0].place, [turn.speaker for turn in read.sessions[0].turns]
('Paris', ['ANA', 'BO'])
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from synthesis.community.messages.cues import n_overlapping, notes_of, read_cues, without_repeats
from synthesis.community.messages.heading import Found, find_day, find_heading
from synthesis.community.messages.phrases import pattern
from synthesis.community.messages.roles import with_roles
from synthesis.community.messages.speakers import find_turns
from synthesis.community.messages.timed import Timed, joined_cues
from synthesis.corpus.decoding import clean, decode
from synthesis.corpus.folding import fold
from synthesis.corpus.intake import check_file
from synthesis.corpus.language import detect_language
from synthesis.corpus.readers import DOCUMENT_SUFFIXES, read_document
from synthesis.errors import UnreadableFileError
from synthesis.models import Problem, Session

CAPTION_SUFFIXES = frozenset({".vtt", ".srt"})
SUFFIXES = frozenset({".txt", ".md", ".docx", ".pdf", ".html", ".htm"} & DOCUMENT_SUFFIXES) | CAPTION_SUFFIXES
"""Endings of the files that a session is read from, in lower case."""

_NUMBERED = re.compile(r"^\s*(?:para(?:graph)?\.? ?)?\d{1,3}[.)]\s+\S", re.M)
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_HEADING_LINES = 4
_NEW_SESSION = re.compile(r"\b(?:session|workshop|meeting|forum|panel)\b", re.I)


@dataclass(frozen=True, slots=True)
class Read:
    """The sessions of a file, in its order, and what a person should know of it."""

    sessions: tuple[Session, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether nothing could be read."""
        return not self.sessions


def read_session(path: Path, shown: str = "") -> Read:
    """Read a file with one of `SUFFIXES`; what cannot be read is refused with the reason, never raised."""
    name = shown or path.name
    try:
        if path.suffix.lower() not in SUFFIXES:
            raise UnreadableFileError(
                f"A session is not read from files ending in {path.suffix.lower() or 'nothing'}.",
                hint="Save it as TXT, DOCX, PDF, HTML, VTT or SRT.",
            )
        if path.suffix.lower() in CAPTION_SUFFIXES:
            check_file(path)
            decoded = decode(path.read_bytes(), None, name)
            return _noted(read_captions(clean(decoded.text), name), name, decoded.warnings)
        document = read_document(path)
        return _noted(read_text(document.text, name), name, (*document.warnings, *document.unread))
    except UnreadableFileError as error:
        return Read((), (Problem(name, f"{error.message} {error.hint}".strip(), is_refusal=True),))


def _noted(read: Read, name: str, warnings: Sequence[str]) -> Read:
    return replace(read, problems=(*(Problem(name, words) for words in warnings), *read.problems))


def read_text(text: str, name: str = "") -> Read:
    """Read a transcript or notes as plain text; several sessions one after the other are parted."""
    if not text.strip():
        return Read((), (Problem(name, "The file holds no words.", is_refusal=True),))
    parts = list(_parts(text))
    read = [_session(Timed(part), name, find_heading(_head(part))) for part in parts]
    problems = [problem for each in read for problem in each.problems]
    if len(parts) > 1:
        problems.insert(0, Problem(name, f"The file holds {len(parts)} sessions; each is read by itself."))
    return Read(tuple(session for each in read for session in each.sessions), tuple(problems))


def read_captions(text: str, name: str = "") -> Read:
    """Read WebVTT or SubRip; a line whose times are broken is named, and its words are kept."""
    cues, faults = read_cues(text)
    if not cues:
        return Read((), (Problem(name, "The file holds no captions.", is_refusal=True),))
    kept, n_repeated = without_repeats(cues)
    n_over = n_overlapping(cues)
    problems = [Problem(name, fault.reason, row=fault.line) for fault in faults]
    if n_repeated:
        problems.append(Problem(name, f"{n_repeated} lines repeat the caption before; each is read once."))
    if n_over:
        problems.append(
            Problem(
                name,
                f"{n_over} captions begin before the last one has ended; they are read in the file's order.",
            )
        )
    timed = joined_cues(kept)
    head = notes_of(text) or _head(timed.text)
    read = _session(timed, name, find_heading(head))
    return replace(read, problems=(*problems, *read.problems))


def _session(timed: Timed, name: str, found: Found) -> Read:
    turns = tuple(replace(turn, at=timed.at(turn.start)) for turn in find_turns(timed.text))
    session = Session(
        id=session_id(found, timed.text),
        title=found.title or Path(name).stem or "Session without a title",
        text=timed.text,
        turns=with_roles(timed.text, turns),
        held_on=found.held_on,
        place=found.place,
        language=detect_language(_middle(timed.text, turns[0].start if turns else 0)),
        source=found.source or name,
        times=timed.times,
    )
    return Read((session,), tuple(_remarks(session, name)))


def session_id(found: Found, text: str) -> str:
    """Return an id from the day and the title, or, where one is missing, from what was said.

    >>> from datetime import date
    >>> session_id(Found("Main session: Access", date(2018, 11, 13)), "...")
    'session-2018-11-13-main-session-access'
    """
    words = re.findall(r"[^\W_]+", fold(found.title))[:8]
    if found.held_on and words:
        return "-".join(["session", found.held_on.isoformat(), *words])
    return f"session-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def _remarks(session: Session, name: str) -> Iterator[Problem]:
    if not any(turn.speaker for turn in session.turns):
        if len(_NUMBERED.findall(session.text)) >= 4 and pattern("reported").search(session.text):
            yield Problem(
                name,
                "This looks like the report of a meeting, not like a record of what was said. Load it on the "
                "page Data if its decisions are asked for; the messages below only pick sentences of it.",
            )
        yield Problem(
            name,
            "No speaker is named: messages cannot say who said a thing, or how many did.",
            column="speaker",
        )
    elif all(not turn.role for turn in session.turns):
        yield Problem(
            name, "No speaker's role is given; who moderates is told by what they say.", column="role"
        )
    if session.language not in ("", "en"):
        yield Problem(
            name,
            f"The session is in another language than English ({session.language}): fewer phrases are known "
            "by which procedural talk and disagreement are told, so look more closely.",
            column="language",
        )
    if session.held_on is None:
        yield Problem(name, "No day stands above the text; later decisions cannot be told.", column="date")


def _head(text: str) -> str:
    """Return what stands before the first turn; of notes without speakers the first lines."""
    turns = find_turns(text)
    if turns:
        return text[: _line_start(text, turns[0].start)]
    return "\n".join(text.strip().splitlines()[:4])


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _middle(text: str, start: int) -> str:
    """Return a stretch of speech: headings and greetings may be in another language."""
    body = text[start:]
    return body[len(body) // 4 : len(body) // 4 + 5_000]


def _parts(text: str) -> Iterator[str]:
    """Part a text where, after speech, a heading with another day begins and speech follows it."""
    starts = [0]
    turns = find_turns(text)
    for at, block in _blocks(text):
        if not _is_heading(block) or find_turns(block):
            continue
        said_before = sum(starts[-1] < turn.start < at for turn in turns)
        said_after = sum(turn.start > at for turn in turns)
        if said_before >= 2 and said_after >= 2:
            starts.append(at)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield text[start:end].strip("\n")


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines between blank ones, and where they begin."""
    start = 0
    for gap in [*_BLANK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if text[start:end].strip():
            yield start, text[start:end]
        start = gap.end() if gap else end


def _is_heading(block: str) -> bool:
    lines = block.strip().splitlines()
    is_short = (
        len(lines) <= _HEADING_LINES
        and all(len(line.split()) <= 16 for line in lines)
        and not lines[-1].rstrip().endswith((".", "?", "!"))
    )
    return is_short and any(find_day(line) for line in lines) and bool(_NEW_SESSION.search(block))
