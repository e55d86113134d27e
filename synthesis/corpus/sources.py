"""Paths -> the files to read, in a fixed order, and which of them make one contribution."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from synthesis.corpus.decoding import writable
from synthesis.corpus.fieldmap import Parts
from synthesis.grammar import counted
from synthesis.models import Problem


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read and the name people know it by; `key` and `part` as the map's pattern found them."""

    path: Path
    name: str
    key: str = ""
    part: str = ""


_COMPANION_NAME = re.compile(
    r"\.?(?:readme|changelog|licen[sc]e(?:-(?:mit|apache|bsd|gpl|cc)[\w-]*)?)"
    r"(?:[._-](?:[a-z]{2}|old|\d+))?(?: ?\(\d+\))?(?:\.(?:md|txt|rst|html?|adoc|pdf|docx?))?"
    r"|\.?(?:notice|copying)(?:\.(?:md|txt))?",
    re.I,
)
"""Names of files that tell of their folder; "Licence fees.docx" and "Notice.pdf" are none."""

_README = (
    "A companion file: by its name it tells of its folder and is no contribution or report. "
    "If it is one, give it another name."
)
_COMPANION = (
    "A companion file: by its name it holds the terms or the history of what it lies beside, and is no "
    "contribution or report. Take it out, or rename it where its name misleads."
)

_COPY = r"(?:-\d+| ?\(\d+\))?"
_SYSTEM = re.compile(
    rf"\._.+|\.?ds_store{_COPY}|(?:eh)?thumbs{_COPY}\.db|desktop{_COPY}\.ini|\.localized|icon\r"
    r"|~\$.+\.(?:doc|dot|xls|xlt|ppt|pot|vsd)[xmb]?|\.~lock\..+#",
    re.I | re.S,
)
"""The last two are what office programs keep beside a file while it is open."""
_MOST_NAMED = 5
"""Files of the system that are named; of more, their number is told."""


def is_companion(path: Path) -> bool:
    """Whether a name is that of a file about its folder, wherever it lies: uploads come without their folder.

    >>> is_companion(Path("README.en.md")), is_companion(Path("Notice.pdf")), is_companion(Path("reply.md"))
    (True, False, False)
    """
    return bool(_COMPANION_NAME.fullmatch(path.name))


def is_of_the_system(path: Path) -> bool:
    """Whether a name is that of a file which systems put into folders unasked; nobody sent it.

    >>> is_of_the_system(Path(".DS_Store")), is_of_the_system(Path("._reply.md"))
    (True, True)
    """
    return bool(_SYSTEM.fullmatch(path.name)) and not path.is_dir()


def _companion_reason(path: Path) -> str:
    return _README if path.name.casefold().lstrip(".").startswith("readme") else _COMPANION


def find_sources(paths: Iterable[Path | str]) -> tuple[list[Source], list[Problem]]:
    """Return the files under the paths, sorted within each folder, none twice; links are never followed.

    Nothing that lies in a folder is passed over in silence: a link, a folder that may not be opened and what
    lies beside contributions without being one (`is_companion`) are refused, hidden files are told. What the
    system keeps there is no part of what was received: one note, the last, names it.
    """
    sources: dict[Path, Source] = {}
    problems: list[Problem] = []
    of_system: dict[Path, str] = {}
    for named in map(Path, paths):
        if is_of_the_system(named) and named.exists():
            of_system.setdefault(named.resolve(), writable(named.name))
        elif reason := _why_not(named):
            problems.append(Problem(writable(named.name or str(named)), reason, is_refusal=True))
        elif named.is_dir():
            found, left_out, aside = _search(named)
            for path in aside:
                of_system.setdefault(path.resolve(), _name_in(named, path))
            problems.extend(left_out)
            for path in found:
                sources.setdefault(path.resolve(), Source(path, _name_in(named, path)))
        else:
            sources.setdefault(named.resolve(), Source(named, writable(named.name)))
    if of_system:
        problems.append(_left_aside(list(of_system.values())))
    return list(sources.values()), problems


def _left_aside(names: Sequence[str]) -> Problem:
    several = f"{counted(len(names), 'file')} that the system keeps {'was' if len(names) == 1 else 'were'}"
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return Problem(names[0], f"{several} left aside: {', '.join(names[:_MOST_NAMED])}{more}")


def gather_parts(
    sources: Sequence[Source], parts: Parts | None
) -> tuple[list[tuple[Source, ...]], list[Problem]]:
    """Group the files that make one contribution, by the map's pattern; without one, each stands alone."""
    if parts is None:
        return [(source,) for source in sources], []
    groups: dict[tuple[Path, str], list[Source]] = {}
    problems = []
    for source in sources:
        match = parts.pattern.fullmatch(source.path.name)
        if match is None:
            problems.append(Problem(source.name, _foreign_name(parts, groups), is_refusal=True))
            continue
        part = match["part"] if "part" in parts.pattern.groupindex else ""
        found = Source(source.path, source.name, match["id"], part)
        groups.setdefault((source.path.parent, match["id"]), []).append(found)
    return [
        tuple(sorted(group, key=lambda source: _rank(source, parts))) for group in groups.values()
    ], problems


def _foreign_name(parts: Parts, groups: Mapping[tuple[Path, str], Sequence[Source]]) -> str:
    """Say what name was expected, by the map's example or one that was met; its pattern comes last."""
    like = parts.example or next((group[0].path.name for group in groups.values()), "")
    named = f"such as {like!r}" if like else "as the map's 'files' describe them"
    return (
        f"The map reads files that are named {named}; this one is named otherwise and was not read. "
        f"Rename it, or mend the map. (Its pattern: {parts.pattern.pattern})"
    )


def _rank(source: Source, parts: Parts) -> tuple[int, str]:
    in_order = parts.order.index(source.part) if source.part in parts.order else len(parts.order)
    return in_order, source.name


def _why_not(named: Path) -> str:
    if named.is_symlink():
        return "This is a link and was not followed. Name the file itself."
    if not named.exists():
        return "There is no such file or folder. Check the path."
    if is_companion(named) and not named.is_dir():
        return _companion_reason(named)
    if named.name.startswith(".") and named.name not in {".", ".."}:
        return "Hidden files are not read. Give it a name that does not begin with a point."
    return ""


def _search(folder: Path) -> tuple[list[Path], list[Problem], list[Path]]:
    """Return the files to read in a folder and its subfolders, what is to be told of others, the system's."""
    found: list[Path] = []
    aside: list[Path] = []
    problems: list[Problem] = []
    unopened: list[OSError] = []
    for place, subfolders, names in os.walk(folder, onerror=unopened.append):
        entered = sorted(name for name in subfolders if not _is_barred(Path(place, name)))
        barred = sorted(set(subfolders) - set(entered))
        subfolders[:] = entered  # in place, so that the walk itself follows one order on every machine
        for path in (Path(place, name) for name in [*sorted(names), *barred]):
            if is_of_the_system(path):
                aside.append(path)
            elif problem := _left_out(path, _name_in(folder, path)):
                problems.append(problem)
            else:
                found.append(path)
    problems.extend(_unopened(error, folder) for error in unopened)
    if not found and not any(problem.is_refusal for problem in problems):
        reason = "The folder holds no files to read."
        problems.append(Problem(_name_in(folder, folder), reason, is_refusal=True))
    return found, problems, aside


def _is_barred(path: Path) -> bool:
    return path.name.startswith(".") or path.is_symlink()


def _left_out(path: Path, name: str) -> Problem | None:
    if is_companion(path) and not path.is_dir():
        return Problem(name, _companion_reason(path), is_refusal=True)
    if path.name.startswith("."):
        return Problem(name, "What is hidden is not read. Give it a name that does not begin with a point.")
    if path.is_symlink():
        reason = "This is a link and was not followed. Put the file in its place."
        return Problem(name, reason, is_refusal=True)
    return None


def _unopened(error: OSError, folder: Path) -> Problem:
    reason = f"The folder cannot be opened: {error.strerror or error}. Check who may read it."
    return Problem(_name_in(folder, Path(error.filename)), reason, is_refusal=True)


def _name_in(folder: Path, path: Path) -> str:
    return writable(str(path.relative_to(folder)) if path != folder else folder.name or str(folder))
