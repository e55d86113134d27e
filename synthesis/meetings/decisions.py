"""The paragraphs of a report -> proposed decisions, each with the exact words that carry it.

One item per decision, so a sentence can hold several. Views are no items, and a transcript of speech has
none. A person confirms each: what is proposed here is where to look, never what was decided.

>>> text = "Rain fell. It was agreed to meet in May."
>>> meeting = Meeting(id="m", title="t", paragraphs=(Paragraph("1", text),))
>>> [(d.kind, d.quote, d.context) for d in find_decisions(meeting)]
[('decision', 'It was agreed to meet in May.', 'Rain fell.')]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from synthesis.meetings.clauses import part_sentences
from synthesis.meetings.conditions import hangs_on
from synthesis.meetings.cues import HANGS_ON
from synthesis.meetings.dates import due_date
from synthesis.meetings.deadlines import find_due, is_next_meeting
from synthesis.meetings.learnt import ItemReader
from synthesis.meetings.places import Place
from synthesis.meetings.quoting import is_older_mail
from synthesis.meetings.register import item_id
from synthesis.meetings.sentences import SentenceReader
from synthesis.meetings.strength import Judge, Reading, is_conditional
from synthesis.meetings.tasks import (
    Columns,
    Labelled,
    Row,
    find_repeated,
    is_planned,
    is_task,
    read_columns,
    read_labelled,
    read_row,
    read_task,
)
from synthesis.meetings.taught import shipped_reader
from synthesis.meetings.telling import is_telling
from synthesis.meetings.traits import sentences_of
from synthesis.meetings.wording import content_words, overlap
from synthesis.models import Decision, DecisionKind, Meeting, Paragraph

SAME = 0.75
"""Two items of one report that share so much of their words are one: a summary and its paragraph."""

WITHIN = 0.9
"""Or that share so much of the words of the shorter one, from different paragraphs."""

FARTHEST = 400
"""Items between two that are compared: no report has so many, a hostile file may."""

LONGEST_ENTRY = 25
"""Words of a numbered paragraph that can be an entry of a list of actions."""

LONGEST_QUOTE = 900
LONGEST_CONTEXT = 600


def find_decisions(meeting: Meeting, items: ItemReader | None = None) -> tuple[Decision, ...]:
    """Propose the items of a meeting for the register, in the order of its report.

    Parameters
    ----------
    meeting : Meeting
    items : ItemReader, optional
        What reads sentences as it has learnt; by default what ships, which is learnt first.
    """
    if meeting.format == "transcript":
        return ()
    reader = _Reader(meeting, items or shipped_reader())
    for paragraph in meeting.paragraphs:
        reader.take(paragraph)
    return tuple(_with_rows(meeting, _without_repeats(reader.items), reader.rows))


class _Reader:
    """Goes through a report once and collects items and table rows."""

    def __init__(self, meeting: Meeting, items: ItemReader) -> None:
        self.meeting = meeting
        self.judge = Judge(meeting)
        self.sentences = SentenceReader(self.judge, items)
        self.place = Place().under(meeting.title) if meeting.format == "email" else Place()
        self.is_opening, self.is_older_mail = True, False
        self.columns: Columns | None = None
        self.number = ""
        self.items: list[Decision] = []
        self.rows: list[Row] = []

    def take(self, paragraph: Paragraph) -> None:
        """Read the next paragraph, heading or row; none of a mail that is older than the meeting."""
        if self.is_older_mail:
            return
        if not paragraph.number and read_labelled(paragraph.text):
            paragraph = replace(paragraph, number=self.number)
        self.number = paragraph.number or self.number
        if not paragraph.number:
            self.place = self.place.under(paragraph.text)
            self.is_older_mail = is_older_mail(paragraph.text, self.meeting.held_on)
        elif paragraph.number.startswith("table "):
            self._take_row(paragraph)
        elif self.place.is_read:
            found = list(self._read(paragraph))
            self.items.extend(found)
            self.place = self.place.after(paragraph.text, self._list_kind(paragraph.text))

    def _take_row(self, paragraph: Paragraph) -> None:
        if "," not in paragraph.number:
            self.columns = read_columns(paragraph.text)
        elif self.columns and (row := read_row(paragraph.number, paragraph.text, self.columns)):
            self.rows.append(row)

    def _list_kind(self, text: str) -> DecisionKind | None:
        """Tell what a line such as 'The group agreed:' makes of the list below it."""
        reading = self.judge.read(text) if text.endswith(":") and len(text) < LONGEST_QUOTE else None
        return reading.kind if reading else None

    def _read(self, paragraph: Paragraph) -> Iterator[Decision]:
        is_bullet = "bullet" in paragraph.number
        if paragraph.text.endswith(":"):
            return
        if labelled := read_labelled(paragraph.text):
            yield self._labelled(paragraph, labelled)
            return
        if self._is_task_list(paragraph.text, is_bullet) and (item := self._task(paragraph, is_bullet)):
            yield item
            return
        found = list(self._from_sentences(paragraph))
        is_entry = is_bullet or (paragraph.number.isdigit() and len(paragraph.text.split()) <= LONGEST_ENTRY)
        if (
            not found
            and is_entry
            and (kind := self.place.kind_of_unmarked(paragraph.text, is_bullet=is_bullet))
        ):
            found = list(self._unmarked(paragraph, kind))
        yield from found

    def _is_task_list(self, text: str, is_bullet: bool) -> bool:
        is_own = is_task(text) and len(part_sentences(text)) == 1
        return is_own or is_bullet or self.place.is_list or self.meeting.format in {"email", "workplan"}

    def _task(self, paragraph: Paragraph, is_bullet: bool) -> Decision | None:
        """Read a paragraph that is a task by its form: 'X to do Y', an aim of a work plan."""
        text = paragraph.text
        is_plan = self.meeting.format == "workplan" and is_planned(text)
        is_list = self.place.is_of_actions or is_plan or is_task(text)
        task = read_task(text, is_list=is_list, is_actor=self.judge.actors.is_actor)
        if not task or (self.place.kind == "decision" and is_bullet):
            return None
        quote = part_sentences(text)[0]
        reading = Reading("conditional" if is_conditional(text) else task[1], task[0])
        return self._item(paragraph, quote, reading, self.place.lead, whole=text)

    def _labelled(self, paragraph: Paragraph, found: Labelled) -> Decision:
        """Take a task that a label names; who is to do it stands in its words, else beside the label."""
        quote = paragraph.text[found.start : found.end]
        task = read_task(quote, is_list=True, is_actor=self.judge.actors.is_actor)
        owner = (task[0] if task else "") or found.owner or self.judge.owner(quote, "commitment")
        reading = Reading("conditional" if is_conditional(quote) else "commitment", owner)
        due = f"{quote} by {found.due}" if found.due else quote
        return self._item(paragraph, quote, reading, self.place.lead, whole=due)

    def _unmarked(self, paragraph: Paragraph, kind: DecisionKind) -> Iterator[Decision]:
        """Take an entry of a list whose heading tells the kind, unless it is a view."""
        text = part_sentences(paragraph.text)[0]
        is_said = self.judge.is_view(text) or is_telling(text, kind)
        if len(text.split()) >= 3 and not text.endswith("?") and not is_said:
            owner = self.judge.owner_of_decided(text)
            yield self._item(paragraph, text, Reading(kind, owner), self.place.lead)

    def _from_sentences(self, paragraph: Paragraph) -> Iterator[Decision]:
        before, owner = self.place.lead if "bullet" in paragraph.number else "", ""
        is_opening, self.is_opening = self.is_opening, False
        heading = self.place.heading
        for sentence in sentences_of(paragraph, heading, self.meeting.format, is_opening=is_opening):
            for item in self.sentences.items(sentence, before, owner):
                owner = item.reading.owner or owner
                yield self._item(paragraph, item.quote, item.reading, item.context)
            before = sentence.text

    def _item(
        self, paragraph: Paragraph, quote: str, reading: Reading, context: str, whole: str = ""
    ) -> Decision:
        is_next = is_next_meeting(quote)
        # A body decides to meet again: nobody owes that, so it has no day on which it is due.
        if is_next and reading.kind in {"decision", "commitment"}:
            reading = reading._replace(kind="decision")
        elif reading.kind in {"decision", "commitment"} and HANGS_ON.match(quote):
            reading = reading._replace(kind="conditional")
        is_bound = reading.kind in {"restated", "conditional", "information"}
        due = find_due(whole or quote, self.meeting.held_on, only_bounds=is_bound)
        return Decision(
            id=item_id(self.meeting.id, paragraph.number, quote),
            meeting_id=self.meeting.id,
            paragraph=paragraph.number,
            quote=quote,
            kind=reading.kind,
            context=context[-LONGEST_CONTEXT:],
            owner="" if hangs_on(quote, reading.owner) else reading.owner,
            due=due,
            due_on=due_date(due, self.meeting.held_on) if due and not is_next else None,
        )


def _without_repeats(items: Sequence[Decision]) -> list[Decision]:
    """Keep the first of items that say the same; what only the later one names is added to it."""
    kept: list[Decision] = []
    words: list[frozenset[str]] = []
    for item in items:
        own = content_words(item.quote)
        start = max(0, len(kept) - FARTHEST)
        near = range(start, len(kept))
        at = next((n for n in near if _is_repeat(kept[n], item, words[n], own)), -1)
        if at < 0:
            kept.append(item)
            words.append(own)
        else:
            kept[at] = _filled(kept[at], item.owner, item.due, item)
    return kept


def _is_repeat(a: Decision, b: Decision, words_a: frozenset[str], words_b: frozenset[str]) -> bool:
    if "information" in (a.kind, b.kind) and a.kind != b.kind:
        return False
    shorter = min(len(words_a), len(words_b))
    is_within = a.paragraph != b.paragraph and shorter > 4 and len(words_a & words_b) >= WITHIN * shorter
    return a.id == b.id or is_within or overlap(words_a, words_b) >= SAME


def _filled(item: Decision, owner: str, due: str, other: Decision) -> Decision:
    if item.due or not due:
        return replace(item, owner=item.owner or owner)
    return replace(item, owner=item.owner or owner, due=due, due_on=other.due_on)


def _with_rows(meeting: Meeting, items: list[Decision], rows: Sequence[Row]) -> list[Decision]:
    """Add the rows of the tables; one that repeats an item of the prose tells how far it is."""
    merged = {item.id: item for item in items}
    repeated: frozenset[str] = frozenset()
    for row in rows:
        own = _row_item(meeting, row)
        item = find_repeated(own, items[-FARTHEST:], repeated)
        if item:
            repeated |= {item.id}
            merged[item.id] = replace(
                _filled(merged[item.id], own.owner, own.due, own), progress=row.progress
            )
        else:
            merged.setdefault(own.id, own)
    return list(merged.values())


def _row_item(meeting: Meeting, row: Row) -> Decision:
    return Decision(
        id=item_id(meeting.id, row.paragraph, row.action),
        meeting_id=meeting.id,
        paragraph=row.paragraph,
        quote=row.action,
        kind=row.kind,
        owner=row.owner,
        due=row.due,
        due_on=due_date(row.due, meeting.held_on) if row.due else None,
        progress=row.progress,
    )
