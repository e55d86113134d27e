"""The YAML text of a standard -> a checked `Standard`; what is wrong is refused with its line.

family: dc-session          the name that its versions share
version: "2018"
name: Session of a Dynamic Coalition
session_type: DC session
rules:
  - id: activity-report
    text: The coalition has handed in a report of its year.
    force: required         or recommended, or may differ
    since: 2018
    check: activity_report  one of checks.CHECKS; left out where only a person can tell
    source: where it is written
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

import yaml

from synthesis.community.standards.checks import CHECKS
from synthesis.errors import InputError
from synthesis.models import SESSION_TYPES, Rule, RuleForce, Standard

FORCES: tuple[RuleForce, ...] = get_args(RuleForce)
MAX_CHARACTERS = 500_000

OF_STANDARD = ("family", "version", "name", "session_type", "note", "source", "rules")
OF_RULE = ("id", "text", "force", "since", "check", "value", "mend", "source")
_YEARS = range(2006, 2101)
"""The first IGF met in 2006."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text of the file and the line, or row, that it stands in."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A mapping of the file: its texts by key, and the line it begins in; `unit` is what lines are called."""

    cells: Mapping[str, Cell]
    line: int
    file: str
    unit: str = "line"

    def text(self, key: str) -> str:
        """Return the text of a key, "" where there is none."""
        return self.cells[key].text if key in self.cells else ""

    def fault(self, message: str, hint: str, key: str = "") -> InputError:
        """Return the refusal of what is wrong, with where it stands."""
        line = self.cells[key].line if key in self.cells else self.line
        rule = f", rule {self.text('id')}" if self.text("id") else ""
        return InputError(message, f"{self.file}, {self.unit} {line}{rule}", hint)


def read_standard(text: str, source: str = "standard") -> Standard:
    """Read and check one version of a standard.

    Parameters
    ----------
    text : str
        YAML.
    source : str
        What errors call the file.

    Raises
    ------
    InputError
        With the line: not YAML, a key or check that is not known, a force that is none, an id that stands
        twice, a value that is no measure of its check, or something that is missing.
    """
    return standard_of(*_parse(text, source))


def standard_of(head: Entry, rules: Sequence[Entry]) -> Standard:
    """Check what a file says of a standard and of its rules; raises as `read_standard`."""
    for key in ("family", "version", "name", "session_type"):
        if not head.text(key):
            raise head.fault(f"The standard has no {key.replace('_', ' ')}.", f"Give it a {key}.")
    session_type = next((each for each in SESSION_TYPES if each == head.text("session_type")), None)
    if session_type is None:
        hint = f"Write one of {', '.join(SESSION_TYPES)}."
        raise head.fault(f"{head.text('session_type')!r} is no type of session.", hint, "session_type")
    if not rules:
        raise head.fault("The standard lists no rules.", _SEE)
    read = tuple(_rule(entry) for entry in rules)
    _check_ids(rules)
    found = Standard("", head.text("name"), session_type, head.text("version"), read, head.text("source"))
    family = head.text("family")
    return replace(found, id=f"{family}-{found.version}", family=family, note=head.text("note"))


def _parse(text: str, source: str) -> tuple[Entry, list[Entry]]:
    if len(text) > MAX_CHARACTERS:
        raise InputError("The standard is longer than 500,000 characters.", source, "Is this the right file?")
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{source}, line {mark.line + 1}" if mark else source
        hint = "Check quotes and indentation there: spaces, no tabs."
        raise InputError("The standard is not valid YAML.", where, hint) from error
    if not isinstance(node, yaml.MappingNode):
        raise InputError("A standard is a mapping with 'family', 'version' and 'rules'.", source, _SEE)
    listed = next((value for key, value in node.value if key.value == "rules"), None)
    head = _entry(node, source, OF_STANDARD)
    if not isinstance(listed, yaml.SequenceNode):
        raise head.fault("The standard lists no rules.", _SEE)
    return head, [_entry(each, source, OF_RULE) for each in listed.value]


_SEE = "data/community/standards shows the form."


def _entry(node: yaml.Node, source: str, known: tuple[str, ...]) -> Entry:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        raise InputError("A rule is a mapping with 'id' and 'text'.", f"{source}, line {line}", _SEE)
    cells: dict[str, Cell] = {}
    for key, cell in _pairs(node, known):
        if key not in known:
            close = difflib.get_close_matches(key, known, 1)
            hint = f"Did you mean {close[0]!r}?" if close else f"Known are {', '.join(known)}."
            raise InputError(f"Unknown entry {key!r}.", f"{source}, line {cell.line}", hint)
        if key in cells:
            raise InputError(
                f"{key!r} stands twice in one entry.", f"{source}, line {cell.line}", "Keep one."
            )
        cells[key] = cell
    return Entry(cells, line, source)


def _pairs(node: yaml.MappingNode, known: tuple[str, ...]) -> Iterator[tuple[str, Cell]]:
    for key, value in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name == "rules" and "rules" in known:
            continue
        if not isinstance(value, yaml.ScalarNode):
            raise InputError(f"{name!r} must be a text.", f"line {line}", "Put quotes round what holds ': '.")
        is_nothing = not value.style and value.value.casefold() in ("null", "~")
        yield name, Cell("" if is_nothing else " ".join(value.value.split()), line)


def _rule(entry: Entry) -> Rule:
    for key in ("id", "text"):
        if not entry.text(key):
            raise entry.fault(f"The rule has no {key}.", f"Give it one, as {key}.")
    force = next((each for each in FORCES if each == (entry.text("force") or "required")), None)
    if force is None:
        hint = f"Write one of {', '.join(FORCES)}."
        raise entry.fault(f"{entry.text('force')!r} is no force of a rule.", hint, "force")
    _check_measure(entry)
    texts: dict[str, Any] = {
        key: entry.text(key) for key in ("id", "text", "check", "value", "mend", "source")
    }
    return Rule(force=force, since=_since(entry), **texts)


def _since(entry: Entry) -> int | None:
    given = entry.text("since")
    if given and not (given.isdecimal() and int(given) in _YEARS):
        raise entry.fault(f"{given!r} is no year of an IGF.", "Write a year such as 2018.", "since")
    return int(given) if given else None


def _check_measure(entry: Entry) -> None:
    name, value = entry.text("check"), entry.text("value")
    if not name and value:
        raise entry.fault("A value without a check measures nothing.", "Name the check.", "value")
    if name and name not in CHECKS:
        close = difflib.get_close_matches(name, CHECKS, 1)
        hint = f"Did you mean {close[0]!r}?" if close else f"Known are {', '.join(CHECKS)}; or leave it out."
        raise entry.fault(f"There is no check {name!r}.", hint, "check")
    if name and not CHECKS[name].is_value(value):
        hint = f"It has to be {CHECKS[name].form}."
        raise entry.fault(f"The value {value!r} is no measure for the check {name!r}.", hint, "value")


def _check_ids(rules: Sequence[Entry]) -> None:
    first: dict[str, Entry] = {}
    for entry in rules:
        key = entry.text("id").casefold()
        if key in first:
            at = first[key].cells["id"].line
            hint = "Give each rule its own id."
            said = f"The id {entry.text('id')!r} is taken already ({entry.unit} {at})."
            raise entry.fault(said, hint, "id")
        first[key] = entry
