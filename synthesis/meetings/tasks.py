"""Items without a verb that tells their strength: next steps, work plans, tables of actions.

>>> read_task("Participant 3 to circulate the draft by Friday", is_list=True, is_actor=lambda text: True)
('Participant 3', 'commitment')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from synthesis.meetings.strength import DOES
from synthesis.meetings.wording import content_words
from synthesis.models import Decision, DecisionKind, Progress

_TO_DO = re.compile(
    r"^(?:(?i:actions?)(?:\s(?:items?|points?))?\s?#?\d{0,2}\s?[:–-]\s*|A[PI]\s?\d{1,2}\s?[:.–-]?\s*|@)?"
    r"(?P<who>[^.;:]{1,90}?)\s+to\s+(?!(?:the|an?|our|their|its|all|this|each)\b)(?P<verb>[a-z]{2,})\b"
)
_NAMED = re.compile(
    r"^(?:actions?\s?\(|\[)?(?P<who>[A-Z][^.;:()\[\]]{1,60}?)(?:\)|\])?\s?(?::|\s[–—-])\s+(?P<what>\S)"
)
_LABELLED = re.compile(
    r"\b(?:owner|lead|responsible|action by|by whom|assigned to)\s?:\s*(?P<who>[^.;,()\[\]]{2,60})", re.I
)
_BRACKETED = re.compile(
    r"[(\[](?:lead:?\s|owner:?\s|"
    r"responsible:?\s)?(?P<who>[^()\[\],;]{2,60})(?:[,;][^()\[\]]{0,60})?[)\]]\s?\.?$",
    re.I,
)
_SAYS_LEAD = re.compile(r"\b(?i:owner|lead|responsible|assigned to)\s?:?\s+[A-ZÀ-Þ]")
_IS_DONE = re.compile(r"be\s(?:\w+ly\s)?\w+(?:ed|en|wn|ut)\b(?!.*\bby\s[A-Z])")
"""What is to be done to a thing, by nobody that is named: "Case studies to be restricted to two pages"."""

_AIM = re.compile(r"^(?:\W{0,3})to\s[a-z]{2,}\b", re.I)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|need|needs|will|would|should|agreed|asked|invited|continues?|"
    r"thanks?|decided|"
    r"hopes?|wants?|according|due|how|what|where|when)\b",
    re.I,
)
_MORE_THAN_A_NAME = 9


def read_task(
    text: str, *, is_list: bool, is_actor: Callable[[str], bool]
) -> tuple[str, DecisionKind] | None:
    """Read 'X to do Y', 'X: do Y', 'Do Y (X)', 'To do Y'; return the owner and the kind, None if it is none.

    Outside a list of actions only somebody known to act can be the X of 'X to do Y'.
    """
    if match := _TO_DO.match(text):
        who = match["who"].strip(" ,")
        is_name = len(who.split()) <= _MORE_THAN_A_NAME and not _FINITE.search(who) and who[0].isupper()
        if ((is_list and is_name) or is_actor(who)) and _IS_DONE.match(text, match.start("verb")):
            return "", "decision"
        if (is_name and (is_list or _is_of_names(who, match["verb"]))) or is_actor(who):
            return who.removeprefix("The "), "commitment"
    if not is_list:
        return None
    for pattern in (_BRACKETED, _LABELLED, _NAMED):
        match = pattern.search(text)
        if match and (is_actor(match["who"].strip()) or _SAYS_LEAD.search(match.group())):
            return match["who"].strip(), "commitment"
    return ("", "commitment") if _AIM.match(text) else None


def is_task(text: str) -> bool:
    """Whether a text is a task by its form alone: 'Ana Petrescu to draft it.', 'Action: Ada to write'."""
    match = _TO_DO.match(text)
    is_said = text.lower().startswith("action")
    return bool(match and (is_said or _is_of_names(match["who"].strip(), match["verb"])))


def _is_of_names(who: str, verb: str) -> bool:
    """Whether words with a capital each are to do what only people do: "Petr and Ralf to send reviews"."""
    return verb in DOES and all(word[0].isupper() for word in who.split() if word not in {"and", "&", "+"})


class Labelled(NamedTuple):
    """A task that a label names: `text[start:end]`, with who and by when where the labels say so."""

    start: int
    end: int
    owner: str
    due: str


_LABEL = re.compile(
    r"\W{0,4}actions?(?:\s(?:items?|points?))?\s?[-–—]\s?(?P<who>[A-Z@][^:*]{1,60}?)\W{0,3}:\W{0,3}\s|"
    r"\W{0,4}action\s(?P<name>(?-i:[A-ZÀ-Þ][\w'’.-]*|staff|all|chairs?|everyone)(?:(?:,|\s(?:and|&))?\s[\w'’.-]+){0,3})"
    r"\s?:\W{0,3}\s|"
    r"\[\W{0,3}action\W{0,3}\]\s*|\*\*action(?:\s(?:items?|points?))?:?\*\*:?\s+",
    re.I,
)
_FIELD = re.compile(
    r"\[\W{0,3}(?P<name>assignees?|owners?|responsible|due|deadline|status)\W{0,3}\]\s*"
    r"(?P<value>[^\[]*(?:\[\w+\][^\[]*)?)",
    re.I,
)


def read_labelled(text: str) -> Labelled | None:
    """Read 'Action - Ada: Write to them' and '[action] Write to them [assignee] Ada [due] 3 May'.

    >>> read_labelled("**Action - Ada**: Write to them.").owner
    'Ada'
    """
    label = _LABEL.match(text)
    if not label:
        return None
    fields = list(_FIELD.finditer(text, label.end()))
    said = {field["name"].lower().rstrip("s"): field["value"].strip() for field in fields}
    owner = (
        label["who"]
        or label["name"]
        or said.get("assignee", "")
        or said.get("owner", "")
        or said.get("responsible", "")
    )
    end = fields[0].start() if fields else len(text)
    return Labelled(
        label.end(), len(text[:end].rstrip()), owner, said.get("due", "") or said.get("deadline", "")
    )


def is_planned(text: str) -> bool:
    """Whether a text is an entry of a work plan: 'To develop ...', 'Keep the list (Responsible: Ada)'."""
    return bool(_AIM.match(text) or _SAYS_LEAD.search(text))


class Columns(NamedTuple):
    """Where a table of actions has what; -1 where it has no such column."""

    action: int
    owner: int
    due: int
    status: int
    kind: DecisionKind = "commitment"


_HEADINGS: Mapping[str, re.Pattern[str]] = {
    "action": re.compile(
        r"^(?:agreed )?(?:actions?|tasks?|activit\w+|what|follow[- ]?up|next steps?|deliverables?|"
        r"decisions?|to do|measures?|descriptions?)\b",
        re.I,
    ),
    "owner": re.compile(
        r"^(?:action )?(?:owners?|resp?\b|responsib\w+|who|leads?|leader|assigned|by whom|persons?|actors?|"
        r"in charge|focal points?|assignees?)\b",
        re.I,
    ),
    "due": re.compile(
        r"^(?:due|deadline|when|by when|by$|until|date|target|timing|time ?(?:line|frame))\b",
        re.I,
    ),
    "status": re.compile(r"^(?:status|state|progress|remarks?|comments?)\b", re.I),
}
_DONE: tuple[tuple[Progress, re.Pattern[str]], ...] = (
    ("superseded", re.compile(r"\b(?:superseded|replaced|merged)\b", re.I)),
    ("declined", re.compile(r"\b(?:declined|rejected|dropped|cancell?ed|withdrawn|not pursued)\b", re.I)),
    (
        "open",
        re.compile(r"\b(?:not|to be) (?:yet )?(?:started|done|completed|begun)\b|\bopen\b|\bpending\b", re.I),
    ),
    (
        "under way",
        re.compile(r"\b(?:under ?way|in progress|on-?going|started|begun|partly|partially|being)\b", re.I),
    ),
    ("done", re.compile(r"\b(?:done|completed?|closed|finished|achieved|sent|published|yes)\b|[✓✔]", re.I)),
)


def read_cells(row: str) -> list[str]:
    """Return the cells of a row parted by bars or tabs; bars at both ends are its frame.

    >>> read_cells("| Action | Who |"), read_cells("| Action | Who")
    (['Action', 'Who'], ['', 'Action', 'Who'])
    """
    bare = row.strip()
    is_framed = bare.startswith("|") and bare.endswith("|") and len(bare) > 1
    bare = bare[1:-1] if is_framed else bare
    return [cell.strip(" *") for cell in re.split(r"[|\t]", bare)]


def is_table_of_actions(heading: str) -> bool:
    """Whether the first row of a table heads a column of actions, and one of owners, days or states."""
    return read_columns(heading) is not None


def read_columns(row: str) -> Columns | None:
    """Read the heading of a table of actions; None if the row is no such heading."""
    cells = read_cells(row)
    place = {
        name: next((at for at, cell in enumerate(cells) if len(cell) < 40 and pattern.match(cell)), -1)
        for name, pattern in _HEADINGS.items()
    }
    others = sum(place[name] >= 0 and place[name] != place["action"] for name in ("owner", "due", "status"))
    if place["action"] < 0 or not others:
        return None
    is_decided = cells[place["action"]].lower().startswith("decision")
    return Columns(
        place["action"],
        place["owner"],
        place["due"],
        place["status"],
        "decision" if is_decided else "commitment",
    )


def read_progress(status: str) -> Progress:
    """Read the cell of a status; 'open' for anything unknown, since it only suggests.

    >>> read_progress("In progress"), read_progress("Done (3 May)"), read_progress("?")
    ('under way', 'done', 'open')
    """
    return next((progress for progress, pattern in _DONE if pattern.search(status)), "open")


class Row(NamedTuple):
    """A row of a table of actions."""

    paragraph: str
    action: str
    owner: str
    due: str
    progress: Progress
    kind: DecisionKind


def read_row(paragraph: str, row: str, columns: Columns) -> Row | None:
    """Read one row below its heading; None if it names no action."""
    cells = read_cells(row)

    def cell(at: int) -> str:
        return cells[at] if 0 <= at < len(cells) and cells[at].strip("-–—. ?") else ""

    action = cell(columns.action)
    if not action:
        return None
    return Row(
        paragraph,
        action,
        cell(columns.owner),
        cell(columns.due),
        read_progress(cell(columns.status)),
        columns.kind,
    )


REPEATABLE: frozenset[DecisionKind] = frozenset({"decision", "commitment", "conditional", "restated"})


def find_repeated(row: Decision, items: Sequence[Decision], taken: frozenset[str]) -> Decision | None:
    """Return the item of the prose that a row of a table repeats, None if the row says something new."""
    scored = [(_likeness(row, item), -at, item) for at, item in enumerate(items) if item.id not in taken]
    likeness, _, item = max(scored, default=(0.0, 0, None), key=lambda each: each[:2])
    return item if likeness >= 1 else None


def _likeness(row: Decision, item: Decision) -> float:
    """Count 1 or more where the two are one: the same words, or fewer with the same owner and day."""
    if item.kind not in REPEATABLE:
        return 0.0
    action = content_words(row.quote)
    shared = len(action & content_words(item.quote)) / max(1, len(action))
    is_same_day = bool(row.due) and (row.due_on == item.due_on if row.due_on else row.due == item.due)
    is_same_owner = bool(content_words(row.owner) & content_words(item.owner))
    needed = 0.15 if is_same_day and is_same_owner else 0.65 - 0.25 * is_same_day - 0.15 * is_same_owner
    return shared / needed + (is_same_day and is_same_owner) if shared >= needed else 0.0
