"""Paths -> the files to read, in a fixed order, and which of them make one contribution."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from synthesis.corpus.fieldmap import Parts
from synthesis.models import Problem


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read and the name people know it by; `key` and `part` as the map's pattern found them."""

    path: Path
    name: str
    key: str = ""
    part: str = ""


def find_sources(paths: Iterable[Path | str]) -> tuple[list[Source], list[Problem]]:
    """Return the files under the paths, sorted within each folder, none twice; links are never followed."""
    sources: dict[Path, Source] = {}
    problems: list[Problem] = []
    for named in map(Path, paths):
        if reason := _why_not(named):
            problems.append(Problem(named.name or str(named), reason, is_refusal=True))
            continue
        for path in _files(named):
            name = named.name if path == named else str(path.relative_to(named))
            if path.is_symlink():
                problems.append(
                    Problem(name, "This is a link and was not followed. Put the file in its place.")
                )
            elif path != named and path.stem.casefold() == "readme":
                problems.append(
                    Problem(name, "A README is not taken for a contribution. Name it to load it.")
                )
            else:
                sources.setdefault(path.resolve(), Source(path, name))
    return list(sources.values()), problems


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
            reason = f"The name does not match the map's pattern {parts.pattern.pattern!r}; not read."
            problems.append(Problem(source.name, reason, is_refusal=True))
            continue
        part = match["part"] if "part" in parts.pattern.groupindex else ""
        found = Source(source.path, source.name, match["id"], part)
        groups.setdefault((source.path.parent, match["id"]), []).append(found)
    return [
        tuple(sorted(group, key=lambda source: _rank(source, parts))) for group in groups.values()
    ], problems


def _rank(source: Source, parts: Parts) -> tuple[int, str]:
    in_order = parts.order.index(source.part) if source.part in parts.order else len(parts.order)
    return in_order, source.name


def _why_not(named: Path) -> str:
    if named.is_symlink():
        return "This is a link and was not followed. Name the file itself."
    if not named.exists():
        return "There is no such file or folder. Check the path."
    if named.name.startswith(".") and named.name not in {".", ".."}:
        return "Hidden files are not read. Give it a name that does not begin with a point."
    if named.is_dir() and not any(True for _ in _files(named)):
        return "The folder holds no files."
    return ""


def _files(named: Path) -> Iterator[Path]:
    if not named.is_dir():
        yield named
        return
    for folder, subfolders, names in os.walk(named):
        # Sorted in place so that the walk itself follows one order on every machine.
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))
        yield from (Path(folder, name) for name in subfolders if Path(folder, name).is_symlink())
