r"""A report in any of its formats -> `Meeting`.

>>> meeting = parse_report("Calendar Group - Call 7\n\n9 March 2018\n\n1. It was agreed to meet in May.")
>>> meeting.id, meeting.number, meeting.paragraphs[0].number
('meeting-2018-03-09-calendar-group', '7', '1')
"""

from __future__ import annotations

import email.utils
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from synthesis.corpus.decoding import writable
from synthesis.corpus.folding import fold
from synthesis.corpus.readers import read_document
from synthesis.errors import InputError
from synthesis.meetings.bodies import find_body, find_titled_body
from synthesis.meetings.dates import find_dates, first_date
from synthesis.meetings.identity import (
    MEETING_WORD,
    find_date,
    find_format,
    find_number,
    is_transcript,
    number_in_words,
)
from synthesis.meetings.layout import Block, find_blocks
from synthesis.meetings.lines import take_front_matter
from synthesis.meetings.numbering import number_paragraphs
from synthesis.meetings.sections import Sections, part_sections
from synthesis.meetings.several import part_meetings
from synthesis.models import SAMPLE_SOURCE, Decision, Meeting, Paragraph

_REPLY = re.compile(r"^(?:(?:re|fwd?|aw|tr)\s?:\s*|\[[^\]]{1,40}\]\s*)+", re.I)
_NO_TITLE = re.compile(
    r"^(?:summary(?: report)?|(?:meeting )?report|minutes|draft|[A-Z]{2,}(?:/[\w().-]{1,20}){1,6})$", re.I
)
"""A line that names no meeting; the last is the symbol of a document: "IGF/2018/REP"."""


OPENING, OPENING_OF_MAIL = 3, 12
"""Paragraphs in which the day of the meeting may stand; in a mail, answers stand before the report."""

_MEETING_OF = re.compile(r"\b(?:meeting|call)s?(?: \([^()]{1,40}\))? of the (?P<of>[^.;]{3,100})", re.I)
"""Words that say who met: "yesterday's call (4 May) of the Forum on Cables"."""

LONGEST_OPENING = 2_000
"""Characters of a paragraph in which the body is looked for."""

TITLE = 3
"""Lines of the head that can name forum, body and meeting, each in its own."""


def read_report(path: Path) -> Meeting:
    """Read the report of one meeting.

    Raises
    ------
    UnreadableFileError
        If the file cannot be read.
    InputError
        If it holds the reports of several meetings: `read_reports` parts them.
    """
    return _only(read_reports(path), path.name)


def read_reports(path: Path) -> tuple[Meeting, ...]:
    """Read every meeting that a file reports on, in its order."""
    document = read_document(path, marks_headings=True)
    return parse_reports(document.text, writable(path.name), document.headers)


def parse_report(text: str, source: str = "") -> Meeting:
    """Read the text of a report on one meeting; InputError if it is of several."""
    return _only(parse_reports(text, source), source)


def _only(meetings: tuple[Meeting, ...], source: str) -> Meeting:
    if len(meetings) > 1:
        days = ", ".join(str(meeting.held_on) for meeting in meetings)
        raise InputError(
            f"The file holds the reports of {len(meetings)} meetings ({days}).",
            source,
            "Read them as several, or save each as a file of its own.",
        )
    return meetings[0]


def parse_reports(
    text: str, source: str = "", headers: Sequence[tuple[str, str]] = ()
) -> tuple[Meeting, ...]:
    """Read a text that reports on one meeting or, one after the other, on several.

    Parameters
    ----------
    text : str
    source : str
        Where it comes from; a first line "Sample data: ..." stands before it.
    headers : sequence of (name, value)
        Those of a mail: Subject and Date are used.
    """
    text, source = _take_sample_line(text, source)
    if is_transcript(text):
        return (_transcript(text, source),)
    about, text = take_front_matter(text)
    parts = part_meetings(find_blocks(f"# {about['title']}\n\n{text}" if "title" in about else text))
    return tuple(_meeting(blocks, source, headers, about) for blocks in parts)


def _take_sample_line(text: str, source: str) -> tuple[str, str]:
    """Take off the line by which composed reports are known; it becomes the source."""
    first, _, rest = text.lstrip("\ufeff \r\n\t").partition("\n")
    bare = first.strip(" *_")
    return (rest, bare) if bare.casefold().startswith(SAMPLE_SOURCE.casefold()) else (text, source)


def _meeting(
    blocks: Sequence[Block], source: str, headers: Sequence[tuple[str, str]], about: Mapping[str, str]
) -> Meeting:
    sections = part_sections(blocks)
    meta = {name.lower(): value for name, value in headers} | sections.meta
    paragraphs = number_paragraphs(sections.body)
    texts = [paragraph.text for paragraph in paragraphs if paragraph.number]
    is_mail = "subject" in meta and ("from" in meta or "date" in meta)
    title = _title(sections, meta)
    held_on = _held_on(sections, meta, texts[: OPENING_OF_MAIL if is_mail else OPENING], is_mail)
    held_on = held_on or first_date(about.get("date", ""))
    heads = f"{title} | {' | '.join([*sections.head, *about.values()])}"
    body = find_titled_body(heads) or _told_body(paragraphs, is_mail)
    return Meeting(
        id=_meeting_id(held_on, body, title, texts),
        title=title,
        body=body,
        number=find_number(title)
        or _first(find_number(line) for line in _heads(sections))
        or number_in_words(" ".join([title, *sections.head, *texts[:1]])[:400]),
        held_on=held_on,
        format=find_format(" ".join([title, *sections.head]), is_mail, texts),
        agenda=tuple(item for item in sections.agenda if item),
        participants=tuple(dict.fromkeys(sections.participants)),
        paragraphs=paragraphs,
        source=source,
    )


def _told_body(paragraphs: Sequence[Paragraph], is_mail: bool) -> str:
    """Return the body of a report whose head names none, from its first words.

    A mail mentions many: a title inside of it, or "the call of ...", tells whose notes it brings.
    """
    opening = paragraphs[:OPENING_OF_MAIL] if is_mail else ()
    titles = (each.text for each in opening if not each.number and re.search(MEETING_WORD, each.text, re.I))
    told = (match["of"] for each in opening for match in _MEETING_OF.finditer(each.text[:LONGEST_OPENING]))
    first = [each.text for each in paragraphs if each.number][:2]
    return _first(find_body(text) for text in (*titles, *told, " ".join(first)[:LONGEST_OPENING]))


def _heads(sections: Sections) -> list[str]:
    return [*sections.head, *sections.annex_titles]


def _first(candidates: Iterable[str]) -> str:
    return next((each for each in candidates if each), "")


def _title(sections: Sections, meta: dict[str, str]) -> str:
    """Return the first line of the head that names something; the body and the meeting may be two."""
    if meta.get("subject"):
        return _REPLY.sub("", meta["subject"]).strip()
    lines = [line for line in sections.head if not _NO_TITLE.match(line) and not _is_date_only(line)]
    if not lines:
        return _first(sections.annex_titles[1:2]) or "Meeting without a title"
    named = (at for at, line in enumerate(lines[:TITLE]) if re.search(MEETING_WORD, line, re.I))
    return " – ".join(lines[: next(named, 0) + 1])


def _is_date_only(line: str) -> bool:
    """Whether a line says when, and at most a few words beside it, none of which names the meeting."""
    found = find_dates(line)
    if not found:
        return False
    rest = line[: found[0].start] + line[found[0].end :]
    names_meeting = re.search(MEETING_WORD, rest, re.I) or find_body(rest)
    return len(rest) < 20 and not names_meeting


def _held_on(sections: Sections, meta: dict[str, str], opening: list[str], is_mail: bool) -> date | None:
    written = meta.get("date", "") or meta.get("sent", "")
    head = [meta.get("subject", ""), *sections.head]
    sent = _mail_date(written) if is_mail else None
    if not is_mail:
        head.insert(0, written)
    return find_date(head, opening, sections.annex_titles, sent)


def _mail_date(written: str) -> date | None:
    try:
        return email.utils.parsedate_to_datetime(written).date()
    except ValueError:
        return first_date(written)


def _meeting_id(held_on: date | None, body: str, title: str, texts: Sequence[str]) -> str:
    """Return an id from the day and the body, a meeting's key, or else from what the report says."""
    if held_on:
        return "-".join(["meeting", held_on.isoformat(), *fold(body).split()])
    digest = hashlib.sha256("\n".join([title, *texts]).encode()).hexdigest()
    return f"meeting-{digest[:12]}"


def _transcript(text: str, source: str) -> Meeting:
    """Keep what was said turn by turn; nothing in it is a decision until a report says so."""
    turns = [
        " ".join(turn.split())
        for turn in re.split(r"\n[ \t]{0,20}(?=>>)|\n[ \t]{0,20}\n", text)
        if turn.strip()
    ]
    first_turn = next((at for at, turn in enumerate(turns) if turn.startswith(">>")), 0)
    start = text.find(">>") if first_turn else 0
    head = [line.strip() for line in text[: min(start, 3000)].splitlines() if 0 < len(line.strip()) <= 160]
    title = next((line for line in head if re.search(MEETING_WORD, line, re.I)), _first(head))
    held_on = find_date([*head, *turns[:3]], (), (), None)
    body = find_body(" | ".join(head))
    return Meeting(
        id=_meeting_id(held_on, body, title, turns[:5]),
        title=title or "Transcript without a title",
        body=body,
        number=_first(find_number(line) for line in head),
        held_on=held_on,
        format="transcript",
        paragraphs=tuple(Paragraph(str(n), turn) for n, turn in enumerate(turns[first_turn:], start=1)),
        source=source,
    )


def report_as_dict(meeting: Meeting, decisions: Sequence[Decision]) -> dict[str, Any]:
    """Return what the command line prints of one report."""
    return {
        "meeting": {
            "title": meeting.title,
            "body": meeting.body,
            "number": meeting.number,
            "date": meeting.held_on.isoformat() if meeting.held_on else None,
            "format": meeting.format,
        },
        "agenda": list(meeting.agenda),
        "participants": [
            {"name": person.name, "affiliations": list(person.affiliations)}
            for person in meeting.participants
        ],
        "items": [
            {
                "paragraph": decision.paragraph,
                "kind": decision.kind,
                "quote": decision.quote,
                "owner": decision.owner,
                "due": decision.due,
                "due_on": decision.due_on.isoformat() if decision.due_on else None,
            }
            for decision in decisions
        ],
    }
