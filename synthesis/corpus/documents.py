"""Documents -> records: heading lines, mail headers, and several files that make one contribution."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from email.header import decode_header, make_header
from email.utils import parseaddr
from itertools import chain

from synthesis.corpus.bodies import body_in, is_like_a_body
from synthesis.corpus.dates import parse_mail_date
from synthesis.corpus.fieldmap import FieldMap
from synthesis.corpus.folding import fold
from synthesis.corpus.headerlines import CERTAIN, split_header_lines
from synthesis.corpus.headings import (
    DOUBTFUL_HEADINGS,
    FIELD_HEADINGS,
    doubtful_field_of,
    field_of,
    is_of_contact,
)
from synthesis.corpus.markdown import answers_of_markdown, text_of_markdown
from synthesis.corpus.readers import Document, read_document
from synthesis.corpus.records import Record, is_value_of
from synthesis.corpus.repeated import keep_unrepeated
from synthesis.corpus.signing import is_only_contact, without_sign_off
from synthesis.corpus.sources import Source
from synthesis.models import ANSWER_SEPARATOR, Problem

_AMBIGUOUS = frozenset({"text", "group_as_given", "region_as_given"})
_OWN_HEADINGS = tuple(
    chain.from_iterable(
        (field.replace("_", " "), *(name for name in names if len(name) > 1))
        for field, names in FIELD_HEADINGS.items()
        if field not in _AMBIGUOUS
    )
) + tuple(chain.from_iterable(DOUBTFUL_HEADINGS.values()))
_LABEL_AND_VALUE = re.compile(
    r"[^\W\d][^:：.!?\n]{1,40}[:：][ \t]*(?=\S)[^\n]{1,80}(?<![.!?;,])[ \t]*(?=\n[ \t]*\n)"
)
"""A first line such as "Club: The Cables" that a blank line parts from the text."""

_UNMISTAKABLE = frozenset({"contributor", "contributeur", "contribuyente"})


def record_of_document(group: tuple[Source, ...], field_map: FieldMap) -> tuple[Record, list[Problem]]:
    """Read one document; it may begin with our headings, or the map's, as "Heading: value" lines.

    Among the problems are refusals of what else the file holds: the attachments of a mail.
    """
    source = group[0]
    document = read_document(source.path, field_map.encoding or None)
    problems = [Problem(source.name, warning) for warning in document.warnings]
    problems.extend(Problem(source.name, reason, is_refusal=True) for reason in document.unread)
    is_markdown = source.path.suffix.lower() == ".md"
    parted = _parted(text_of_markdown(document.text) if is_markdown else document.text, field_map)
    values, headings, text = parted.values, parted.headings, parted.text
    problems.extend(Problem(source.name, reason) for reason in _unknown_told(parted))
    if 0 < len(headings) < CERTAIN and not field_map.header_lines:
        reason = f"Taken as headings, not as text: {', '.join(headings.values())}."
        problems.append(Problem(source.name, reason))
    if not headings and (found := _LABEL_AND_VALUE.match(text.lstrip())):
        reason = (
            f"The first line looks like a heading with its value and was left in the text: "
            f"{found[0].strip()!r}. If it is one, name it under 'fields' in a map, with 'header_lines: true'."
        )
        problems.append(Problem(source.name, reason))
    if source.path.suffix.lower() == ".eml":
        for part, without in _AROUND_A_MAIL:
            if (own := without(text)) != text:
                left_out = text.strip().removeprefix(own)
                reasons = [f"{part} It begins: {_beginning(left_out)!r}."]
                if without is without_sign_off and not values.get("organisation"):
                    reasons.extend(_body_named(left_out, document))
                problems.extend(Problem(source.name, reason) for reason in reasons)
                text = own
    unstated = dict(field_map.defaults) | {"cycle": ""} | _mail_values(document)
    if not is_markdown:
        return Record(source.name, None, unstated | values, [("", text)], headings), problems
    raw = _parted(document.text, field_map)
    earlier = Record(source.name, None, unstated | raw.values, [("", raw.text)], raw.headings)
    answers = answers_of_markdown(text)
    return Record(source.name, None, unstated | values, answers, headings, earlier), problems


def record_of_parts(group: tuple[Source, ...], field_map: FieldMap) -> tuple[Record, list[Problem]]:
    """Read the files of one contribution and join them; the id is the one in their names."""
    read = [record_of_document((source,), field_map) for source in group]
    parts = [part for part, _ in read]
    record = _joined(group[0], parts, field_map)
    if any(part.earlier for part in parts):
        record.earlier = _joined(group[0], [part.earlier or part for part in parts], field_map)
    return record, [problem for _, problems in read for problem in problems]


def _joined(first: Source, parts: Sequence[Record], field_map: FieldMap) -> Record:
    values: dict[str, str] = {}
    headings: dict[str, str] = {}
    texts: list[str] = []
    for part in parts:
        headings |= part.headings
        for name, value in part.values.items():
            values[name] = values.get(name) or value
        texts.append(ANSWER_SEPARATOR.join(filter(None, chain.from_iterable(part.answers))))
    if field_map.parts and field_map.parts.drop_repeated:
        texts = _held_once(texts)
    values["id"] = values.get("id") or first.key
    text = ANSWER_SEPARATOR.join(text for text in texts if text.strip())
    return Record(first.name, None, values, [("", text)], headings)


def without_quoted_mail(text: str) -> str:
    r"""Return a mail without the mail it answers, quoted at its end; answers between quoted lines stay.

    >>> without_quoted_mail("Fewer talks.\n\nOn Friday you wrote:\n> Dear all,\n>\n> Write to us.")
    'Fewer talks.'
    """
    lines = text.rstrip().split("\n")
    end = len(lines)
    while end and (lines[end - 1].startswith(">") or not lines[end - 1].strip()):
        end -= 1
    if end and end < len(lines) and lines[end - 1].rstrip().endswith(":"):
        end -= 1
    own = "\n".join(lines[:end]).strip()
    return own if own and end < len(lines) else text


_AROUND_A_MAIL = (
    ("The mail that was answered is quoted at the end; it was left out.", without_quoted_mail),
    ("The sign-off at the end of the mail, with the name below it, was left out.", without_sign_off),
)


def _body_named(sign_off: str, document: Document) -> list[str]:
    """Return what is to be told of a body that a sign-off names; it is never taken for the sender unasked."""
    headers = {name.casefold(): _decoded(value) for name, value in document.headers}
    body = body_in(sign_off, headers.get("subject", ""), parseaddr(headers.get("from", ""))[0])
    if not body:
        return []
    return [
        f"No organisation is stated, and the sign-off names {body!r}. If that is who sent it, say so on "
        f"Data, Correct, or with: correct ID --organisation {shlex.quote(body)} --by NAME."
    ]


_LONGEST_BEGINNING = 80
"""Characters that are quoted of what was left out."""


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_BEGINNING else f"{line[:_LONGEST_BEGINNING]}\u2026"


def _held_once(texts: list[str]) -> list[str]:
    """Take out of each part what a later part repeats: the last is the fullest."""
    return [keep_unrepeated(text, "\n\n".join(texts[i + 1 :])) for i, text in enumerate(texts)]


@dataclass(frozen=True, slots=True)
class _Parted:
    """The values, the headings they stood under, the rest of a text, and headings that are none of ours.

    `contacts` stand under headings that tell how to reach somebody; `unknown` under any other.
    """

    values: dict[str, str]
    headings: dict[str, str]
    text: str
    contacts: list[str] = dataclass_field(default_factory=list)
    unknown: list[tuple[str, str]] = dataclass_field(default_factory=list)


def _parted(text: str, field_map: FieldMap) -> _Parted:
    """Take the heading lines from a text; lines of theirs that are not known stay in it, but for contacts."""

    def is_doubtful(heading: str) -> bool:
        return not (field_map.field_of(heading) or field_of(heading))

    def name_of(heading: str) -> str:
        return field_map.field_of(heading) or field_of(heading) or doubtful_field_of(heading)

    def subject_of(heading: str) -> str:
        name = name_of(heading)
        return fold(heading) if name == "ignore" or is_doubtful(heading) else name

    lines = split_header_lines(text, _headings(field_map), field_map.header_end, subject_of)
    values: dict[str, str] = {}
    headings: dict[str, str] = {}
    others = list(lines.unknown)
    for heading, value in lines.values:
        name = name_of(heading)
        if is_doubtful(heading) and name in headings:
            headings[fold(heading)] = heading
        elif is_doubtful(heading) and not is_value_of(name, value):
            others.append((heading, value))
        elif name != "ignore":
            headings[name] = heading
            values |= field_map.values_of(name, value) if value else {}
    if not (field_map.header_lines or _are_fields(values, headings)):
        return _Parted({}, {}, _without_labels(text, field_map.leave_out))
    unknown = [line for line in others if not _is_contact(*line)]
    kept = "\n".join(f"{heading}: {value}" for heading, value in unknown)
    rest = _without_labels(f"{kept}\n\n{lines.text}".strip(), field_map.leave_out)
    contacts = [line[0] for line in others if _is_contact(*line)]
    return _Parted(values, headings, rest, contacts, unknown)


def _is_contact(heading: str, value: str) -> bool:
    return is_of_contact(heading) or is_only_contact(value)


def _unknown_told(parted: _Parted) -> Iterator[str]:
    if parted.contacts:
        yield f"Left out, since it only tells how to reach somebody: {', '.join(parted.contacts)}."
    for heading, value in parted.unknown:
        yield (
            f"{heading!r} stands among the headings and is none that is known; left in the text: "
            f"{f'{heading}: {value}'!r}. If it is a field, name it in a map."
        )


def _are_fields(values: Mapping[str, str], headings: Mapping[str, str]) -> bool:
    """Whether lines are our headings rather than subjects of the text ("Language: more interpreters").

    One of them must be a heading that no sentence begins with, or have a value that its field can hold; or
    they say who writes and for whom, or name a body.
    """
    return (
        any(" " in fold(heading) or fold(heading) in _UNMISTAKABLE for heading in headings.values())
        or any(is_value_of(name, value) for name, value in values.items())
        or {"contributor", "organisation"} <= headings.keys()
        or is_like_a_body(values.get("organisation", ""))
    )


def _headings(field_map: FieldMap) -> tuple[str, ...]:
    if not field_map.header_lines:
        return _OWN_HEADINGS
    return (*chain.from_iterable(field_map.fields.values()), *field_map.ignore)


def _without_labels(text: str, labels: tuple[str, ...]) -> str:
    if not labels:
        return text
    left_out = {label.casefold() for label in labels}
    # A blank line stands in for the label, since what it parted are two paragraphs.
    lines = ("" if line.strip().casefold() in left_out else line for line in text.split("\n"))
    return "\n".join(lines).strip()


def _mail_values(document: Document) -> dict[str, str]:
    """Return what a mail's headers tell: its date, and its sender's name, which is a person's."""
    headers = {name.casefold(): value for name, value in document.headers}
    values = {}
    if sent := parse_mail_date(headers.get("date", "")):
        values["submitted_on"] = sent.isoformat()
    name = parseaddr(_decoded(headers.get("from", "")))[0]
    return values | ({"contributor": name} if name else {})


def _decoded(header: str) -> str:
    """Decode "=?utf-8?...?=" words, if the reader has left any."""
    try:
        return str(make_header(decode_header(header)))
    except (LookupError, ValueError):
        return header
